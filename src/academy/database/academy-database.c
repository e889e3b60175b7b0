/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the academy's data, transactions, settings and counters. */

#include "academy/database/academy-database.h"

#include "academy/database/academy-schema.h"
#include "base/imagin-error.h"

#include <errno.h>
#include <glib/gstdio.h>

static gboolean
read_epoch (AcademyDatabase *self, GError **error)
{
  g_autofree char *fresh = g_strdup_printf ("e-%08x", g_random_int ());
  g_autoptr (sqlite3_stmt) row = NULL;

  if (!imagin_sql_run (self->sql, error,
                       "INSERT INTO settings (name, value) VALUES ('epoch', ?1) ON CONFLICT DO NOTHING", "s", fresh))
    return FALSE;
  row = imagin_sql_prepare (self->sql, error, "SELECT value FROM settings WHERE name = 'epoch'", "");
  if (row == NULL || !imagin_sql_step (row, error))
    return FALSE;
  self->epoch = g_strdup (imagin_sql_text (row, 0));
  return TRUE;
}

AcademyDatabase *
academy_database_open (const char *directory, GError **error)
{
  g_autoptr (AcademyDatabase) self = g_new0 (AcademyDatabase, 1);
  g_autofree char *receipts = g_build_filename (directory, "receipts", NULL);
  g_autofree char *path = g_build_filename (directory, "academy.sqlite", NULL);

  if (g_mkdir_with_parents (receipts, 0700) != 0)
    return imagin_error_set_null (error, IMAGIN_ERROR_STORE, "%s: %s", receipts, g_strerror (errno));
  self->directory = g_strdup (directory);
  self->sql = imagin_sql_open (path, academy_schema, academy_schema_length, error);
  if (self->sql == NULL || !read_epoch (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
academy_database_close (AcademyDatabase *self)
{
  if (self->sql != NULL)
    sqlite3_close (self->sql);
  g_free (self->directory);
  g_free (self->epoch);
  g_free (self);
}

gboolean
academy_database_begin (AcademyDatabase *self, gboolean write, GError **error)
{
  return imagin_sql_run (self->sql, error, write ? "BEGIN IMMEDIATE" : "BEGIN", "");
}

gboolean
academy_database_commit (AcademyDatabase *self, GError **error)
{
  if (imagin_sql_run (self->sql, error, "COMMIT", ""))
    return TRUE;
  academy_database_rollback (self);
  return FALSE;
}

void
academy_database_rollback (AcademyDatabase *self)
{
  if (!sqlite3_get_autocommit (self->sql))
    imagin_sql_run (self->sql, NULL, "ROLLBACK", "");
}

static gint64
one_integer (AcademyDatabase *self, const char *sql, const char *name, gint64 otherwise)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (self->sql, NULL, sql, "s", name);

  return row != NULL && imagin_sql_step (row, NULL) ? sqlite3_column_int64 (row, 0) : otherwise;
}

gboolean
academy_database_is_empty (AcademyDatabase *self)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (self->sql, NULL, "SELECT 1 FROM interveners LIMIT 1", "");

  return row != NULL && !imagin_sql_step (row, NULL);
}

gint64
academy_database_setting (AcademyDatabase *self, const char *name, gint64 otherwise)
{
  return one_integer (self, "SELECT value FROM settings WHERE name = ?1", name, otherwise);
}

gboolean
academy_database_set_setting (AcademyDatabase *self, const char *name, gint64 value, GError **error)
{
  return imagin_sql_run (
      self->sql, error,
      "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      "si", name, value);
}

gint64
academy_database_next (AcademyDatabase *self, const char *counter, GError **error)
{
  if (!imagin_sql_run (
          self->sql, error,
          "INSERT INTO counters (name, value) VALUES (?1, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1", "s",
          counter))
    return -1;
  return academy_database_last (self, counter);
}

gint64
academy_database_last (AcademyDatabase *self, const char *counter)
{
  return one_integer (self, "SELECT value FROM counters WHERE name = ?1", counter, 0);
}
