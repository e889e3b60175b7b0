/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits and what was refused, of every account. */

#include "account/imagin-waiting.h"

#include "account/imagin-account-private.h"
#include "account/imagin-accounts-leave.h"
#include "account/imagin-accounts-private.h"
#include "base/imagin-error.h"
#include "domain/imagin-receipt.h"

struct _ImaginWaiting
{
  GObject parent_instance;

  ImaginAccounts *accounts;
  GPtrArray *items;
  gboolean loading;
  gboolean load_again;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ImaginWaiting,
                               imagin_waiting,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* The model */

static GType
get_item_type (GListModel *model)
{
  return IMAGIN_TYPE_WAITING_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return IMAGIN_WAITING (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ImaginWaiting *self = IMAGIN_WAITING (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Reading */

static gboolean
is_same (ImaginWaitingItem *one, ImaginWaitingItem *other)
{
  return one->kind == other->kind && one->sequence == other->sequence &&
         g_strcmp0 (one->mission_id, other->mission_id) == 0 && g_strcmp0 (one->account_id, other->account_id) == 0 &&
         (one->error != NULL) == (other->error != NULL) &&
         (one->error == NULL || one->error->code == other->error->code);
}

static ImaginWaitingKind
kind_of (ImaginOutboxKind kind)
{
  switch (kind)
    {
    case IMAGIN_OUTBOX_VALIDATE:
      return IMAGIN_WAITING_VALIDATION;
    case IMAGIN_OUTBOX_ABSENCE:
      return IMAGIN_WAITING_ABSENCE;
    case IMAGIN_OUTBOX_WITHDRAW:
      return IMAGIN_WAITING_WITHDRAWAL;
    case IMAGIN_OUTBOX_RECEIPT:
      return IMAGIN_WAITING_RECEIPT;
    case IMAGIN_OUTBOX_REMOVE:
      return IMAGIN_WAITING_REMOVAL;
    case IMAGIN_OUTBOX_REMARK:
      return IMAGIN_WAITING_REMARK;
    case IMAGIN_OUTBOX_SAVE:
    default:
      return IMAGIN_WAITING_STATEMENT;
    }
}

static char *
receipt_name (ImaginOutboxEntry *entry)
{
  g_autoptr (ImaginReceipt) receipt = entry->kind == IMAGIN_OUTBOX_RECEIPT && entry->body != NULL
                                          ? imagin_entity_from_text (IMAGIN_TYPE_RECEIPT, entry->body, NULL)
                                          : NULL;

  return receipt != NULL ? g_strdup (imagin_entity_get_text (receipt, "name")) : NULL;
}

static GPtrArray *
items_of (GPtrArray *entries)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      ImaginOutboxEntry *entry = g_ptr_array_index (entries, i);
      ImaginWaitingItem *item = g_object_new (IMAGIN_TYPE_WAITING_ITEM, NULL);

      item->kind = kind_of (entry->kind);
      item->account_id = g_strdup (entry->account_id);
      item->mission_id = g_strdup (entry->mission_id);
      item->paper = g_strdup (entry->paper);
      item->receipt_name = receipt_name (entry);
      item->asked_at = g_strdup (entry->created_at);
      item->sequence = entry->sequence;
      if (entry->refused)
        item->error = g_error_new_literal (IMAGIN_ERROR, entry->code, entry->message != NULL ? entry->message : "");
      g_ptr_array_add (items, item);
    }
  return items;
}

static void
add_drafts (GPtrArray *items, GPtrArray *unsent)
{
  for (guint i = 0; i < unsent->len; i++)
    {
      ImaginSummary *summary = g_ptr_array_index (unsent, i);
      ImaginWaitingItem *item;

      if (!imagin_summary_is_unsaved (summary))
        continue;
      item = g_object_new (IMAGIN_TYPE_WAITING_ITEM, NULL);
      item->kind = IMAGIN_WAITING_DRAFT;
      item->account_id = g_strdup (summary->account_id);
      item->mission_id = g_strdup (summary->mission_id);
      item->paper = g_strdup (summary->paper);
      g_ptr_array_add (items, item);
    }
}

/* Only what changed moves: a row that is being read, or that has the keyboard, stays. */
static void
take (ImaginWaiting *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->items);
  guint same = 0, same_end = 0;

  self->items = g_ptr_array_ref (items);
  while (same < before->len && same < items->len && is_same (before->pdata[same], items->pdata[same]))
    same++;
  while (same_end < before->len - same && same_end < items->len - same &&
         is_same (before->pdata[before->len - 1 - same_end], items->pdata[items->len - 1 - same_end]))
    same_end++;
  if (before->len - same - same_end > 0 || items->len - same - same_end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), same, before->len - same - same_end, items->len - same - same_end);
}

static DexFuture *
load_fiber (gpointer data)
{
  ImaginWaiting *self = data;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entries = NULL;
      g_autoptr (GPtrArray) unsent = NULL;

      self->load_again = FALSE;
      entries = dex_await_boxed (imagin_store_list_outbox (imagin_accounts_get_store (self->accounts)), &error);
      if (entries != NULL)
        unsent = dex_await_boxed (imagin_accounts_list_all_unsent (self->accounts), &error);
      if (unsent != NULL)
        {
          g_autoptr (GPtrArray) items = items_of (entries);

          add_drafts (items, unsent);
          take (self, items);
        }
      else
        g_warning ("What waits cannot be read: %s", error->message);
    }
  while (self->load_again);
  self->loading = FALSE;
  return dex_future_new_for_boolean (TRUE);
}

static void
load (ImaginWaiting *self)
{
  self->load_again = TRUE;
  if (self->loading)
    return;
  self->loading = TRUE;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, load_fiber, g_object_ref (self), g_object_unref));
}

/* What the person does */

gboolean
imagin_waiting_can_retry (ImaginWaitingItem *item)
{
  return item->error != NULL && !imagin_error_matches (item->error, IMAGIN_ERROR_CONFLICT);
}

typedef struct
{
  ImaginWaiting *waiting;
  ImaginWaitingItem *item;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->waiting);
  g_object_unref (act->item);
  g_free (act);
}

static Act *
act_new (ImaginWaiting *self, ImaginWaitingItem *item)
{
  Act *act = g_new0 (Act, 1);

  act->waiting = g_object_ref (self);
  act->item = g_object_ref (item);
  return act;
}

static DexFuture *
done (DexFuture *completed, gpointer data)
{
  Act *act = data;
  ImaginAccount *account = imagin_accounts_find (act->waiting->accounts, act->item->account_id);

  if (account == NULL)
    return NULL;
  imagin_account_tell_changed (account, act->item->mission_id);
  imagin_account_wake (account);
  return NULL;
}

void
imagin_waiting_retry (ImaginWaiting *self, ImaginWaitingItem *item)
{
  ImaginStore *store = imagin_accounts_get_store (self->accounts);

  dex_future_disown (
      dex_future_then (imagin_store_retry (store, item->sequence), done, act_new (self, item), act_free));
}

void
imagin_waiting_give_up (ImaginWaiting *self, ImaginWaitingItem *item)
{
  ImaginStore *store = imagin_accounts_get_store (self->accounts);
  DexFuture *given_up = item->kind == IMAGIN_WAITING_STATEMENT
                            ? imagin_store_drop_draft (store, item->account_id, item->mission_id)
                            : imagin_store_abandon (store, item->sequence);

  dex_future_disown (dex_future_then (given_up, done, act_new (self, item), act_free));
}

/* The object */

static void
imagin_waiting_finalize (GObject *object)
{
  ImaginWaiting *self = IMAGIN_WAITING (object);

  g_clear_object (&self->accounts);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (imagin_waiting_parent_class)->finalize (object);
}

static void
imagin_waiting_class_init (ImaginWaitingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_waiting_finalize;
}

static void
imagin_waiting_init (ImaginWaiting *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

ImaginWaiting *
imagin_waiting_new (ImaginAccounts *accounts)
{
  ImaginWaiting *self = g_object_new (IMAGIN_TYPE_WAITING, NULL);

  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "summaries-changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return self;
}
