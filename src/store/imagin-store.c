/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this computer keeps: opening, accounts, and what the person enters. */

#include "store/imagin-store.h"

#include "base/imagin-error.h"
#include "base/imagin-future.h"
#include "base/imagin-moment.h"
#include "store/imagin-store-private.h"
#include "store/imagin-store-schema.h"

struct _ImaginStore
{
  GObject parent_instance;

  ImaginReceiptFiles *files;
  ImaginDatabase *database;
  ImaginDatabaseCare care;
  GWeakRef itself;
  GMutex lock;          /* of what follows: it is read on the database's threads */
  ImaginRescue *rescue; /* nullable: what the person was not told yet */
  char *directory;      /* NULL: in memory */
  gboolean in_memory;
  ImaginKeyring *keyring;
};

G_DEFINE_FINAL_TYPE (ImaginStore, imagin_store, G_TYPE_OBJECT)

static guint changed_signal;
static guint rescued_signal;

static const ImaginField account_record_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 200 },
  { "address", IMAGIN_FIELD_TEXT, .maximum = 2000 },
  { "number", IMAGIN_FIELD_WORD, .maximum = 200 },
  { "info", IMAGIN_FIELD_ENTITY, .item_type = imagin_academy_info_get_type },
  { "person", IMAGIN_FIELD_ENTITY, .item_type = imagin_person_get_type },
  /* Absent: the academy itself gives the tokens. As the academy described it at the sign-in: a refresh token goes to
   * the issuer that gave it, whatever the academy names later. */
  { "portal", IMAGIN_FIELD_ENTITY, .item_type = imagin_sign_in_method_get_type },
};

IMAGIN_DEFINE_ENTITY (ImaginAccountRecord, imagin_account_record, account_record_fields)

/* Jobs */

ImaginStoreJob *
imagin_store_job_new (const char *account_id, const char *mission_id)
{
  ImaginStoreJob *job = g_new0 (ImaginStoreJob, 1);

  job->account_id = g_strdup (account_id);
  job->mission_id = g_strdup (mission_id);
  return job;
}

void
imagin_store_job_free (gpointer data)
{
  ImaginStoreJob *job = data;

  g_free (job->account_id);
  g_free (job->mission_id);
  g_free (job->text);
  g_free (job->other_text);
  g_free (job->third_text);
  g_strfreev (job->texts);
  g_clear_object (&job->object);
  g_clear_pointer (&job->list, g_ptr_array_unref);
  g_free (job);
}

ImaginDatabase *
imagin_store_get_database (ImaginStore *self)
{
  return self->database;
}

static DexFuture *
write_job (ImaginStore *self, ImaginDatabaseJob run, ImaginStoreJob *job)
{
  return imagin_database_write (self->database, run, job, imagin_store_job_free);
}

/* Accounts */

static gboolean
list_accounts_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (sqlite3_stmt) statement =
      imagin_sql_prepare (database, error, "SELECT body FROM account ORDER BY position", "");
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  while (imagin_sql_step (statement, &local))
    {
      ImaginAccountRecord *record =
          imagin_entity_from_text (IMAGIN_TYPE_ACCOUNT_RECORD, imagin_sql_text (statement, 0), error);

      if (record == NULL)
        return FALSE;
      g_ptr_array_add (records, record);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&records));
  return TRUE;
}

DexFuture *
imagin_store_list_accounts (ImaginStore *self)
{
  return imagin_database_read (self->database, list_accounts_job, NULL, NULL);
}

static gboolean
put_account_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  return imagin_sql_run (database, error,
                         "INSERT INTO account (id, position, body) VALUES (?1, (SELECT coalesce (max (position), 0) + "
                         "1 FROM account), ?2) "
                         "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                         "ss", job->account_id, job->text);
}

DexFuture *
imagin_store_put_account (ImaginStore *self, ImaginAccountRecord *record)
{
  ImaginStoreJob *job = imagin_store_job_new (imagin_entity_get_text (record, "id"), NULL);

  job->text = imagin_entity_to_text (IMAGIN_ENTITY (record));
  return write_job (self, put_account_job, job);
}

static gboolean
remove_account_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  return imagin_sql_run (database, error, "DELETE FROM account WHERE id = ?1", "s", job->account_id);
}

DexFuture *
imagin_store_remove_account (ImaginStore *self, const char *account_id)
{
  return write_job (self, remove_account_job, imagin_store_job_new (account_id, NULL));
}

static gboolean
get_cursor_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autoptr (sqlite3_stmt) statement =
      imagin_sql_prepare (database, error, "SELECT cursor FROM account WHERE id = ?1", "s", job->account_id);
  const char *cursor = NULL;

  if (statement == NULL)
    return FALSE;
  if (imagin_sql_step (statement, NULL))
    cursor = imagin_sql_text (statement, 0);
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, cursor != NULL ? cursor : "");
  return TRUE;
}

DexFuture *
imagin_store_get_cursor (ImaginStore *self, const char *account_id)
{
  return write_job (self, get_cursor_job, imagin_store_job_new (account_id, NULL));
}

/* What the person enters */

gboolean
imagin_store_add_entry (sqlite3 *database, ImaginOutboxEntry *entry, GError **error)
{
  g_autofree char *now = imagin_now_text ();
  const char *kind = imagin_outbox_kind_to_text (entry->kind);

  /* A save that waits says less than the new one. */
  if (entry->kind == IMAGIN_OUTBOX_SAVE &&
      !imagin_sql_run (database, error,
                       "DELETE FROM outbox WHERE account_id = ?1 AND mission_id = ?2 AND kind = 'save'", "ss",
                       entry->account_id, entry->mission_id))
    return FALSE;
  return imagin_sql_run (database, error,
                         "INSERT INTO outbox (account_id, mission_id, kind, uuid, body, created_at, state) VALUES (?1, "
                         "?2, ?3, ?4, ?5, ?6, 'waiting')",
                         "ssssss", entry->account_id, entry->mission_id, kind, entry->uuid, entry->body, now);
}

static gboolean
attach_receipt_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  ImaginReceipt *receipt = IMAGIN_RECEIPT (job->object);
  g_autofree char *body = imagin_entity_to_text (IMAGIN_ENTITY (receipt));
  g_autoptr (ImaginOutboxEntry) entry = imagin_outbox_entry_new (
      job->account_id, job->mission_id, IMAGIN_OUTBOX_RECEIPT, imagin_entity_get_text (receipt, "id"), body);

  return imagin_sql_run (database, error,
                         "INSERT INTO receipt (account_id, mission_id, id, body) VALUES (?1, ?2, ?3, ?4)", "ssss",
                         job->account_id, job->mission_id, imagin_entity_get_text (receipt, "id"), body) &&
         imagin_store_add_entry (database, entry, error);
}

DexFuture *
imagin_store_attach_receipt (ImaginStore *self, const char *account_id, const char *mission_id, ImaginReceipt *receipt)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, mission_id);

  job->object = imagin_entity_copy (receipt);
  return write_job (self, attach_receipt_job, job);
}

/* Whether the academy has its bytes: it acknowledged them, or what waits is another description of such a one. */
static gboolean
is_at_academy (sqlite3 *database, ImaginStoreJob *job, const char *id, gboolean *removed, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, error,
      "SELECT received_at, body, removed FROM receipt WHERE account_id = ?1 AND mission_id = ?2 AND id = ?3", "sss",
      job->account_id, job->mission_id, id);
  g_autoptr (ImaginReceipt) kept = NULL;

  *removed = FALSE;
  /* What is not here is known from the academy alone. */
  if (row == NULL || !imagin_sql_step (row, NULL))
    return TRUE;
  *removed = sqlite3_column_int64 (row, 2) != 0;
  if (imagin_sql_text (row, 0) != NULL)
    return TRUE;
  kept = imagin_entity_from_text (IMAGIN_TYPE_RECEIPT, imagin_sql_text (row, 1), error);
  return kept != NULL && g_strcmp0 (imagin_entity_get_text (kept, "state"), "received") == 0;
}

static gboolean
describe_receipt_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  ImaginReceipt *receipt = IMAGIN_RECEIPT (job->object);
  const char *id = imagin_entity_get_text (receipt, "id");
  g_autoptr (GError) local = NULL;
  gboolean removed;
  gboolean received = is_at_academy (database, job, id, &removed, &local);
  g_autofree char *body = NULL;
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (removed)
    return TRUE;
  imagin_entity_set_text (receipt, "state", received ? "received" : "kept");
  imagin_entity_set_null (receipt, "received_at");
  body = imagin_entity_to_text (IMAGIN_ENTITY (receipt));
  entry = imagin_outbox_entry_new (job->account_id, job->mission_id, IMAGIN_OUTBOX_RECEIPT, id, body);
  /* One that waits says less than the new one; one that is on its way is followed by it. */
  return imagin_sql_run (database, error,
                         "INSERT INTO receipt (account_id, mission_id, id, body) VALUES (?1, ?2, ?3, ?4)"
                         " ON CONFLICT (account_id, mission_id, id) DO UPDATE SET body = excluded.body,"
                         " received_at = NULL",
                         "ssss", job->account_id, job->mission_id, id, body) &&
         imagin_sql_run (
             database, error,
             "DELETE FROM outbox WHERE account_id = ?1 AND mission_id = ?2 AND kind = 'receipt' AND uuid = ?3", "sss",
             job->account_id, job->mission_id, id) &&
         imagin_store_add_entry (database, entry, error);
}

DexFuture *
imagin_store_describe_receipt (ImaginStore *self,
                               const char *account_id,
                               const char *mission_id,
                               ImaginReceipt *receipt)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, mission_id);

  job->object = imagin_entity_copy (receipt);
  return write_job (self, describe_receipt_job, job);
}

static gboolean
remove_receipt_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autoptr (ImaginOutboxEntry) entry =
      imagin_outbox_entry_new (job->account_id, job->mission_id, IMAGIN_OUTBOX_REMOVE, job->text, NULL);

  /* Whether it was ever sent cannot be known for sure (an answer may be lost): the academy is always asked, and says so
   * where it never had it. */
  return imagin_sql_run (
             database, error,
             "DELETE FROM outbox WHERE account_id = ?1 AND mission_id = ?2 AND kind = 'receipt' AND uuid = ?3", "sss",
             job->account_id, job->mission_id, job->text) &&
         imagin_sql_run (database, error,
                         "UPDATE receipt SET removed = 1 WHERE account_id = ?1 AND mission_id = ?2 AND id = ?3", "sss",
                         job->account_id, job->mission_id, job->text) &&
         imagin_store_add_entry (database, entry, error);
}

DexFuture *
imagin_store_remove_receipt (ImaginStore *self, const char *account_id, const char *mission_id, const char *receipt_id)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, mission_id);

  job->text = g_strdup (receipt_id);
  return write_job (self, remove_receipt_job, job);
}

/* A damaged file */

static gboolean
tell_rescued (gpointer data)
{
  g_signal_emit (data, rescued_signal, 0);
  return G_SOURCE_REMOVE;
}

/* On a thread of the database's, where the small file may be read. */
static void
read_rescue (ImaginStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_clear_object (&self->rescue);
  self->rescue = imagin_store_rescue_read (self->directory);
}

static gboolean
prepare (const char *path, gpointer data, GError **error)
{
  g_autoptr (ImaginStore) self = g_weak_ref_get (data);

  if (!imagin_store_rescue_prepare (path, NULL, error))
    return FALSE;
  if (self != NULL)
    read_rescue (self);
  return TRUE;
}

static gboolean
rescue (const char *path, gpointer data, GError **error)
{
  g_autoptr (ImaginStore) self = g_weak_ref_get (data);

  if (!imagin_store_rescue (path, NULL, error))
    return FALSE;
  if (self != NULL)
    {
      read_rescue (self);
      g_idle_add_full (G_PRIORITY_DEFAULT, tell_rescued, g_object_ref (self), g_object_unref);
    }
  return TRUE;
}

DexFuture *
imagin_store_check (ImaginStore *self)
{
  return imagin_database_check (self->database);
}

ImaginRescue *
imagin_store_get_rescue (ImaginStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->rescue != NULL ? g_object_ref (self->rescue) : NULL;
}

static gboolean
told_job (gpointer data, GValue *result, GError **error)
{
  imagin_store_rescue_told (data);
  g_value_init (result, G_TYPE_BOOLEAN);
  return TRUE;
}

void
imagin_store_tell_rescue (ImaginStore *self, ImaginRescue *told)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->rescue == told)
    g_clear_object (&self->rescue);
  dex_future_disown (imagin_future_on_thread (told_job, g_object_ref (told), g_object_unref));
}

const char *
imagin_store_get_directory (ImaginStore *self)
{
  return self->directory;
}

/* The object */

DexFuture *
imagin_store_close (ImaginStore *self)
{
  return imagin_database_close (self->database);
}

void
imagin_store_tell_changed (ImaginStore *self, const char *account_id, const char *const *mission_ids)
{
  g_signal_emit (self, changed_signal, 0, account_id, mission_ids);
}

gboolean
imagin_store_is_in_memory (ImaginStore *self)
{
  return self->in_memory;
}

ImaginReceiptFiles *
imagin_store_get_files (ImaginStore *self)
{
  return self->files;
}

ImaginKeyring *
imagin_store_get_keyring (ImaginStore *self)
{
  return self->keyring;
}

static void
imagin_store_finalize (GObject *object)
{
  ImaginStore *self = IMAGIN_STORE (object);

  g_clear_object (&self->database);
  g_clear_object (&self->files);
  g_clear_object (&self->keyring);
  g_clear_object (&self->rescue);
  g_weak_ref_clear (&self->itself);
  g_mutex_clear (&self->lock);
  g_free (self->directory);
  G_OBJECT_CLASS (imagin_store_parent_class)->finalize (object);
}

static void
imagin_store_class_init (ImaginStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_store_finalize;
  changed_signal = g_signal_new ("changed", IMAGIN_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_STRING, G_TYPE_STRV);
  rescued_signal = g_signal_new ("rescued", IMAGIN_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_store_init (ImaginStore *self)
{
  g_weak_ref_init (&self->itself, self);
  g_mutex_init (&self->lock);
}

ImaginStore *
imagin_store_new (const char *directory)
{
  ImaginStore *self = g_object_new (IMAGIN_TYPE_STORE, NULL);
  g_autofree char *path = directory != NULL ? g_build_filename (directory, "store.db", NULL) : NULL;
  g_autofree char *files = directory != NULL ? g_build_filename (directory, "receipts", NULL) : NULL;

  self->directory = g_strdup (directory);
  self->in_memory = directory == NULL;
  self->files = imagin_receipt_files_new (files);
  self->keyring = imagin_keyring_new ();
  self->database = imagin_database_new (path, imagin_store_migrations, imagin_store_n_migrations);
  self->care = (ImaginDatabaseCare) { prepare, rescue, imagin_store_rescue_check, &self->itself };
  imagin_database_take_care (self->database, &self->care);
  return self;
}
