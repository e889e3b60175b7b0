/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginNewsCard:
 *
 * What is new in a mission since the person's last visit; hidden where nothing is. Once it is on the screen, it is
 * seen; it stays until the page goes.
 */
#define IMAGIN_TYPE_NEWS_CARD (imagin_news_card_get_type ())
G_DECLARE_FINAL_TYPE (ImaginNewsCard, imagin_news_card, IMAGIN, NEWS_CARD, GtkBox)

void imagin_news_card_set_draft (ImaginNewsCard *self, ImaginDraft *draft);

G_END_DECLS
