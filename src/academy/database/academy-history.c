/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to each part, and what others than the intervener counted. */

#include "academy/academy-json.h"
#include "academy/database/academy-statements.h"
#include "domain/imagin-status.h"

gboolean
academy_history_add (AcademyDatabase *database,
                     const char *mission_id,
                     AcademyPart *part,
                     const char *at,
                     const char *who,
                     const char *verb,
                     const char *from_status,
                     gint64 amount_cents,
                     const char *remark,
                     GError **error)
{
  return imagin_sql_run (
      database->sql, error,
      "INSERT INTO history (mission_id, part, at, who, verb, from_status, to_status, amount_cents, remark) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif (?8, -1), ?9)",
      "sssssssis", mission_id, part->part, at, who, verb, from_status, part->status, amount_cents, remark);
}

static void
write_status (JsonBuilder *builder, const char *name, const char *code)
{
  const char *label = imagin_status_lookup (code)->label;

  json_builder_set_member_name (builder, name);
  if (code == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  academy_json_text (builder, "code", code);
  academy_json_text (builder, "label", label != NULL ? label : code);
  json_builder_end_object (builder);
}

JsonNode *
academy_history_list (AcademyDatabase *database, const char *mission_id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database->sql, NULL,
                          "SELECT part, at, who, verb, from_status, to_status, amount_cents, remark FROM history "
                          "WHERE mission_id = ?1 ORDER BY unixepoch (at), id",
                          "s", mission_id);

  json_builder_begin_array (builder);
  while (row != NULL && imagin_sql_step (row, NULL))
    {
      json_builder_begin_object (builder);
      academy_json_text (builder, "part", imagin_sql_text (row, 0));
      academy_json_text (builder, "at", imagin_sql_text (row, 1));
      academy_json_text (builder, "who", imagin_sql_text (row, 2));
      academy_json_text (builder, "verb", imagin_sql_text (row, 3));
      write_status (builder, "from", imagin_sql_text (row, 4));
      write_status (builder, "to", imagin_sql_text (row, 5));
      if (sqlite3_column_type (row, 6) != SQLITE_NULL)
        {
          academy_json_integer (builder, "amount_cents", sqlite3_column_int64 (row, 6));
          academy_json_text (builder, "currency", "EUR");
        }
      if (imagin_sql_text (row, 7) != NULL)
        academy_json_text (builder, "remark", imagin_sql_text (row, 7));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

gboolean
academy_reported_set (AcademyDatabase *database,
                      const char *mission_id,
                      const char *field,
                      const char *label,
                      gint64 quantity,
                      const char *at,
                      GError **error)
{
  return imagin_sql_run (database->sql, error,
                         "INSERT OR REPLACE INTO reported (mission_id, field, label, quantity, reported_at, author) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, 'marking_tool')",
                         "sssis", mission_id, field, label, quantity, at);
}

JsonNode *
academy_reported_list (AcademyDatabase *database, const char *mission_id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database->sql, NULL,
      "SELECT field, label, quantity, reported_at, author FROM reported WHERE mission_id = ?1 ORDER BY field", "s",
      mission_id);

  json_builder_begin_array (builder);
  while (row != NULL && imagin_sql_step (row, NULL))
    {
      json_builder_begin_object (builder);
      academy_json_text (builder, "field", imagin_sql_text (row, 0));
      academy_json_text (builder, "label", imagin_sql_text (row, 1));
      academy_json_integer (builder, "quantity", sqlite3_column_int64 (row, 2));
      academy_json_text (builder, "reported_at", imagin_sql_text (row, 3));
      academy_json_text (builder, "by", imagin_sql_text (row, 4));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}
