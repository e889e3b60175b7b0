/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missions by chance: as many as one likes, in the proportions of the demonstration, the same for the same seed. */

#include "academy/academy-json.h"
#include "academy/demo/academy-demo.h"
#include "academy/demo/academy-plant.h"

#include <stdlib.h>

/* How a mission stands today. The weights are about those of the demonstration. */
typedef enum
{
  TO_COME,
  UNDER_WAY,
  EMPTY,
  DRAFT,
  VALIDATED,
  RETURNED,
  ACCEPTED,
  IN_PAYMENT,
  PAID,
  ABSENT,
  CANCELLED,
  N_STATES,
} State;

static const int weights[N_STATES] = { 8, 3, 22, 10, 12, 5, 8, 8, 16, 3, 5 };

typedef struct
{
  AcademyPlanter *planter;
  GRand *chance;
  JsonArray *kinds;
  JsonArray *titles;
  GPtrArray *places; /* keys of the catalogue */
  int kinds_weight;
  int year;
} Generator;

static State
pick_state (Generator *self)
{
  int total = 0, drawn;

  for (int i = 0; i < N_STATES; i++)
    total += weights[i];
  drawn = g_rand_int_range (self->chance, 0, total);
  for (int i = 0; i < N_STATES; i++)
    {
      drawn -= weights[i];
      if (drawn < 0)
        return (State) i;
    }
  return EMPTY;
}

static JsonObject *
pick_kind (Generator *self)
{
  int drawn = g_rand_int_range (self->chance, 0, self->kinds_weight);

  for (guint i = 0; i < json_array_get_length (self->kinds); i++)
    {
      JsonObject *kind = json_array_get_object_element (self->kinds, i);

      drawn -= (int) imagin_json_integer_member (kind, "weight", 1);
      if (drawn < 0)
        return kind;
    }
  return json_array_get_object_element (self->kinds, 0);
}

/* How many working days ago the mission ended; negative: it is to come. */
static int
pick_age (Generator *self, State state)
{
  switch (state)
    {
    case TO_COME:
      return -g_rand_int_range (self->chance, 2, 60);
    case UNDER_WAY:
      return -1;
    case PAID:
    case IN_PAYMENT:
      return g_rand_int_range (self->chance, 70, 400);
    case EMPTY:
    case DRAFT:
    case VALIDATED:
    case RETURNED:
    case ACCEPTED:
    case ABSENT:
    case CANCELLED:
    case N_STATES:
    default:
      return g_rand_int_range (self->chance, 30, 60);
    }
}

static char *
at_day (int days_ago, const char *time)
{
  return time != NULL ? g_strdup_printf ("@%dT%s", -days_ago, time) : g_strdup_printf ("@%d", -days_ago);
}

static JsonObject *
add_event (JsonArray *story, const char *verb, int days_ago, const char *time)
{
  JsonObject *event = json_object_new ();
  g_autofree char *at = at_day (days_ago, time);

  json_object_set_string_member (event, "at", at);
  json_object_set_string_member (event, "do", verb);
  json_array_add_object_element (story, event);
  return event;
}

static JsonArray *
made_entries (Generator *self, JsonArray *fields)
{
  JsonArray *entries = json_array_new ();

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *unit = imagin_json_text_member (field, "unit");
      JsonObject *entry;

      if (g_str_equal (unit, "sessions") || imagin_json_text_member (field, "read_only_reason") != NULL)
        continue;
      entry = json_object_new ();
      json_object_set_string_member (entry, "key", imagin_json_text_member (field, "key"));
      if (g_str_equal (unit, "text"))
        json_object_set_string_member (entry, "text", "Sujets relus, deux remarques de forme.");
      else if (g_str_equal (unit, "minutes"))
        json_object_set_int_member (entry, "quantity", 30 * g_rand_int_range (self->chance, 1, 20));
      else
        json_object_set_int_member (entry, "quantity", g_rand_int_range (self->chance, 1, 20));
      json_array_add_object_element (entries, entry);
    }
  return entries;
}

static gboolean
asks_for_sessions (JsonArray *fields)
{
  for (guint i = 0; i < json_array_get_length (fields); i++)
    if (g_str_equal (imagin_json_text_member (json_array_get_object_element (fields, i), "unit"), "sessions"))
      return TRUE;
  return FALSE;
}

static JsonArray *
made_sessions (Generator *self, JsonArray *fields, int age)
{
  JsonArray *sessions = json_array_new ();
  g_autofree char *id = NULL;
  g_autofree char *date = at_day (age, NULL);
  JsonObject *session;

  if (!asks_for_sessions (fields))
    return sessions;
  id = g_strdup_printf ("00000000-0000-4000-8000-%012x", g_rand_int (self->chance));
  session = json_object_new ();
  json_object_set_string_member (session, "id", id);
  json_object_set_string_member (session, "date", date);
  json_object_set_string_member (session, "from", "08:00");
  json_object_set_string_member (session, "to", "12:00");
  json_object_set_int_member (session, "candidates", g_rand_int_range (self->chance, 1, 12));
  json_array_add_object_element (sessions, session);
  return sessions;
}

static void
add_save (Generator *self, JsonArray *story, JsonObject *kind, int age)
{
  JsonArray *fields = imagin_json_array_member (kind, "fields");
  JsonObject *event = add_event (story, "save", age - 2, "18:30");
  JsonObject *entered = json_object_new ();
  JsonObject *work = json_object_new ();

  json_object_set_array_member (work, "entries", made_entries (self, fields));
  json_object_set_array_member (work, "sessions", made_sessions (self, fields, age));
  json_object_set_object_member (entered, "work", work);
  json_object_set_boolean_member (entered, "receipts_by_post", FALSE);
  json_object_set_string_member (
      entered, "note", g_rand_boolean (self->chance) ? "Saisi dès le retour." : "Saisi à la fin des corrections.");
  json_object_set_object_member (event, "entered", entered);
}

static void
add_validation (JsonArray *story, int age, gboolean travel)
{
  JsonObject *event = add_event (story, "validate", age - 2, "18:40");
  JsonArray *parts = json_array_new ();

  json_array_add_string_element (parts, "work");
  if (travel)
    json_array_add_string_element (parts, "travel");
  json_object_set_array_member (event, "parts", parts);
}

static void
add_amount (Generator *self, JsonArray *story, const char *verb, const char *part, int days_ago)
{
  JsonObject *event = add_event (story, verb, days_ago, "10:00");

  json_object_set_string_member (event, "part", part);
  json_object_set_int_member (event, "amount_cents", g_rand_int_range (self->chance, 1000, 60000));
}

static void
add_office (Generator *self, JsonArray *story, State state, int age, gboolean travel)
{
  if (state == RETURNED)
    json_object_set_string_member (add_event (story, "return", age - 8, "09:30"), "remark",
                                   "La quantité semble inexacte. Vérifiez-la, puis validez à nouveau.");
  if (state != ACCEPTED && state != IN_PAYMENT && state != PAID)
    return;
  add_event (story, "certify", age - 4, "09:00");
  add_amount (self, story, "verify", "work", age - 8);
  if (travel)
    add_amount (self, story, "verify", "travel", age - 8);
  if (state == ACCEPTED)
    return;
  add_event (story, "liquidate", age - 14, "09:00");
  if (state != PAID)
    return;
  json_object_set_string_member (add_event (story, "pay", age - 30, "06:00"), "part", "work");
  if (travel)
    json_object_set_string_member (add_event (story, "pay", age - 50, "06:00"), "part", "travel");
}

static JsonArray *
made_story (Generator *self, State state, JsonObject *kind, int age, gboolean travel)
{
  JsonArray *story = json_array_new ();
  gboolean nothing = json_array_get_length (imagin_json_array_member (kind, "fields")) == 0;

  if (state == CANCELLED)
    add_event (story, "cancel", age + 3, "16:00");
  if (state == ABSENT)
    json_object_set_string_member (add_event (story, "absence", age - 1, "09:00"), "reason", "Arrêt de travail.");
  if (state >= DRAFT && state <= PAID)
    {
      if (!nothing)
        add_save (self, story, kind, age);
      if (state > DRAFT)
        {
          add_validation (story, age, travel);
          add_office (self, story, state, age, travel);
        }
    }
  return story;
}

static void
set_days (JsonObject *mission, int age)
{
  JsonArray *days = json_array_new ();
  JsonObject *day = json_object_new ();
  /* Under way: from yesterday to tomorrow. */
  g_autofree char *first = at_day (age == -1 ? 1 : age, NULL);
  g_autofree char *last = at_day (age, NULL);
  g_autofree char *issued = at_day (age + 30, NULL);
  g_autofree char *deadline = at_day (age - 45, NULL);

  json_object_set_string_member (day, "date", first);
  json_object_set_string_member (day, "from", "08:00");
  json_object_set_string_member (day, "to", "18:00");
  json_array_add_object_element (days, day);
  if (age == -1)
    {
      day = json_object_new ();
      json_object_set_string_member (day, "date", last);
      json_object_set_string_member (day, "from", "08:00");
      json_object_set_string_member (day, "to", "18:00");
      json_array_add_object_element (days, day);
    }
  json_object_set_array_member (mission, "days", days);
  json_object_set_string_member (mission, "issued", issued);
  json_object_set_string_member (mission, "deadline", deadline);
}

static JsonObject *
make (Generator *self, guint index)
{
  JsonObject *mission = json_object_new ();
  JsonObject *kind = pick_kind (self);
  State state = pick_state (self);
  int age = pick_age (self, state);
  gboolean travel = json_object_get_boolean_member_with_default (kind, "travel", FALSE);
  guint title = (guint) g_rand_int_range (self->chance, 0, (int) json_array_get_length (self->titles));
  g_autofree char *id = g_strdup_printf ("g-%08x%05u", g_rand_int (self->chance), index);
  g_autofree char *number = g_strdup_printf ("GX-%d-%05u", self->year, index + 1);
  g_autofree char *jury = g_strdup_printf ("Jury %d", g_rand_int_range (self->chance, 1, 60));

  json_object_set_string_member (mission, "id", id);
  json_object_set_string_member (mission, "number", number);
  json_object_set_string_member (mission, "kind", imagin_json_text_member (kind, "key"));
  json_object_set_string_member (mission, "paper", json_array_get_string_element (self->titles, title));
  json_object_set_string_member (mission, "jury", jury);
  if (travel)
    json_object_set_string_member (
        mission, "place",
        g_ptr_array_index (self->places, (guint) g_rand_int_range (self->chance, 0, (int) self->places->len)));
  else
    json_object_set_null_member (mission, "place");
  set_days (mission, age);
  json_object_set_array_member (mission, "story", made_story (self, state, kind, age, travel));
  return mission;
}

static void
prepare (Generator *self)
{
  JsonObject *catalogue = json_node_get_object (self->planter->kinds);
  g_autoptr (GList) places = json_object_get_members (imagin_json_object_member (catalogue, "places"));

  self->kinds = imagin_json_array_member (catalogue, "kinds");
  for (guint i = 0; i < json_array_get_length (self->kinds); i++)
    self->kinds_weight +=
        (int) imagin_json_integer_member (json_array_get_object_element (self->kinds, i), "weight", 1);
  self->places = g_ptr_array_new ();
  for (GList *at = places; at != NULL; at = at->next)
    g_ptr_array_add (self->places, at->data);
  self->year = atoi (self->planter->today);
}

static gboolean
generate (AcademyPlanter *planter, guint count, guint32 seed, GError **error)
{
  g_autoptr (JsonNode) titles = academy_json_resource ("demo/titles.json", 0);
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
  Generator self = { planter, chance, NULL, imagin_json_array_member (json_node_get_object (titles), "titles"),
                     NULL,    0,      0 };
  g_autoptr (GPtrArray) places = NULL;

  prepare (&self);
  places = self.places;
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (JsonObject) mission = make (&self, i);

      if (!academy_planter_plant (planter, mission, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
academy_demo_generate (
    AcademyDatabase *database, guint count, guint32 seed, const char *number, const char *today, GError **error)
{
  g_autoptr (AcademyPlanter) planter = NULL;

  if (!academy_database_begin (database, TRUE, error))
    return FALSE;
  planter = academy_planter_new (database, number, today, error);
  if (planter != NULL && generate (planter, count, seed, error) &&
      academy_database_set_setting (database, "demonstration", 1, error))
    return academy_database_commit (database, error);
  academy_database_rollback (database);
  return FALSE;
}
