/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the office finds that a travel part is worth. */

#include "academy/academy-json.h"
#include "academy/database/academy-people.h"
#include "academy/office/academy-amount.h"

#include <string.h>

#define CARD "rates/travel-2023.json"

/* The amount of the first row of a kind and class, or -1; of kilometres that is the first slice of the year. */
static gint64
row_cents (JsonNode *card, const char *kind, const char *class)
{
  JsonArray *rows = imagin_json_array_member (json_node_get_object (card), "rows");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_strcmp0 (imagin_json_text_member (row, "kind"), kind) == 0 &&
          g_strcmp0 (imagin_json_text_member (row, "class"), class) == 0)
        return imagin_json_integer_member (row, "amount_cents", -1);
    }
  return -1;
}

static gboolean
row_names (JsonObject *row, const char *code)
{
  JsonArray *prefixes = imagin_json_array_member (row, "prefixes");
  JsonArray *communes = imagin_json_array_member (row, "communes");

  for (guint i = 0; prefixes != NULL && i < json_array_get_length (prefixes); i++)
    if (g_str_has_prefix (code, json_array_get_string_element (prefixes, i)))
      return TRUE;
  for (guint i = 0; communes != NULL && i < json_array_get_length (communes); i++)
    if (g_strcmp0 (imagin_json_text_member (json_array_get_object_element (communes, i), "code"), code) == 0)
      return TRUE;
  return FALSE;
}

/* Returns the class of a night in a commune, to be freed. */
static char *
class_of (const char *commune_code)
{
  g_autoptr (JsonNode) node = academy_json_resource ("rates/communes.json", 0);
  JsonArray *rows = imagin_json_array_member (json_node_get_object (node), "rows");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    if (row_names (json_array_get_object_element (rows, i), commune_code))
      return g_strdup (imagin_json_text_member (json_array_get_object_element (rows, i), "class"));
  return g_strdup (imagin_json_text_member (json_node_get_object (node), "default"));
}

static gint64
fiscal_power (AcademyDatabase *database, AcademyMission *mission, const char *vehicle_id)
{
  g_autofree char *text = academy_people_document (database, mission->intervener_id);
  g_autoptr (JsonNode) person = text != NULL ? academy_json_read (text) : NULL;
  JsonArray *vehicles = person != NULL ? imagin_json_array_member (json_node_get_object (person), "vehicles") : NULL;

  for (guint i = 0; vehicles != NULL && i < json_array_get_length (vehicles); i++)
    {
      JsonObject *vehicle = json_array_get_object_element (vehicles, i);

      if (g_strcmp0 (imagin_json_text_member (vehicle, "id"), vehicle_id) == 0)
        return imagin_json_integer_member (vehicle, "fiscal_power", -1);
    }
  return -1;
}

static const char *
vehicle_class (gint64 power)
{
  if (power <= 5)
    return "up_to_5_cv";
  return power <= 7 ? "6_to_7_cv" : "from_8_cv";
}

static gint64
journey_cents (AcademyDatabase *database, AcademyMission *mission, JsonNode *card, JsonObject *journey)
{
  gboolean car = g_strcmp0 (imagin_json_text_member (journey, "means"), "car") == 0;
  gint64 legs = json_object_get_boolean_member_with_default (journey, "return_trip", FALSE) ? 2 : 1;
  gint64 distance_km = imagin_json_integer_member (journey, "distance_km", -1);
  gint64 power, rate;

  /* A car for one's own convenience is paid as the train (décret 2006-781, art. 10). */
  if (!car || !json_object_get_boolean_member_with_default (journey, "authorised", FALSE))
    return imagin_json_integer_member (journey, "fare_cents", -1);
  power = fiscal_power (database, mission, imagin_json_text_member (journey, "vehicle_id"));
  rate = power > 0 ? row_cents (card, "kilometre", vehicle_class (power)) : -1;
  if (rate < 0 || distance_km < 0)
    return -1;
  return legs * distance_km * rate + imagin_json_integer_member (journey, "tolls_cents", 0) +
         imagin_json_integer_member (journey, "parking_cents", 0);
}

static gboolean
flag (JsonObject *object, const char *name)
{
  return json_object_get_boolean_member_with_default (object, name, FALSE);
}

static gint64
night_cents (JsonNode *card, JsonObject *night)
{
  const char *code = imagin_json_text_member (night, "commune_code");
  g_autofree char *class = code != NULL ? class_of (code) : NULL;

  if (!flag (night, "claimed") || !flag (night, "invoice_paid") || flag (night, "provided_free"))
    return 0;
  return class != NULL ? row_cents (card, "night", class) : -1;
}

static gint64
meal_cents (JsonNode *card, JsonObject *meal)
{
  if (!flag (meal, "claimed") || flag (meal, "provided_free"))
    return 0;
  return row_cents (card, "meal", NULL) / (flag (meal, "canteen") ? 2 : 1);
}

gint64
academy_amount_travel (AcademyDatabase *database, AcademyMission *mission, AcademyStatement *statement)
{
  static const char *const lists[] = { "journeys", "nights", "meals", NULL };
  g_autoptr (JsonNode) card = academy_json_resource (CARD, 0);
  JsonObject *travel = imagin_json_object_member (statement->entered, "travel");
  gint64 sum = 0;

  for (guint l = 0; lists[l] != NULL; l++)
    {
      JsonArray *list = imagin_json_array_member (travel, lists[l]);

      for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
        {
          JsonObject *line = json_array_get_object_element (list, i);
          gint64 cents = l == 0   ? journey_cents (database, mission, card, line)
                         : l == 1 ? night_cents (card, line)
                                  : meal_cents (card, line);

          if (cents < 0)
            return -1;
          sum += cents;
        }
    }
  return sum;
}
