/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The accessible names of a menu's items. */

#include "ui/widgets/imagin-menu-names.h"

static void
name_items (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *text = NULL;

      /* The toolkit's own type for an item is private; its text is a property all the same. */
      if (!g_str_equal (G_OBJECT_TYPE_NAME (child), "GtkModelButton"))
        {
          name_items (child);
          continue;
        }
      g_object_get (child, "text", &text, NULL);
      if (text == NULL)
        continue;
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
}

void
imagin_menu_names_watch (GtkMenuButton *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (popover != NULL)
    g_signal_connect (popover, "map", G_CALLBACK (name_items), NULL);
}
