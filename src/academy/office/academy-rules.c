/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which entries a mission allows, and which it needs. */

#include "academy/office/academy-rules.h"

#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "base/imagin-moment.h"

#define NOT_A_UUID "Cet identifiant n’est pas un UUID."

static void
check_uuid (AcademyFaults *faults, const char *id, const char *list, guint i)
{
  if (!g_uuid_string_is_valid (id))
    academy_faults_add (faults, "bad_id", NOT_A_UUID, "%s/%u/id", list, i);
}

/* Where an item before this one has the same text in the same member. */
static gboolean
repeated (GListModel *list, guint index, const char *member)
{
  g_autoptr (GObject) item = g_list_model_get_item (list, index);
  const char *text = imagin_entity_get_text (item, member);

  return imagin_entity_find (list, member, text) != item;
}

static void
check_range (JsonObject *field, gint64 value, const char *pointer, AcademyFaults *faults)
{
  gint64 minimum = imagin_json_integer_member (field, "minimum", G_MININT64);
  gint64 maximum = imagin_json_integer_member (field, "maximum", G_MAXINT64);
  g_autofree char *detail = NULL;

  if (value >= minimum && value <= maximum)
    return;
  if (maximum == G_MAXINT64)
    detail = g_strdup_printf ("«\u202f%s\u202f»\u202f: %" G_GINT64_FORMAT " au moins.",
                              imagin_json_text_member (field, "label"), minimum);
  else
    detail = g_strdup_printf ("«\u202f%s\u202f»\u202f: de %" G_GINT64_FORMAT " à %" G_GINT64_FORMAT ".",
                              imagin_json_text_member (field, "label"), MAX (minimum, 0), maximum);
  academy_faults_add (faults, "out_of_range", detail, "%s", pointer);
}

static void
check_entry (AcademyMission *mission, GListModel *entries, guint i, AcademyFaults *faults)
{
  g_autoptr (GObject) entry = g_list_model_get_item (entries, i);
  const char *key = imagin_entity_get_text (entry, "key");
  JsonObject *field = academy_mission_field (mission, key);
  g_autofree char *pointer = NULL;

  if (field == NULL || g_strcmp0 (imagin_json_text_member (field, "unit"), "sessions") == 0)
    academy_faults_add (faults, "unknown_field", "Cette mission ne demande pas ce champ.", "/work/entries/%u/key", i);
  else if (repeated (entries, i, "key"))
    academy_faults_add (faults, "repeated", "Ce champ est donné deux fois.", "/work/entries/%u/key", i);
  else if (imagin_json_text_member (field, "read_only_reason") != NULL)
    academy_faults_add (faults, "read_only", imagin_json_text_member (field, "read_only_reason"),
                        "/work/entries/%u/quantity", i);
  else if (g_strcmp0 (imagin_json_text_member (field, "unit"), "text") == 0)
    {
      pointer = g_strdup_printf ("/work/entries/%u/text", i);
      if (imagin_entity_is_set (entry, "text"))
        check_range (field, g_utf8_strlen (imagin_entity_get_text (entry, "text"), -1), pointer, faults);
    }
  else if (imagin_entity_is_set (entry, "quantity"))
    {
      pointer = g_strdup_printf ("/work/entries/%u/quantity", i);
      check_range (field, imagin_entity_get_integer (entry, "quantity", 0), pointer, faults);
    }
}

typedef struct
{
  const char *date;
  int from; /* minutes, -1 where it is not yet known */
  int to;
} Span;

static Span
span_of (gpointer session)
{
  Span span = { imagin_entity_get_text (session, "date"),
                imagin_time_to_minutes (imagin_entity_get_text (session, "from")),
                imagin_time_to_minutes (imagin_entity_get_text (session, "to")) };

  return span;
}

static gboolean
overlap (Span one, Span other)
{
  return one.date != NULL && g_strcmp0 (one.date, other.date) == 0 && one.from >= 0 && one.to >= 0 && other.from >= 0 &&
         other.to >= 0 && one.from < other.to && other.from < one.to;
}

static void
check_session (GListModel *sessions, guint i, AcademyFaults *faults)
{
  g_autoptr (GObject) session = g_list_model_get_item (sessions, i);
  Span span = span_of (session);

  check_uuid (faults, imagin_entity_get_text (session, "id"), "/work/sessions", i);
  if (repeated (sessions, i, "id"))
    academy_faults_add (faults, "repeated", "Cette séance est donnée deux fois.", "/work/sessions/%u/id", i);
  if (span.from == 24 * 60)
    academy_faults_add (faults, "bad_date", "Cette heure n’existe pas.", "/work/sessions/%u/from", i);
  if (span.to == 24 * 60)
    academy_faults_add (faults, "bad_date", "Écrivez 23:59 pour minuit.", "/work/sessions/%u/to", i);
  if (span.from >= 0 && span.to >= 0 && span.from >= span.to)
    academy_faults_add (faults, "end_before_start", "La fin doit suivre le début.", "/work/sessions/%u/to", i);
  for (guint j = 0; j < i; j++)
    {
      g_autoptr (GObject) before = g_list_model_get_item (sessions, j);

      if (overlap (span_of (before), span))
        {
          academy_faults_add (faults, "overlap", "Cette séance en recouvre une autre.", "/work/sessions/%u/from", i);
          return;
        }
    }
}

void
academy_rules_check_work (AcademyMission *mission, ImaginWork *work, AcademyFaults *faults)
{
  GListModel *entries = imagin_entity_get_list (work, "entries");
  GListModel *sessions = imagin_entity_get_list (work, "sessions");
  guint n_sessions = g_list_model_get_n_items (sessions);

  if (!imagin_entity_is_set (work, "entries"))
    academy_faults_add (faults, "required", "Cette liste manque.", "/work/entries");
  if (!imagin_entity_is_set (work, "sessions"))
    academy_faults_add (faults, "required", "Cette liste manque.", "/work/sessions");
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    check_entry (mission, entries, i, faults);
  if (n_sessions > 0 && academy_mission_field_of_unit (mission, "sessions") == NULL)
    {
      academy_faults_add (faults, "unknown_field", "Cette mission ne demande pas de séances.", "/work/sessions");
      return;
    }
  for (guint i = 0; i < n_sessions; i++)
    check_session (sessions, i, faults);
}

static void
check_journey (GListModel *journeys, guint i, AcademyFaults *faults)
{
  static const char *const amounts[] = { "fare_cents", "tolls_cents", "parking_cents", NULL };
  g_autoptr (GObject) journey = g_list_model_get_item (journeys, i);
  gint64 left = academy_instant_seconds (imagin_entity_get_text (journey, "left_at"));
  gint64 back = academy_instant_seconds (imagin_entity_get_text (journey, "arrived_back_at"));

  check_uuid (faults, imagin_entity_get_text (journey, "id"), "/travel/journeys", i);
  if (repeated (journeys, i, "id"))
    academy_faults_add (faults, "repeated", "Ce trajet est donné deux fois.", "/travel/journeys/%u/id", i);
  if (imagin_entity_is_set (journey, "left_at") && imagin_entity_is_set (journey, "arrived_back_at") && left >= back)
    academy_faults_add (faults, "end_before_start", "Le retour doit suivre le départ.",
                        "/travel/journeys/%u/arrived_back_at", i);
  for (guint j = 0; amounts[j] != NULL; j++)
    if (imagin_entity_get_integer (journey, amounts[j], 0) < 0)
      academy_faults_add (faults, "out_of_range", "Un montant ne peut pas être négatif.", "/travel/journeys/%u/%s", i,
                          amounts[j]);
}

void
academy_rules_check_travel (ImaginTravel *travel, AcademyFaults *faults)
{
  static const char *const lists[] = { "journeys", "nights", "meals", NULL };
  GListModel *journeys = imagin_entity_get_list (travel, "journeys");

  for (guint i = 0; lists[i] != NULL; i++)
    if (!imagin_entity_is_set (travel, lists[i]))
      academy_faults_add (faults, "required", "Cette liste manque.", "/travel/%s", lists[i]);
  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    check_journey (journeys, i, faults);
}

static JsonObject *
item_with (JsonArray *list, const char *member, const char *value)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *item = json_array_get_object_element (list, i);

      if (g_strcmp0 (imagin_json_text_member (item, member), value) == 0)
        return item;
    }
  return NULL;
}

static void
need_members (JsonObject *item, const char *const *members, const char *list, guint i, AcademyFaults *faults)
{
  for (guint j = 0; members[j] != NULL; j++)
    if (imagin_json_text_member (item, members[j]) == NULL)
      academy_faults_add (faults, "required", "Complétez cette valeur avant de valider.", "%s/%u/%s", list, i,
                          members[j]);
}

static void
need_sessions (JsonObject *field, JsonArray *sessions, AcademyFaults *faults)
{
  static const char *const members[] = { "date", "from", "to", NULL };
  guint count = sessions != NULL ? json_array_get_length (sessions) : 0;

  if (json_object_get_boolean_member_with_default (field, "required", FALSE) &&
      count < MAX (imagin_json_integer_member (field, "minimum", 1), 1))
    academy_faults_add (faults, "required", "Ajoutez une séance avant de valider.", "/work/sessions");
  for (guint i = 0; i < count; i++)
    need_members (json_array_get_object_element (sessions, i), members, "/work/sessions", i, faults);
}

static void
need_field (JsonObject *field, JsonObject *work, AcademyFaults *faults)
{
  JsonArray *entries = imagin_json_array_member (work, "entries");
  const char *unit = imagin_json_text_member (field, "unit");
  JsonObject *entry = item_with (entries, "key", imagin_json_text_member (field, "key"));
  g_autofree char *detail =
      g_strdup_printf ("Complétez «\u202f%s\u202f» avant de valider.", imagin_json_text_member (field, "label"));

  if (g_strcmp0 (unit, "sessions") == 0)
    need_sessions (field, imagin_json_array_member (work, "sessions"), faults);
  else if (!json_object_get_boolean_member_with_default (field, "required", FALSE) ||
           imagin_json_text_member (field, "read_only_reason") != NULL)
    return;
  else if (g_strcmp0 (unit, "text") == 0 ? imagin_json_text_member (entry, "text") == NULL
                                         : imagin_json_integer_member (entry, "quantity", -1) < 0)
    academy_faults_add (faults, "required", detail, "/work/entries");
}

void
academy_rules_check_complete (AcademyMission *mission, JsonObject *entered, const char *part, AcademyFaults *faults)
{
  static const char *const members[] = { "left_at", "left_from", "arrived_back_at", "means", NULL };
  JsonArray *fields = imagin_json_array_member (mission->document, "fields");
  JsonArray *journeys = imagin_json_array_member (imagin_json_object_member (entered, "travel"), "journeys");

  if (g_str_equal (part, "work"))
    for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
      need_field (json_array_get_object_element (fields, i), imagin_json_object_member (entered, "work"), faults);
  else
    for (guint i = 0; journeys != NULL && i < json_array_get_length (journeys); i++)
      need_members (json_array_get_object_element (journeys, i), members, "/travel/journeys", i, faults);
}
