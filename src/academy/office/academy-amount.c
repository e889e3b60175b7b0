/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the office finds that a work part is worth. */

#include "academy/office/academy-amount.h"

#include "academy/academy-json.h"
#include "base/imagin-moment.h"

JsonNode *
academy_rate_cards (void)
{
  static const char *const files[] = { "rates/jury-2012.json", "rates/travel-2023.json", "rates/travel-2022.json",
                                       "rates/travel-2020.json", NULL };
  g_autoptr (JsonArray) cards = json_array_new ();

  for (guint i = 0; files[i] != NULL; i++)
    json_array_add_element (cards, academy_json_resource (files[i], 0));
  return json_node_init_array (json_node_alloc (), cards);
}

/* The amount of a kind at a rate's index in the jury card, or -1. */
static gint64
rate_cents (const char *kind, gint64 rate)
{
  g_autoptr (JsonNode) card = academy_json_resource ("rates/jury-2012.json", 0);
  JsonArray *rows = imagin_json_array_member (json_node_get_object (card), "rows");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_strcmp0 (imagin_json_text_member (row, "kind"), kind) == 0 &&
          imagin_json_integer_member (row, "rate", -1) == rate)
        return imagin_json_integer_member (row, "amount_cents", -1);
    }
  return -1;
}

/* The sum of what is entered, and of what others reported, in the fields of one unit. */
static gint64
quantity_of (AcademyMission *mission, JsonArray *lines, const char *key_member, const char *unit)
{
  gint64 sum = 0;

  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      JsonObject *line = json_array_get_object_element (lines, i);
      const char *key = imagin_json_text_member (line, key_member);
      JsonObject *field = key != NULL ? academy_mission_field (mission, key) : NULL;

      if (field != NULL && g_strcmp0 (imagin_json_text_member (field, "unit"), unit) == 0)
        sum += imagin_json_integer_member (line, "quantity", 0);
    }
  return sum;
}

static gint64
minutes_of_sessions (JsonArray *sessions)
{
  gint64 minutes = 0;

  for (guint i = 0; sessions != NULL && i < json_array_get_length (sessions); i++)
    {
      JsonObject *session = json_array_get_object_element (sessions, i);
      int from = imagin_time_to_minutes (imagin_json_text_member (session, "from"));
      int to = imagin_time_to_minutes (imagin_json_text_member (session, "to"));

      if (from >= 0 && to > from)
        minutes += to - from;
    }
  return minutes;
}

gint64
academy_amount_work (AcademyDatabase *database, AcademyMission *mission, AcademyStatement *statement)
{
  JsonObject *rates = imagin_json_object_member (mission->document, "rates");
  JsonObject *work = imagin_json_object_member (statement->entered, "work");
  JsonArray *entries = imagin_json_array_member (work, "entries");
  g_autoptr (JsonNode) reported = academy_reported_list (database, mission->id);
  gint64 copies = quantity_of (mission, entries, "key", "copies") +
                  quantity_of (mission, json_node_get_array (reported), "field", "copies");
  gint64 minutes = quantity_of (mission, entries, "key", "minutes") +
                   minutes_of_sessions (imagin_json_array_member (work, "sessions"));
  gint64 copy_cents = rate_cents ("copy", imagin_json_integer_member (rates, "copy", -1));
  gint64 hour_cents = rate_cents ("hour", imagin_json_integer_member (rates, "hour", -1));

  if (copies + minutes == 0 || (copies > 0 && copy_cents < 0) || (minutes > 0 && hour_cents < 0))
    return -1;
  return (copies > 0 ? copies * copy_cents : 0) + (minutes > 0 ? (2 * minutes * hour_cents + 60) / 120 : 0);
}
