/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginListNotice:
 *
 * What stands in the sidebar where there is no row. Most starts have rows, so it is made when it is first needed.
 */
#define IMAGIN_TYPE_LIST_NOTICE (imagin_list_notice_get_type ())
G_DECLARE_FINAL_TYPE (ImaginListNotice, imagin_list_notice, IMAGIN, LIST_NOTICE, AdwBin)

/** The academy is being asked. */
void imagin_list_notice_show_loading (ImaginListNotice *self);

/** There are none. */
void imagin_list_notice_show_empty (ImaginListNotice *self);

/**
 * imagin_list_notice_show_error:
 * @text: what went wrong, in a sentence
 */
void imagin_list_notice_show_error (ImaginListNotice *self, const char *text);

/**
 * imagin_list_notice_show_nothing_found:
 * @text: what was looked for, in a sentence
 * @searching: whether a search can be cleared
 * @filtered: whether a filter can be taken away
 */
void
imagin_list_notice_show_nothing_found (ImaginListNotice *self, const char *text, gboolean searching, gboolean filtered);

G_END_DECLS
