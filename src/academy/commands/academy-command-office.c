/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office and report: what others than the intervener do to a statement. */

#include "academy/academy-time.h"
#include "academy/commands/academy-commands.h"
#include "academy/database/academy-journal.h"
#include "academy/office/academy-office.h"
#include "base/imagin-error.h"
#include "base/imagin-moment.h"
#include "domain/imagin-status.h"

#include <stdio.h>

/* What is done to a mission in one transaction. */
typedef struct
{
  const char *verb;
  AcademyAct act;
  gint64 quantity;
} Deed;

static gboolean
do_deed (AcademyDatabase *database, AcademyMission *mission, gconstpointer data, GError **error)
{
  const Deed *deed = data;

  if (g_str_equal (deed->verb, "report"))
    return academy_office_report (database, mission, deed->act.field, deed->quantity, deed->act.at, error);
  if (g_str_equal (deed->verb, "withdraw"))
    return academy_mission_withdraw (database, mission, deed->act.at, error) &&
           academy_journal_add (database, mission->id, "withdraw", NULL, NULL, NULL, deed->act.at, error);
  return academy_office_apply (database, mission, deed->verb, &deed->act, error);
}

static gboolean
check_act (const Deed *deed, GError **error)
{
  const char *part = deed->act.part;

  if (!g_strv_contains (imagin_status_verbs (), deed->verb) && !g_str_equal (deed->verb, "withdraw"))
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED,
                                   "«\u202f%s\u202f» n’est pas un verbe du service gestionnaire", deed->verb);
  if (part != NULL && !g_str_equal (part, "work") && !g_str_equal (part, "travel"))
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "«\u202f%s\u202f» n’est pas une partie (work, travel)",
                                   part);
  if (deed->act.day != NULL && !imagin_day_is_valid (deed->act.day))
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "«\u202f%s\u202f» n’est pas un jour", deed->act.day);
  return TRUE;
}

gboolean
academy_command_office (GStrv *arguments, GError **error)
{
  static const char usage[] = "office VERB MISSION --data DIR";
  g_autofree char *directory = NULL;
  g_autofree char *part = NULL;
  g_autofree char *remark = NULL;
  g_autofree char *field = NULL;
  g_autofree char *day = NULL;
  g_autofree char *at = NULL;
  gint64 amount_cents = -1;
  g_autoptr (AcademyDatabase) database = NULL;
  Deed deed;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the academy keeps its data", "DIR" },
    { "part", 0, 0, G_OPTION_ARG_STRING, &part, "work or travel; without it, both where the verb is allowed", "PART" },
    { "amount-cents", 0, 0, G_OPTION_ARG_INT64, &amount_cents, "The academy's amount, in cents", "N" },
    { "remark", 0, 0, G_OPTION_ARG_STRING, &remark, "What the intervener is told", "TEXT" },
    { "field", 0, 0, G_OPTION_ARG_STRING, &field, "What the remark is about, a JSON pointer into the statement",
      "POINTER" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &day, "The day of the certificate or of the payment", "YYYY-MM-DD" },
    G_OPTION_ENTRY_NULL,
  };

  /* It has words of its own. */
  if (g_strcmp0 ((*arguments)[1], "move") == 0)
    return academy_command_move (arguments, error);
  if (!academy_command_parse (arguments, entries, usage,
                              "Plays the exams office. VERB is certify, enter, verify, return, liquidate, pay, cancel, "
                              "restore, withdraw or move (which has options of its own: office move --help); "
                              "MISSION an id or a number.",
                              error) ||
      !academy_command_check (*arguments, 2, usage, directory, error))
    return FALSE;
  at = academy_now_text ();
  deed = (Deed) { (*arguments)[1], { part, amount_cents, remark, field, day, at }, 0 };
  if (!check_act (&deed, error))
    return FALSE;
  database = academy_database_open (directory, error);
  return database != NULL && academy_command_on_mission (database, (*arguments)[2], do_deed, &deed, error);
}

gboolean
academy_command_report (GStrv *arguments, GError **error)
{
  static const char usage[] = "report MISSION --field KEY --quantity N --data DIR";
  g_autofree char *directory = NULL;
  g_autofree char *field = NULL;
  g_autofree char *at = NULL;
  gint64 quantity = -1;
  g_autoptr (AcademyDatabase) database = NULL;
  Deed deed;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the academy keeps its data", "DIR" },
    { "field", 0, 0, G_OPTION_ARG_STRING, &field, "Which field of the mission was counted", "KEY" },
    { "quantity", 0, 0, G_OPTION_ARG_INT64, &quantity, "How many", "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!academy_command_parse (arguments, entries, usage, "Plays the national marking tool: reports what it counted.",
                              error) ||
      !academy_command_check (*arguments, 1, usage, directory, error))
    return FALSE;
  if (field == NULL || quantity < 0 || quantity > 1000000)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "Usage: imagin-academy %s", usage);
  at = academy_now_text ();
  deed = (Deed) { "report", { NULL, -1, NULL, field, NULL, at }, quantity };
  database = academy_database_open (directory, error);
  return database != NULL && academy_command_on_mission (database, (*arguments)[1], do_deed, &deed, error);
}
