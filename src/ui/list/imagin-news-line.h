/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-listing.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginNewsLine:
 *
 * One line above the list: how many missions have something new; it leads to the first of them, and so from one to the
 * next. Hidden where nothing is new.
 */
#define IMAGIN_TYPE_NEWS_LINE (imagin_news_line_get_type ())
G_DECLARE_FINAL_TYPE (ImaginNewsLine, imagin_news_line, IMAGIN, NEWS_LINE, GtkBox)

void imagin_news_line_show (ImaginNewsLine *self, ImaginListing *listing);

G_END_DECLS
