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

static const char *const written = "imagin-written";

/* The text that has the keyboard is the one within. */
static GObject *
text_of (GtkEditable *editable)
{
  GtkEditable *delegate = gtk_editable_get_delegate (editable);

  return G_OBJECT (delegate != NULL ? delegate : editable);
}

void
imagin_field_write (GtkWidget *field, const char *text)
{
  GtkEditable *editable = GTK_EDITABLE (field);

  gtk_editable_set_enable_undo (editable, FALSE);
  gtk_editable_set_text (editable, text);
  gtk_editable_set_enable_undo (editable, TRUE);
  g_object_set_data_full (text_of (editable), written, g_strdup (text), g_free);
}

gboolean
imagin_field_is_typed (GtkWidget *widget)
{
  const char *before;

  if (widget == NULL || !GTK_IS_EDITABLE (widget))
    return FALSE;
  before = g_object_get_data (text_of (GTK_EDITABLE (widget)), written);
  return !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), before != NULL ? before : "");
}
