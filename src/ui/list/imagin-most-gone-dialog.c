/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Most of your missions are no more at the academy." */

#include "ui/list/imagin-most-gone-dialog.h"

#include "account/imagin-account.h"
#include "ui/widgets/imagin-alert.h"
#include "ui/texts/imagin-whose.h"

#include <glib/gi18n.h>

static void
responded (AdwAlertDialog *dialog, const char *response, ImaginAccount *account)
{
  if (g_str_equal (response, "remove"))
    imagin_account_let_most_go (account);
}

static void
ask (ImaginAccount *account, GtkWidget *parent)
{
  AdwDialog *dialog = imagin_alert_new (_ ("Remove most missions?"), NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  g_autofree char *whose = imagin_whose_text (account);

  adw_alert_dialog_format_body (alert,
                                _ ("%s no longer has most of your missions. This may be a mistake there: everything "
                                   "stays here, and is asked for again, until you decide. Missions for which "
                                   "something waits here stay in any case."),
                                whose);
  adw_alert_dialog_add_responses (alert, "keep", _ ("Keep them here"), "remove", _ ("Remove them"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "keep");
  adw_alert_dialog_set_close_response (alert, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (responded), account, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, parent);
}

void
imagin_most_gone_dialog_present (GListModel *accounts, GtkWidget *parent)
{
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, i);

      if (imagin_account_get_most_gone (account))
        ask (account, parent);
    }
}
