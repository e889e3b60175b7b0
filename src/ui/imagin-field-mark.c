/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cannot be taken is marked where it is typed. */

#include "ui/imagin-field-mark.h"

void
imagin_field_mark (GtkWidget *field, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
