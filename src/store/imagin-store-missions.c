/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missions in the store, and the outbox as the academy answers it. */

#include "base/imagin-error.h"
#include "base/imagin-moment.h"
#include "store/imagin-store-news.h"
#include "store/imagin-store-private.h"

/* Of fewer, most may well go in one day. */
#define MANY_MISSIONS 4

G_DEFINE_FINAL_TYPE (ImaginStoredMission, imagin_stored_mission, G_TYPE_OBJECT)

static void
imagin_stored_mission_finalize (GObject *object)
{
  ImaginStoredMission *self = IMAGIN_STORED_MISSION (object);

  g_clear_object (&self->mission);
  g_clear_object (&self->draft);
  g_clear_object (&self->base);
  g_clear_object (&self->unmerged);
  g_clear_object (&self->seen);
  g_free (self->kept_at);
  g_clear_pointer (&self->unanswered, g_ptr_array_unref);
  g_clear_pointer (&self->outbox, g_ptr_array_unref);
  g_clear_object (&self->saved);
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  G_OBJECT_CLASS (imagin_stored_mission_parent_class)->finalize (object);
}

static void
imagin_stored_mission_class_init (ImaginStoredMissionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_stored_mission_finalize;
}

static void
imagin_stored_mission_init (ImaginStoredMission *self)
{
}

/* Writing a mission */

static const char *
code_text (gpointer entity, const char *field, const char *member)
{
  gpointer code = entity != NULL ? imagin_entity_get_entity (entity, field) : NULL;

  return code != NULL ? imagin_entity_get_text (code, member) : NULL;
}

static gboolean
is_returned (ImaginStatement *statement)
{
  GListModel *parts = imagin_entity_get_list (statement, "parts");

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ImaginPart) part = g_list_model_get_item (parts, i);

      if (imagin_entity_is_set (part, "remark") && g_strcmp0 (imagin_part_get_status_code (part), "to_validate") == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
write_amount (sqlite3 *database, const char *account_id, ImaginMission *mission, GError **error)
{
  gboolean known;
  gint64 cents = imagin_mission_get_amount_cents (mission, &known);

  return !known ||
         imagin_sql_run (database, error, "UPDATE mission SET amount_cents = ?3 WHERE account_id = ?1 AND id = ?2",
                         "ssi", account_id, imagin_entity_get_text (mission, "id"), cents);
}

gboolean
imagin_store_write_mission (sqlite3 *database, const char *account_id, ImaginMission *mission, GError **error)
{
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  ImaginPart *work = imagin_statement_get_part (statement, IMAGIN_PART_WORK);
  ImaginPart *travel = imagin_statement_get_part (statement, IMAGIN_PART_TRAVEL);
  const char *deadline = imagin_entity_get_text (mission, "deadline");
  const char *exam = code_text (mission, "exam", "short_label");
  g_autofree char *body = imagin_entity_to_text (IMAGIN_ENTITY (mission));
  g_autofree char *starts_on = g_strndup (imagin_entity_get_text (mission, "starts_at"), 10);
  g_autofree char *ends_on = g_strndup (imagin_entity_get_text (mission, "ends_at"), 10);
  ImaginSection section = imagin_mission_get_section (mission);
  const char *urgency = section == IMAGIN_SECTION_TO_COMPLETE && deadline != NULL ? deadline : starts_on;
  g_autofree char *sort_key =
      g_strconcat (urgency, " ", starts_on, " ", imagin_entity_get_text (mission, "starts_at"), NULL);

  return imagin_sql_run (
             database, error,
             "INSERT OR REPLACE INTO mission (account_id, id, body, section, sort_key, paper, type_code, type_label, "
             "role_label, exam_label,"
             " starts_on, ends_on, place, deadline, work_code, work_label, travel_code, travel_label, returned, "
             "not_performed)"
             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
             "sssissssssssssssssii", account_id, imagin_entity_get_text (mission, "id"), body, (gint64) section,
             sort_key, imagin_entity_get_text (mission, "paper"), code_text (mission, "type", "code"),
             code_text (mission, "type", "label"), code_text (mission, "role", "label"),
             exam != NULL ? exam : code_text (mission, "exam", "label"), starts_on, ends_on,
             code_text (mission, "place", "commune"), deadline, imagin_part_get_status_code (work),
             code_text (work, "status", "label"), imagin_part_get_status_code (travel),
             code_text (travel, "status", "label"), (gint64) is_returned (statement),
             (gint64) imagin_entity_is_set (statement, "not_performed")) &&
         write_amount (database, account_id, mission, error);
}

ImaginMission *
imagin_store_read_mission (sqlite3 *database, const char *account_id, const char *mission_id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = imagin_sql_prepare (
      database, error, "SELECT body FROM mission WHERE account_id = ?1 AND id = ?2", "ss", account_id, mission_id);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return NULL;
  if (imagin_sql_step (statement, &local))
    return imagin_entity_from_text (IMAGIN_TYPE_MISSION, imagin_sql_text (statement, 0), error);
  if (local == NULL)
    local = g_error_new (IMAGIN_ERROR, IMAGIN_ERROR_NOT_FOUND, "The store has no mission %s", mission_id);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* A pull */

/* Whether a mission says nothing new. A page that was on its way while one of our own changes was acknowledged says
 * less than the store knows: an older version of a statement never takes the place of a newer one, unless the academy
 * is read anew as a whole. */
static gboolean
says_nothing_new (ImaginMission *stored, ImaginMission *mission, gboolean all)
{
  ImaginStatement *ours, *theirs;

  if (stored == NULL)
    return FALSE;
  ours = imagin_mission_get_statement (stored);
  theirs = imagin_mission_get_statement (mission);
  if (!all && imagin_entity_get_integer (theirs, "version", 0) < imagin_entity_get_integer (ours, "version", 0))
    return TRUE;
  return imagin_entity_equal (stored, mission);
}

/* A mission that is gone stays as long as something of the person's is kept for it. */
#define NOTHING_KEPT                                                                                                   \
  " AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.account_id = mission.account_id AND d.mission_id = mission.id)"      \
  " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.account_id = mission.account_id AND o.mission_id = mission.id)"

static gboolean
remove_others (sqlite3 *database, ImaginStoreJob *job, GStrvBuilder *changed, GError **error)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) statement = imagin_sql_prepare (
      database, error, "SELECT id FROM mission WHERE account_id = ?1" NOTHING_KEPT, "s", job->account_id);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < job->list->len; i++)
    g_hash_table_add (present, (gpointer) imagin_entity_get_text (g_ptr_array_index (job->list, i), "id"));
  while (imagin_sql_step (statement, NULL))
    if (!g_hash_table_contains (present, imagin_sql_text (statement, 0)))
      g_ptr_array_add (others, g_strdup (imagin_sql_text (statement, 0)));
  for (guint i = 0; i < others->len; i++)
    {
      g_strv_builder_add (changed, g_ptr_array_index (others, i));
      if (!imagin_sql_run (database, error, "DELETE FROM mission WHERE account_id = ?1 AND id = ?2", "ss",
                           job->account_id, g_ptr_array_index (others, i)))
        return FALSE;
    }
  return TRUE;
}

static gint64
count_missions (sqlite3 *database, const char *account_id)
{
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database, NULL, "SELECT count (*) FROM mission WHERE account_id = ?1", "s", account_id);

  return row != NULL && imagin_sql_step (row, NULL) ? sqlite3_column_int64 (row, 0) : 0;
}

/* An academy that suddenly has next to nothing is more likely to be wrong than right: the transaction is undone. */
static gboolean
check_rest (sqlite3 *database, ImaginStoreJob *job, gint64 before, GError **error)
{
  gint64 gone = before - count_missions (database, job->account_id);

  return (job->number & IMAGIN_PULL_MOST_MAY_GO) != 0 || before < MANY_MISSIONS || gone * 2 <= before ||
         imagin_error_set_false (error, IMAGIN_ERROR_MOST_GONE, "%u/%u", (guint) gone, (guint) before);
}

static gboolean
apply_pull_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autoptr (GStrvBuilder) changed = g_strv_builder_new ();
  gboolean first = imagin_store_is_first_pull (database, job->account_id);
  gint64 before = count_missions (database, job->account_id);

  for (guint i = 0; i < job->list->len; i++)
    {
      ImaginMission *mission = g_ptr_array_index (job->list, i);
      const char *id = imagin_entity_get_text (mission, "id");
      g_autoptr (ImaginMission) stored = imagin_store_read_mission (database, job->account_id, id, NULL);

      if (says_nothing_new (stored, mission, (job->number & IMAGIN_PULL_ALL) != 0))
        continue;
      g_strv_builder_add (changed, id);
      if ((job->number & IMAGIN_PULL_RESTORED) != 0 && stored != NULL &&
          !imagin_store_send_again (database, job->account_id, stored, mission, error))
        return FALSE;
      if ((!first && !imagin_store_note_news (database, job->account_id, stored, mission, error)) ||
          !imagin_store_write_mission (database, job->account_id, mission, error))
        return FALSE;
    }
  for (guint i = 0; job->texts != NULL && job->texts[i] != NULL; i++)
    {
      g_strv_builder_add (changed, job->texts[i]);
      if (!imagin_sql_run (database, error, "DELETE FROM mission WHERE account_id = ?1 AND id = ?2" NOTHING_KEPT, "ss",
                           job->account_id, job->texts[i]))
        return FALSE;
    }
  if ((job->number & IMAGIN_PULL_ALL) != 0 && !remove_others (database, job, changed, error))
    return FALSE;
  if (!check_rest (database, job, before, error))
    return FALSE;
  if (job->text != NULL)
    {
      g_autofree char *now = imagin_now_text ();

      if (!imagin_sql_run (database, error, "UPDATE account SET cursor = ?2, pulled_at = ?3 WHERE id = ?1", "sss",
                           job->account_id, job->text, now))
        return FALSE;
    }
  g_value_init (result, G_TYPE_STRV);
  g_value_take_boxed (result, g_strv_builder_end (changed));
  return TRUE;
}

DexFuture *
imagin_store_apply_pull (ImaginStore *self,
                         const char *account_id,
                         GPtrArray *missions,
                         char **gone,
                         ImaginPullFlags flags,
                         const char *cursor)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, NULL);

  job->list = g_ptr_array_ref (missions);
  job->texts = g_strdupv (gone);
  job->number = flags;
  job->text = g_strdup (cursor);
  return imagin_database_write (imagin_store_get_database (self), apply_pull_job, job, imagin_store_job_free);
}

/* One mission */

GPtrArray *
imagin_store_read_outbox (
    sqlite3 *database, const char *account_id, const char *mission_id, const char *condition, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *sql = g_strconcat ("SELECT sequence, account_id, mission_id, kind, uuid, body, created_at, state, "
                                      "code, message FROM outbox o WHERE ",
                                      condition, NULL);
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database, error, sql, mission_id != NULL ? "ss" : "s", account_id, mission_id);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (imagin_sql_step (row, &local))
    {
      ImaginOutboxEntry *entry = imagin_outbox_entry_new (imagin_sql_text (row, 1), imagin_sql_text (row, 2),
                                                          imagin_outbox_kind_from_text (imagin_sql_text (row, 3)),
                                                          imagin_sql_text (row, 4), imagin_sql_text (row, 5));

      entry->sequence = sqlite3_column_int64 (row, 0);
      entry->created_at = g_strdup (imagin_sql_text (row, 6));
      entry->refused = g_strcmp0 (imagin_sql_text (row, 7), "refused") == 0;
      entry->code = sqlite3_column_int (row, 8);
      entry->message = g_strdup (imagin_sql_text (row, 9));
      g_ptr_array_add (entries, entry);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&entries);
}

static gboolean
read_draft (sqlite3 *database, ImaginStoredMission *stored, ImaginStoreJob *job, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, error, "SELECT body, base, kept_at FROM draft WHERE account_id = ?1 AND mission_id = ?2", "ss",
      job->account_id, job->mission_id);

  if (row == NULL)
    return FALSE;
  if (!imagin_sql_step (row, NULL))
    return TRUE;
  stored->draft = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, imagin_sql_text (row, 0), error);
  stored->base =
      stored->draft != NULL ? imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, imagin_sql_text (row, 1), error) : NULL;
  stored->kept_at = g_strdup (imagin_sql_text (row, 2));
  return stored->base != NULL;
}

static gboolean
read_merged (sqlite3 *database, ImaginStoredMission *stored, ImaginStoreJob *job, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, error, "SELECT number, unmerged FROM merged WHERE account_id = ?1 AND mission_id = ?2", "ss",
      job->account_id, job->mission_id);

  if (row == NULL)
    return FALSE;
  if (!imagin_sql_step (row, NULL))
    return TRUE;
  stored->merged = sqlite3_column_int64 (row, 0);
  stored->unmerged = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, imagin_sql_text (row, 1), error);
  return stored->unmerged != NULL;
}

static gboolean
read_receipts (sqlite3 *database, ImaginStoredMission *stored, ImaginStoreJob *job, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, error,
      "SELECT body, received_at FROM receipt WHERE account_id = ?1 AND mission_id = ?2 AND removed = 0", "ss",
      job->account_id, job->mission_id);

  if (row == NULL)
    return FALSE;
  stored->receipts = g_ptr_array_new_with_free_func (g_object_unref);
  while (imagin_sql_step (row, NULL))
    {
      ImaginReceipt *receipt = imagin_entity_from_text (IMAGIN_TYPE_RECEIPT, imagin_sql_text (row, 0), error);

      if (receipt == NULL)
        return FALSE;
      imagin_entity_set_text (receipt, "state", imagin_sql_text (row, 1) != NULL ? "received" : "kept");
      imagin_entity_set_text (receipt, "received_at", imagin_sql_text (row, 1));
      g_ptr_array_add (stored->receipts, receipt);
    }
  return TRUE;
}

/* What the academy holds and this computer does not, less what was taken away here. */
static gboolean
add_academy_receipts (sqlite3 *database, ImaginStoredMission *stored, ImaginStoreJob *job, GError **error)
{
  GListModel *receipts = imagin_entity_get_list (stored->mission, "receipts");

  for (guint i = 0; i < g_list_model_get_n_items (receipts); i++)
    {
      g_autoptr (ImaginReceipt) receipt = g_list_model_get_item (receipts, i);
      const char *id = imagin_entity_get_text (receipt, "id");
      g_autoptr (sqlite3_stmt) known = imagin_sql_prepare (
          database, error,
          "SELECT 1 FROM receipt WHERE account_id = ?1 AND mission_id = ?2 AND id = ?3 UNION ALL "
          "SELECT 1 FROM outbox WHERE account_id = ?1 AND mission_id = ?2 AND uuid = ?3 AND kind = 'remove'",
          "sss", job->account_id, job->mission_id, id);

      if (known == NULL)
        return FALSE;
      if (!imagin_sql_step (known, NULL) && g_strcmp0 (imagin_entity_get_text (receipt, "state"), "received") == 0)
        g_ptr_array_add (stored->receipts, imagin_entity_copy (receipt));
    }
  return TRUE;
}

/* Those of one choice of files came within the same second: by their names, as the choice had them. */
static int
by_time_added (gconstpointer a, gconstpointer b)
{
  ImaginReceipt *first = *(gpointer *) a;
  ImaginReceipt *second = *(gpointer *) b;
  int times = g_strcmp0 (imagin_entity_get_text (first, "added_at"), imagin_entity_get_text (second, "added_at"));

  return times != 0 ? times
                    : g_strcmp0 (imagin_entity_get_text (first, "name"), imagin_entity_get_text (second, "name"));
}

/* One save at most waits; a newer one takes its place. */
static ImaginStatement *
read_saved (GPtrArray *outbox)
{
  for (guint i = 0; i < outbox->len; i++)
    {
      const ImaginOutboxEntry *entry = g_ptr_array_index (outbox, i);

      if (entry->kind == IMAGIN_OUTBOX_SAVE)
        return imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, entry->body, NULL);
    }
  return NULL;
}

static gboolean
load_mission_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autoptr (ImaginStoredMission) stored = g_object_new (IMAGIN_TYPE_STORED_MISSION, NULL);

  stored->mission = imagin_store_read_mission (database, job->account_id, job->mission_id, error);
  if (stored->mission == NULL || !read_draft (database, stored, job, error) ||
      !read_merged (database, stored, job, error) || !read_receipts (database, stored, job, error) ||
      !add_academy_receipts (database, stored, job, error) ||
      !imagin_store_read_news (database, job->account_id, job->mission_id, stored, error))
    return FALSE;
  g_ptr_array_sort (stored->receipts, by_time_added);
  stored->unanswered = imagin_store_read_unanswered (database, job->account_id, job->mission_id);
  stored->outbox = imagin_store_read_outbox (database, job->account_id, job->mission_id,
                                             "account_id = ?1 AND mission_id = ?2 ORDER BY sequence", error);
  if (stored->outbox == NULL)
    return FALSE;
  stored->saved = read_saved (stored->outbox);
  g_value_init (result, IMAGIN_TYPE_STORED_MISSION);
  g_value_take_object (result, g_steal_pointer (&stored));
  return TRUE;
}

DexFuture *
imagin_store_load_mission (ImaginStore *self, const char *account_id, const char *mission_id)
{
  return imagin_database_read (imagin_store_get_database (self), load_mission_job,
                               imagin_store_job_new (account_id, mission_id), imagin_store_job_free);
}
