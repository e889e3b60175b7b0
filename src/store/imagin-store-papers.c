/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands beside a mission: its history, the remarks to the office, the number of its validation. */

#include "store/imagin-store-papers.h"

#include "base/imagin-moment.h"
#include "store/imagin-store-private.h"

G_DEFINE_FINAL_TYPE (ImaginStoredPapers, imagin_stored_papers, G_TYPE_OBJECT)

static const char *const kinds[IMAGIN_N_PAPERS] = { "history", "remarks", "validation", "writing", "unanswered" };

static void
imagin_stored_papers_finalize (GObject *object)
{
  ImaginStoredPapers *self = IMAGIN_STORED_PAPERS (object);

  for (guint i = 0; i < IMAGIN_N_PAPERS; i++)
    {
      g_free (self->bodies[i]);
      g_free (self->kept_at[i]);
    }
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  G_OBJECT_CLASS (imagin_stored_papers_parent_class)->finalize (object);
}

static void
imagin_stored_papers_class_init (ImaginStoredPapersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_stored_papers_finalize;
}

static void
imagin_stored_papers_init (ImaginStoredPapers *self)
{
}

static gboolean
load_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autoptr (ImaginStoredPapers) papers = g_object_new (IMAGIN_TYPE_STORED_PAPERS, NULL);
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, error, "SELECT kind, body, kept_at FROM paper WHERE account_id = ?1 AND mission_id = ?2", "ss",
      job->account_id, job->mission_id);

  if (row == NULL)
    return FALSE;
  while (imagin_sql_step (row, NULL))
    for (guint i = 0; i < IMAGIN_N_PAPERS; i++)
      if (g_strcmp0 (kinds[i], imagin_sql_text (row, 0)) == 0)
        {
          papers->bodies[i] = g_strdup (imagin_sql_text (row, 1));
          papers->kept_at[i] = g_strdup (imagin_sql_text (row, 2));
        }
  papers->remarks =
      imagin_store_read_outbox (database, job->account_id, job->mission_id,
                                "account_id = ?1 AND mission_id = ?2 AND kind = 'remark' ORDER BY sequence", error);
  if (papers->remarks == NULL)
    return FALSE;
  g_value_init (result, IMAGIN_TYPE_STORED_PAPERS);
  g_value_take_object (result, g_steal_pointer (&papers));
  return TRUE;
}

DexFuture *
imagin_store_load_papers (ImaginStore *self, const char *account_id, const char *mission_id)
{
  return imagin_database_read (imagin_store_get_database (self), load_job,
                               imagin_store_job_new (account_id, mission_id), imagin_store_job_free);
}

gboolean
imagin_store_keep_paper (
    sqlite3 *database, const char *account_id, const char *mission_id, int kind, const char *body, GError **error)
{
  g_autofree char *now = imagin_now_text ();

  if (*body == '\0')
    return imagin_sql_run (database, error, "DELETE FROM paper WHERE account_id = ?1 AND mission_id = ?2 AND kind = ?3",
                           "sss", account_id, mission_id, kinds[kind]);
  return imagin_sql_run (database, error,
                         "INSERT INTO paper (account_id, mission_id, kind, body, kept_at) VALUES (?1, ?2, ?3, ?4, ?5)"
                         " ON CONFLICT DO UPDATE SET body = excluded.body, kept_at = excluded.kept_at",
                         "sssss", account_id, mission_id, kinds[kind], body, now);
}

static DexFuture *
write_job (ImaginStore *self, ImaginDatabaseJob run, ImaginStoreJob *job)
{
  return imagin_database_write (imagin_store_get_database (self), run, job, imagin_store_job_free);
}

static gboolean
put_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  return imagin_store_keep_paper (database, job->account_id, job->mission_id, (int) job->number, job->text, error);
}

DexFuture *
imagin_store_put_paper (
    ImaginStore *self, const char *account_id, const char *mission_id, ImaginPaperKind kind, const char *body)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, mission_id);

  job->number = kind;
  job->text = g_strdup (body);
  return write_job (self, put_job, job);
}

static gboolean
write_remark_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *now = imagin_now_text ();

  return imagin_sql_run (database, error,
                         "INSERT INTO outbox (account_id, mission_id, kind, uuid, body, created_at, state)"
                         " VALUES (?1, ?2, 'remark', ?3, ?4, ?5, 'waiting')",
                         "sssss", job->account_id, job->mission_id, uuid, job->text, now) &&
         imagin_store_keep_paper (database, job->account_id, job->mission_id, IMAGIN_PAPER_WRITING, "", error);
}

DexFuture *
imagin_store_write_remark (ImaginStore *self, const char *account_id, const char *mission_id, const char *text)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, mission_id);

  job->text = g_strdup (text);
  return write_job (self, write_remark_job, job);
}

/* The remarks that are kept, or an empty list where there are none or they cannot be read. */
static ImaginRemarkList *
read_remarks (sqlite3 *database, const char *account_id, const char *mission_id)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, NULL, "SELECT body FROM paper WHERE account_id = ?1 AND mission_id = ?2 AND kind = 'remarks'", "ss",
      account_id, mission_id);
  ImaginRemarkList *list = NULL;

  if (row != NULL && imagin_sql_step (row, NULL))
    list = imagin_entity_from_text (IMAGIN_TYPE_REMARK_LIST, imagin_sql_text (row, 0), NULL);
  return list != NULL ? list : g_object_new (IMAGIN_TYPE_REMARK_LIST, NULL);
}

static gboolean
settle_remark_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autoptr (ImaginRemarkList) list = read_remarks (database, job->account_id, job->mission_id);
  g_autofree char *body = NULL;

  if (imagin_entity_find (imagin_entity_get_list (list, "items"), "id", imagin_entity_get_text (job->object, "id")) ==
      NULL)
    imagin_entity_append (list, "items", job->object);
  body = imagin_entity_to_text (IMAGIN_ENTITY (list));
  return imagin_store_keep_paper (database, job->account_id, job->mission_id, IMAGIN_PAPER_REMARKS, body, error) &&
         imagin_sql_run (database, error, "DELETE FROM outbox WHERE sequence = ?1", "i", job->number);
}

DexFuture *
imagin_store_settle_remark (ImaginStore *self, ImaginOutboxEntry *entry, ImaginRemark *remark)
{
  ImaginStoreJob *job = imagin_store_job_new (entry->account_id, entry->mission_id);

  job->object = imagin_entity_copy (remark);
  job->number = entry->sequence;
  return write_job (self, settle_remark_job, job);
}
