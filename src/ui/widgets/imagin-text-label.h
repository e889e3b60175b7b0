/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_text_label_new:
 * @style: (nullable): a style class
 *
 * Returns: (transfer floating): a text that begins at the left and breaks where there is no room, within a long word
 * too
 */
GtkWidget *imagin_text_label_new (const char *text, const char *style);

G_END_DECLS
