/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing a dialog from within. */

#include "ui/imagin-dialog-close.h"

static gboolean
close_dialog (gpointer dialog)
{
  adw_dialog_close (dialog);
  return G_SOURCE_REMOVE;
}

void
imagin_dialog_close_later (AdwDialog *dialog)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_dialog, g_object_ref (dialog), g_object_unref);
}
