/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What time alone does: a mission begins, a mission ends. */

#include "academy/academy-time.h"
#include "academy/office/academy-office.h"
#include "base/imagin-error.h"

static gboolean
move_part (AcademyDatabase *database, AcademyMission *mission, AcademyPart *part, GError **error)
{
  gboolean starts = g_str_equal (part->status, "to_come");
  g_autofree char *from = g_strdup (part->status);
  g_autofree char *at = academy_instant_from_seconds (part->moves_at);

  g_set_str (&part->status, starts ? "under_way" : "to_validate");
  part->moves_at = starts ? mission->ends_at : -1;
  return academy_history_add (database, mission->id, part, at, "time", starts ? "start" : "end", from, -1, NULL, error);
}

gboolean
academy_office_pass_time_of (
    AcademyDatabase *database, AcademyStatement *statement, AcademyMission *mission, gint64 now, GError **error)
{
  gint64 last = -1;
  g_autofree char *at = NULL;

  for (guint i = 0; i < statement->parts->len; i++)
    {
      AcademyPart *part = g_ptr_array_index (statement->parts, i);

      while (part->moves_at >= 0 && part->moves_at <= now)
        {
          last = MAX (last, part->moves_at);
          if (!move_part (database, mission, part, error))
            return FALSE;
        }
    }
  if (last < 0)
    return TRUE;
  at = academy_instant_from_seconds (last);
  return academy_statement_store (database, statement, "time", at, error);
}

static gboolean
pass_time_of_mission (AcademyDatabase *database, const char *mission_id, gint64 now, GError **error)
{
  g_autoptr (AcademyMission) mission = academy_mission_find (database, NULL, mission_id);
  g_autoptr (AcademyStatement) statement =
      mission != NULL ? academy_statement_load (database, mission_id, error) : NULL;

  if (statement == NULL)
    return FALSE;
  return academy_office_pass_time_of (database, statement, mission, now, error);
}

gboolean
academy_office_pass_time (AcademyDatabase *database, GError **error)
{
  gint64 now = academy_now_seconds ();
  g_autoptr (GPtrArray) due = academy_statement_due (database, now);

  if (due->len == 0)
    return TRUE;
  if (!academy_database_begin (database, TRUE, error))
    return FALSE;
  g_ptr_array_unref (due);
  due = academy_statement_due (database, now);
  for (guint i = 0; i < due->len; i++)
    if (!pass_time_of_mission (database, g_ptr_array_index (due, i), now, error))
      {
        academy_database_rollback (database);
        return FALSE;
      }
  return academy_database_commit (database, error);
}
