/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-sql.h"

G_BEGIN_DECLS

/**
 * AcademyDatabase:
 *
 * What an academy holds: one SQLite file and a folder of receipts in one directory. Everything blocks; one thread uses
 * it. The SQL of the academy stays in this folder.
 */
typedef struct
{
  sqlite3 *sql;
  char *directory;
  char *epoch; /* changes when the data were restored from a backup */
} AcademyDatabase;

/**
 * academy_database_open:
 * @directory: made where it is not there
 *
 * Returns: (transfer full): the database, or NULL with @error set
 */
AcademyDatabase *academy_database_open (const char *directory, GError **error);
void academy_database_close (AcademyDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcademyDatabase, academy_database_close)

/**
 * academy_database_begin:
 * @write: whether something will be written: the lock is then taken at once
 */
gboolean academy_database_begin (AcademyDatabase *self, gboolean write, GError **error);
gboolean academy_database_commit (AcademyDatabase *self, GError **error);
void academy_database_rollback (AcademyDatabase *self);

/**
 * academy_database_is_empty:
 *
 * Returns: whether it holds no intervener
 */
gboolean academy_database_is_empty (AcademyDatabase *self);

/**
 * academy_database_setting:
 *
 * Returns: the number kept under @name, or @otherwise
 */
gint64 academy_database_setting (AcademyDatabase *self, const char *name, gint64 otherwise);
gboolean academy_database_set_setting (AcademyDatabase *self, const char *name, gint64 value, GError **error);

/**
 * academy_database_next:
 * @counter: "change" or "validation"
 *
 * Returns: the next number of a counter that never goes back, or -1 with @error set
 */
gint64 academy_database_next (AcademyDatabase *self, const char *counter, GError **error);

/**
 * academy_database_last:
 *
 * Returns: the number that academy_database_next() gave last, 0 before the first
 */
gint64 academy_database_last (AcademyDatabase *self, const char *counter);

G_END_DECLS
