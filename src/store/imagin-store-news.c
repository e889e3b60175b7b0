/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in missions, kept until the person has seen it. */

#include "store/imagin-store-news.h"

#include "domain/imagin-news.h"
#include "store/imagin-store-private.h"

gboolean
imagin_store_is_first_pull (sqlite3 *database, const char *account_id)
{
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database, NULL, "SELECT 1 FROM account WHERE id = ?1 AND cursor IS NULL", "s", account_id);

  return row != NULL && imagin_sql_step (row, NULL);
}

/* Returns: whether there is news of it that was not seen; @seen is NULL where the mission itself is new. */
static gboolean
find_news (sqlite3 *database, const char *account_id, const char *mission_id, ImaginMission **seen, gint64 *number)
{
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database, NULL, "SELECT seen, number FROM news WHERE account_id = ?1 AND mission_id = ?2",
                          "ss", account_id, mission_id);

  if (row == NULL || !imagin_sql_step (row, NULL))
    return FALSE;
  *number = sqlite3_column_int64 (row, 1);
  if (imagin_sql_text (row, 0) != NULL)
    *seen = imagin_entity_from_text (IMAGIN_TYPE_MISSION, imagin_sql_text (row, 0), NULL);
  return TRUE;
}

static gboolean
is_news (ImaginMission *before, ImaginMission *now)
{
  g_autoptr (GPtrArray) facts = imagin_news_compare (before, now);

  return facts->len > 0;
}

gboolean
imagin_store_note_news (
    sqlite3 *database, const char *account_id, ImaginMission *stored, ImaginMission *now, GError **error)
{
  const char *id = imagin_entity_get_text (now, "id");
  g_autoptr (ImaginMission) seen = NULL;
  g_autofree char *body = stored != NULL ? imagin_entity_to_text (IMAGIN_ENTITY (stored)) : NULL;
  gint64 number;
  gboolean noted = find_news (database, account_id, id, &seen, &number);

  if (noted && seen != NULL && !is_news (seen, now))
    return imagin_sql_run (database, error, "DELETE FROM news WHERE account_id = ?1 AND mission_id = ?2", "ss",
                           account_id, id);
  if (!is_news (stored, now))
    return TRUE;
  /* Whatever came before: what the person saw last stays what it was. */
  return imagin_sql_run (database, error,
                         "INSERT INTO news (account_id, mission_id, number, seen) VALUES (?1, ?2, random (), ?3)"
                         " ON CONFLICT DO UPDATE SET number = excluded.number",
                         "sss", account_id, id, body);
}

gboolean
imagin_store_read_news (
    sqlite3 *database, const char *account_id, const char *mission_id, ImaginStoredMission *stored, GError **error)
{
  stored->has_news = find_news (database, account_id, mission_id, &stored->seen, &stored->news_number);
  return TRUE;
}

gboolean
imagin_store_count_news (sqlite3 *database, ImaginListing *listing, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, error,
      "SELECT count (*) OVER (), m.account_id, m.id FROM news n CROSS JOIN mission m"
      " ON m.account_id = n.account_id AND m.id = n.mission_id ORDER BY m.section, m.sort_key, m.id LIMIT 1",
      "");

  if (row == NULL)
    return FALSE;
  if (!imagin_sql_step (row, NULL))
    return TRUE;
  listing->news = (guint) sqlite3_column_int (row, 0);
  listing->news_account_id = g_strdup (imagin_sql_text (row, 1));
  listing->news_mission_id = g_strdup (imagin_sql_text (row, 2));
  return TRUE;
}

static gboolean
see_news_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  return imagin_sql_run (database, error, "DELETE FROM news WHERE account_id = ?1 AND mission_id = ?2 AND number = ?3",
                         "ssi", job->account_id, job->mission_id, job->number);
}

DexFuture *
imagin_store_see_news (ImaginStore *self, const char *account_id, const char *mission_id, gint64 number)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, mission_id);

  job->number = number;
  return imagin_database_write (imagin_store_get_database (self), see_news_job, job, imagin_store_job_free);
}
