/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of effects: what requests did, each once. */

#include "academy/database/academy-journal.h"

#include "academy/academy-json.h"

gboolean
academy_journal_add (AcademyDatabase *self,
                     const char *mission_id,
                     const char *effect,
                     const char *request_id,
                     const char *object_id,
                     const char *detail,
                     const char *at,
                     GError **error)
{
  return imagin_sql_run (
      self->sql, error,
      "INSERT INTO journal (mission_id, effect, request_id, object_id, detail, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      "ssssss", mission_id, effect, request_id, object_id, detail, at);
}

JsonNode *
academy_journal_list (AcademyDatabase *self, const char *mission_id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, NULL,
      "SELECT at, effect, request_id, object_id, detail FROM journal WHERE mission_id IS ?1 ORDER BY id", "s",
      mission_id);

  json_builder_begin_array (builder);
  while (row != NULL && imagin_sql_step (row, NULL))
    {
      json_builder_begin_object (builder);
      academy_json_text (builder, "at", imagin_sql_text (row, 0));
      academy_json_text (builder, "effect", imagin_sql_text (row, 1));
      academy_json_text (builder, "request_id", imagin_sql_text (row, 2));
      academy_json_text (builder, "id", imagin_sql_text (row, 3));
      academy_json_text (builder, "detail", imagin_sql_text (row, 4));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}
