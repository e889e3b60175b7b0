/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing out: here, and at the portals where the person likes. */

#include "ui/accounts/imagin-sign-out.h"

#include "ui/widgets/imagin-alert.h"
#include "ui/waiting/imagin-standing.h"
#include "ui/texts/imagin-whose.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define EVERYWHERE "everywhere"

typedef struct
{
  GListModel *accounts;
  GtkWindow *window;
  gboolean everywhere;
} SigningOut;

static void
signing_out_free (gpointer data)
{
  SigningOut *self = data;

  g_object_unref (self->accounts);
  g_clear_object (&self->window);
  g_free (self);
}

/* Runs in a fiber. */
static void
end_portal_session (SigningOut *self, ImaginAccount *account)
{
  g_autofree char *address = dex_await_string (imagin_account_find_end_session (account), NULL);
  g_autoptr (GtkUriLauncher) launcher = NULL;

  /* A portal that does not answer or has no such page: its session ends by itself. */
  if (address == NULL || *address == '\0')
    return;
  launcher = gtk_uri_launcher_new (address);
  gtk_uri_launcher_launch (launcher, self->window, NULL, NULL, NULL);
}

static DexFuture *
sign_out_fiber (gpointer data)
{
  SigningOut *self = data;

  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (self->accounts, i);

      dex_future_disown (imagin_account_sign_out (account));
    }
  for (guint i = 0; self->everywhere && i < g_list_model_get_n_items (self->accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (self->accounts, i);

      end_portal_session (self, account);
    }
  return dex_future_new_for_boolean (TRUE);
}

static void
responded (AdwAlertDialog *dialog, const char *response, GListModel *accounts)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (dialog));
  SigningOut *self;

  if (g_str_equal (response, "cancel"))
    return;
  self = g_new0 (SigningOut, 1);
  self->accounts = g_object_ref (accounts);
  self->window = GTK_IS_WINDOW (root) ? g_object_ref (GTK_WINDOW (root)) : NULL;
  self->everywhere = g_str_equal (response, EVERYWHERE);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, sign_out_fiber, self, signing_out_free));
}

static void
accounts_unref (gpointer accounts, GClosure *closure)
{
  g_object_unref (accounts);
}

static gboolean
has_portal (GListModel *accounts)
{
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, i);

      if (imagin_account_is_by_portal (account))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_shared (GListModel *accounts)
{
  g_autoptr (ImaginAccount) first = g_list_model_get_item (accounts, 0);

  return first != NULL && imagin_account_is_shared (first);
}

/* The academies that the person is signed in to. */
static char *
names_text (GListModel *accounts)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, i);

      if (imagin_account_get_address (account) != NULL &&
          imagin_account_get_state (account) != IMAGIN_ACCOUNT_SIGNED_OUT)
        g_strv_builder_take (names, imagin_whose_text (account));
    }
  all = g_strv_builder_end (names);
  joined = g_strjoinv (", ", all);
  /* Translators: %s is the name of an academy, or several of them. */
  return *joined != '\0' ? g_strdup_printf (_ ("You sign out of: %s."), joined) : NULL;
}

/* What no academy has of these accounts. Runs in a fiber. */
static ImaginOutstanding
count (ImaginAccounts *all, GListModel *accounts)
{
  ImaginOutstanding outstanding = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, i);
      g_autoptr (GPtrArray) unsent = dex_await_boxed (imagin_accounts_list_unsent (all, account), NULL);

      imagin_standing_count (unsent, &outstanding);
    }
  return outstanding;
}

/* What becomes of what is kept here: what is true of these accounts now, and nothing else. */
static char *
kept_text (const ImaginOutstanding *outstanding, gboolean shared)
{
  g_autofree char *waiting =
      outstanding->waiting > 0
          ? g_strdup_printf (ngettext ("%u change has not been sent yet: it is sent after you sign in again.",
                                       "%u changes have not been sent yet: they are sent after you sign in again.",
                                       outstanding->waiting),
                             outstanding->waiting)
          : NULL;
  g_autofree char *unsaved =
      outstanding->unsaved > 0
          ? g_strdup_printf (ngettext ("%u statement is not saved: what you entered there stays.",
                                       "%u statements are not saved: what you entered there stays.",
                                       outstanding->unsaved),
                             outstanding->unsaved)
          : NULL;
  const char *nothing = waiting == NULL && unsaved == NULL ? _ ("Everything that you saved has been sent.") : NULL;
  const char *stays = shared ? _ ("Your missions stay in this window until you close it.")
                             : _ ("Your missions stay on this computer, and can be read here.");
  const char *parts[] = { nothing, waiting, unsaved, stays };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", parts[i]);
  return g_strdup (text->str);
}

typedef struct
{
  GtkWidget *parent;
  ImaginAccounts *all;
  GListModel *accounts;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->parent);
  g_object_unref (asking->all);
  g_object_unref (asking->accounts);
  g_free (asking);
}

static DexFuture *
ask_fiber (gpointer data)
{
  Asking *asking = data;
  GListModel *accounts = asking->accounts;
  ImaginOutstanding outstanding = count (asking->all, accounts);
  g_autofree char *names = names_text (accounts);
  g_autofree char *kept = kept_text (&outstanding, is_shared (accounts));
  g_autofree char *body = names != NULL ? g_strconcat (names, "\n\n", kept, NULL) : g_strdup (kept);
  AdwDialog *dialog;
  AdwAlertDialog *alert;

  if (gtk_widget_get_root (asking->parent) == NULL)
    return dex_future_new_for_boolean (FALSE);
  dialog = imagin_alert_new (_ ("Sign out?"), body);
  alert = ADW_ALERT_DIALOG (dialog);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("Cancel"), "sign-out", _ ("Sign out"), NULL);
  if (has_portal (accounts))
    adw_alert_dialog_add_responses (alert, EVERYWHERE, _ ("Sign out here and at the portal"), NULL);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (responded), g_object_ref (accounts), accounts_unref,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, asking->parent);
  return dex_future_new_for_boolean (TRUE);
}

void
imagin_sign_out_ask (GtkWidget *parent, ImaginAccounts *all, GListModel *accounts)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->parent = g_object_ref (parent);
  asking->all = g_object_ref (all);
  asking->accounts = g_object_ref (accounts);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, ask_fiber, asking, asking_free));
}
