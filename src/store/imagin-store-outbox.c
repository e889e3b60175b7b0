/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox as the academy answers it: next, settled, refused, tried again, given up. */

#include "base/imagin-error.h"
#include "base/imagin-moment.h"
#include "store/imagin-store-news.h"
#include "store/imagin-store-papers.h"
#include "store/imagin-store-private.h"

static DexFuture *
write_job (ImaginStore *self, ImaginDatabaseJob run, ImaginStoreJob *job)
{
  return imagin_database_write (imagin_store_get_database (self), run, job, imagin_store_job_free);
}

static gboolean
next_entries_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  /* In order within a mission: what was refused holds back what comes after it. A remark stands apart: it may be about
   * the very thing that was refused. A validation comes after every receipt, also after one that was still looked at
   * when the person validated. */
  GPtrArray *entries = imagin_store_read_outbox (
      database, job->account_id, NULL,
      "account_id = ?1 AND state = 'waiting' AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.account_id = o.account_id"
      " AND p.mission_id = o.mission_id"
      " AND CASE WHEN o.kind = 'validate' AND p.kind IN ('receipt', 'remove') THEN TRUE"
      " WHEN p.kind = 'validate' AND o.kind IN ('receipt', 'remove') THEN FALSE ELSE p.sequence < o.sequence END"
      " AND (p.kind = 'remark') = (o.kind = 'remark')) ORDER BY sequence",
      error);

  if (entries == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, entries);
  return TRUE;
}

DexFuture *
imagin_store_next_entries (ImaginStore *self, const char *account_id)
{
  return write_job (self, next_entries_job, imagin_store_job_new (account_id, NULL));
}

static gboolean
list_outbox_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  GPtrArray *entries = imagin_store_read_outbox (database, NULL, NULL,
                                                 "?1 IS NULL ORDER BY state = 'waiting', sequence LIMIT 1000", error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      ImaginOutboxEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (sqlite3_stmt) row =
          imagin_sql_prepare (database, NULL, "SELECT paper FROM mission WHERE account_id = ?1 AND id = ?2", "ss",
                              entry->account_id, entry->mission_id);

      if (row != NULL && imagin_sql_step (row, NULL))
        entry->paper = g_strdup (imagin_sql_text (row, 0));
    }
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, entries);
  return TRUE;
}

DexFuture *
imagin_store_list_outbox (ImaginStore *self)
{
  return imagin_database_read (imagin_store_get_database (self), list_outbox_job, NULL, NULL);
}

/* What somebody else did to the statement is news even where the pull comes after it. */
static gboolean
note_news (sqlite3 *database, const char *account_id, ImaginMission *stored, ImaginStatement *current, GError **error)
{
  g_autoptr (ImaginMission) now = imagin_entity_copy (stored);

  imagin_entity_set_entity (now, "statement", current);
  return imagin_store_note_news (database, account_id, stored, now, error);
}

gboolean
imagin_store_take_current (sqlite3 *database,
                           const char *account_id,
                           const char *mission_id,
                           ImaginStatement *current,
                           gboolean ours,
                           GError **error)
{
  g_autoptr (ImaginMission) mission = imagin_store_read_mission (database, account_id, mission_id, error);

  if (mission == NULL || (!ours && !note_news (database, account_id, mission, current, error)))
    return FALSE;
  imagin_entity_set_entity (mission, "statement", current);
  return imagin_store_write_mission (database, account_id, mission, error) &&
         imagin_store_forget_unanswered (database, account_id, mission_id, error);
}

/* The acknowledged statement goes into the mission; a draft that says no more than the answer goes away, another now
 * starts from it. Where it is no answer, a save may still wait that says otherwise: the draft was typed after it. */
static gboolean
acknowledge (sqlite3 *database,
             const char *account_id,
             const char *mission_id,
             ImaginStatement *current,
             gboolean ours,
             GError **error)
{
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autoptr (ImaginStatement) draft = NULL;
  g_autofree char *base = imagin_entity_to_text (IMAGIN_ENTITY (current));

  if (!imagin_store_take_current (database, account_id, mission_id, current, ours, error))
    return FALSE;
  row = imagin_sql_prepare (database, error, "SELECT body FROM draft WHERE account_id = ?1 AND mission_id = ?2", "ss",
                            account_id, mission_id);
  if (row == NULL)
    return FALSE;
  if (!imagin_sql_step (row, NULL))
    return TRUE;
  draft = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, imagin_sql_text (row, 0), error);
  g_clear_pointer (&row, sqlite3_finalize);
  if (draft == NULL)
    return FALSE;
  if (ours && imagin_statement_content_equal (draft, current))
    return imagin_sql_run (database, error, "DELETE FROM draft WHERE account_id = ?1 AND mission_id = ?2", "ss",
                           account_id, mission_id);
  return imagin_sql_run (database, error, "UPDATE draft SET base = ?3 WHERE account_id = ?1 AND mission_id = ?2", "sss",
                         account_id, mission_id, base);
}

static gboolean
settle_receipt (sqlite3 *database, ImaginOutboxEntry *entry, GError **error)
{
  g_autofree char *now = imagin_now_text ();

  if (entry->kind == IMAGIN_OUTBOX_RECEIPT)
    return imagin_sql_run (database, error,
                           "UPDATE receipt SET received_at = ?4 WHERE account_id = ?1 AND mission_id = ?2 AND id = ?3",
                           "ssss", entry->account_id, entry->mission_id, entry->uuid, now);
  return imagin_sql_run (database, error, "DELETE FROM receipt WHERE account_id = ?1 AND mission_id = ?2 AND id = ?3",
                         "sss", entry->account_id, entry->mission_id, entry->uuid);
}

static gboolean
settle_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  ImaginOutboxEntry *entry = IMAGIN_OUTBOX_ENTRY (job->object);
  ImaginStatement *statement = job->list->len > 0 ? g_ptr_array_index (job->list, 0) : NULL;

  if (statement != NULL && !acknowledge (database, entry->account_id, entry->mission_id, statement, TRUE, error))
    return FALSE;
  if ((entry->kind == IMAGIN_OUTBOX_RECEIPT || entry->kind == IMAGIN_OUTBOX_REMOVE) &&
      !settle_receipt (database, entry, error))
    return FALSE;
  if (job->text != NULL && !imagin_store_keep_paper (database, entry->account_id, entry->mission_id,
                                                     IMAGIN_PAPER_VALIDATION, job->text, error))
    return FALSE;
  return imagin_sql_run (database, error, "DELETE FROM outbox WHERE sequence = ?1", "i", entry->sequence);
}

static ImaginStoreJob *
entry_job (ImaginOutboxEntry *entry, ImaginStatement *statement)
{
  ImaginStoreJob *job = imagin_store_job_new (entry->account_id, entry->mission_id);

  job->object = g_object_ref (G_OBJECT (entry));
  job->list = g_ptr_array_new_with_free_func (g_object_unref);
  /* A copy: the caller's is shown by the window while the worker reads this one. */
  if (statement != NULL)
    g_ptr_array_add (job->list, imagin_entity_copy (statement));
  return job;
}

DexFuture *
imagin_store_settle (ImaginStore *self, ImaginOutboxEntry *entry, ImaginStatement *statement, const char *validation)
{
  ImaginStoreJob *job = entry_job (entry, statement);

  job->text = g_strdup (validation);
  return write_job (self, settle_job, job);
}

static gboolean
rebase_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  return acknowledge (database, job->account_id, job->mission_id, IMAGIN_STATEMENT (job->object), FALSE, error);
}

DexFuture *
imagin_store_rebase (ImaginStore *self, const char *account_id, const char *mission_id, ImaginStatement *current)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, mission_id);

  job->object = imagin_entity_copy (current);
  return write_job (self, rebase_job, job);
}

static gboolean
refuse_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  ImaginOutboxEntry *entry = IMAGIN_OUTBOX_ENTRY (job->object);

  if (job->list->len > 0 &&
      /* The draft goes on from what it started from: that is what tells whose each change is. */
      !imagin_store_take_current (database, entry->account_id, entry->mission_id, g_ptr_array_index (job->list, 0),
                                  FALSE, error))
    return FALSE;
  /* A newer save may have taken its place while it was on its way: it would overwrite what somebody else entered just
   * the same. */
  return imagin_sql_run (database, error,
                         "UPDATE outbox SET state = 'refused', code = ?2, message = ?3 WHERE sequence = ?1"
                         " OR (?4 AND account_id = ?5 AND mission_id = ?6 AND kind = 'save')",
                         "iisiss", entry->sequence, job->number, job->text,
                         (gint64) (entry->kind == IMAGIN_OUTBOX_SAVE && job->number == IMAGIN_ERROR_CONFLICT),
                         entry->account_id, entry->mission_id);
}

DexFuture *
imagin_store_refuse (ImaginStore *self, ImaginOutboxEntry *entry, const GError *error, ImaginStatement *current)
{
  ImaginStoreJob *job = entry_job (entry, current);

  job->number = error->domain == IMAGIN_ERROR ? error->code : IMAGIN_ERROR_FAILED;
  job->text = g_strdup (error->message);
  return write_job (self, refuse_job, job);
}

static gboolean
retry_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  return imagin_sql_run (database, error,
                         "UPDATE outbox SET state = 'waiting', code = NULL, message = NULL WHERE sequence = ?1", "i",
                         job->number);
}

DexFuture *
imagin_store_retry (ImaginStore *self, gint64 sequence)
{
  ImaginStoreJob *job = imagin_store_job_new (NULL, NULL);

  job->number = sequence;
  return write_job (self, retry_job, job);
}

static gboolean
abandon_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  /* A receipt that is given up goes with its entry; the removal of one that is given up leaves it where it was. */
  return imagin_sql_run (database, error,
                         "DELETE FROM receipt WHERE (account_id, mission_id, id) IN"
                         " (SELECT account_id, mission_id, uuid FROM outbox WHERE sequence = ?1 AND kind = 'receipt')",
                         "i", job->number) &&
         imagin_sql_run (database, error,
                         "UPDATE receipt SET removed = 0 WHERE (account_id, mission_id, id) IN"
                         " (SELECT account_id, mission_id, uuid FROM outbox WHERE sequence = ?1 AND kind = 'remove')",
                         "i", job->number) &&
         imagin_sql_run (database, error, "DELETE FROM outbox WHERE sequence = ?1", "i", job->number);
}

DexFuture *
imagin_store_abandon (ImaginStore *self, gint64 sequence)
{
  ImaginStoreJob *job = imagin_store_job_new (NULL, NULL);

  job->number = sequence;
  return write_job (self, abandon_job, job);
}
