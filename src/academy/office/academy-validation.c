/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the intervener does to a statement, once it is known to be allowed. */

#include "academy/office/academy-validation.h"

#include "academy/database/academy-journal.h"
#include "academy/database/academy-letters.h"

static gboolean
store (AcademyDatabase *database,
       AcademyStatement *statement,
       const char *effect,
       const char *request_id,
       const char *id,
       const char *detail,
       const char *at,
       GError **error)
{
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, statement->version + 1);

  return academy_statement_store (database, statement, "intervener", at, error) &&
         academy_journal_add (database, statement->mission_id, effect, request_id, id,
                              detail != NULL ? detail : version, at, error);
}

static gboolean
validate_part (
    AcademyDatabase *database, AcademyStatement *statement, AcademyPart *part, const char *at, GError **error)
{
  g_autofree char *from = g_strdup (part->status);

  g_set_str (&part->status, "validated");
  g_set_str (&part->validated_at, at);
  g_clear_pointer (&part->remark_text, g_free);
  g_clear_pointer (&part->remark_field, g_free);
  g_clear_pointer (&part->remark_at, g_free);
  part->moves_at = -1;
  return academy_history_add (database, statement->mission_id, part, at, "intervener", "validate", from, -1, NULL,
                              error);
}

gboolean
academy_validate_apply (AcademyDatabase *database,
                        AcademyStatement *statement,
                        const char *const *parts,
                        const char *id,
                        const char *request_id,
                        const char *at,
                        GError **error)
{
  g_autofree char *names = g_strjoinv (",", (char **) parts);
  g_autofree char *number = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (!validate_part (database, statement, academy_statement_part (statement, parts[i]), at, error))
      return FALSE;
  return academy_validation_add (database, statement->mission_id, id, names, at, &number, error) &&
         store (database, statement, "validate", request_id, id, number, at, error);
}

gboolean
academy_absence_apply (AcademyDatabase *database,
                       AcademyStatement *statement,
                       const char *reason,
                       const char *request_id,
                       const char *at,
                       GError **error)
{
  const char *verb = reason != NULL ? "declare_absence" : "withdraw_absence";

  g_set_str (&statement->absence_reason, reason);
  g_set_str (&statement->absence_at, reason != NULL ? at : NULL);
  for (guint i = 0; i < statement->parts->len; i++)
    {
      AcademyPart *part = g_ptr_array_index (statement->parts, i);

      if (!academy_history_add (database, statement->mission_id, part, at, "intervener", verb, part->status, -1, reason,
                                error))
        return FALSE;
    }
  return store (database, statement, reason != NULL ? "absence_declared" : "absence_withdrawn", request_id, NULL, NULL,
                at, error);
}

gboolean
academy_save_apply (
    AcademyDatabase *database, AcademyStatement *statement, const char *request_id, const char *at, GError **error)
{
  return store (database, statement, "save", request_id, NULL, NULL, at, error);
}
