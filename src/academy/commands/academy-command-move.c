/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office move: another day, another place. */

#include "academy/academy-time.h"
#include "academy/commands/academy-commands.h"
#include "academy/office/academy-move.h"
#include "academy/office/academy-office.h"
#include "base/imagin-error.h"

static gboolean
move_in_transaction (AcademyDatabase *database, const char *name, const AcademyMove *move, GError **error)
{
  g_autoptr (AcademyMission) mission = NULL;

  if (!academy_office_pass_time (database, error) || !academy_database_begin (database, TRUE, error))
    return FALSE;
  mission = academy_mission_find (database, NULL, name);
  if (mission == NULL)
    imagin_error_set_false (error, IMAGIN_ERROR_NOT_FOUND, "Il n’y a pas de mission «\u202f%s\u202f»", name);
  if (mission != NULL && academy_office_move (database, mission, move, error))
    return academy_database_commit (database, error);
  academy_database_rollback (database);
  return FALSE;
}

gboolean
academy_command_move (GStrv *arguments, GError **error)
{
  static const char usage[] = "office move MISSION [--starts T --ends T] [--place NAME …] --data DIR";
  g_autofree char *directory = NULL;
  g_autofree char *starts = NULL;
  g_autofree char *ends = NULL;
  g_autofree char *place = NULL;
  g_autofree char *address = NULL;
  g_autofree char *commune = NULL;
  g_autofree char *at = academy_now_text ();
  g_autoptr (AcademyDatabase) database = NULL;
  AcademyMove move;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the academy keeps its data", "DIR" },
    { "starts", 0, 0, G_OPTION_ARG_STRING, &starts, "When the first day begins", "YYYY-MM-DDTHH:MM" },
    { "ends", 0, 0, G_OPTION_ARG_STRING, &ends, "When the last day ends", "YYYY-MM-DDTHH:MM" },
    { "place", 0, 0, G_OPTION_ARG_STRING, &place, "The name of the place", "NAME" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &address, "Its street", "TEXT" },
    { "commune", 0, 0, G_OPTION_ARG_STRING, &commune, "Its commune", "NAME" },
    G_OPTION_ENTRY_NULL,
  };

  if (!academy_command_parse (arguments, entries, usage, "Plays the exams office: moves a mission.", error) ||
      !academy_command_check (*arguments, 2, usage, directory, error))
    return FALSE;
  if (starts == NULL && ends == NULL && place == NULL && address == NULL && commune == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "Usage: imagin-academy %s", usage);
  move = (AcademyMove) { starts, ends, place, address, commune, at };
  database = academy_database_open (directory, error);
  return database != NULL && move_in_transaction (database, (*arguments)[2], &move, error);
}
