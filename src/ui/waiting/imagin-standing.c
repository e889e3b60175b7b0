/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the data of all academies stands, in words: the line at the foot of the list, and its banner. */

#include "ui/waiting/imagin-standing.h"

#include "domain/imagin-summary.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-whose.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

void
imagin_standing_count (GPtrArray *unsent, ImaginOutstanding *outstanding)
{
  for (guint i = 0; unsent != NULL && i < unsent->len; i++)
    {
      ImaginSummary *summary = g_ptr_array_index (unsent, i);

      outstanding->waiting += summary->waiting;
      outstanding->refused += summary->refused;
      outstanding->unsaved += imagin_summary_is_unsaved (summary);
    }
}

ImaginAccount *
imagin_standing_worst (GListModel *accounts)
{
  static const ImaginAccountState order[] = { IMAGIN_ACCOUNT_SIGNED_OUT, IMAGIN_ACCOUNT_OFFLINE,
                                              IMAGIN_ACCOUNT_CONNECTING, IMAGIN_ACCOUNT_BUSY };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < g_list_model_get_n_items (accounts); j++)
      {
        g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, j);

        if (imagin_account_get_state (account) == order[i])
          return account; /* the model holds it */
      }
  return NULL;
}

static char *
up_to_date_text (GListModel *accounts)
{
  g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, 0);
  g_autofree char *at = account != NULL ? imagin_format_clock (imagin_account_get_synced_at (account)) : NULL;

  return at != NULL && *at != '\0' ? g_strdup_printf (_ ("All up to date · %s"), at) : g_strdup (_ ("All up to date"));
}

static char *
waiting_text (guint waiting)
{
  return g_strdup_printf (ngettext ("%u change waits here", "%u changes wait here", waiting), waiting);
}

static char *
refused_text (guint refused)
{
  return g_strdup_printf (ngettext ("%u change was refused: see why", "%u changes were refused: see why", refused),
                          refused);
}

static char *
unsaved_text (guint unsaved)
{
  return g_strdup_printf (ngettext ("%u statement to be saved", "%u statements to be saved", unsaved), unsaved);
}

static guint
count_signed_out (GListModel *accounts, guint *academies)
{
  g_autoptr (GListStore) all = g_list_store_new (IMAGIN_TYPE_ACCOUNT);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, i);

      if (imagin_account_get_state (account) == IMAGIN_ACCOUNT_SIGNED_OUT)
        g_list_store_append (all, account);
    }
  *academies = imagin_whose_count_academies (G_LIST_MODEL (all));
  return g_list_model_get_n_items (G_LIST_MODEL (all));
}

/* Where it is not all of them, it says which. */
static char *
signed_out_text (GListModel *accounts, ImaginAccount *first)
{
  guint academies, signed_out = count_signed_out (accounts, &academies);
  g_autofree char *whose = imagin_whose_text (first);

  if (signed_out == 1 && imagin_account_is_expired (first))
    /* Translators: %s is the name of an academy. */
    return g_list_model_get_n_items (accounts) == 1 ? g_strdup (_ ("Session expired"))
                                                    : g_strdup_printf (_ ("Session expired: %s"), whose);
  if (signed_out == g_list_model_get_n_items (accounts))
    return g_strdup (_ ("Signed out"));
  if (signed_out == 1)
    /* Translators: %s is the name of an academy. */
    return g_strdup_printf (_ ("Signed out: %s"), whose);
  if (academies < signed_out)
    return g_strdup_printf (ngettext ("Signed out: %u account", "Signed out: %u accounts", signed_out), signed_out);
  return g_strdup_printf (ngettext ("Signed out: %u academy", "Signed out: %u academies", signed_out), signed_out);
}

static char *
sign_in_again_text (GListModel *accounts, ImaginAccount *first)
{
  guint academies, signed_out = count_signed_out (accounts, &academies);
  g_autofree char *whose = imagin_whose_text (first);
  g_autofree char *full = imagin_whose_full (first);

  if (signed_out == 1 && imagin_account_is_expired (first))
    /* Translators: %s is an academy and a person. */
    return g_strdup_printf (_ ("%s: your session has expired. Sign in again to send and receive"), full);
  if (signed_out == 1)
    return g_strdup_printf (_ ("%s: sign in again to send and receive"), whose);
  if (academies < signed_out)
    return g_strdup_printf (ngettext ("%u account: sign in again to send and receive",
                                      "%u accounts: sign in again to send and receive", signed_out),
                            signed_out);
  return g_strdup_printf (ngettext ("%u academy: sign in again to send and receive",
                                    "%u academies: sign in again to send and receive", signed_out),
                          signed_out);
}

char *
imagin_standing_text (GListModel *accounts, const ImaginOutstanding *outstanding, const char **icon_name)
{
  static const ImaginOutstanding nothing = { 0 };
  const ImaginOutstanding *what = outstanding != NULL ? outstanding : &nothing;
  ImaginAccount *worst = imagin_standing_worst (accounts);
  ImaginAccountState state = worst != NULL ? imagin_account_get_state (worst) : IMAGIN_ACCOUNT_UP_TO_DATE;
  g_autofree char *waits = what->waiting > 0 ? waiting_text (what->waiting) : NULL;
  g_autofree char *refusals = what->refused > 0 ? refused_text (what->refused) : NULL;
  g_autofree char *unsaved = what->unsaved > 0 ? unsaved_text (what->unsaved) : NULL;
  g_autofree char *signed_out = state == IMAGIN_ACCOUNT_SIGNED_OUT ? signed_out_text (accounts, worst) : NULL;

  switch (state)
    {
    case IMAGIN_ACCOUNT_OFFLINE:
      *icon_name = "network-offline-symbolic";
      return imagin_wording_join (4, _ ("Offline"), refusals, waits, unsaved);
    case IMAGIN_ACCOUNT_SIGNED_OUT:
      *icon_name = "avatar-default-symbolic";
      return imagin_wording_join (4, signed_out, refusals, waits, unsaved);
    case IMAGIN_ACCOUNT_CONNECTING:
    case IMAGIN_ACCOUNT_BUSY:
    case IMAGIN_ACCOUNT_UP_TO_DATE:
    case IMAGIN_ACCOUNT_LOCAL:
    default:
      break;
    }
  if (refusals != NULL)
    {
      *icon_name = "dialog-warning-symbolic";
      return imagin_wording_join (3, refusals, waits, unsaved);
    }
  if (waits != NULL)
    {
      *icon_name = "document-send-symbolic";
      return imagin_wording_join (2, waits, unsaved);
    }
  if (unsaved != NULL)
    {
      *icon_name = "document-edit-symbolic";
      return g_steal_pointer (&unsaved);
    }
  if (state == IMAGIN_ACCOUNT_CONNECTING)
    {
      *icon_name = "content-loading-symbolic";
      return g_strdup (_ ("Connecting…"));
    }
  *icon_name = "object-select-symbolic";
  return up_to_date_text (accounts);
}

static ImaginAccount *
find_most_gone (GListModel *accounts)
{
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, i);

      if (imagin_account_get_most_gone (account))
        return account; /* the model holds it */
    }
  return NULL;
}

/* An academy that answers again at once, as one that begins anew does, is nothing to tell: a banner is for what lasts.
 */
#define LASTS_MS 2000

static gboolean
reveal (gpointer data)
{
  g_object_steal_data (data, "revealing");
  adw_banner_set_revealed (data, TRUE);
  return G_SOURCE_REMOVE;
}

static void
remove_source (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

static void
reveal_later (AdwBanner *banner)
{
  if (!adw_banner_get_revealed (banner) && g_object_get_data (G_OBJECT (banner), "revealing") == NULL)
    g_object_set_data_full (G_OBJECT (banner), "revealing", GUINT_TO_POINTER (g_timeout_add (LASTS_MS, reveal, banner)),
                            remove_source);
}

void
imagin_standing_show_banner (AdwBanner *banner, GListModel *accounts, guint waiting)
{
  ImaginAccount *worst = imagin_standing_worst (accounts);
  ImaginAccountState state = worst != NULL ? imagin_account_get_state (worst) : IMAGIN_ACCOUNT_UP_TO_DATE;
  g_autofree char *waits = waiting > 0 ? waiting_text (waiting) : NULL;
  g_autofree char *title = NULL;

  if (state == IMAGIN_ACCOUNT_SIGNED_OUT)
    {
      title = sign_in_again_text (accounts, worst);
      adw_banner_set_button_label (banner, _ ("Sign in"));
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (banner), "win.sign-in-again");
    }
  else if (state == IMAGIN_ACCOUNT_OFFLINE)
    {
      title = imagin_wording_join (2, _ ("Offline: everything is kept here"), waits);
      adw_banner_set_button_label (banner, _ ("Try again"));
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (banner), "win.refresh");
    }
  else if (find_most_gone (accounts) != NULL)
    {
      g_autofree char *whose = imagin_whose_text (find_most_gone (accounts));

      title = g_strdup_printf (_ ("%s no longer has most of your missions: they stay here"), whose);
      adw_banner_set_button_label (banner, _ ("Choose…"));
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (banner), "win.show-most-gone");
    }
  if (title != NULL)
    adw_banner_set_title (banner, title);
  if (state == IMAGIN_ACCOUNT_OFFLINE)
    {
      reveal_later (banner);
      return;
    }
  g_object_set_data (G_OBJECT (banner), "revealing", NULL);
  adw_banner_set_revealed (banner, title != NULL);
}
