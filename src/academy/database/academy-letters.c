/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Validations and remarks of the intervener. */

#include "academy/database/academy-letters.h"

#include "academy/academy-json.h"

gboolean
academy_validation_add (AcademyDatabase *self,
                        const char *mission_id,
                        const char *id,
                        const char *parts,
                        const char *at,
                        char **number,
                        GError **error)
{
  gint64 next = academy_database_next (self, "validation", error);

  *number = g_strdup_printf ("V-%.4s-%06" G_GINT64_FORMAT, at, next);
  return next > 0 &&
         imagin_sql_run (self->sql, error,
                         "INSERT INTO validations (mission_id, id, number, at, parts) VALUES (?1, ?2, ?3, ?4, ?5)",
                         "sssss", mission_id, id, *number, at, parts);
}

static JsonNode *
read_validation (sqlite3_stmt *row)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_auto (GStrv) parts = g_strsplit (imagin_sql_text (row, 3), ",", -1);

  json_builder_begin_object (builder);
  academy_json_text (builder, "id", imagin_sql_text (row, 0));
  academy_json_text (builder, "number", imagin_sql_text (row, 1));
  academy_json_text (builder, "at", imagin_sql_text (row, 2));
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; parts[i] != NULL; i++)
    json_builder_add_string_value (builder, parts[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static JsonNode *
read_remark (sqlite3_stmt *row)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  academy_json_text (builder, "id", imagin_sql_text (row, 0));
  academy_json_text (builder, "text", imagin_sql_text (row, 1));
  academy_json_text (builder, "field", imagin_sql_text (row, 2));
  academy_json_text (builder, "at", imagin_sql_text (row, 3));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

typedef JsonNode *(*ReadRow) (sqlite3_stmt *row);

static JsonNode *
find (AcademyDatabase *self, const char *sql, const char *mission_id, const char *id, ReadRow read)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (self->sql, NULL, sql, "ss", mission_id, id);

  return row != NULL && imagin_sql_step (row, NULL) ? read (row) : NULL;
}

static JsonNode *
list (AcademyDatabase *self, const char *sql, const char *mission_id, ReadRow read)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (self->sql, NULL, sql, "s", mission_id);

  json_builder_begin_array (builder);
  while (row != NULL && imagin_sql_step (row, NULL))
    json_builder_add_value (builder, read (row));
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

JsonNode *
academy_validation_find (AcademyDatabase *self, const char *mission_id, const char *id)
{
  return find (self, "SELECT id, number, at, parts FROM validations WHERE mission_id = ?1 AND id = ?2", mission_id, id,
               read_validation);
}

JsonNode *
academy_validation_list (AcademyDatabase *self, const char *mission_id)
{
  return list (self, "SELECT id, number, at, parts FROM validations WHERE mission_id = ?1 ORDER BY rowid", mission_id,
               read_validation);
}

gboolean
academy_remark_add (AcademyDatabase *self,
                    const char *mission_id,
                    const char *id,
                    const char *text,
                    const char *field,
                    const char *at,
                    gboolean *added,
                    GError **error)
{
  if (!imagin_sql_run (
          self->sql, error,
          "INSERT INTO remarks (mission_id, id, text, field, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
          "sssss", mission_id, id, text, field, at))
    return FALSE;
  *added = sqlite3_changes (self->sql) > 0;
  return TRUE;
}

JsonNode *
academy_remark_find (AcademyDatabase *self, const char *mission_id, const char *id)
{
  return find (self, "SELECT id, text, field, at FROM remarks WHERE mission_id = ?1 AND id = ?2", mission_id, id,
               read_remark);
}

JsonNode *
academy_remark_list (AcademyDatabase *self, const char *mission_id)
{
  return list (self, "SELECT id, text, field, at FROM remarks WHERE mission_id = ?1 ORDER BY rowid", mission_id,
               read_remark);
}
