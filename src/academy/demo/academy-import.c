/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interveners and missions from a table. */

#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/database/academy-people.h"
#include "academy/demo/academy-csv.h"
#include "academy/demo/academy-demo.h"
#include "academy/demo/academy-plant.h"
#include "base/imagin-error.h"
#include "base/imagin-moment.h"

#include <string.h>

static const char *
cell (GHashTable *line, const char *name)
{
  const char *text = g_hash_table_lookup (line, name);

  return text != NULL && *text != '\0' ? text : NULL;
}

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static gboolean
add_person (AcademyDatabase *database, GHashTable *line, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), json_object_new ());
  JsonObject *person = json_node_get_object (node);
  g_autofree char *id = g_strconcat ("p-", cell (line, "number"), NULL);

  json_object_unref (person);
  set_text (person, "id", id);
  set_text (person, "number", cell (line, "number"));
  set_text (person, "kind", cell (line, "person_kind") != NULL ? cell (line, "person_kind") : "outside");
  json_object_set_string_member (person, "given_name",
                                 cell (line, "given_name") != NULL ? cell (line, "given_name") : "");
  json_object_set_string_member (person, "family_name",
                                 cell (line, "family_name") != NULL ? cell (line, "family_name") : "");
  set_text (person, "email", cell (line, "email"));
  json_object_set_array_member (person, "residences", json_array_new ());
  json_object_set_array_member (person, "vehicles", json_array_new ());
  return academy_people_add (database, node, error);
}

static void
set_place (JsonObject *mission, GHashTable *line)
{
  static const char *const columns[] = { "place_name",    "place_address",      "place_postal_code",
                                         "place_commune", "place_commune_code", NULL };
  JsonObject *place;

  if (cell (line, "place_name") == NULL || cell (line, "place_commune") == NULL)
    {
      json_object_set_null_member (mission, "place");
      return;
    }
  place = json_object_new ();
  for (guint i = 0; columns[i] != NULL; i++)
    set_text (place, columns[i] + strlen ("place_"), cell (line, columns[i]));
  json_object_set_object_member (mission, "place", place);
}

/* "2026-06-22 13:00-17:00|2026-06-23 08:30-12:30" */
static gboolean
set_days (JsonObject *mission, const char *text, GError **error)
{
  g_auto (GStrv) days = g_strsplit (text != NULL ? text : "", "|", -1);
  JsonArray *array = json_array_new ();

  json_object_set_array_member (mission, "days", array);
  for (guint i = 0; days[i] != NULL; i++)
    {
      g_autofree char *date = g_strndup (days[i], 10);
      g_autofree char *from = strlen (days[i]) == 22 ? g_strndup (days[i] + 11, 5) : NULL;
      const char *to = from != NULL ? days[i] + 17 : NULL;
      JsonObject *day;

      if (!imagin_day_is_valid (date) || imagin_time_to_minutes (from) < 0 || imagin_time_to_minutes (to) < 0)
        return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "\"%s\" is not \"2026-06-22 13:00-17:00\"",
                                       days[i]);
      day = json_object_new ();
      json_object_set_string_member (day, "date", date);
      json_object_set_string_member (day, "from", from);
      json_object_set_string_member (day, "to", to);
      json_array_add_object_element (array, day);
    }
  return days[0] != NULL || imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "A mission needs days");
}

static gboolean
add_mission (AcademyDatabase *database, JsonNode *kinds, GHashTable *line, GError **error)
{
  g_autoptr (AcademyPlanter) planter = academy_planter_new (database, cell (line, "number"), NULL, error);
  g_autoptr (JsonObject) mission = json_object_new ();
  const char *number = cell (line, "mission");
  const char *issued = cell (line, "issued");
  g_autofree char *digest = NULL;
  g_autofree char *id = NULL;

  if (planter == NULL || (kinds != NULL && !academy_planter_add_kinds (planter, kinds, error)) ||
      !set_days (mission, cell (line, "days"), error))
    return FALSE;
  if (number == NULL || cell (line, "paper") == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "A mission needs a number (mission) and a paper");
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, number, -1);
  id = g_strdup_printf ("m-%.12s", digest);
  json_object_set_string_member (mission, "id", id);
  json_object_set_string_member (mission, "number", number);
  json_object_set_string_member (mission, "kind", cell (line, "kind") != NULL ? cell (line, "kind") : "");
  json_object_set_string_member (mission, "paper", cell (line, "paper"));
  set_text (mission, "jury", cell (line, "jury"));
  set_text (mission, "deadline", cell (line, "deadline"));
  set_text (mission, "first_mission_of_day", NULL);
  set_place (mission, line);
  json_object_set_string_member (mission, "issued", issued != NULL ? issued : planter->today);
  if (cell (line, "travel") != NULL)
    json_object_set_boolean_member (mission, "travel", g_str_equal (cell (line, "travel"), "yes"));
  return academy_planter_plant (planter, mission, error);
}

static gboolean
import_lines (AcademyDatabase *database, JsonNode *kinds, GPtrArray *lines, guint *count, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      GHashTable *line = g_ptr_array_index (lines, i);

      if (cell (line, "number") == NULL)
        return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "Line %u has no intervener number", i + 2);
      if (!add_person (database, line, error))
        return FALSE;
      if (cell (line, "mission") == NULL)
        continue;
      if (!add_mission (database, kinds, line, error))
        {
          g_prefix_error (error, "Line %u: ", i + 2);
          return FALSE;
        }
      (*count)++;
    }
  return TRUE;
}

gboolean
academy_demo_import (AcademyDatabase *database, const char *text, JsonNode *kinds, guint *count, GError **error)
{
  g_autoptr (GPtrArray) lines = academy_csv_parse (text, error);

  *count = 0;
  if (lines == NULL || !academy_database_begin (database, TRUE, error))
    return FALSE;
  if (import_lines (database, kinds, lines, count, error))
    return academy_database_commit (database, error);
  academy_database_rollback (database);
  return FALSE;
}
