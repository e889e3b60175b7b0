/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button with a short label and a whole name. */

#include "ui/widgets/imagin-named-button.h"

GtkWidget *
imagin_named_button_new (const char *label, const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (label));
  gtk_widget_add_css_class (button, "text-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}
