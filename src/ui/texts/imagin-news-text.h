/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-news.h"

G_BEGIN_DECLS

/**
 * imagin_news_text:
 *
 * Returns: (transfer full): what is new, in a sentence, the old before the new ("Date : mardi 16 juin → jeudi 18 juin")
 */
char *imagin_news_text (const ImaginNewsFact *fact);

G_END_DECLS
