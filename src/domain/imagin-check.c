/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an academy would refuse, found before it is asked. */

#include "domain/imagin-check.h"

#include "base/imagin-moment.h"
#include "domain/imagin-travel.h"

void
imagin_problem_free (ImaginProblem *problem)
{
  g_free (problem->key);
  g_free (problem->label);
  g_free (problem->text);
  g_free (problem);
}

static ImaginProblem *
add (GPtrArray *problems, ImaginProblemKind kind, gboolean blocks_saving, const char *key, const char *label)
{
  ImaginProblem *problem = g_new0 (ImaginProblem, 1);

  problem->kind = kind;
  problem->part = IMAGIN_PART_WORK;
  problem->blocks_saving = blocks_saving;
  problem->key = g_strdup (key);
  problem->label = g_strdup (label);
  g_ptr_array_add (problems, problem);
  return problem;
}

int
imagin_session_get_minutes (ImaginWorkSession *session)
{
  int from = imagin_time_to_minutes (imagin_entity_get_text (session, "from"));
  int to = imagin_time_to_minutes (imagin_entity_get_text (session, "to"));

  return from < 0 || to < 0 || to <= from ? -1 : to - from;
}

static gboolean
overlaps (ImaginWorkSession *session, ImaginWorkSession *other)
{
  return g_strcmp0 (imagin_entity_get_text (session, "date"), imagin_entity_get_text (other, "date")) == 0 &&
         imagin_session_get_minutes (other) > 0 &&
         g_strcmp0 (imagin_entity_get_text (session, "from"), imagin_entity_get_text (other, "to")) < 0 &&
         g_strcmp0 (imagin_entity_get_text (other, "from"), imagin_entity_get_text (session, "to")) < 0;
}

/* The first of the fields for which something was typed that cannot be read, or NULL. */
static const char *
find_unreadable (gpointer entity, const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    if (imagin_typed_find_wrong (entity, fields[i], NULL) != NULL)
      return fields[i];
  return NULL;
}

static const char *
find_unreadable_of_session (ImaginWorkSession *session)
{
  static const char *const fields[] = { "date", "from", "to", NULL };

  return find_unreadable (session, fields);
}

/* Where it was typed, for who mends it. */
static void
point_to (ImaginProblem *problem, gpointer entity, const char *field)
{
  if (field == NULL)
    return;
  problem->field = field;
  problem->text = g_strdup (imagin_typed_find_wrong (entity, field, &problem->typed));
}

gboolean
imagin_check_session (GListModel *sessions, ImaginWorkSession *session, ImaginProblemKind *kind)
{
  if (find_unreadable_of_session (session) != NULL)
    {
      *kind = IMAGIN_PROBLEM_UNREADABLE;
      return TRUE;
    }
  if (!imagin_entity_is_set (session, "date") || !imagin_entity_is_set (session, "from") ||
      !imagin_entity_is_set (session, "to"))
    {
      *kind = IMAGIN_PROBLEM_SESSION_INCOMPLETE;
      return TRUE;
    }
  if (imagin_session_get_minutes (session) < 0)
    {
      *kind = IMAGIN_PROBLEM_END_BEFORE_START;
      return TRUE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (ImaginWorkSession) other = g_list_model_get_item (sessions, i);

      if (other != session && overlaps (session, other))
        {
          *kind = IMAGIN_PROBLEM_OVERLAP;
          return TRUE;
        }
    }
  return FALSE;
}

static void
check_sessions (ImaginStatement *statement, ImaginMissionField *field, GPtrArray *problems)
{
  GListModel *sessions = imagin_statement_get_sessions (statement);
  guint n_sessions = g_list_model_get_n_items (sessions);

  if (n_sessions == 0 && imagin_entity_get_boolean (field, "required"))
    add (problems, IMAGIN_PROBLEM_MISSING, FALSE, imagin_entity_get_text (field, "key"),
         imagin_entity_get_text (field, "label"));
  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (ImaginWorkSession) session = g_list_model_get_item (sessions, i);
      ImaginProblemKind kind;

      if (imagin_check_session (sessions, session, &kind))
        point_to (
            add (problems, kind, TRUE, imagin_entity_get_text (session, "id"), imagin_entity_get_text (field, "label")),
            session, find_unreadable_of_session (session));
    }
}

static void
check_quantity (ImaginStatement *statement, ImaginMissionField *field, GPtrArray *problems)
{
  const char *key = imagin_entity_get_text (field, "key");
  const char *label = imagin_entity_get_text (field, "label");
  gint64 quantity = imagin_statement_get_quantity (statement, key);

  if (quantity < 0)
    {
      if (imagin_entity_get_boolean (field, "required"))
        add (problems, IMAGIN_PROBLEM_MISSING, FALSE, key, label);
      return;
    }
  if (quantity < imagin_entity_get_integer (field, "minimum", 0) ||
      quantity > imagin_entity_get_integer (field, "maximum", G_MAXINT64))
    add (problems, IMAGIN_PROBLEM_OUT_OF_RANGE, TRUE, key, label);
}

/* Where candidates are counted both in all and by session, a slip of one of the figures shows in their sum. */
static void
check_candidates (ImaginStatement *statement, ImaginMissionField *field, GPtrArray *problems)
{
  GListModel *sessions = imagin_statement_get_sessions (statement);
  gint64 total = imagin_statement_get_quantity (statement, imagin_entity_get_text (field, "key"));
  gint64 heard = 0;

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (ImaginWorkSession) session = g_list_model_get_item (sessions, i);

      heard += imagin_entity_get_integer (session, "candidates", 0);
    }
  if (total >= 0 && heard > 0 && heard != total)
    add (problems, IMAGIN_PROBLEM_CANDIDATES_DIFFER, FALSE, imagin_entity_get_text (field, "key"),
         imagin_entity_get_text (field, "label"))
        ->only_warns = TRUE;
}

static void
check_text (ImaginStatement *statement, ImaginMissionField *field, GPtrArray *problems)
{
  const char *key = imagin_entity_get_text (field, "key");
  const char *label = imagin_entity_get_text (field, "label");
  const char *text = imagin_statement_get_entry_text (statement, key);
  gint64 length = text != NULL ? g_utf8_strlen (text, -1) : 0;

  if (length == 0)
    {
      if (imagin_entity_get_boolean (field, "required"))
        add (problems, IMAGIN_PROBLEM_MISSING, FALSE, key, label);
    }
  else if (length < imagin_entity_get_integer (field, "minimum", 0) ||
           length > imagin_entity_get_integer (field, "maximum", G_MAXINT64))
    add (problems, IMAGIN_PROBLEM_OUT_OF_RANGE, TRUE, key, label);
}

static void
check_work (ImaginMission *mission, ImaginStatement *statement, GPtrArray *problems)
{
  GListModel *fields = imagin_entity_get_list (mission, "fields");

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ImaginMissionField) field = g_list_model_get_item (fields, i);
      const char *unit = imagin_entity_get_text (field, "unit");

      if (imagin_entity_is_set (field, "read_only_reason"))
        continue;
      if (g_str_equal (unit, "sessions"))
        check_sessions (statement, field, problems);
      else if (g_str_equal (unit, "text"))
        check_text (statement, field, problems);
      else
        {
          check_quantity (statement, field, problems);
          if (g_str_equal (unit, "candidates"))
            check_candidates (statement, field, problems);
        }
    }
}

/* Travel */

static gboolean
is_unpriced (ImaginJourney *journey)
{
  ImaginMeansNeeds needs = imagin_journey_get_needs (journey);

  return (needs.distance && !imagin_entity_is_set (journey, "distance_km")) ||
         (needs.vehicle && !imagin_entity_is_set (journey, "vehicle_id")) ||
         (needs.fare && !imagin_entity_is_set (journey, "fare_cents"));
}

/* An amount that is not asked for any more is not in the way. */
static const char *
find_unreadable_of_journey (ImaginJourney *journey)
{
  static const char *const times[] = { "left_at", "arrived_back_at", NULL };
  static const char *const fare[] = { "fare_cents", NULL };
  static const char *const costs[] = { "tolls_cents", "parking_cents", NULL };
  ImaginMeansNeeds needs = imagin_journey_get_needs (journey);
  const char *found = find_unreadable (journey, times);

  if (found == NULL && needs.fare)
    found = find_unreadable (journey, fare);
  if (found == NULL && needs.toll_parking)
    found = find_unreadable (journey, costs);
  return found;
}

gboolean
imagin_check_journey (ImaginJourney *journey, ImaginProblemKind *kind)
{
  g_autoptr (GDateTime) left = imagin_instant_parse (imagin_entity_get_text (journey, "left_at"));
  g_autoptr (GDateTime) back = imagin_instant_parse (imagin_entity_get_text (journey, "arrived_back_at"));

  if (find_unreadable_of_journey (journey) != NULL)
    *kind = IMAGIN_PROBLEM_UNREADABLE;
  else if (left != NULL && back != NULL && g_date_time_compare (left, back) >= 0)
    *kind = IMAGIN_PROBLEM_RETURN_BEFORE_DEPARTURE;
  else if (left == NULL || back == NULL || !imagin_entity_is_set (journey, "left_from") ||
           !imagin_entity_is_set (journey, "means"))
    *kind = IMAGIN_PROBLEM_JOURNEY_INCOMPLETE;
  else if (is_unpriced (journey))
    *kind = IMAGIN_PROBLEM_JOURNEY_UNPRICED;
  else
    return FALSE;
  return TRUE;
}

/* One more means has no times of its own: what is wrong with them is said once, of the first. */
static gboolean
is_said_of_first (GListModel *journeys, ImaginJourney *journey, ImaginProblemKind kind)
{
  const char *field = kind == IMAGIN_PROBLEM_UNREADABLE ? find_unreadable_of_journey (journey) : NULL;
  gboolean times = kind == IMAGIN_PROBLEM_RETURN_BEFORE_DEPARTURE || g_strcmp0 (field, "left_at") == 0 ||
                   g_strcmp0 (field, "arrived_back_at") == 0;

  return times && imagin_journeys_find_first (journeys, journey) != journey;
}

static void
check_travel (ImaginStatement *statement, GPtrArray *problems)
{
  GListModel *journeys = imagin_statement_get_journeys (statement);
  guint n_journeys = g_list_model_get_n_items (journeys);

  for (guint i = 0; i < n_journeys; i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (journeys, i);
      ImaginProblemKind kind;
      ImaginProblem *problem;

      if (!imagin_check_journey (journey, &kind) || is_said_of_first (journeys, journey, kind))
        continue;
      problem =
          add (problems, kind, kind == IMAGIN_PROBLEM_RETURN_BEFORE_DEPARTURE || kind == IMAGIN_PROBLEM_UNREADABLE,
               imagin_entity_get_text (journey, "id"), NULL);
      problem->part = IMAGIN_PART_TRAVEL;
      problem->number = imagin_journeys_count (journeys, NULL) > 1 ? imagin_journeys_count (journeys, journey) : 0;
      point_to (problem, journey, find_unreadable_of_journey (journey));
      problem->only_warns = kind == IMAGIN_PROBLEM_JOURNEY_UNPRICED;
    }
}

GPtrArray *
imagin_check_statement (ImaginMission *mission, ImaginStatement *statement)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) imagin_problem_free);

  if (imagin_statement_part_is_writable (imagin_mission_get_statement (mission), IMAGIN_PART_WORK))
    check_work (mission, statement, problems);
  if (imagin_statement_part_is_writable (imagin_mission_get_statement (mission), IMAGIN_PART_TRAVEL))
    check_travel (statement, problems);
  return problems;
}
