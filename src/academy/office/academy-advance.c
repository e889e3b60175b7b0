/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office on a clock: the next step of each part that an intervener sent, by the same verbs as the commands. */

#include "academy/office/academy-office.h"
#include "domain/imagin-status.h"

/* The verb that comes next for a part, or NULL where the office waits. */
static const char *
next_verb (AcademyStatement *statement, AcademyPart *part)
{
  if (statement->absence_reason != NULL && imagin_status_lookup (part->status)->writable)
    return "cancel";
  if (g_str_equal (part->status, "validated"))
    return part->certified_on == NULL ? "certify" : "verify";
  if (g_str_equal (part->status, "accepted"))
    return part->amount_cents >= 0 ? "liquidate" : NULL;
  return g_str_equal (part->status, "in_payment") ? "pay" : NULL;
}

static gboolean
advance_mission (AcademyDatabase *database, const char *mission_id, const char *at, GError **error)
{
  g_autoptr (AcademyMission) mission = academy_mission_find (database, NULL, mission_id);
  g_autoptr (AcademyStatement) statement =
      mission != NULL ? academy_statement_load (database, mission_id, error) : NULL;

  for (guint i = 0; statement != NULL && i < statement->parts->len; i++)
    {
      AcademyPart *part = g_ptr_array_index (statement->parts, i);
      const char *verb = next_verb (statement, part);
      AcademyAct act = { part->part, -1, NULL, NULL, NULL, at };

      if (verb != NULL && !academy_office_apply (database, mission, verb, &act, error))
        return FALSE;
    }
  return statement != NULL;
}

gboolean
academy_office_advance (AcademyDatabase *database, gint64 since, const char *at, GError **error)
{
  g_autoptr (GPtrArray) sent = academy_statement_sent (database, since);

  if (sent->len == 0)
    return TRUE;
  if (!academy_database_begin (database, TRUE, error))
    return FALSE;
  for (guint i = 0; i < sent->len; i++)
    if (!advance_mission (database, g_ptr_array_index (sent, i), at, error))
      {
        academy_database_rollback (database);
        return FALSE;
      }
  return academy_database_commit (database, error);
}
