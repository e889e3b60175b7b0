/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Is this still your academy?" */

#include "ui/sign-in/imagin-move-dialog.h"

#include "ui/widgets/imagin-alert.h"
#include "ui/waiting/imagin-unsent-card.h"

#include <glib/gi18n.h>

typedef struct
{
  ImaginAccounts *accounts;
  ImaginAccount *account;
  ImaginAccount *kept;
  GtkWidget *parent;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_object_unref (move->accounts);
  g_object_unref (move->account);
  g_object_unref (move->kept);
  g_object_unref (move->parent);
  g_free (move);
}

static void
chosen (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;

  dex_promise_resolve_string (promise, g_strdup (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result)));
}

static char *
body_text (Move *move)
{
  /* Translators: an academy, the number of a person, an address. */
  g_autofree char *kept = g_strdup_printf (_ ("%s, number %s, is on this computer already, with the address %s."),
                                           imagin_account_get_name (move->kept), imagin_account_get_number (move->kept),
                                           imagin_account_get_address (move->kept));
  g_autofree char *then =
      g_strdup_printf (_ ("If you go on, you sign in at %s from now on, and what you have not sent yet goes there. If "
                          "you are not sure, ask the exams office first."),
                       imagin_account_get_address (move->account));

  return g_strconcat (kept, "\n\n", then, NULL);
}

static DexFuture *
ask_fiber (gpointer data)
{
  Move *move = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) unsent = dex_await_boxed (imagin_accounts_list_unsent (move->accounts, move->kept), &error);
  g_autofree char *body = body_text (move);
  g_autofree char *answer = NULL;
  DexPromise *promise;
  AdwAlertDialog *alert;

  /* What would leave for elsewhere cannot be said: nobody is asked for it. */
  if (unsent == NULL)
    return dex_future_new_for_error (error);
  alert = ADW_ALERT_DIALOG (imagin_alert_new (_ ("Is this still your academy?"), body));
  adw_alert_dialog_set_extra_child (alert, GTK_WIDGET (imagin_unsent_card_new (move->accounts, move->kept, unsent)));
  adw_alert_dialog_add_responses (alert, "cancel", _ ("Cancel"), "move", _ ("Use the new address"), NULL);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  promise = dex_promise_new ();
  adw_alert_dialog_choose (alert, move->parent, NULL, chosen, dex_ref (promise));
  answer = dex_await_string (DEX_FUTURE (promise), NULL);
  return dex_future_new_for_boolean (g_strcmp0 (answer, "move") == 0);
}

DexFuture *
imagin_move_dialog_ask (ImaginAccounts *accounts, ImaginAccount *account, const GError *error, GtkWidget *parent)
{
  ImaginAccount *kept = imagin_accounts_find (accounts, error->message);
  Move *move;

  if (kept == NULL)
    return dex_future_new_for_boolean (FALSE);
  move = g_new0 (Move, 1);
  move->accounts = g_object_ref (accounts);
  move->account = g_object_ref (account);
  move->kept = g_object_ref (kept);
  move->parent = g_object_ref (parent);
  return dex_scheduler_spawn (NULL, 0, ask_fiber, move, move_free);
}
