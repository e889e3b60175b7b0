/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an academy would refuse, found before it is asked. */

#include "domain/imagin-check.h"

#include "base/imagin-moment.h"

void
imagin_problem_free (ImaginProblem *problem)
{
  g_free (problem->key);
  g_free (problem->label);
  g_free (problem);
}

static void
add (GPtrArray *problems, ImaginProblemKind kind, gboolean blocks_saving, const char *key, const char *label)
{
  ImaginProblem *problem = g_new0 (ImaginProblem, 1);

  problem->kind = kind;
  problem->blocks_saving = blocks_saving;
  problem->key = g_strdup (key);
  problem->label = g_strdup (label);
  g_ptr_array_add (problems, problem);
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

gboolean
imagin_check_session (GListModel *sessions, ImaginWorkSession *session, ImaginProblemKind *kind)
{
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
        add (problems, kind, TRUE, imagin_entity_get_text (session, "id"), imagin_entity_get_text (field, "label"));
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

GPtrArray *
imagin_check_statement (ImaginMission *mission, ImaginStatement *statement)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) imagin_problem_free);
  GListModel *fields = imagin_entity_get_list (mission, "fields");

  if (!imagin_statement_part_is_writable (imagin_mission_get_statement (mission), IMAGIN_PART_WORK))
    return problems;
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ImaginMissionField) field = g_list_model_get_item (fields, i);
      const char *unit = imagin_entity_get_text (field, "unit");

      if (imagin_entity_is_set (field, "read_only_reason") || g_str_equal (unit, "text"))
        continue;
      if (g_str_equal (unit, "sessions"))
        check_sessions (statement, field, problems);
      else
        check_quantity (statement, field, problems);
    }
  return problems;
}
