/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import, generate, set-limits, expire-password: what fills an academy and what bounds it. */

#include "academy/commands/academy-commands.h"
#include "academy/database/academy-people.h"
#include "academy/demo/academy-demo.h"
#include "base/imagin-error.h"
#include "base/imagin-moment.h"

#include <stdio.h>

gboolean
academy_command_import (GStrv *arguments, GError **error)
{
  static const char usage[] = "import FILE.csv --data DIR [--kinds FILE.json]";
  g_autofree char *directory = NULL;
  g_autofree char *kinds_file = NULL;
  g_autofree char *kinds_text = NULL;
  g_autoptr (JsonNode) kinds = NULL;
  g_autofree char *text = NULL;
  g_autoptr (AcademyDatabase) database = NULL;
  guint count = 0;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the academy keeps its data", "DIR" },
    { "kinds", 0, 0, G_OPTION_ARG_FILENAME, &kinds_file, "Kinds of missions of this academy's own", "FILE.json" },
    G_OPTION_ENTRY_NULL,
  };

  if (!academy_command_parse (
          arguments, entries, usage,
          "Adds interveners and missions from a table, all lines or none. Columns, by the first line: number, "
          "given_name, family_name, email, mission, kind (a key of data/demo/kinds.json, or of --kinds), paper, jury, "
          "days "
          "(\"2026-06-22 13:00-17:00|2026-06-23 08:30-12:30\"), deadline, issued, travel (yes or no), place_name, "
          "place_address, place_postal_code, place_commune, place_commune_code. A line without a mission adds a "
          "person.",
          error) ||
      !academy_command_check (*arguments, 1, usage, directory, error) ||
      !g_file_get_contents ((*arguments)[1], &text, NULL, error))
    return FALSE;
  if (!g_utf8_validate (text, -1, NULL))
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "%s is not UTF-8", (*arguments)[1]);
  if (kinds_file != NULL)
    {
      if (!g_file_get_contents (kinds_file, &kinds_text, NULL, error))
        return FALSE;
      kinds = json_from_string (kinds_text, error);
      if (kinds == NULL)
        return FALSE;
    }
  database = academy_database_open (directory, error);
  if (database == NULL || !academy_demo_import (database, text, kinds, &count, error))
    return FALSE;
  printf ("missions=%u\n", count);
  return TRUE;
}

gboolean
academy_command_restart (GStrv *arguments, GError **error)
{
  static const char usage[] = "restart --data DIR";
  g_autofree char *directory = NULL;
  g_autoptr (AcademyDatabase) database = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the academy keeps its data", "DIR" },
    G_OPTION_ENTRY_NULL,
  };

  if (!academy_command_parse (arguments, entries, usage,
                              "Begins the demonstration anew, as of today; passwords and sessions stay.", error) ||
      !academy_command_check (*arguments, 0, usage, directory, error))
    return FALSE;
  database = academy_database_open (directory, error);
  return database != NULL && academy_demo_restart (database, error);
}

gboolean
academy_command_generate (GStrv *arguments, GError **error)
{
  static const char usage[] = "generate N --seed S --data DIR";
  g_autofree char *directory = NULL;
  g_autofree char *number = NULL;
  g_autofree char *today = NULL;
  gint64 seed = 1;
  guint64 count;
  g_autoptr (AcademyDatabase) database = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the academy keeps its data", "DIR" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "The same seed and day make the same data", "S" },
    { "number", 0, 0, G_OPTION_ARG_STRING, &number, "Whose missions (" ACADEMY_DEMO_NUMBER ")", "NUMBER" },
    { "today", 0, 0, G_OPTION_ARG_STRING, &today, "The day that they are made for", "YYYY-MM-DD" },
    G_OPTION_ENTRY_NULL,
  };

  if (!academy_command_parse (arguments, entries, usage,
                              "Makes N missions by chance, in the proportions of the demonstration.", error) ||
      !academy_command_check (*arguments, 1, usage, directory, error) ||
      !g_ascii_string_to_unsigned ((*arguments)[1], 10, 1, 99999, &count, error))
    return FALSE;
  if (today != NULL && !imagin_day_is_valid (today))
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "\"%s\" is not a day", today);
  database = academy_database_open (directory, error);
  if (database == NULL || !academy_demo_generate (database, (guint) count, (guint32) seed,
                                                  number != NULL ? number : ACADEMY_DEMO_NUMBER, today, error))
    return FALSE;
  printf ("missions=%u\n", (guint) count);
  return TRUE;
}

gboolean
academy_command_set_limits (GStrv *arguments, GError **error)
{
  static const char *const names[] = { "receipt_bytes", "receipt_count", "lockout_tries", "lockout_seconds" };
  static const char usage[] = "set-limits --data DIR [--receipt-bytes N] …";
  g_autofree char *directory = NULL;
  gint64 values[] = { -1, -1, -1, -1 };
  g_autoptr (AcademyDatabase) database = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the academy keeps its data", "DIR" },
    { "receipt-bytes", 0, 0, G_OPTION_ARG_INT64, &values[0], "The most bytes of a receipt", "N" },
    { "receipt-count", 0, 0, G_OPTION_ARG_INT64, &values[1], "The most receipts of a statement", "N" },
    { "lockout-tries", 0, 0, G_OPTION_ARG_INT64, &values[2], "How many wrong passwords lock a number", "N" },
    { "lockout-seconds", 0, 0, G_OPTION_ARG_INT64, &values[3], "For how long", "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!academy_command_parse (arguments, entries, usage, "Sets the academy's limits; what is not named stays.",
                              error) ||
      !academy_command_check (*arguments, 0, usage, directory, error))
    return FALSE;
  database = academy_database_open (directory, error);
  if (database == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i] >= 0 && !academy_database_set_setting (database, names[i], MAX (values[i], 1), error))
      return FALSE;
  return TRUE;
}

gboolean
academy_command_expire_password (GStrv *arguments, GError **error)
{
  static const char usage[] = "expire-password NUMBER --data DIR";
  g_autofree char *directory = NULL;
  g_autofree char *intervener_id = NULL;
  g_autoptr (AcademyDatabase) database = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the academy keeps its data", "DIR" },
    G_OPTION_ENTRY_NULL,
  };

  if (!academy_command_parse (arguments, entries, usage, "The next sign-in with this number asks for a new password.",
                              error) ||
      !academy_command_check (*arguments, 1, usage, directory, error))
    return FALSE;
  database = academy_database_open (directory, error);
  if (database == NULL)
    return FALSE;
  intervener_id = academy_people_find (database, (*arguments)[1]);
  return intervener_id != NULL
             ? academy_people_expire_password (database, intervener_id, error)
             : imagin_error_set_false (error, IMAGIN_ERROR_NOT_FOUND, "Nobody has the number %s", (*arguments)[1]);
}
