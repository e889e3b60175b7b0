/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Taking something back: by the button of the toast that says it, and by Ctrl+Z as long as the page is open. */

typedef void (*ImaginUndoFunc) (gpointer data);

/**
 * imagin_undo_offer:
 * @widget: anything on the page where it happened
 * @title: what happened, in words
 * @undo: takes it back; is called once at most
 * @data: (transfer full): what @undo needs
 * @destroy: frees @data
 *
 * Says what happened, with a button that takes it back. The toast stays for twenty seconds, or until something else is
 * said; what it offered is still there for imagin_undo_last().
 */
void
imagin_undo_offer (GtkWidget *widget, const char *title, ImaginUndoFunc undo, gpointer data, GDestroyNotify destroy);

/**
 * imagin_undo_last:
 * @widget: anything on the page
 *
 * Takes back what was offered last and was not taken back yet.
 *
 * Returns: whether there was something
 */
gboolean imagin_undo_last (GtkWidget *widget);

/**
 * imagin_undo_listen:
 * @page: where Ctrl+Z takes back what was offered last; a field in which something was typed undoes that first
 * @widget: anything within it that its toasts are shown over
 */
void imagin_undo_listen (GtkWidget *page, GtkWidget *widget);

G_END_DECLS
