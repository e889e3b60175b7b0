/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All accounts over one store. */

#include "account/imagin-accounts.h"

#include "account/imagin-account-private.h"
#include "account/imagin-accounts-private.h"

struct _ImaginAccounts
{
  GObject parent_instance;

  ImaginStore *store;
  ImaginStore *kept;  /* nullable: the one on disk, while nothing is to be kept */
  DexFuture *records; /* nullable: read ahead */
  GPtrArray *accounts;
  ImaginAddressResolver resolver;
  gpointer resolver_data;
  const char *const *demonstration;
  ImaginRestarter restarter;
  gpointer restarter_data;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ImaginAccounts,
                               imagin_accounts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint summaries_changed_signal;
static guint rescued_signal;

/* The model */

static GType
get_item_type (GListModel *model)
{
  return IMAGIN_TYPE_ACCOUNT;
}

static guint
get_n_items (GListModel *model)
{
  return IMAGIN_ACCOUNTS (model)->accounts->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ImaginAccounts *self = IMAGIN_ACCOUNTS (model);

  return position < self->accounts->len ? g_object_ref (g_ptr_array_index (self->accounts, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
account_changed (ImaginAccounts *self)
{
  g_signal_emit (self, summaries_changed_signal, 0);
}

static void
add (ImaginAccounts *self, ImaginAccount *account)
{
  g_ptr_array_add (self->accounts, g_object_ref (account));
  g_signal_connect_object (account, "changed", G_CALLBACK (account_changed), self, G_CONNECT_SWAPPED);
  g_list_model_items_changed (G_LIST_MODEL (self), self->accounts->len - 1, 0, 1);
}

ImaginAccount *
imagin_accounts_find (ImaginAccounts *self, const char *account_id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    if (g_strcmp0 (imagin_account_get_id (g_ptr_array_index (self->accounts, i)), account_id) == 0)
      return g_ptr_array_index (self->accounts, i);
  return NULL;
}

ImaginStore *
imagin_accounts_get_store (ImaginAccounts *self)
{
  return self->store;
}

void
imagin_accounts_drop (ImaginAccounts *self, ImaginAccount *account)
{
  guint position;

  if (!g_ptr_array_find (self->accounts, account, &position))
    return;
  imagin_account_stop (account);
  g_signal_handlers_disconnect_by_func (account, account_changed, self);
  g_ptr_array_remove_index (self->accounts, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

void
imagin_accounts_adopt (ImaginAccounts *self, ImaginAccount *account)
{
  ImaginAccount *same = imagin_accounts_find (self, imagin_account_get_id (account));

  if (same == account)
    return;
  if (same != NULL)
    imagin_accounts_drop (self, same);
  add (self, account);
  g_signal_emit (self, summaries_changed_signal, 0);
}

/* Loading */

void
imagin_accounts_read_ahead (ImaginAccounts *self)
{
  if (self->records == NULL)
    self->records = imagin_store_list_accounts (self->store);
}

/* The keyring and the network have time: what the store holds is painted before. */
static gboolean
connect_account (gpointer data)
{
  dex_future_disown (imagin_account_connect (data));
  return G_SOURCE_REMOVE;
}

static DexFuture *
load_fiber (gpointer data)
{
  ImaginAccounts *self = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  imagin_accounts_read_ahead (self);
  records = dex_await_boxed (g_steal_pointer (&self->records), &error);

  if (records == NULL)
    return dex_future_new_for_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (ImaginAccount) account =
          imagin_account_new (self->store, g_ptr_array_index (records, i), self->resolver, self->resolver_data);

      add (self, account);
      g_idle_add_full (G_PRIORITY_LOW, connect_account, g_object_ref (account), g_object_unref);
    }
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_accounts_load (ImaginAccounts *self)
{
  return dex_scheduler_spawn (NULL, 0, load_fiber, g_object_ref (self), g_object_unref);
}

DexFuture *
imagin_accounts_list_summaries (ImaginAccounts *self)
{
  return imagin_store_list_summaries (self->store);
}

DexFuture *
imagin_accounts_list_missions (ImaginAccounts *self, ImaginListQuery *query)
{
  return imagin_store_list_missions (self->store, query);
}

static DexFuture *
opened (DexFuture *completed, gpointer data)
{
  return dex_future_new_take_object (g_object_ref (G_OBJECT (data)));
}

DexFuture *
imagin_accounts_open_academy (ImaginAccounts *self, const char *address)
{
  g_autoptr (ImaginAccountRecord) record = g_object_new (IMAGIN_TYPE_ACCOUNT_RECORD, NULL);
  g_autoptr (ImaginAccount) account = NULL;

  imagin_entity_set_text (record, "id", "new");
  imagin_entity_set_text (record, "address", address);
  account = imagin_account_new (self->store, record, self->resolver, self->resolver_data);
  return dex_future_then (imagin_account_describe (account), opened, g_object_ref (account), g_object_unref);
}

ImaginAccount *
imagin_accounts_renew (ImaginAccounts *self, ImaginAccount *account)
{
  g_autoptr (ImaginAccountRecord) record = imagin_entity_copy (imagin_account_get_record (account));

  return imagin_account_new (self->store, record, self->resolver, self->resolver_data);
}

gboolean
imagin_accounts_is_shared (ImaginAccounts *self)
{
  return imagin_store_is_in_memory (self->store);
}

gboolean
imagin_accounts_is_always_shared (ImaginAccounts *self)
{
  return imagin_accounts_is_shared (self) && self->kept == NULL;
}

void
imagin_accounts_set_shared (ImaginAccounts *self, gboolean shared)
{
  g_return_if_fail (self->accounts->len == 0);
  if (shared == imagin_accounts_is_shared (self))
    return;
  if (shared)
    {
      self->kept = g_steal_pointer (&self->store);
      self->store = imagin_store_new (NULL);
    }
  else if (self->kept != NULL)
    {
      g_object_unref (self->store);
      self->store = g_steal_pointer (&self->kept);
    }
  dex_clear (&self->records);
}

void
imagin_accounts_set_demonstration (ImaginAccounts *self,
                                   const char *const *addresses,
                                   ImaginRestarter restarter,
                                   gpointer data)
{
  self->demonstration = addresses;
  self->restarter = restarter;
  self->restarter_data = data;
}

const char *const *
imagin_accounts_get_demonstration (ImaginAccounts *self)
{
  static const char *const none[] = { NULL };

  return self->demonstration != NULL ? self->demonstration : none;
}

DexFuture *
imagin_accounts_restart_academy (ImaginAccounts *self, const char *address)
{
  return self->restarter (address, self->restarter_data);
}

DexFuture *
imagin_accounts_close (ImaginAccounts *self)
{
  for (guint i = 0; i < self->accounts->len; i++)
    imagin_account_stop (g_ptr_array_index (self->accounts, i));
  return imagin_store_close (self->store);
}

/* A store that was damaged */

static void
kept_again (ImaginAccounts *self, ImaginAccount *account)
{
  dex_future_disown (imagin_store_put_account (self->store, imagin_account_get_record (account)));
  imagin_account_refresh (account);
}

/* Who is signed in stays so, and the academies send again what they have. */
static void
store_rescued (ImaginAccounts *self)
{
  for (guint i = 0; i < self->accounts->len; i++)
    kept_again (self, g_ptr_array_index (self->accounts, i));
  g_signal_emit (self, summaries_changed_signal, 0);
  g_signal_emit (self, rescued_signal, 0);
}

DexFuture *
imagin_accounts_check_store (ImaginAccounts *self)
{
  return imagin_store_check (self->store);
}

ImaginRescue *
imagin_accounts_get_rescue (ImaginAccounts *self)
{
  return imagin_store_get_rescue (self->store);
}

void
imagin_accounts_tell_rescue (ImaginAccounts *self, ImaginRescue *told)
{
  imagin_store_tell_rescue (self->store, told);
}

const char *
imagin_accounts_get_directory (ImaginAccounts *self)
{
  return imagin_store_get_directory (self->store);
}

/* The object */

static void
imagin_accounts_finalize (GObject *object)
{
  ImaginAccounts *self = IMAGIN_ACCOUNTS (object);

  dex_clear (&self->records);
  g_ptr_array_unref (self->accounts);
  g_clear_object (&self->store);
  g_clear_object (&self->kept);
  G_OBJECT_CLASS (imagin_accounts_parent_class)->finalize (object);
}

static void
imagin_accounts_class_init (ImaginAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_accounts_finalize;
  summaries_changed_signal =
      g_signal_new ("summaries-changed", IMAGIN_TYPE_ACCOUNTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  rescued_signal =
      g_signal_new ("rescued", IMAGIN_TYPE_ACCOUNTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_accounts_init (ImaginAccounts *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

ImaginAccounts *
imagin_accounts_new (const char *directory, ImaginAddressResolver resolver, gpointer data)
{
  ImaginAccounts *self = g_object_new (IMAGIN_TYPE_ACCOUNTS, NULL);

  self->store = imagin_store_new (directory);
  g_signal_connect_object (self->store, "rescued", G_CALLBACK (store_rescued), self, G_CONNECT_SWAPPED);
  self->resolver = resolver;
  self->resolver_data = data;
  return self;
}
