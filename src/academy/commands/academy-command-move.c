/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office move: another day, another place. */

#include "academy/academy-time.h"
#include "academy/commands/academy-commands.h"
#include "academy/office/academy-move.h"
#include "base/imagin-error.h"

static gboolean
move (AcademyDatabase *database, AcademyMission *mission, gconstpointer data, GError **error)
{
  return academy_office_move (database, mission, data, error);
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
  AcademyMove where;
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
  where = (AcademyMove) { starts, ends, place, address, commune, at };
  database = academy_database_open (directory, error);
  return database != NULL && academy_command_on_mission (database, (*arguments)[2], move, &where, error);
}
