/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ImaginFocusFallback:
 *
 * Gives the keyboard to something of @widget, where what had it cannot have it any more.
 */
typedef void (*ImaginFocusFallback) (GtkWidget *widget);

/**
 * imagin_focus_give:
 * @widget: (nullable): what had the keyboard
 *
 * Gives it the keyboard again as it was left, without selecting what is typed there.
 *
 * Returns: whether it could take it
 */
gboolean imagin_focus_give (GtkWidget *widget);

/**
 * imagin_focus_keeper_watch:
 * @widget: a page, which has no root yet
 *
 * Where nothing has the keyboard any more while @widget is shown, what had it last takes it again: a breakpoint hides
 * all that it lays out for a frame, and what is hidden loses the keyboard.
 */
void imagin_focus_keeper_watch (GtkWidget *widget, ImaginFocusFallback fallback);

G_END_DECLS
