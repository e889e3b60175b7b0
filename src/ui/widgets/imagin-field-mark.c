/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cannot be taken is marked where it is typed. */

#include "ui/widgets/imagin-field-mark.h"

void
imagin_field_mark (GtkWidget *field, gboolean wrong)
{
  /* A row is where the eye sees it, the text within has the keyboard: a screen reader says the state of that one. */
  GtkEditable *text = GTK_IS_EDITABLE (field) ? gtk_editable_get_delegate (GTK_EDITABLE (field)) : NULL;
  GtkAccessibleInvalidState invalid = wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE;

  if (wrong)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID, invalid, -1);
  if (text != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_STATE_INVALID, invalid, -1);
}
