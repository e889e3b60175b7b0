/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missions from short descriptions. */

#include "academy/demo/academy-plant.h"

#include "academy/academy-convocation.h"
#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/database/academy-missions.h"
#include "academy/database/academy-people.h"
#include "academy/database/academy-statements.h"
#include "academy/demo/academy-story.h"
#include "base/imagin-error.h"

static gboolean
add_person (AcademyDatabase *database, const char *number, GError **error)
{
  g_autoptr (JsonNode) person = academy_json_resource ("demo/person.json", 0);
  g_autofree char *id = g_strconcat ("p-", number, NULL);

  json_object_set_string_member (json_node_get_object (person), "number", number);
  json_object_set_string_member (json_node_get_object (person), "id", id);
  return academy_people_add (database, person, error);
}

static void
index_kinds (AcademyPlanter *self, JsonNode *node)
{
  JsonArray *kinds = imagin_json_array_member (json_node_get_object (node), "kinds");

  for (guint i = 0; i < json_array_get_length (kinds); i++)
    {
      JsonObject *kind = json_array_get_object_element (kinds, i);

      g_hash_table_insert (self->index, (gpointer) imagin_json_text_member (kind, "key"), kind);
    }
}

static gboolean
check_kind (JsonNode *node, guint i, GError **error)
{
  JsonObject *kind = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return (kind != NULL && imagin_json_text_member (kind, "key") != NULL &&
          imagin_json_object_member (kind, "type") != NULL && imagin_json_object_member (kind, "exam") != NULL &&
          imagin_json_array_member (kind, "fields") != NULL) ||
         imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "/kinds/%u needs key, type, exam and fields", i);
}

gboolean
academy_planter_add_kinds (AcademyPlanter *self, JsonNode *kinds, GError **error)
{
  JsonArray *array =
      JSON_NODE_HOLDS_OBJECT (kinds) ? imagin_json_array_member (json_node_get_object (kinds), "kinds") : NULL;

  if (array == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "There is no list \"kinds\"");
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!check_kind (json_array_get_element (array, i), i, error))
      return FALSE;
  self->own = json_node_copy (kinds);
  index_kinds (self, self->own);
  return TRUE;
}

AcademyPlanter *
academy_planter_new (AcademyDatabase *database, const char *number, const char *today, GError **error)
{
  g_autoptr (AcademyPlanter) self = g_new0 (AcademyPlanter, 1);
  g_autofree char *noon = NULL;

  self->database = database;
  self->kinds = academy_json_resource ("demo/kinds.json", 0);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  index_kinds (self, self->kinds);
  self->today = today != NULL ? g_strdup (today) : academy_today ();
  noon = academy_instant_text (self->today, "12:00");
  /* A day that is given stands for its noon, so that the same day gives the same data at any hour. */
  self->now = today != NULL ? academy_instant_seconds (noon) : academy_now_seconds ();
  self->intervener_id = academy_people_find (database, number);
  if (self->intervener_id == NULL && add_person (database, number, error))
    self->intervener_id = academy_people_find (database, number);
  return self->intervener_id != NULL ? g_steal_pointer (&self) : NULL;
}

void
academy_planter_free (AcademyPlanter *self)
{
  g_free (self->intervener_id);
  g_free (self->today);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_clear_pointer (&self->kinds, json_node_unref);
  g_clear_pointer (&self->own, json_node_unref);
  g_free (self);
}

JsonObject *
academy_planter_kind (AcademyPlanter *self, const char *key)
{
  return key != NULL ? g_hash_table_lookup (self->index, key) : NULL;
}

/* "@-3" → a day, "@-3T18:30" → an instant, all else as it is. */
static char *
resolve_text (AcademyPlanter *self, const char *text)
{
  g_autofree char *day = NULL;
  const char *time = strchr (text, 'T');

  if (*text != '@')
    return g_strdup (text);
  day = academy_working_day (self->today, g_ascii_strtoll (text + 1, NULL, 10));
  return time != NULL ? academy_instant_text (day, time + 1) : g_steal_pointer (&day);
}

static JsonNode *resolve (AcademyPlanter *self, JsonNode *node);

static JsonNode *
resolve_object (AcademyPlanter *self, JsonObject *object)
{
  JsonObject *resolved = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (resolved, name, resolve (self, member));
  json_node_take_object (node, resolved);
  return node;
}

static JsonNode *
resolve (AcademyPlanter *self, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return resolve_object (self, json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      JsonArray *resolved = json_array_new ();
      JsonNode *copy = json_node_new (JSON_NODE_ARRAY);

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (resolved, resolve (self, json_array_get_element (array, i)));
      json_node_take_array (copy, resolved);
      return copy;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_autofree char *text = resolve_text (self, json_node_get_string (node));

      return json_node_init_string (json_node_alloc (), text);
    }
  return json_node_copy (node);
}

/* Copies a member, or writes null where there is none. */
static void
take (JsonObject *mission, const char *name, JsonObject *from, const char *from_name)
{
  if (json_object_has_member (from, from_name))
    json_object_set_member (mission, name, json_object_dup_member (from, from_name));
  else
    json_object_set_null_member (mission, name);
}

static void
set_session (JsonObject *mission, const char *day)
{
  JsonObject *session = json_object_new ();
  g_autofree char *code = g_strdup_printf ("%.4s-06", day);
  g_autofree char *label = g_strdup_printf ("Session %.4s", day);

  json_object_set_string_member (session, "code", code);
  json_object_set_string_member (session, "label", label);
  json_object_set_object_member (mission, "session", session);
}

static void
set_place (AcademyPlanter *self, JsonObject *mission, JsonObject *description)
{
  JsonObject *places = imagin_json_object_member (json_node_get_object (self->kinds), "places");
  const char *key = imagin_json_text_member (description, "place");

  /* A place of the catalogue by its key, or one that is written out. */
  if (key != NULL)
    take (mission, "place", places, key);
  else
    take (mission, "place", description, "place");
}

static void
set_moments (JsonObject *mission, JsonArray *days)
{
  JsonObject *first = json_array_get_object_element (days, 0);
  JsonObject *last = json_array_get_object_element (days, json_array_get_length (days) - 1);
  g_autofree char *starts =
      academy_instant_text (imagin_json_text_member (first, "date"), imagin_json_text_member (first, "from"));
  g_autofree char *ends =
      academy_instant_text (imagin_json_text_member (last, "date"), imagin_json_text_member (last, "to"));

  json_object_set_array_member (mission, "days", json_array_ref (days));
  json_object_set_string_member (mission, "starts_at", starts);
  json_object_set_string_member (mission, "ends_at", ends);
}

static void
set_convocation (JsonObject *mission, const char *issued)
{
  JsonObject *convocation = json_object_new ();

  json_object_set_string_member (convocation, "media_type", "application/pdf");
  json_object_set_int_member (convocation, "bytes", ACADEMY_CONVOCATION_BYTES);
  json_object_set_string_member (convocation, "issued_on", issued);
  json_object_set_object_member (mission, "convocation", convocation);
}

static JsonNode *
make_mission (AcademyPlanter *self, JsonObject *description, JsonObject *kind)
{
  JsonObject *mission = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonArray *days = imagin_json_array_member (description, "days");

  take (mission, "id", description, "id");
  take (mission, "number", description, "number");
  take (mission, "exam", kind, "exam");
  set_session (mission, imagin_json_text_member (json_array_get_object_element (days, 0), "date"));
  take (mission, "speciality", kind, "speciality");
  take (mission, "paper", description, "paper");
  take (mission, "type", kind, "type");
  take (mission, "role", kind, "role");
  take (mission, "jury", description, "jury");
  set_place (self, mission, description);
  set_moments (mission, days);
  take (mission, "deadline", description, "deadline");
  set_convocation (mission, imagin_json_text_member (description, "issued"));
  take (mission, "office", kind, "office");
  take (mission, "first_mission_of_day", description, "first_mission_of_day");
  take (mission, "fields", kind, "fields");
  take (mission, "rates", kind, "rates");
  json_node_take_object (node, mission);
  return node;
}

static gboolean
add_part (AcademyPlanter *self,
          AcademyStatement *statement,
          JsonObject *description,
          AcademyMission *mission,
          const char *name,
          GError **error)
{
  JsonObject *closed = imagin_json_object_member (imagin_json_object_member (description, "closed"), name);
  gboolean elsewhere =
      g_str_equal (name, "travel") && imagin_json_text_member (description, "first_mission_of_day") != NULL;
  const char *status = elsewhere ? "on_first_mission" : "to_come";
  AcademyPart *part;

  if (closed != NULL)
    status = imagin_json_text_member (closed, "status");
  part =
      academy_statement_add_part (statement, name, status, g_str_equal (status, "to_come") ? mission->starts_at : -1);
  if (closed != NULL)
    part->closed_reason = g_strdup (imagin_json_text_member (closed, "reason"));
  return academy_history_add (self->database, mission->id, part, statement->changed_at, "office", "convoke", NULL, -1,
                              NULL, error);
}

static gboolean
add_statement (AcademyPlanter *self, JsonObject *description, JsonObject *kind, AcademyMission *mission, GError **error)
{
  g_autofree char *at = academy_instant_text (imagin_json_text_member (description, "issued"), "09:00");
  g_autoptr (AcademyStatement) statement = academy_statement_new (mission->id, "office", at);
  gboolean home = json_object_get_null_member (mission->document, "place");
  gboolean travel =
      !home && json_object_get_boolean_member_with_default (
                   description, "travel", json_object_get_boolean_member_with_default (kind, "travel", FALSE));

  if (json_object_get_boolean_member_with_default (description, "work", TRUE) &&
      !add_part (self, statement, description, mission, "work", error))
    return FALSE;
  if (travel && !add_part (self, statement, description, mission, "travel", error))
    return FALSE;
  return academy_statement_add (self->database, statement, error);
}

gboolean
academy_planter_plant (AcademyPlanter *self, JsonObject *description, GError **error)
{
  g_autoptr (JsonNode) resolved = resolve_object (self, description);
  JsonObject *full = json_node_get_object (resolved);
  JsonObject *kind = academy_planter_kind (self, imagin_json_text_member (full, "kind"));
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (AcademyMission) mission = NULL;

  if (kind == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "Genre de mission inconnu\u202f: %s",
                                   imagin_json_text_member (full, "kind"));
  document = make_mission (self, full, kind);
  if (!academy_mission_add (self->database, self->intervener_id, document, error))
    return FALSE;
  mission = academy_mission_find (self->database, NULL, imagin_json_text_member (full, "id"));
  return add_statement (self, full, kind, mission, error) &&
         academy_story_play (self->database, mission, imagin_json_array_member (full, "story"), self->now, error);
}
