/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "A copy would stay on this computer". */

#include "ui/entry/imagin-shared-copy-dialog.h"

#include "ui/widgets/imagin-alert.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
responded (AdwAlertDialog *dialog, const char *response, GtkWidget *parent)
{
  if (g_str_equal (response, "save"))
    gtk_widget_activate_action (parent, g_object_get_data (G_OBJECT (dialog), "action"), NULL);
}

void
imagin_shared_copy_dialog_present (GtkWidget *parent, const char *action)
{
  AdwDialog *dialog = imagin_alert_new (
      _ ("A copy would stay on this computer"),
      _ ("This computer is shared, and another program can show this document only from a file. Save it where you "
         "choose, on a USB key for example: Imagin does not take it away when you leave, and its name may stay in that "
         "program’s list of recent files."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_responses (alert, "cancel", _ ("Cancel"), "save", _ ("Save a copy…"), NULL);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "action", g_strdup (action), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (responded), parent, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, parent);
}
