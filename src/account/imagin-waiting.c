/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits and what was refused, of every account. */

#include "account/imagin-waiting.h"

#include "account/imagin-account-private.h"
#include "account/imagin-accounts-private.h"
#include "base/imagin-error.h"

struct _ImaginWaiting
{
  GObject parent_instance;

  ImaginAccounts *accounts;
  GPtrArray *entries;
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
  return IMAGIN_TYPE_OUTBOX_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return IMAGIN_WAITING (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ImaginWaiting *self = IMAGIN_WAITING (model);

  return position < self->entries->len ? g_object_ref (g_ptr_array_index (self->entries, position)) : NULL;
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
is_same (ImaginOutboxEntry *one, ImaginOutboxEntry *other)
{
  return one->sequence == other->sequence && one->refused == other->refused && one->code == other->code;
}

/* Only what changed moves: a row that is being read, or that has the keyboard, stays. */
static void
take (ImaginWaiting *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->entries);
  guint same = 0, same_end = 0;

  self->entries = g_ptr_array_ref (entries);
  while (same < before->len && same < entries->len && is_same (before->pdata[same], entries->pdata[same]))
    same++;
  while (same_end < before->len - same && same_end < entries->len - same &&
         is_same (before->pdata[before->len - 1 - same_end], entries->pdata[entries->len - 1 - same_end]))
    same_end++;
  if (before->len - same - same_end > 0 || entries->len - same - same_end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), same, before->len - same - same_end,
                                entries->len - same - same_end);
}

static DexFuture *
load_fiber (gpointer data)
{
  ImaginWaiting *self = data;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entries = NULL;

      self->load_again = FALSE;
      entries = dex_await_boxed (imagin_store_list_outbox (imagin_accounts_get_store (self->accounts)), &error);
      if (entries != NULL)
        take (self, entries);
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
imagin_waiting_can_retry (ImaginOutboxEntry *entry)
{
  return entry->refused && entry->code != IMAGIN_ERROR_CONFLICT;
}

typedef struct
{
  ImaginWaiting *waiting;
  ImaginOutboxEntry *entry;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->waiting);
  g_object_unref (act->entry);
  g_free (act);
}

static Act *
act_new (ImaginWaiting *self, ImaginOutboxEntry *entry)
{
  Act *act = g_new0 (Act, 1);

  act->waiting = g_object_ref (self);
  act->entry = g_object_ref (entry);
  return act;
}

static DexFuture *
done (DexFuture *completed, gpointer data)
{
  Act *act = data;
  ImaginAccount *account = imagin_accounts_find (act->waiting->accounts, act->entry->account_id);

  if (account == NULL)
    return NULL;
  imagin_account_tell_changed (account, act->entry->mission_id);
  imagin_account_wake (account);
  return NULL;
}

void
imagin_waiting_retry (ImaginWaiting *self, ImaginOutboxEntry *entry)
{
  ImaginStore *store = imagin_accounts_get_store (self->accounts);

  dex_future_disown (
      dex_future_then (imagin_store_retry (store, entry->sequence), done, act_new (self, entry), act_free));
}

void
imagin_waiting_give_up (ImaginWaiting *self, ImaginOutboxEntry *entry)
{
  ImaginStore *store = imagin_accounts_get_store (self->accounts);
  DexFuture *given_up = entry->kind == IMAGIN_OUTBOX_SAVE
                            ? imagin_store_drop_draft (store, entry->account_id, entry->mission_id)
                            : imagin_store_abandon (store, entry->sequence);

  dex_future_disown (dex_future_then (given_up, done, act_new (self, entry), act_free));
}

/* The object */

static void
imagin_waiting_finalize (GObject *object)
{
  ImaginWaiting *self = IMAGIN_WAITING (object);

  g_clear_object (&self->accounts);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
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
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
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
