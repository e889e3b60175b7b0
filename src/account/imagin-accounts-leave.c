/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving a computer that keeps nothing: what waits is sent first, then the academies are told. */

#include "account/imagin-accounts-leave.h"

#include "account/imagin-account-private.h"
#include "account/imagin-accounts-private.h"
#include "account/imagin-draft.h"
#include "base/imagin-error.h"
#include "domain/imagin-summary.h"
#include "store/imagin-store-erase.h"

/* An academy that is not reached for so long is told to the person, who stands there and waits. */
#define PATIENCE_MS 5000
#define LOOK_EVERY_MS 150
#define TELLING_SECONDS 5

typedef struct
{
  ImaginAccounts *accounts;
  ImaginLeaveProgress progress;
  gpointer data;
  double uploaded; /* of the receipt that is leaving, 0 to 1 */
  guint total;
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (leaving->accounts)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (leaving->accounts), i);

      g_signal_handlers_disconnect_by_data (account, leaving);
    }
  g_object_unref (leaving->accounts);
  g_free (leaving);
}

/* What waits */

static DexFuture *
list_fiber (gpointer data)
{
  GListModel *accounts = data;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, i);
      GError *error = NULL;
      g_autoptr (GPtrArray) unsent = dex_await_boxed (
          imagin_store_list_unsent (imagin_account_get_store (account), imagin_account_get_id (account)), &error);

      if (unsent == NULL)
        return dex_future_new_for_error (error);
      g_ptr_array_extend (all, unsent, (GCopyFunc) g_object_ref, NULL);
    }
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&all));
}

DexFuture *
imagin_accounts_list_all_unsent (ImaginAccounts *self)
{
  return dex_scheduler_spawn (NULL, 0, list_fiber, g_object_ref (self), g_object_unref);
}

/* Sending */

static gboolean
is_asked_for (ImaginStoredMission *stored)
{
  if (stored->draft != NULL && stored->saved != NULL && !imagin_statement_content_equal (stored->draft, stored->saved))
    return FALSE;
  for (guint i = 0; i < stored->outbox->len; i++)
    if (((const ImaginOutboxEntry *) g_ptr_array_index (stored->outbox, i))->kind < IMAGIN_OUTBOX_RECEIPT)
      return TRUE;
  return stored->draft == NULL;
}

static DexFuture *
load (Leaving *leaving, const ImaginSummary *unsent)
{
  ImaginAccount *account = imagin_accounts_find (leaving->accounts, unsent->account_id);

  return account != NULL
             ? imagin_store_load_mission (imagin_account_get_store (account), unsent->account_id, unsent->mission_id)
             : dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_CANCELLED, "%s", "");
}

/* Runs in a fiber. The person asks for all of it, so what the academy refused before is asked once more; two versions
 * are not: that question is theirs. */
static gboolean
retry_refused (Leaving *leaving, const ImaginSummary *unsent, ImaginStoredMission *stored, GError **error)
{
  ImaginAccount *account = imagin_accounts_find (leaving->accounts, unsent->account_id);

  for (guint i = 0; i < stored->outbox->len; i++)
    {
      const ImaginOutboxEntry *entry = g_ptr_array_index (stored->outbox, i);

      if (entry->refused && entry->code != IMAGIN_ERROR_CONFLICT &&
          !dex_await (imagin_store_retry (imagin_account_get_store (account), entry->sequence), error))
        return FALSE;
    }
  imagin_account_tell_changed (account, unsent->mission_id);
  return TRUE;
}

/* Runs in a fiber: what was typed and never saved is saved. */
static gboolean
ask_for (Leaving *leaving, const ImaginSummary *unsent, GError **error)
{
  g_autoptr (ImaginStoredMission) stored = dex_await_object (load (leaving, unsent), error);
  g_autoptr (ImaginDraft) draft = NULL;

  if (stored == NULL || !retry_refused (leaving, unsent, stored, error))
    return FALSE;
  if (is_asked_for (stored))
    return TRUE;
  draft = dex_await_object (
      imagin_draft_open (imagin_accounts_find (leaving->accounts, unsent->account_id), unsent->mission_id), error);
  return draft != NULL && dex_await (imagin_draft_save (draft), error);
}

static void
uploaded (ImaginAccount *account, const char *receipt_id, double fraction, Leaving *leaving)
{
  leaving->uploaded = fraction;
}

static void
report (Leaving *leaving, guint waiting)
{
  double done;

  leaving->total = MAX (leaving->total, waiting);
  if (leaving->progress == NULL || leaving->total == 0)
    return;
  done = (double) (leaving->total - waiting) + (waiting > 0 ? MIN (leaving->uploaded, 0.99) : 0);
  leaving->progress (leaving->total - waiting, leaving->total, done / (double) leaving->total, leaving->data);
}

static guint
count_waiting (GPtrArray *unsent)
{
  guint waiting = 0;

  for (guint i = 0; i < unsent->len; i++)
    waiting += ((const ImaginSummary *) g_ptr_array_index (unsent, i))->waiting;
  return waiting;
}

/* Runs in a fiber. The academy's refusal of what waits no more, or FALSE without an error: nobody asked for the rest to
 * be sent. */
static gboolean
explain (Leaving *leaving, GPtrArray *unsent, GError **error)
{
  for (guint i = 0; i < unsent->len; i++)
    {
      g_autoptr (ImaginStoredMission) stored = dex_await_object (load (leaving, g_ptr_array_index (unsent, i)), NULL);

      for (guint j = 0; stored != NULL && j < stored->outbox->len; j++)
        {
          const ImaginOutboxEntry *entry = g_ptr_array_index (stored->outbox, j);

          if (entry->refused)
            return imagin_error_set_false (error, entry->code, "%s", entry->message != NULL ? entry->message : "");
        }
    }
  return FALSE;
}

/* Whether the academy of something that waits is out of reach: that alone is no failure, staying so is. */
static const GError *
out_of_reach (Leaving *leaving, GPtrArray *unsent)
{
  static const GError unknown = { .message = (char *) "" };

  for (guint i = 0; i < unsent->len; i++)
    {
      const ImaginSummary *summary = g_ptr_array_index (unsent, i);
      ImaginAccount *account = imagin_accounts_find (leaving->accounts, summary->account_id);
      ImaginAccountState state = account != NULL ? imagin_account_get_state (account) : IMAGIN_ACCOUNT_LOCAL;

      if (summary->waiting > 0 && (state == IMAGIN_ACCOUNT_OFFLINE || state == IMAGIN_ACCOUNT_SIGNED_OUT))
        return imagin_account_get_error (account) != NULL ? imagin_account_get_error (account) : &unknown;
    }
  return NULL;
}

static GError *
copy_reason (const GError *reason)
{
  return reason->domain != 0 ? g_error_copy (reason)
                             : g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_SIGN_IN_REQUIRED, "");
}

/* Runs in a fiber, until nothing waits. */
static gboolean
wait_until_sent (Leaving *leaving, GError **error)
{
  for (guint unreached_ms = 0;; unreached_ms += LOOK_EVERY_MS)
    {
      g_autoptr (GPtrArray) unsent = dex_await_boxed (imagin_accounts_list_all_unsent (leaving->accounts), error);
      guint waiting = unsent != NULL ? count_waiting (unsent) : 0;
      const GError *reason = unsent != NULL ? out_of_reach (leaving, unsent) : NULL;

      if (unsent == NULL)
        return FALSE;
      report (leaving, waiting);
      if (unsent->len == 0)
        return TRUE;
      if (waiting == 0)
        return explain (leaving, unsent, error);
      if (reason == NULL)
        unreached_ms = 0;
      else if (unreached_ms >= PATIENCE_MS)
        {
          g_propagate_error (error, copy_reason (reason));
          return FALSE;
        }
      dex_await (dex_timeout_new_msec (LOOK_EVERY_MS), NULL);
    }
}

/* Runs in a fiber. */
static gboolean
ask_for_all (Leaving *leaving, GError **error)
{
  g_autoptr (GPtrArray) unsent = dex_await_boxed (imagin_accounts_list_all_unsent (leaving->accounts), error);

  for (guint i = 0; unsent != NULL && i < unsent->len; i++)
    if (!ask_for (leaving, g_ptr_array_index (unsent, i), error))
      return FALSE;
  return unsent != NULL;
}

static void
refresh_all (Leaving *leaving)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (leaving->accounts)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (leaving->accounts), i);

      g_signal_connect (account, "progress", G_CALLBACK (uploaded), leaving);
      imagin_account_refresh (account);
    }
}

static DexFuture *
send_fiber (gpointer data)
{
  Leaving *leaving = data;
  GError *error = NULL;
  gboolean sent;

  if (!ask_for_all (leaving, &error))
    return dex_future_new_for_error (error);
  refresh_all (leaving);
  sent = wait_until_sent (leaving, &error);
  return error != NULL ? dex_future_new_for_error (error) : dex_future_new_for_boolean (sent);
}

DexFuture *
imagin_accounts_send_everything (ImaginAccounts *self, ImaginLeaveProgress progress, gpointer data)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->accounts = g_object_ref (self);
  leaving->progress = progress;
  leaving->data = data;
  return dex_scheduler_spawn (NULL, 0, send_fiber, leaving, leaving_free);
}

/* Telling */

static DexFuture *
leave_fiber (gpointer data)
{
  GListModel *accounts = data;
  g_autoptr (GPtrArray) tellings = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (DexFuture) patience = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, i);

      imagin_account_cancel_portal (account);
      imagin_account_stop (account);
      g_ptr_array_add (tellings, imagin_account_sign_out (account));
    }
  if (tellings->len > 0)
    patience = dex_timeout_new_seconds (TELLING_SECONDS);
  for (guint i = 0; i < tellings->len; i++)
    dex_await (dex_future_first (dex_ref (g_ptr_array_index (tellings, i)), dex_ref (patience), NULL), NULL);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_accounts_leave (ImaginAccounts *self)
{
  return dex_scheduler_spawn (NULL, 0, leave_fiber, g_object_ref (self), g_object_unref);
}
