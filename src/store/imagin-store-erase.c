/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking an account away: what would be lost with it, its rows, its files. */

#include "store/imagin-store-erase.h"

#include "domain/imagin-summary.h"
#include "store/imagin-receipt-files.h"
#include "store/imagin-store-private.h"

/* What is not sent */

#define UNSENT_SQL                                                                                                     \
  "SELECT k.mission_id, coalesce (m.paper, k.mission_id), m.starts_on, m.ends_on,"                                     \
  " (SELECT count (*) FROM outbox o WHERE o.account_id = ?1 AND o.mission_id = k.mission_id AND o.state = 'waiting')," \
  " (SELECT count (*) FROM outbox o WHERE o.account_id = ?1 AND o.mission_id = k.mission_id AND o.state = 'refused')," \
  " coalesce (m.section, ?2),"                                                                                         \
  " EXISTS (SELECT 1 FROM paper p WHERE p.account_id = ?1 AND p.mission_id = k.mission_id AND p.kind = 'writing')"     \
  " FROM (SELECT mission_id FROM outbox WHERE account_id = ?1"                                                         \
  "  UNION SELECT mission_id FROM draft WHERE account_id = ?1"                                                         \
  "  UNION SELECT mission_id FROM paper WHERE account_id = ?1 AND kind = 'writing') k"                                 \
  " LEFT JOIN mission m ON m.account_id = ?1 AND m.id = k.mission_id ORDER BY m.starts_on, k.mission_id"

static char *
shared_text (sqlite3_stmt *row, int column)
{
  const char *text = imagin_sql_text (row, column);

  return text != NULL ? g_ref_string_new (text) : NULL;
}

static gboolean
list_unsent_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database, error, UNSENT_SQL, "si", job->account_id, (gint64) IMAGIN_SECTION_CLOSED);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (imagin_sql_step (row, &local))
    {
      g_autoptr (ImaginSummary) summary = g_object_new (IMAGIN_TYPE_SUMMARY, NULL);

      summary->account_id = g_ref_string_new (job->account_id);
      summary->mission_id = shared_text (row, 0);
      summary->paper = shared_text (row, 1);
      summary->starts_on = shared_text (row, 2);
      summary->ends_on = shared_text (row, 3);
      summary->waiting = (guint16) MIN (sqlite3_column_int (row, 4), G_MAXUINT16);
      summary->refused = (guint16) MIN (sqlite3_column_int (row, 5), G_MAXUINT16);
      summary->section = (ImaginSection) sqlite3_column_int (row, 6);
      summary->drafted = imagin_store_is_unsaved (database, job->account_id, summary->mission_id);
      /* What was typed and taken back is nothing to lose. */
      if (summary->waiting > 0 || summary->refused > 0 || summary->drafted || sqlite3_column_int (row, 7) != 0)
        g_ptr_array_add (missions, g_steal_pointer (&summary));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&missions));
  return TRUE;
}

DexFuture *
imagin_store_list_unsent (ImaginStore *self, const char *account_id)
{
  return imagin_database_read (imagin_store_get_database (self), list_unsent_job,
                               imagin_store_job_new (account_id, NULL), imagin_store_job_free);
}

/* Erasing */

static char **
read_digests (sqlite3 *database, const char *account_id, GError **error)
{
  g_autoptr (GStrvBuilder) digests = g_strv_builder_new ();
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, error,
      "SELECT DISTINCT json_extract (body, '$.sha256') FROM receipt WHERE (?1 IS NULL OR account_id = ?1)"
      " AND json_extract (body, '$.sha256') IS NOT NULL",
      "s", account_id);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (imagin_sql_step (row, &local))
    g_strv_builder_add (digests, imagin_sql_text (row, 0));
  if (local == NULL)
    return g_strv_builder_end (digests);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
erase_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_auto (GStrv) digests = read_digests (database, job->account_id, error);

  if (digests == NULL || !imagin_sql_run (database, error, "DELETE FROM account WHERE id = ?1", "s", job->account_id) ||
      /* The person told them, whoever the academy: they go with the last one. */
      !imagin_sql_run (database, error, "DELETE FROM kilometres_told WHERE NOT EXISTS (SELECT 1 FROM account)", ""))
    return FALSE;
  g_value_init (result, G_TYPE_STRV);
  g_value_take_boxed (result, g_steal_pointer (&digests));
  return TRUE;
}

/* On the writer's thread: no row of a receipt can come meanwhile. `texts` are the digests that nobody may need any
 * more. A receipt that the person took away left its file: it goes now, too. */
static gboolean
sweep_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_auto (GStrv) needed = read_digests (database, NULL, error);

  if (needed == NULL)
    return FALSE;
  imagin_receipt_files_sweep (IMAGIN_RECEIPT_FILES (job->object), (const char *const *) needed,
                              (const char *const *) job->texts);
  return TRUE;
}

static DexFuture *
erased (DexFuture *completed, gpointer data)
{
  ImaginStore *self = data;
  ImaginStoreJob *job = imagin_store_job_new (NULL, NULL);

  job->texts = dex_await_boxed (dex_ref (completed), NULL);
  job->object = g_object_ref (G_OBJECT (imagin_store_get_files (self)));
  return imagin_database_write (imagin_store_get_database (self), sweep_job, job, imagin_store_job_free);
}

DexFuture *
imagin_store_erase_account (ImaginStore *self, const char *account_id)
{
  return dex_future_then (imagin_database_write (imagin_store_get_database (self), erase_job,
                                                 imagin_store_job_new (account_id, NULL), imagin_store_job_free),
                          erased, g_object_ref (self), g_object_unref);
}
