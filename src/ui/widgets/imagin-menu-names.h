/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_menu_names_watch:
 *
 * Gives the items of a button's menu their accessible names each time it opens: GTK 4.18 leaves them empty, so that a
 * screen reader says nothing but "menu item".
 */
void imagin_menu_names_watch (GtkMenuButton *button);

G_END_DECLS
