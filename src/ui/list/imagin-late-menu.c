/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A menu that is made when it opens. */

#include "ui/list/imagin-late-menu.h"

#include "ui/widgets/imagin-menu-names.h"

static void
make_menu (GtkMenuButton *button, gpointer data)
{
  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (data)));
  imagin_menu_names_watch (button);
}

void
imagin_late_menu_set (GtkMenuButton *button, GMenuModel *menu)
{
  gtk_menu_button_set_create_popup_func (button, make_menu, g_object_ref (menu), g_object_unref);
}
