/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missions, and which of them changed since when. */

#include "academy/database/academy-missions.h"

#include "academy/academy-json.h"
#include "academy/academy-time.h"

#define COLUMNS "ordinal, id, number, intervener_id, starts_at, ends_at, changed, document"

void
academy_mission_free (AcademyMission *self)
{
  g_free (self->id);
  g_free (self->number);
  g_free (self->intervener_id);
  g_clear_pointer (&self->document, json_object_unref);
  g_free (self);
}

gboolean
academy_mission_add (AcademyDatabase *self, const char *intervener_id, JsonNode *document, GError **error)
{
  JsonObject *mission = json_node_get_object (document);
  gint64 change = academy_database_next (self, "change", error);
  g_autofree char *text = imagin_json_to_text (document);

  return change > 0 &&
         imagin_sql_run (self->sql, error,
                         "INSERT INTO missions (id, number, intervener_id, document, starts_at, ends_at, changed) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                         "ssssiii", imagin_json_text_member (mission, "id"),
                         imagin_json_text_member (mission, "number"), intervener_id, text,
                         academy_instant_seconds (imagin_json_text_member (mission, "starts_at")),
                         academy_instant_seconds (imagin_json_text_member (mission, "ends_at")), change);
}

static AcademyMission *
read_mission (sqlite3_stmt *row)
{
  AcademyMission *mission = g_new0 (AcademyMission, 1);
  g_autoptr (JsonNode) document = academy_json_read (imagin_sql_text (row, 7));

  mission->ordinal = sqlite3_column_int64 (row, 0);
  mission->id = g_strdup (imagin_sql_text (row, 1));
  mission->number = g_strdup (imagin_sql_text (row, 2));
  mission->intervener_id = g_strdup (imagin_sql_text (row, 3));
  mission->starts_at = sqlite3_column_int64 (row, 4);
  mission->ends_at = sqlite3_column_int64 (row, 5);
  mission->changed = sqlite3_column_int64 (row, 6);
  mission->document = document != NULL ? json_node_dup_object (document) : json_object_new ();
  return mission;
}

AcademyMission *
academy_mission_find (AcademyDatabase *self, const char *intervener_id, const char *name)
{
  const char *sql = intervener_id != NULL ? "SELECT " COLUMNS " FROM missions WHERE id = ?1 AND intervener_id = ?2"
                                          : "SELECT " COLUMNS " FROM missions WHERE id = ?1 OR number = ?1";
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (self->sql, NULL, sql, intervener_id != NULL ? "ss" : "s", name, intervener_id);

  return row != NULL && imagin_sql_step (row, NULL) ? read_mission (row) : NULL;
}

GPtrArray *
academy_mission_list (
    AcademyDatabase *self, const char *intervener_id, gint64 changed_since, gint64 after, gint64 limit)
{
  GPtrArray *missions = g_ptr_array_new_with_free_func ((GDestroyNotify) academy_mission_free);
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, NULL,
      "SELECT " COLUMNS " FROM missions WHERE (?1 IS NULL OR intervener_id = ?1) AND changed > ?2 AND ordinal > ?3 "
      "ORDER BY ordinal LIMIT ?4",
      "siii", intervener_id, changed_since, after, limit);

  while (row != NULL && imagin_sql_step (row, NULL))
    g_ptr_array_add (missions, read_mission (row));
  return missions;
}

gboolean
academy_mission_rewrite (AcademyDatabase *self, AcademyMission *mission, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, mission->document);
  text = imagin_json_to_text (node);
  return imagin_sql_run (self->sql, error,
                         "UPDATE missions SET document = ?2, starts_at = ?3, ends_at = ?4 WHERE id = ?1", "ssii",
                         mission->id, text, mission->starts_at, mission->ends_at) &&
         academy_mission_touch (self, mission->id, error);
}

gboolean
academy_mission_touch (AcademyDatabase *self, const char *mission_id, GError **error)
{
  gint64 change = academy_database_next (self, "change", error);

  return change > 0 &&
         imagin_sql_run (self->sql, error, "UPDATE missions SET changed = ?2 WHERE id = ?1", "si", mission_id, change);
}

gboolean
academy_mission_withdraw (AcademyDatabase *self, AcademyMission *mission, const char *at, GError **error)
{
  gint64 change = academy_database_next (self, "change", error);

  return change > 0 && imagin_sql_run (self->sql, error, "DELETE FROM missions WHERE id = ?1", "s", mission->id) &&
         imagin_sql_run (self->sql, error,
                         "INSERT INTO gone (mission_id, intervener_id, at, changed) VALUES (?1, ?2, ?3, ?4)", "sssi",
                         mission->id, mission->intervener_id, at, change);
}

gboolean
academy_mission_forget_all (AcademyDatabase *self, const char *at, GError **error)
{
  g_autoptr (GPtrArray) missions = academy_mission_list (self, NULL, -1, -1, -1);

  for (guint i = 0; i < missions->len; i++)
    if (!academy_mission_withdraw (self, g_ptr_array_index (missions, i), at, error))
      return FALSE;
  return imagin_sql_run (self->sql, error, "DELETE FROM journal", "");
}

gboolean
academy_mission_forget_return (AcademyDatabase *self, GError **error)
{
  return imagin_sql_run (self->sql, error, "DELETE FROM gone WHERE mission_id IN (SELECT id FROM missions)", "");
}

JsonNode *
academy_mission_gone (AcademyDatabase *self, const char *intervener_id, gint64 changed_since)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, NULL, "SELECT mission_id, at FROM gone WHERE intervener_id = ?1 AND changed > ?2 ORDER BY changed",
      "si", intervener_id, changed_since);

  json_builder_begin_array (builder);
  while (row != NULL && imagin_sql_step (row, NULL))
    {
      json_builder_begin_object (builder);
      academy_json_text (builder, "id", imagin_sql_text (row, 0));
      academy_json_text (builder, "at", imagin_sql_text (row, 1));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static JsonObject *
field_where (AcademyMission *self, const char *member, const char *value)
{
  JsonArray *fields = imagin_json_array_member (self->document, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_strcmp0 (imagin_json_text_member (field, member), value) == 0)
        return field;
    }
  return NULL;
}

JsonObject *
academy_mission_field (AcademyMission *self, const char *key)
{
  return field_where (self, "key", key);
}

JsonObject *
academy_mission_field_of_unit (AcademyMission *self, const char *unit)
{
  return field_where (self, "unit", unit);
}
