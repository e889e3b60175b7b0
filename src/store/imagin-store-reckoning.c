/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an estimate is made of: rate cards, kilometres told, and the missions that declare journeys. */

#include "base/imagin-error.h"
#include "store/imagin-store-private.h"
#include "store/imagin-store-schema.h"

#include <stdlib.h>

#define MOST_TRAVELS "1000"

G_DEFINE_FINAL_TYPE (ImaginStoredTravel, imagin_stored_travel, G_TYPE_OBJECT)

static void
imagin_stored_travel_finalize (GObject *object)
{
  ImaginStoredTravel *self = IMAGIN_STORED_TRAVEL (object);

  g_free (self->account_id);
  g_clear_object (&self->mission);
  g_clear_object (&self->person);
  G_OBJECT_CLASS (imagin_stored_travel_parent_class)->finalize (object);
}

static void
imagin_stored_travel_class_init (ImaginStoredTravelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_stored_travel_finalize;
}

static void
imagin_stored_travel_init (ImaginStoredTravel *self)
{
}

/* Missions that travel */

static const char travels_sql[] =
    "WITH found (account_id, id) AS ("
    "  SELECT account_id, id FROM mission WHERE starts_on BETWEEN ?1 AND ?2 AND (" IMAGIN_STORE_TRAVELS ")"
    "  UNION"
    "  SELECT d.account_id, d.mission_id FROM draft d JOIN mission m ON m.account_id = d.account_id AND m.id = "
    "d.mission_id WHERE m.starts_on BETWEEN ?1 AND ?2"
    "  UNION"
    "  SELECT account_id, id FROM mission WHERE starts_on <= ?4 AND ends_on >= ?3)"
    " SELECT m.account_id, m.body, d.body, a.body FROM found JOIN mission m USING (account_id, id)"
    " LEFT JOIN draft d ON d.account_id = m.account_id AND d.mission_id = m.id"
    " LEFT JOIN account a ON a.id = m.account_id"
    " ORDER BY m.starts_on DESC, m.sort_key DESC, m.account_id DESC, m.id DESC LIMIT " MOST_TRAVELS;

/* A mission or a draft that cannot be read says nothing here; where it is opened, that is an error. */
static ImaginStoredTravel *
travel_of_row (sqlite3_stmt *row)
{
  g_autoptr (ImaginMission) mission = imagin_entity_from_text (IMAGIN_TYPE_MISSION, imagin_sql_text (row, 1), NULL);
  const char *draft_text = imagin_sql_text (row, 2);
  const char *account_text = imagin_sql_text (row, 3);
  g_autoptr (ImaginStatement) draft =
      draft_text != NULL ? imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, draft_text, NULL) : NULL;
  g_autoptr (ImaginAccountRecord) record =
      account_text != NULL ? imagin_entity_from_text (IMAGIN_TYPE_ACCOUNT_RECORD, account_text, NULL) : NULL;
  ImaginStoredTravel *travel;

  if (mission == NULL)
    return NULL;
  travel = g_object_new (IMAGIN_TYPE_STORED_TRAVEL, NULL);
  travel->account_id = g_strdup (imagin_sql_text (row, 0));
  /* What was left in a part that was closed since is no declaration any more. */
  if (draft != NULL && imagin_statement_part_is_writable (imagin_mission_get_statement (mission), IMAGIN_PART_TRAVEL))
    imagin_statement_take_content (imagin_mission_get_statement (mission), draft);
  if (record != NULL)
    g_set_object (&travel->person, imagin_entity_get_entity (record, "person"));
  travel->mission = g_steal_pointer (&mission);
  return travel;
}

static gboolean
list_travels_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autoptr (GPtrArray) travels = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (database, error, travels_sql, "ssss", job->texts[0], job->texts[1],
                                                     job->texts[2], job->texts[3]);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (imagin_sql_step (row, &local))
    {
      ImaginStoredTravel *travel = travel_of_row (row);

      if (travel != NULL)
        g_ptr_array_insert (travels, 0, travel);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&travels));
  return TRUE;
}

DexFuture *
imagin_store_list_travels (
    ImaginStore *self, const char *from, const char *to, const char *day_from, const char *day_to)
{
  ImaginStoreJob *job = imagin_store_job_new (NULL, NULL);
  const char *const days[] = { from, to, day_from, day_to, NULL };

  job->texts = g_strdupv ((char **) days);
  return imagin_database_read (imagin_store_get_database (self), list_travels_job, job, imagin_store_job_free);
}

/* Rate cards and kilometres */

static gboolean
put_rate_cards_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  if (job->text == NULL)
    return imagin_sql_run (database, error, "DELETE FROM rate_cards WHERE account_id = ?1", "s", job->account_id);
  return imagin_sql_run (database, error,
                         "INSERT INTO rate_cards (account_id, body) VALUES (?1, ?2) "
                         "ON CONFLICT (account_id) DO UPDATE SET body = excluded.body",
                         "ss", job->account_id, job->text);
}

DexFuture *
imagin_store_put_rate_cards (ImaginStore *self, const char *account_id, const char *body)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, NULL);

  job->text = g_strdup (body);
  return imagin_database_write (imagin_store_get_database (self), put_rate_cards_job, job, imagin_store_job_free);
}

/* One text, or another one where there is no row. */
static gboolean
read_text (sqlite3 *database, const char *sql, const char *key, const char *otherwise, GValue *result, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (database, error, sql, "s", key);
  g_autoptr (GError) local = NULL;
  gboolean found;

  if (row == NULL)
    return FALSE;
  found = imagin_sql_step (row, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, found ? imagin_sql_text (row, 0) : otherwise);
  return TRUE;
}

static gboolean
get_rate_cards_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  return read_text (database, "SELECT body FROM rate_cards WHERE account_id = ?1", job->account_id, "", result, error);
}

DexFuture *
imagin_store_get_rate_cards (ImaginStore *self, const char *account_id)
{
  return imagin_database_read (imagin_store_get_database (self), get_rate_cards_job,
                               imagin_store_job_new (account_id, NULL), imagin_store_job_free);
}

static gboolean
tell_kilometres_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  return imagin_sql_run (database, error,
                         "INSERT INTO kilometres_told (year, kilometres) VALUES (?1, ?2) "
                         "ON CONFLICT (year) DO UPDATE SET kilometres = excluded.kilometres",
                         "si", job->text, job->number);
}

DexFuture *
imagin_store_tell_kilometres (ImaginStore *self, const char *year, gint64 kilometres)
{
  ImaginStoreJob *job = imagin_store_job_new (NULL, NULL);

  job->text = g_strdup (year);
  job->number = kilometres;
  return imagin_database_write (imagin_store_get_database (self), tell_kilometres_job, job, imagin_store_job_free);
}

static gboolean
get_kilometres_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;

  return read_text (database, "SELECT CAST (kilometres AS TEXT) FROM kilometres_told WHERE year = ?1", job->text, "0",
                    result, error);
}

DexFuture *
imagin_store_get_kilometres (ImaginStore *self, const char *year)
{
  ImaginStoreJob *job = imagin_store_job_new (NULL, NULL);

  job->text = g_strdup (year);
  return imagin_database_read (imagin_store_get_database (self), get_kilometres_job, job, imagin_store_job_free);
}
