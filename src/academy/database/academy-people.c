/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interveners, their password hashes and the count of wrong tries. */

#include "academy/database/academy-people.h"

#include "academy/academy-json.h"
#include "academy/academy-time.h"

#define DEFAULT_TRIES 5
#define DEFAULT_LOCK_SECONDS 900

gboolean
academy_people_add (AcademyDatabase *self, JsonNode *document, GError **error)
{
  JsonObject *person = json_node_get_object (document);
  g_autofree char *text = imagin_json_to_text (document);

  return imagin_sql_run (
      self->sql, error, "INSERT INTO interveners (id, number, document) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
      "sss", imagin_json_text_member (person, "id"), imagin_json_text_member (person, "number"), text);
}

static char *
one_text (AcademyDatabase *self, const char *sql, const char *key)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (self->sql, NULL, sql, "s", key);

  return row != NULL && imagin_sql_step (row, NULL) ? g_strdup (imagin_sql_text (row, 0)) : NULL;
}

char *
academy_people_find (AcademyDatabase *self, const char *number)
{
  return one_text (self, "SELECT id FROM interveners WHERE number = ?1", number);
}

char *
academy_people_document (AcademyDatabase *self, const char *intervener_id)
{
  return one_text (self, "SELECT document FROM interveners WHERE id = ?1", intervener_id);
}

JsonNode *
academy_people_list (AcademyDatabase *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, NULL,
      "SELECT i.id, i.number, i.document, i.must_change, coalesce (a.failures, 0), coalesce (a.locked_until, 0), "
      "  (SELECT count (*) FROM families f WHERE f.intervener_id = i.id AND NOT f.revoked), "
      "  (SELECT count (*) FROM missions m WHERE m.intervener_id = i.id) "
      "FROM interveners i LEFT JOIN attempts a ON a.number = i.number ORDER BY i.number",
      "");

  json_builder_begin_array (builder);
  while (row != NULL && imagin_sql_step (row, NULL))
    {
      json_builder_begin_object (builder);
      academy_json_node (builder, "person", academy_json_read (imagin_sql_text (row, 2)));
      academy_json_boolean (builder, "must_change_password", sqlite3_column_int (row, 3) != 0);
      academy_json_integer (builder, "failed_tries", sqlite3_column_int64 (row, 4));
      academy_json_boolean (builder, "locked", sqlite3_column_int64 (row, 5) > academy_now_seconds ());
      academy_json_integer (builder, "sessions", sqlite3_column_int64 (row, 6));
      academy_json_integer (builder, "missions", sqlite3_column_int64 (row, 7));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

char *
academy_people_password_hash (AcademyDatabase *self, const char *intervener_id, gboolean *must_change)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, NULL, "SELECT password_hash, must_change FROM interveners WHERE id = ?1", "s", intervener_id);

  *must_change = TRUE;
  if (row == NULL || !imagin_sql_step (row, NULL))
    return NULL;
  *must_change = sqlite3_column_int (row, 1) != 0;
  return g_strdup (imagin_sql_text (row, 0));
}

gboolean
academy_people_set_password_hash (AcademyDatabase *self, const char *intervener_id, const char *hash, GError **error)
{
  return imagin_sql_run (self->sql, error, "UPDATE interveners SET password_hash = ?2, must_change = 0 WHERE id = ?1",
                         "ss", intervener_id, hash);
}

gboolean
academy_people_expire_password (AcademyDatabase *self, const char *intervener_id, GError **error)
{
  return imagin_sql_run (self->sql, error, "UPDATE interveners SET must_change = 1 WHERE id = ?1", "s", intervener_id);
}

static gboolean
read_attempt (AcademyDatabase *self, const char *number, gint64 *failures, gint64 *locked_until)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, NULL, "SELECT failures, locked_until FROM attempts WHERE number = ?1", "s", number);

  *failures = 0;
  *locked_until = 0;
  if (row == NULL || !imagin_sql_step (row, NULL))
    return FALSE;
  *failures = sqlite3_column_int64 (row, 0);
  *locked_until = sqlite3_column_int64 (row, 1);
  return TRUE;
}

gboolean
academy_attempt_begin (AcademyDatabase *self, const char *number, AcademyAttempt *attempt, GError **error)
{
  gint64 tries = academy_database_setting (self, "lockout_tries", DEFAULT_TRIES);
  gint64 seconds = academy_database_setting (self, "lockout_seconds", DEFAULT_LOCK_SECONDS);
  gint64 now = academy_now_seconds ();
  gint64 failures, locked_until;

  /* Forgotten after a while, so that numbers that nobody has do not pile up. */
  if (!imagin_sql_run (self->sql, error, "DELETE FROM attempts WHERE last_at + ?1 < ?2", "ii", seconds, now))
    return FALSE;
  read_attempt (self, number, &failures, &locked_until);
  attempt->wait_seconds = MAX (locked_until - now, 0);
  attempt->lock_seconds = seconds;
  attempt->left = 0;
  if (attempt->wait_seconds > 0)
    return TRUE;
  if (locked_until > 0)
    failures = 0;
  failures++;
  attempt->left = MAX (tries - failures, 0);
  locked_until = failures >= tries ? now + seconds : 0;
  return imagin_sql_run (
      self->sql, error,
      "INSERT OR REPLACE INTO attempts (number, failures, last_at, locked_until) VALUES (?1, ?2, ?3, ?4)", "siii",
      number, failures, now, locked_until);
}

gboolean
academy_attempt_succeed (AcademyDatabase *self, const char *number, GError **error)
{
  return imagin_sql_run (self->sql, error, "DELETE FROM attempts WHERE number = ?1", "s", number);
}
