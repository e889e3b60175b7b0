/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fields of number and password have in common, wherever they stand. */

#include "ui/imagin-credentials.h"

#include "ui/imagin-address-text.h"
#include "ui/imagin-error-text.h"

#include <glib/gi18n.h>

void
imagin_credentials_hide (AdwPasswordEntryRow *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  gtk_editable_set_text (GTK_EDITABLE (row), "");
  if (GTK_IS_TEXT (text))
    gtk_text_set_visibility (GTK_TEXT (text), FALSE);
}

char *
imagin_credentials_error_text (const GError *error)
{
  if (imagin_address_text_is_passing (error))
    return g_strdup (_ ("The academy cannot be reached now. Try again in a moment."));
  return imagin_error_text (error);
}
