/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A line is a GtkGrid of one row. A horizontal GtkBox asks each child how wide it would be at the height of the box,
 * and a text that wraps answers that by a search: it is laid out at some twenty widths. A grid gives the width first,
 * and such a text is laid out once.
 */

/**
 * imagin_line_append:
 * @line: a grid
 * @child: (transfer none): a widget without a parent
 *
 * Puts the widget at the end of the line.
 */
void imagin_line_append (GtkGrid *line, GtkWidget *child);

/**
 * imagin_line_fold:
 * @line: a grid
 * @folded: TRUE puts its widgets below each other, FALSE side by side
 */
void imagin_line_fold (GtkGrid *line, gboolean folded);

G_END_DECLS
