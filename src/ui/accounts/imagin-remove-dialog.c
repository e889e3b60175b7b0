/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Remove this account from this computer?" */

#include "ui/accounts/imagin-remove-dialog.h"

#include "base/imagin-error.h"
#include "ui/widgets/imagin-alert.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/entry/imagin-last-step.h"
#include "ui/mission/imagin-mission-page.h"
#include "ui/settings/imagin-settings.h"
#include "ui/widgets/imagin-toast.h"
#include "ui/waiting/imagin-unsent-card.h"
#include "ui/texts/imagin-whose.h"

#include <glib/gi18n.h>

typedef struct
{
  ImaginAccounts *accounts;
  ImaginAccount *account;
  AdwNavigationView *navigation;
  GtkWidget *parent;
  char *whose; /* as it was named when it was asked for */
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_object_unref (removal->accounts);
  g_object_unref (removal->account);
  g_object_unref (removal->navigation);
  g_object_unref (removal->parent);
  g_free (removal->whose);
  g_free (removal);
}

static Removal *
removal_copy (const Removal *removal)
{
  Removal *copy = g_new0 (Removal, 1);

  copy->accounts = g_object_ref (removal->accounts);
  copy->account = g_object_ref (removal->account);
  copy->navigation = g_object_ref (removal->navigation);
  copy->parent = g_object_ref (removal->parent);
  copy->whose = g_strdup (removal->whose);
  return copy;
}

/* Doing it */

static void
close_its_mission (Removal *removal)
{
  static const char *const nothing[] = { "nothing" };
  g_autoptr (GListModel) pages = adw_navigation_view_get_navigation_stack (removal->navigation);
  gboolean shown = FALSE;

  /* One lies above another where the person went from one to the other. */
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (pages, i);

      shown = shown || (IMAGIN_IS_MISSION_PAGE (page) && imagin_draft_get_account (imagin_mission_page_get_draft (
                                                             IMAGIN_MISSION_PAGE (page))) == removal->account);
    }
  if (shown)
    adw_navigation_view_replace_with_tags (removal->navigation, nothing, G_N_ELEMENTS (nothing));
}

static void
forget_where_it_was (ImaginAccount *account)
{
  g_autoptr (GSettings) settings = imagin_settings_get ();
  g_autofree char *account_id = NULL;

  g_settings_get (settings, "mission", "(ss)", &account_id, NULL);
  if (g_strcmp0 (account_id, imagin_account_get_id (account)) == 0)
    g_settings_reset (settings, "mission");
  imagin_last_step_forget (imagin_account_get_id (account));
}

/* (nullable): where somebody has added it again meanwhile, there is nothing to say. */
static char *
result_text (Removal *removal, const GError *error)
{
  const char *who = removal->whose;
  ImaginAccount *now = imagin_accounts_find (removal->accounts, imagin_account_get_id (removal->account));
  g_autofree char *reason = error != NULL ? imagin_error_text (error) : NULL;

  if (now == removal->account)
    return error != NULL ? g_strdup_printf (_ ("%s is not removed. %s"), who, reason) : NULL;
  if (now != NULL)
    return NULL;
  if (error != NULL)
    return g_strdup_printf (_ ("%s is removed, but the keyring of this computer still holds its session"), who);
  return g_strdup_printf (_ ("%s is removed"), who);
}

static DexFuture *
remove_fiber (gpointer data)
{
  Removal *removal = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  /* The page of a mission keeps what is typed there: it goes first. */
  close_its_mission (removal);
  dex_await (imagin_accounts_remove (removal->accounts, removal->account), &error);
  if (error == NULL || imagin_error_is_keyring (error))
    forget_where_it_was (removal->account);
  text = result_text (removal, error);
  if (text != NULL)
    imagin_toast_show (GTK_WIDGET (removal->navigation), text);
  return dex_future_new_for_boolean (TRUE);
}

/* Asking */

static gboolean
is_there (Removal *removal)
{
  return imagin_accounts_find (removal->accounts, imagin_account_get_id (removal->account)) == removal->account;
}

/* Another question removed it meanwhile. */
static void
accounts_changed (GListModel *accounts, guint position, guint removed, guint added, AdwDialog *dialog)
{
  if (!is_there (g_object_get_data (G_OBJECT (dialog), "removal")))
    adw_dialog_close (dialog);
}

static void
responded (AdwAlertDialog *dialog, const char *response, Removal *removal)
{
  /* It is on its way out by now. */
  g_signal_handlers_disconnect_by_func (removal->accounts, accounts_changed, dialog);
  if (g_str_equal (response, "remove"))
    dex_future_disown (dex_scheduler_spawn (NULL, 0, remove_fiber, removal_copy (removal), removal_free));
}

static void
show_question (AdwAlertDialog *alert, Removal *removal, gboolean lost)
{
  const char *body =
      lost ? _ ("What is named here was never sent to the academy: it will be lost. What the academy has stays there.")
           : _ ("Its missions and receipts are erased from this computer. Everything has been sent: what the academy "
                "has stays there, and you can add it again.");
  g_autofree char *text = g_strconcat (removal->whose, "\n\n", body, NULL);

  adw_alert_dialog_set_body (alert, text);
  adw_alert_dialog_set_response_label (alert, "remove", lost ? _ ("Remove and lose it") : _ ("Remove"));
}

/* What was on its way when the question was asked may have arrived. */
static void
unsent_changed (ImaginUnsentCard *card, AdwAlertDialog *alert)
{
  show_question (alert, g_object_get_data (G_OBJECT (alert), "removal"), !imagin_unsent_card_is_empty (card));
}

static void
ask (Removal *removal, GPtrArray *unsent)
{
  AdwDialog *dialog = imagin_alert_new (_ ("Remove from this computer?"), NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  ImaginUnsentCard *card = imagin_unsent_card_new (removal->accounts, removal->account, unsent);

  adw_alert_dialog_set_extra_child (alert, GTK_WIDGET (card));
  adw_alert_dialog_add_responses (alert, "cancel", _ ("Cancel"), "remove", _ ("Remove"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  show_question (alert, removal, unsent->len > 0);
  g_object_set_data_full (G_OBJECT (dialog), "removal", removal_copy (removal), removal_free);
  g_signal_connect (dialog, "response", G_CALLBACK (responded), g_object_get_data (G_OBJECT (dialog), "removal"));
  g_signal_connect_object (card, "changed", G_CALLBACK (unsent_changed), dialog, G_CONNECT_DEFAULT);
  g_signal_connect_object (removal->accounts, "items-changed", G_CALLBACK (accounts_changed), dialog,
                           G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, removal->parent);
}

static DexFuture *
ask_fiber (gpointer data)
{
  Removal *removal = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) unsent =
      dex_await_boxed (imagin_accounts_list_unsent (removal->accounts, removal->account), &error);

  /* What would be lost cannot be said: nothing is removed. */
  if (unsent == NULL)
    {
      g_autofree char *text = imagin_error_text (error);

      imagin_toast_show (GTK_WIDGET (removal->navigation), text);
      return dex_future_new_for_boolean (FALSE);
    }
  if (gtk_widget_get_root (removal->parent) != NULL && is_there (removal))
    ask (removal, unsent);
  return dex_future_new_for_boolean (TRUE);
}

void
imagin_remove_dialog_present (ImaginAccounts *accounts,
                              ImaginAccount *account,
                              AdwNavigationView *navigation,
                              GtkWidget *parent)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->accounts = g_object_ref (accounts);
  removal->account = g_object_ref (account);
  removal->navigation = g_object_ref (navigation);
  removal->parent = g_object_ref (parent);
  removal->whose = imagin_whose_text (account);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, ask_fiber, removal, removal_free));
}
