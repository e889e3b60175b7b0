/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person enters: kept, merged with what somebody else entered, given up. */

#include "base/imagin-error.h"
#include "base/imagin-moment.h"
#include "domain/imagin-merge.h"
#include "store/imagin-store-private.h"

static DexFuture *
write_job (ImaginStore *self, ImaginDatabaseJob run, ImaginStoreJob *job)
{
  return imagin_database_write (imagin_store_get_database (self), run, job, imagin_store_job_free);
}

void
imagin_kept_draft_clear (ImaginKeptDraft *draft)
{
  g_clear_pointer (&draft->body, g_free);
  g_clear_pointer (&draft->base, g_free);
  g_clear_pointer (&draft->unmerged, g_free);
}

gboolean
imagin_store_read_draft (
    sqlite3 *database, const char *account_id, const char *mission_id, ImaginKeptDraft *draft, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, error,
      "SELECT d.body, d.base, m.number, m.unmerged FROM (SELECT ?1 account_id, ?2 mission_id) o"
      " LEFT JOIN draft d USING (account_id, mission_id) LEFT JOIN merged m USING (account_id, mission_id)",
      "ss", account_id, mission_id);

  if (row == NULL || !imagin_sql_step (row, error))
    return FALSE;
  draft->body = g_strdup (imagin_sql_text (row, 0));
  draft->base = g_strdup (imagin_sql_text (row, 1));
  draft->merged = sqlite3_column_int64 (row, 2);
  draft->unmerged = g_strdup (imagin_sql_text (row, 3));
  return TRUE;
}

gboolean
imagin_store_write_draft (sqlite3 *database,
                          const char *account_id,
                          const char *mission_id,
                          const ImaginKeptDraft *draft,
                          const char *now,
                          GError **error)
{
  return imagin_sql_run (database, error,
                         "INSERT OR REPLACE INTO draft (account_id, mission_id, body, base, kept_at)"
                         " VALUES (?1, ?2, ?3, ?4, ?5)",
                         "sssss", account_id, mission_id, draft->body, draft->base, now) &&
         (draft->unmerged == NULL ||
          imagin_sql_run (database, error,
                          "INSERT OR REPLACE INTO merged (account_id, mission_id, number, unmerged)"
                          " VALUES (?1, ?2, ?3, ?4)",
                          "ssis", account_id, mission_id, draft->merged, draft->unmerged));
}

#define OF_DRAFT " WHERE o.account_id = d.account_id AND o.mission_id = d.mission_id"

gboolean
imagin_store_is_unsaved (sqlite3 *database, const char *account_id, const char *mission_id)
{
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database, NULL,
                          "SELECT body, coalesce ((SELECT o.body FROM outbox o" OF_DRAFT " AND o.kind = 'save'), base)"
                          " FROM draft d WHERE account_id = ?1 AND mission_id = ?2"
                          " AND NOT EXISTS (SELECT 1 FROM outbox o" OF_DRAFT " AND o.kind = 'validate')",
                          "ss", account_id, mission_id);
  g_autoptr (ImaginStatement) mine = NULL;
  g_autoptr (ImaginStatement) saved = NULL;

  if (row == NULL || !imagin_sql_step (row, NULL))
    return FALSE;
  mine = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, imagin_sql_text (row, 0), NULL);
  saved = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, imagin_sql_text (row, 1), NULL);
  return mine == NULL || saved == NULL || !imagin_statement_content_equal (mine, saved);
}

char *
imagin_store_merged_text (
    const char *base_text, const char *mine_text, ImaginStatement *theirs, gboolean mine_wins, GError **error)
{
  g_autoptr (GPtrArray) clashes = g_ptr_array_new_with_free_func ((GDestroyNotify) imagin_clash_free);
  g_autoptr (ImaginStatement) base = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, base_text, error);
  g_autoptr (ImaginStatement) mine =
      base != NULL ? imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, mine_text, error) : NULL;
  g_autoptr (ImaginStatement) merged =
      mine != NULL ? imagin_merge_statements (base, mine, theirs, NULL, clashes, error) : NULL;

  return merged != NULL && (mine_wins || clashes->len == 0) ? imagin_entity_to_text (IMAGIN_ENTITY (merged)) : NULL;
}

/* Keeping */

/* The draft was merged while its page held an older one: what the page says goes on from there. What was typed within
 * that moment is the later one, and stands. */
static gboolean
follow_merge (ImaginStoreJob *job, ImaginKeptDraft *draft, GError **error)
{
  g_autoptr (ImaginStatement) kept = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, draft->body, error);
  char *merged = kept != NULL ? imagin_store_merged_text (draft->unmerged, job->text, kept, TRUE, error) : NULL;

  if (merged == NULL)
    return FALSE;
  g_free (draft->body);
  draft->body = merged;
  g_set_str (&draft->unmerged, job->text);
  return TRUE;
}

static char *
acknowledged_text (sqlite3 *database, ImaginStoreJob *job)
{
  g_autoptr (ImaginMission) mission = imagin_store_read_mission (database, job->account_id, job->mission_id, NULL);

  return mission != NULL ? imagin_entity_to_text (IMAGIN_ENTITY (imagin_mission_get_statement (mission))) : NULL;
}

/* @kept: what the draft says from now on */
static gboolean
keep_content (sqlite3 *database, ImaginStoreJob *job, const char *now, char **kept, GError **error)
{
  g_auto (ImaginKeptDraft) draft = { 0 };

  if (!imagin_store_read_draft (database, job->account_id, job->mission_id, &draft, error))
    return FALSE;
  /* Where it is no more although it was kept, the academy has it: what is typed on starts from there. Where it is
   * there, what it started from is known here best. */
  if (draft.body == NULL && job->flag)
    {
      draft.base = acknowledged_text (database, job);
      draft.body = g_strdup (draft.base);
    }
  if (draft.base == NULL)
    draft.base = g_strdup (job->other_text);
  if (draft.body == NULL || draft.merged <= job->number)
    g_set_str (&draft.body, job->text);
  else if (!follow_merge (job, &draft, error))
    return FALSE;
  *kept = g_strdup (draft.body);
  return imagin_store_write_draft (database, job->account_id, job->mission_id, &draft, now, error);
}

/* A save sends what the draft says, with what was merged into it, not what its page knew of it: that would take the
 * other's words away. */
static gboolean
add_entry (sqlite3 *database, ImaginOutboxEntry *entry, const char *kept, GError **error)
{
  g_autoptr (ImaginOutboxEntry) save =
      kept != NULL && entry->kind == IMAGIN_OUTBOX_SAVE
          ? imagin_outbox_entry_new (entry->account_id, entry->mission_id, entry->kind, entry->uuid, kept)
          : NULL;

  return imagin_store_add_entry (database, save != NULL ? save : entry, error);
}

static gboolean
keep_draft_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autofree char *now = imagin_now_text ();
  g_autofree char *kept = NULL;

  if (job->text != NULL && !keep_content (database, job, now, &kept, error))
    return FALSE;
  for (guint i = 0; job->list != NULL && i < job->list->len; i++)
    if (!add_entry (database, g_ptr_array_index (job->list, i), kept, error))
      return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, g_steal_pointer (&now));
  return TRUE;
}

DexFuture *
imagin_store_keep_draft (ImaginStore *self,
                         const char *account_id,
                         const char *mission_id,
                         ImaginStatement *draft,
                         ImaginStatement *base,
                         gint64 merged,
                         gboolean kept_before,
                         GPtrArray *entries)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, mission_id);

  if (draft != NULL)
    {
      job->text = imagin_entity_to_text (IMAGIN_ENTITY (draft));
      job->other_text = imagin_entity_to_text (IMAGIN_ENTITY (base));
      job->number = merged;
      job->flag = kept_before;
    }
  job->list = entries != NULL ? g_ptr_array_ref (entries) : NULL;
  return write_job (self, keep_draft_job, job);
}

static gboolean
drop_draft_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  return imagin_sql_run (database, error, "DELETE FROM draft WHERE account_id = ?1 AND mission_id = ?2", "ss",
                         job->account_id, job->mission_id) &&
         imagin_sql_run (
             database, error,
             "DELETE FROM outbox WHERE account_id = ?1 AND mission_id = ?2 AND kind IN ('save', 'validate')", "ss",
             job->account_id, job->mission_id);
}

DexFuture *
imagin_store_drop_draft (ImaginStore *self, const char *account_id, const char *mission_id)
{
  return write_job (self, drop_draft_job, imagin_store_job_new (account_id, mission_id));
}

/* Merging */

static gboolean
is_validating (sqlite3 *database, ImaginOutboxEntry *entry, gboolean *validating, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, error, "SELECT 1 FROM outbox WHERE account_id = ?1 AND mission_id = ?2 AND kind = 'validate'", "ss",
      entry->account_id, entry->mission_id);

  if (row == NULL)
    return FALSE;
  *validating = imagin_sql_step (row, NULL);
  return TRUE;
}

/* A newer save may have taken the place of the one that was on its way. */
static char *
read_save (sqlite3 *database, ImaginOutboxEntry *entry, gint64 *sequence)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, NULL, "SELECT sequence, body FROM outbox WHERE account_id = ?1 AND mission_id = ?2 AND kind = 'save'",
      "ss", entry->account_id, entry->mission_id);

  if (row == NULL || !imagin_sql_step (row, NULL))
    return NULL;
  *sequence = sqlite3_column_int64 (row, 0);
  return g_strdup (imagin_sql_text (row, 1));
}

/* Both NULL where the person is to be asked, also where both together are more than a statement can hold. */
static void
merge_both (const ImaginKeptDraft *kept, const char *save, ImaginStatement *current, char **draft, char **merged_save)
{
  if (kept->body == NULL || save == NULL)
    return;
  *draft = imagin_store_merged_text (kept->base, kept->body, current, FALSE, NULL);
  if (*draft != NULL)
    *merged_save = imagin_store_merged_text (kept->base, save, current, FALSE, NULL);
}

static gboolean
merge_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  ImaginOutboxEntry *entry = IMAGIN_OUTBOX_ENTRY (job->object);
  ImaginStatement *current = g_ptr_array_index (job->list, 0);
  gint64 sequence = 0;
  g_autofree char *now = imagin_now_text ();
  g_autofree char *save = read_save (database, entry, &sequence);
  g_autofree char *draft = NULL;
  g_autofree char *merged_save = NULL;
  gboolean validating;
  g_auto (ImaginKeptDraft) kept = { 0 };

  if (!is_validating (database, entry, &validating, error) ||
      !imagin_store_read_draft (database, entry->account_id, entry->mission_id, &kept, error))
    return FALSE;
  if (!validating)
    merge_both (&kept, save, current, &draft, &merged_save);
  if (merged_save != NULL)
    {
      g_auto (ImaginKeptDraft) merged = { g_steal_pointer (&draft), imagin_entity_to_text (IMAGIN_ENTITY (current)),
                                          kept.merged + 1, g_steal_pointer (&kept.body) };

      if (!imagin_store_take_current (database, entry->account_id, entry->mission_id, current, FALSE, error) ||
          !imagin_store_write_draft (database, entry->account_id, entry->mission_id, &merged, now, error) ||
          !imagin_sql_run (database, error, "UPDATE outbox SET body = ?2 WHERE sequence = ?1", "is", sequence,
                           merged_save))
        return FALSE;
    }
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, merged_save != NULL ? merged_save : "");
  return TRUE;
}

DexFuture *
imagin_store_merge (ImaginStore *self, ImaginOutboxEntry *entry, ImaginStatement *current)
{
  ImaginStoreJob *job = imagin_store_job_new (entry->account_id, entry->mission_id);

  job->object = g_object_ref (G_OBJECT (entry));
  job->list = g_ptr_array_new_with_free_func (g_object_unref);
  /* A copy: the caller's may be shown by the window while the worker reads this one. */
  g_ptr_array_add (job->list, imagin_entity_copy (current));
  return write_job (self, merge_job, job);
}

static gboolean
resolve_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autofree char *now = imagin_now_text ();
  g_auto (ImaginKeptDraft) draft = { 0 };

  if (!imagin_store_read_draft (database, job->account_id, job->mission_id, &draft, error))
    return FALSE;
  g_set_str (&draft.body, job->text);
  g_free (draft.base);
  draft.base = acknowledged_text (database, job);
  if (draft.base == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_NOT_FOUND, "The store has no mission %s", job->mission_id);
  return imagin_store_write_draft (database, job->account_id, job->mission_id, &draft, now, error) &&
         imagin_sql_run (database, error,
                         "UPDATE outbox SET body = ?3, state = 'waiting', code = NULL, message = NULL"
                         " WHERE account_id = ?1 AND mission_id = ?2 AND kind = 'save'",
                         "sss", job->account_id, job->mission_id, job->text);
}

DexFuture *
imagin_store_resolve (ImaginStore *self, const char *account_id, const char *mission_id, ImaginStatement *resolved)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, mission_id);

  job->text = imagin_entity_to_text (IMAGIN_ENTITY (resolved));
  return write_job (self, resolve_job, job);
}
