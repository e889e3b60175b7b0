/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office moves a mission to another day or another place. */

#include "academy/office/academy-move.h"

#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/database/academy-journal.h"
#include "academy/database/academy-statements.h"
#include "base/imagin-error.h"
#include "base/imagin-moment.h"

#define DAYS_MAXIMUM 60

/* "2026-06-18T08:00" → its day and its time. */
static gboolean
split (const char *text, char **day, char **time, GError **error)
{
  *day = g_strndup (text, 10);
  *time = g_strdup (strlen (text) == 16 && text[10] == 'T' ? text + 11 : "");
  return (imagin_day_is_valid (*day) && imagin_time_to_minutes (*time) >= 0) ||
         imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED,
                                 "«\u202f%s\u202f» n’est pas un moment (AAAA-MM-JJTHH:MM)", text);
}

static JsonArray *
days_between (const char *first, const char *last, const char *from, const char *to)
{
  g_autofree char *noon = g_strconcat (first, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) begin = g_date_time_new_from_iso8601 (noon, NULL);
  JsonArray *days = json_array_new ();

  for (int i = 0; i < DAYS_MAXIMUM; i++)
    {
      g_autoptr (GDateTime) moment = g_date_time_add_days (begin, i);
      g_autofree char *date = g_date_time_format (moment, "%Y-%m-%d");
      JsonObject *day;

      if (strcmp (date, last) > 0)
        break;
      day = json_object_new ();
      json_object_set_string_member (day, "date", date);
      json_object_set_string_member (day, "from", from);
      json_object_set_string_member (day, "to", to);
      json_array_add_object_element (days, day);
    }
  return days;
}

static gboolean
move_in_time (AcademyMission *mission, const AcademyMove *move, GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *from = NULL;
  g_autofree char *last = NULL;
  g_autofree char *to = NULL;
  g_autofree char *starts_at = NULL;
  g_autofree char *ends_at = NULL;

  if (move->starts == NULL && move->ends == NULL)
    return TRUE;
  if (move->starts == NULL || move->ends == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "Il faut le début et la fin (--starts, --ends)");
  if (!split (move->starts, &first, &from, error) || !split (move->ends, &last, &to, error))
    return FALSE;
  starts_at = academy_instant_text (first, from);
  ends_at = academy_instant_text (last, to);
  if (academy_instant_seconds (ends_at) <= academy_instant_seconds (starts_at) ||
      academy_instant_seconds (ends_at) - academy_instant_seconds (starts_at) > DAYS_MAXIMUM * 86400)
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "La fin doit suivre le début, de %d jours au plus",
                                   DAYS_MAXIMUM);
  mission->starts_at = academy_instant_seconds (starts_at);
  mission->ends_at = academy_instant_seconds (ends_at);
  json_object_set_string_member (mission->document, "starts_at", starts_at);
  json_object_set_string_member (mission->document, "ends_at", ends_at);
  json_object_set_array_member (mission->document, "days", days_between (first, last, from, to));
  return TRUE;
}

static void
move_in_space (AcademyMission *mission, const AcademyMove *move)
{
  const char *const members[][2] = {
    { "name", move->place },
    { "address", move->address },
    { "commune", move->commune },
  };
  JsonObject *place = imagin_json_object_member (mission->document, "place");

  if (move->place == NULL && move->address == NULL && move->commune == NULL)
    return;
  if (place == NULL)
    {
      place = json_object_new ();
      json_object_set_object_member (mission->document, "place", place);
    }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (members[i][1] != NULL)
      json_object_set_string_member (place, members[i][0], members[i][1]);
}

/* A part that only time opened: what was returned, sent or cancelled does not go back. */
static gboolean
is_opened_by_time (AcademyPart *part)
{
  static const char *const open[] = { "to_come", "under_way", "to_validate", NULL };

  return g_strv_contains (open, part->status) && part->remark_text == NULL && part->validated_at == NULL;
}

static void
wait_again (AcademyMission *mission, AcademyPart *part)
{
  gint64 now = academy_now_seconds ();

  if (!is_opened_by_time (part))
    return;
  g_set_str (&part->status, now < mission->starts_at ? "to_come"
                            : now < mission->ends_at ? "under_way"
                                                     : "to_validate");
  part->moves_at = now < mission->starts_at ? mission->starts_at : now < mission->ends_at ? mission->ends_at : -1;
}

gboolean
academy_office_move (AcademyDatabase *database, AcademyMission *mission, const AcademyMove *move, GError **error)
{
  g_autoptr (AcademyStatement) statement = academy_statement_load (database, mission->id, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < statement->parts->len; i++)
    if (g_str_equal (((AcademyPart *) g_ptr_array_index (statement->parts, i))->status, "paid"))
      return imagin_error_set_false (error, IMAGIN_ERROR_CLOSED, "Une mission payée ne se déplace plus");
  if (!move_in_time (mission, move, error))
    return FALSE;
  move_in_space (mission, move);
  for (guint i = 0; i < statement->parts->len; i++)
    {
      AcademyPart *part = g_ptr_array_index (statement->parts, i);
      g_autofree char *from = g_strdup (part->status);

      wait_again (mission, part);
      if (!academy_history_add (database, mission->id, part, move->at, "office", "move", from, -1, NULL, error))
        return FALSE;
    }
  return academy_mission_rewrite (database, mission, error) &&
         academy_statement_store (database, statement, "office", move->at, error) &&
         academy_journal_add (database, mission->id, "move", NULL, NULL, NULL, move->at, error);
}
