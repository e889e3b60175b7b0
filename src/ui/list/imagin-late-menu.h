/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_late_menu_set:
 * @button: shows the menu
 * @menu: (transfer none): what it offers
 *
 * Makes a button's menu when it opens for the first time: a start need not wait for what nobody may ever open.
 */
void imagin_late_menu_set (GtkMenuButton *button, GMenuModel *menu);

G_END_DECLS
