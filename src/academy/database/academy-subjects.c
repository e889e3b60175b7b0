/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom an issuer means: the academy says so itself, and believes nobody else. */

#include "academy/database/academy-subjects.h"

gboolean
academy_subject_add (
    AcademyDatabase *self, const char *issuer, const char *subject, const char *intervener_id, GError **error)
{
  return imagin_sql_run (self->sql, error,
                         "INSERT INTO subjects (issuer, subject, intervener_id) VALUES (?1, ?2, ?3) "
                         "ON CONFLICT (issuer, subject) DO UPDATE SET intervener_id = excluded.intervener_id",
                         "sss", issuer, subject, intervener_id);
}

gboolean
academy_subject_remove (AcademyDatabase *self, const char *issuer, const char *subject, GError **error)
{
  return imagin_sql_run (self->sql, error, "DELETE FROM subjects WHERE issuer = ?1 AND subject = ?2", "ss", issuer,
                         subject);
}

char *
academy_subject_intervener (AcademyDatabase *self, const char *issuer, const char *subject)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, NULL, "SELECT intervener_id FROM subjects WHERE issuer = ?1 AND subject = ?2", "ss", issuer, subject);

  return row != NULL && imagin_sql_step (row, NULL) ? g_strdup (imagin_sql_text (row, 0)) : NULL;
}
