/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office's verbs, by the one table of statuses. */

#include "academy/office/academy-office.h"

#include "academy/academy-json.h"
#include "academy/database/academy-journal.h"
#include "academy/office/academy-amount.h"
#include "base/imagin-error.h"
#include "domain/imagin-status.h"

static gboolean
is (const char *verb, const char *name)
{
  return g_str_equal (verb, name);
}

static const char *
status_after (AcademyPart *part, const char *verb)
{
  return imagin_status_after_verb (part->status, verb, part->part, part->before_cancel);
}

/* What a verb needs beside the status; the refusal says what to add. */
static gboolean
check_needs (AcademyPart *part, const char *verb, const AcademyAct *act, GError **error)
{
  if (is (verb, "verify") && part->certified_on == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_CLOSED,
                                   "%s\u202f: le service fait n’est pas constaté (certify d’abord)", part->part);
  if (is (verb, "enter") && act->amount_cents < 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_CLOSED, "%s\u202f: il faut un montant (--amount-cents)",
                                   part->part);
  if (is (verb, "pay") && act->amount_cents < 0 && part->amount_cents < 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_CLOSED, "%s\u202f: il faut un montant (--amount-cents)",
                                   part->part);
  if (is (verb, "return") && (act->remark == NULL || *act->remark == '\0'))
    return imagin_error_set_false (error, IMAGIN_ERROR_CLOSED, "%s\u202f: il faut une remarque (--remark)", part->part);
  return TRUE;
}

static void
clear_remark (AcademyPart *part)
{
  g_clear_pointer (&part->remark_text, g_free);
  g_clear_pointer (&part->remark_field, g_free);
  g_clear_pointer (&part->remark_at, g_free);
}

static gint64
next_move (AcademyMission *mission, const char *status)
{
  if (g_str_equal (status, "to_come"))
    return mission->starts_at;
  return g_str_equal (status, "under_way") ? mission->ends_at : -1;
}

static void
send_back (AcademyPart *part, const AcademyAct *act)
{
  g_set_str (&part->remark_text, act->remark);
  g_set_str (&part->remark_field, act->field);
  g_set_str (&part->remark_at, act->at);
  g_clear_pointer (&part->validated_at, g_free);
  part->amount_cents = -1;
}

/* Returns the amount that goes into the history, or -1. */
static gint64
change_part (AcademyDatabase *database,
             AcademyMission *mission,
             AcademyStatement *statement,
             AcademyPart *part,
             const char *verb,
             const AcademyAct *act)
{
  g_autofree char *day = act->day != NULL ? g_strdup (act->day) : g_strndup (act->at, 10);

  if (is (verb, "certify"))
    g_set_str (&part->certified_on, day);
  else if (is (verb, "return"))
    send_back (part, act);
  else if (is (verb, "enter") || is (verb, "verify"))
    {
      part->amount_cents = act->amount_cents;
      if (part->amount_cents < 0)
        part->amount_cents = is (part->part, "work") ? academy_amount_work (database, mission, statement)
                                                     : academy_amount_travel (database, mission, statement);
      clear_remark (part);
      return part->amount_cents;
    }
  else if (is (verb, "pay"))
    {
      part->paid_cents = act->amount_cents >= 0 ? act->amount_cents : part->amount_cents;
      g_set_str (&part->paid_on, day);
      return part->paid_cents;
    }
  return -1;
}

static gboolean
apply_to_part (AcademyDatabase *database,
               AcademyMission *mission,
               AcademyStatement *statement,
               AcademyPart *part,
               const char *verb,
               const AcademyAct *act,
               GError **error)
{
  g_autofree char *from = g_strdup (part->status);
  g_autofree char *to = g_strdup (status_after (part, verb));
  gint64 amount;

  if (!check_needs (part, verb, act, error))
    return FALSE;
  amount = change_part (database, mission, statement, part, verb, act);
  if (is (verb, "cancel"))
    g_set_str (&part->before_cancel, from);
  else if (is (verb, "restore"))
    g_clear_pointer (&part->before_cancel, g_free);
  g_set_str (&part->status, to);
  part->moves_at = next_move (mission, to);
  return academy_history_add (database, mission->id, part, act->at, "office", verb, from, amount, act->remark, error);
}

static GPtrArray *
parts_to_move (AcademyStatement *statement, const char *verb, const char *name)
{
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; i < statement->parts->len; i++)
    {
      AcademyPart *part = g_ptr_array_index (statement->parts, i);

      if ((name == NULL || is (part->part, name)) && status_after (part, verb) != NULL)
        g_ptr_array_add (parts, part);
    }
  return parts;
}

static gboolean
refuse (AcademyStatement *statement, const char *verb, GError **error)
{
  g_autoptr (GString) statuses = g_string_new (NULL);

  for (guint i = 0; i < statement->parts->len; i++)
    {
      AcademyPart *part = g_ptr_array_index (statement->parts, i);

      g_string_append_printf (statuses, "%s%s\u202f: %s", i > 0 ? ", " : "", part->part, part->status);
    }
  return imagin_error_set_false (error, IMAGIN_ERROR_CLOSED, "«\u202f%s\u202f» est refusé (%s)", verb, statuses->str);
}

gboolean
academy_office_apply (
    AcademyDatabase *database, AcademyMission *mission, const char *verb, const AcademyAct *act, GError **error)
{
  g_autoptr (AcademyStatement) statement = academy_statement_load (database, mission->id, error);
  g_autoptr (GPtrArray) parts = NULL;

  if (statement == NULL)
    return FALSE;
  parts = parts_to_move (statement, verb, act->part);
  if (parts->len == 0)
    return refuse (statement, verb, error);
  if (parts->len > 1 && act->amount_cents >= 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_CLOSED,
                                   "Un montant vaut pour une seule partie\u202f: ajoutez --part");
  for (guint i = 0; i < parts->len; i++)
    if (!apply_to_part (database, mission, statement, g_ptr_array_index (parts, i), verb, act, error))
      return FALSE;
  return academy_statement_store (database, statement, "office", act->at, error) &&
         academy_journal_add (database, mission->id, verb, NULL, NULL, act->part, act->at, error);
}

gboolean
academy_office_report (AcademyDatabase *database,
                       AcademyMission *mission,
                       const char *field,
                       gint64 quantity,
                       const char *at,
                       GError **error)
{
  static const char *const open[] = { "to_come", "under_way", "to_validate", NULL };
  g_autoptr (AcademyStatement) statement = academy_statement_load (database, mission->id, error);
  JsonObject *described = academy_mission_field (mission, field);
  AcademyPart *work;

  if (statement == NULL)
    return FALSE;
  work = academy_statement_part (statement, "work");
  if (described == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_CLOSED, "La mission n’a pas de champ «\u202f%s\u202f»", field);
  if (work == NULL || !g_strv_contains (open, work->status))
    return refuse (statement, "report", error);
  return academy_reported_set (database, mission->id, field, imagin_json_text_member (described, "label"), quantity, at,
                               error) &&
         academy_history_add (database, mission->id, work, at, "marking_tool", "report", work->status, -1, NULL,
                              error) &&
         academy_statement_store (database, statement, "marking_tool", at, error) &&
         academy_journal_add (database, mission->id, "report", NULL, field, NULL, at, error);
}
