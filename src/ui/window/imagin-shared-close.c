/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving a shared computer. */

#include "ui/window/imagin-shared-close.h"

#include "account/imagin-accounts-leave.h"
#include "base/imagin-error.h"
#include "ui/widgets/imagin-alert.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/mission/imagin-mission-page.h"
#include "ui/waiting/imagin-unsent-card.h"

#include <glib/gi18n.h>

/* What is typed is with the account within 300 ms. */
#define SETTLE_MS 350
/* A file that was just chosen is looked at; then it is a receipt that waits, or was refused. */
#define LOOK_EVERY_MS 150
#define LOOKS_MAXIMUM 100
#define GONE_EVERY_MS 20
#define PORTAL_SECONDS 3
#define CLOSING_KEY "imagin-shared-close"

typedef struct
{
  GtkWindow *window;
  ImaginAccounts *accounts;
  AdwNavigationView *navigation;
  GtkWidget *focus; /* nullable: had the keyboard before */
  GtkProgressBar *bar;
} Closing;

static void
closing_free (gpointer data)
{
  Closing *closing = data;

  g_object_set_data (G_OBJECT (closing->window), CLOSING_KEY, NULL);
  g_object_unref (closing->window);
  g_object_unref (closing->accounts);
  g_object_unref (closing->navigation);
  g_clear_object (&closing->focus);
  g_free (closing);
}

/* Before the question */

static gboolean
is_page_checking (gpointer page)
{
  GListModel *attachments =
      IMAGIN_IS_MISSION_PAGE (page) ? imagin_draft_get_attachments (imagin_mission_page_get_draft (page)) : NULL;

  for (guint i = 0; attachments != NULL && i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (ImaginAttachment) attachment = g_list_model_get_item (attachments, i);

      if (imagin_attachment_get_state (attachment) == IMAGIN_ATTACHMENT_CHECKING)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_checking (Closing *closing)
{
  g_autoptr (GListModel) pages = adw_navigation_view_get_navigation_stack (closing->navigation);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (pages, i);

      if (is_page_checking (page))
        return TRUE;
    }
  return FALSE;
}

/* Runs in a fiber. */
static void
settle (Closing *closing)
{
  /* A figure that is being typed is taken in as its row loses the keyboard. */
  g_set_object (&closing->focus, gtk_window_get_focus (closing->window));
  gtk_window_set_focus (closing->window, NULL);
  dex_await (dex_timeout_new_msec (SETTLE_MS), NULL);
  for (guint i = 0; i < LOOKS_MAXIMUM && is_checking (closing); i++)
    dex_await (dex_timeout_new_msec (LOOK_EVERY_MS), NULL);
}

/* Asking */

static void
chosen (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;

  dex_promise_resolve_string (promise, g_strdup (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result)));
}

static DexFuture *
choose (Closing *closing, AdwAlertDialog *alert)
{
  DexPromise *promise = dex_promise_new ();

  adw_alert_dialog_choose (alert, GTK_WIDGET (closing->window), NULL, chosen, dex_ref (promise));
  return DEX_FUTURE (promise);
}

/* Runs in a fiber. A dialog that slides away still has the keyboard: the next one would not get it. */
static void
wait_until_gone (AdwDialog *dialog)
{
  for (guint i = 0; i < LOOKS_MAXIMUM && gtk_widget_get_root (GTK_WIDGET (dialog)) != NULL; i++)
    dex_await (dex_timeout_new_msec (GONE_EVERY_MS), NULL);
}

/* What was on its way when the question was asked may have arrived. */
static void
unsent_changed (ImaginUnsentCard *card, AdwAlertDialog *alert)
{
  if (!imagin_unsent_card_is_empty (card))
    return;
  adw_alert_dialog_set_heading (alert, _ ("Everything is sent"));
  adw_alert_dialog_set_body (alert, _ ("The academy has everything by now. You can close."));
  adw_alert_dialog_set_response_enabled (alert, "discard", FALSE);
  adw_alert_dialog_set_response_label (alert, "send", _ ("Close"));
}

/* Runs in a fiber. */
static char *
ask (Closing *closing, GPtrArray *unsent, const char *failure)
{
  AdwDialog *dialog = failure == NULL ? imagin_alert_new (_ ("Send before you leave?"),
                                                          _ ("Nothing stays on this computer. What is named here "
                                                             "was never sent to the academy."))
                                      : imagin_alert_new (_ ("Not everything is sent"), failure);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  char *answer;

  if (unsent != NULL)
    {
      ImaginUnsentCard *card = imagin_unsent_card_new (closing->accounts, NULL, unsent);

      adw_alert_dialog_set_extra_child (alert, GTK_WIDGET (card));
      g_signal_connect_object (card, "changed", G_CALLBACK (unsent_changed), alert, G_CONNECT_DEFAULT);
    }
  adw_alert_dialog_add_responses (alert, "cancel", failure == NULL ? _ ("Cancel") : _ ("Stay here"), "discard",
                                  _ ("Discard everything"), "send",
                                  failure == NULL ? _ ("Send and close") : _ ("Try again"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "discard", ADW_RESPONSE_DESTRUCTIVE);
  if (failure == NULL)
    adw_alert_dialog_set_response_appearance (alert, "send", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, failure == NULL ? "send" : "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_object_ref_sink (dialog);
  answer = dex_await_string (choose (closing, alert), NULL);
  wait_until_gone (dialog);
  g_object_unref (dialog);
  return answer;
}

/* Sending */

static void
progressed (guint sent, guint total, double fraction, gpointer data)
{
  Closing *closing = data;
  g_autofree char *text = g_strdup_printf (_ ("Sent: %u of %u"), sent, total);

  gtk_progress_bar_set_fraction (closing->bar, fraction);
  gtk_progress_bar_set_text (closing->bar, text);
}

static char *
failure_text (const GError *error)
{
  if (error == NULL)
    return g_strdup (_ ("A remark to the exams office is begun and not sent. Send it from the mission’s page, or "
                        "discard it with the rest."));
  if (imagin_error_matches (error, IMAGIN_ERROR_OFFLINE) || imagin_error_matches (error, IMAGIN_ERROR_TIMED_OUT) ||
      imagin_error_matches (error, IMAGIN_ERROR_UNAVAILABLE))
    return g_strdup (_ ("The academy cannot be reached now. Nothing is lost as long as this window stays open: try "
                        "again in a moment."));
  if (imagin_error_matches (error, IMAGIN_ERROR_SIGN_IN_REQUIRED))
    return g_strdup (_ ("Your session is over. Stay here and sign in again: what you entered is then sent."));
  return imagin_error_text (error);
}

/* Runs in a fiber. Returns whether the person still wants to leave; @failure is then why something is left. */
static gboolean
send (Closing *closing, char **failure)
{
  AdwDialog *dialog = imagin_alert_new (_ ("Sending…"), NULL);
  GtkWidget *bar = gtk_progress_bar_new ();
  g_autoptr (DexFuture) sending = NULL;
  g_autoptr (DexFuture) stopped = NULL;
  g_autoptr (GError) error = NULL;
  gboolean sent;

  closing->bar = g_object_ref_sink (GTK_PROGRESS_BAR (bar));
  gtk_progress_bar_set_show_text (closing->bar, TRUE);
  gtk_progress_bar_set_text (closing->bar, _ ("Sending…"));
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), bar);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _ ("Stay here"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  g_object_ref_sink (dialog);
  stopped = choose (closing, ADW_ALERT_DIALOG (dialog));
  sending = imagin_accounts_send_everything (closing->accounts, progressed, closing);
  dex_await (dex_future_first (dex_ref (sending), dex_ref (stopped), NULL), NULL);
  if (dex_future_is_pending (sending))
    {
      dex_clear (&sending);
      wait_until_gone (dialog);
      g_clear_object (&closing->bar);
      g_object_unref (dialog);
      return FALSE;
    }
  sent = dex_await_boolean (g_steal_pointer (&sending), &error);
  adw_dialog_force_close (dialog);
  wait_until_gone (dialog);
  g_clear_object (&closing->bar);
  g_object_unref (dialog);
  *failure = sent ? NULL : failure_text (error);
  return TRUE;
}

/* Leaving */

static void
launched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;

  dex_promise_resolve_boolean (promise, gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, NULL));
}

/* Runs in a fiber. The next person at this browser must not come in as this one. */
static void
end_portal_session (Closing *closing, ImaginAccount *account)
{
  g_autofree char *address = dex_await_string (
      dex_future_first (imagin_account_find_end_session (account), dex_timeout_new_seconds (PORTAL_SECONDS), NULL),
      NULL);
  g_autoptr (GtkUriLauncher) launcher = NULL;
  DexPromise *promise;

  if (address == NULL || *address == '\0')
    return;
  launcher = gtk_uri_launcher_new (address);
  promise = dex_promise_new ();
  gtk_uri_launcher_launch (launcher, closing->window, NULL, launched, dex_ref (promise));
  dex_await (dex_future_first (DEX_FUTURE (promise), dex_timeout_new_seconds (PORTAL_SECONDS), NULL), NULL);
}

/* Runs in a fiber. */
static void
leave (Closing *closing)
{
  AdwDialog *dialog = imagin_alert_new (_ ("Closing…"), _ ("The academy is told that you leave."));
  GListModel *accounts = G_LIST_MODEL (closing->accounts);

  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog),
                                    g_object_new (ADW_TYPE_SPINNER, "height-request", 32, NULL));
  adw_dialog_set_can_close (dialog, FALSE);
  adw_dialog_present (dialog, GTK_WIDGET (closing->window));
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, i);

      if (imagin_account_is_by_portal (account))
        end_portal_session (closing, account);
    }
  dex_await (imagin_accounts_leave (closing->accounts), NULL);
  gtk_window_destroy (closing->window);
}

static DexFuture *
stay (Closing *closing)
{
  if (closing->focus != NULL && gtk_widget_get_root (closing->focus) == GTK_ROOT (closing->window))
    gtk_widget_grab_focus (closing->focus);
  return dex_future_new_for_boolean (FALSE);
}

static DexFuture *
close_fiber (gpointer data)
{
  Closing *closing = data;
  g_autofree char *failure = NULL;

  settle (closing);
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) unsent = dex_await_boxed (imagin_accounts_list_all_unsent (closing->accounts), &error);
      g_autofree char *answer = NULL;

      if (unsent == NULL && failure == NULL)
        failure = imagin_error_text (error);
      if (unsent != NULL && unsent->len == 0)
        break;
      answer = ask (closing, unsent, failure);
      g_clear_pointer (&failure, g_free);
      if (g_strcmp0 (answer, "discard") == 0)
        break;
      if (g_strcmp0 (answer, "send") != 0 || !send (closing, &failure))
        return stay (closing);
    }
  leave (closing);
  return dex_future_new_for_boolean (TRUE);
}

void
imagin_shared_close_begin (GtkWindow *window, ImaginAccounts *accounts, AdwNavigationView *navigation)
{
  Closing *closing;

  if (g_object_get_data (G_OBJECT (window), CLOSING_KEY) != NULL)
    return;
  closing = g_new0 (Closing, 1);
  closing->window = g_object_ref (window);
  closing->accounts = g_object_ref (accounts);
  closing->navigation = g_object_ref (navigation);
  g_object_set_data (G_OBJECT (window), CLOSING_KEY, closing);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, close_fiber, closing, closing_free));
}
