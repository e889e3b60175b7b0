/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Shared computer: close the window when you leave". */

#include "ui/window/imagin-shared-bar.h"

#include <glib/gi18n.h>

GtkWidget *
imagin_shared_bar_new (void)
{
  GtkWidget *bar = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_HORIZONTAL, "spacing", 12,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("computer-symbolic");
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", _ ("Shared computer: close the window when you leave"), "wrap", TRUE,
                    "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "hexpand", TRUE, NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Erase and quit"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.erase-and-quit");
  gtk_widget_add_css_class (bar, "shared-bar");
  gtk_box_append (GTK_BOX (bar), icon);
  gtk_box_append (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), button);
  return bar;
}
