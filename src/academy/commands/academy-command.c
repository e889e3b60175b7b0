/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands have in common: options, words, and what is done to one mission. */

#include "academy/commands/academy-commands.h"

#include "academy/office/academy-office.h"
#include "base/imagin-error.h"

gboolean
academy_command_parse (
    GStrv *arguments, const GOptionEntry *entries, const char *usage, const char *help, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);

  g_option_context_set_summary (context, help);
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse_strv (context, arguments, error);
}

gboolean
academy_command_check (GStrv arguments, guint count, const char *usage, const char *directory, GError **error)
{
  /* The first word stands for the program. */
  if (g_strv_length (arguments) != count + 1)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "Usage: imagin-academy %s", usage);
  if (directory == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "Say where the academy's data are: --data DIR");
  return TRUE;
}

gboolean
academy_command_on_mission (
    AcademyDatabase *database, const char *name, AcademyDeed deed, gconstpointer data, GError **error)
{
  g_autoptr (AcademyMission) mission = NULL;

  if (!academy_office_pass_time (database, error) || !academy_database_begin (database, TRUE, error))
    return FALSE;
  mission = academy_mission_find (database, NULL, name);
  if (mission == NULL)
    imagin_error_set_false (error, IMAGIN_ERROR_NOT_FOUND, "Il n’y a pas de mission «\u202f%s\u202f»", name);
  if (mission != NULL && deed (database, mission, data, error))
    return academy_database_commit (database, error);
  academy_database_rollback (database);
  return FALSE;
}
