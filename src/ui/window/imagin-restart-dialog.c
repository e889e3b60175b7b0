/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Begin the demonstration anew?" */

#include "ui/window/imagin-restart-dialog.h"

#include "ui/widgets/imagin-alert.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/widgets/imagin-toast.h"

#include <glib/gi18n.h>

typedef struct
{
  ImaginAccounts *accounts;
  AdwNavigationView *navigation;
} Restart;

static void
restart_free (gpointer data)
{
  Restart *restart = data;

  g_object_unref (restart->accounts);
  g_object_unref (restart->navigation);
  g_free (restart);
}

static DexFuture *
restart_fiber (gpointer data)
{
  static const char *const nothing[] = { "nothing" };
  Restart *restart = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  /* The page of a mission keeps what is typed there: it goes first. */
  adw_navigation_view_replace_with_tags (restart->navigation, nothing, G_N_ELEMENTS (nothing));
  dex_await (imagin_accounts_restart_demonstration (restart->accounts), &error);
  text = error != NULL ? imagin_error_text (error) : g_strdup (_ ("The demonstration begins anew"));
  imagin_toast_show (GTK_WIDGET (restart->navigation), text);
  return dex_future_new_for_boolean (TRUE);
}

static void
responded (AdwAlertDialog *dialog, const char *response, AdwNavigationView *navigation)
{
  Restart *restart;

  if (!g_str_equal (response, "restart"))
    return;
  restart = g_new0 (Restart, 1);
  restart->accounts = g_object_ref (g_object_get_data (G_OBJECT (dialog), "accounts"));
  restart->navigation = g_object_ref (navigation);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, restart_fiber, restart, restart_free));
}

void
imagin_restart_dialog_present (ImaginAccounts *accounts, AdwNavigationView *navigation, GtkWidget *parent)
{
  AdwDialog *dialog = imagin_alert_new (
      /* Short: libadwaita measures the heading in one line at 300 px, and warns where it is longer. */
      _ ("Begin anew?"),
      _ ("The missions of the demonstration are what they were on the first day, dated from today. What you entered, "
         "attached and sent there is erased. Your password stays, and so does everything of your other academies."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_responses (alert, "cancel", _ ("Cancel"), "restart", _ ("Begin anew"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "restart", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "accounts", g_object_ref (accounts), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (responded), navigation, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, parent);
}
