/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_toast_show:
 * @widget: anything in the window; where it has left it meanwhile, nothing is shown
 * @title: one event, in words
 */
void imagin_toast_show (GtkWidget *widget, const char *title);

/**
 * imagin_toast_show_for:
 * @widget: anything in the window
 * @title: one event, in words
 * @button: what can be done about it
 * @seconds: how long it stays, unless something else is said
 *
 * Returns: (transfer none): the toast, whose `button-clicked` says that the button was pressed
 */
AdwToast *imagin_toast_show_for (GtkWidget *widget, const char *title, const char *button, guint seconds);

/**
 * imagin_toast_show_with:
 * @label: of a button
 * @action: what the button does, such as "win.accounts"
 * @target: (nullable): the action's parameter; a floating one is taken
 *
 * The same, with a way to what it speaks of.
 */
void
imagin_toast_show_with (GtkWidget *widget, const char *title, const char *label, const char *action, GVariant *target);

/**
 * imagin_toast_find_overlay:
 *
 * Returns: (transfer none) (nullable): where toasts of @widget's window are shown
 */
AdwToastOverlay *imagin_toast_find_overlay (GtkWidget *widget);

G_END_DECLS
