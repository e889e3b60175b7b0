/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite with GError, parameters by letters, and migrations by user_version. */

#include "base/imagin-sql.h"

#include "base/imagin-error.h"
#include "base/imagin-folder.h"

#include <errno.h>
#include <glib/gstdio.h>

#define BUSY_TIMEOUT_MS 10000

/* Far more than there will ever be: what says more is not a version. */
#define VERSIONS_MAXIMUM 1000

static _Thread_local ImaginError failure; /* IMAGIN_ERROR_FAILED: none */

static gboolean
is_full (sqlite3 *database)
{
  int number = sqlite3_system_errno (database);

  return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

static ImaginError
error_of (sqlite3 *database)
{
  switch (sqlite3_errcode (database) & 0xff)
    {
    case SQLITE_FULL:
      return IMAGIN_ERROR_DISK_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return IMAGIN_ERROR_STORE_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return IMAGIN_ERROR_STORE_READ_ONLY;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      /* The file ends in the midst of a page: somebody cut it. */
      if (sqlite3_extended_errcode (database) == SQLITE_IOERR_SHORT_READ)
        return IMAGIN_ERROR_STORE_DAMAGED;
      if (is_full (database))
        return IMAGIN_ERROR_DISK_FULL;
      return sqlite3_system_errno (database) == EACCES || sqlite3_system_errno (database) == EROFS
                 ? IMAGIN_ERROR_STORE_READ_ONLY
                 : IMAGIN_ERROR_STORE;
    default:
      return IMAGIN_ERROR_STORE;
    }
}

gboolean
imagin_sql_set_error (GError **error, sqlite3 *database)
{
  ImaginError code = error_of (database);

  if (code != IMAGIN_ERROR_STORE || (sqlite3_errcode (database) & 0xff) == SQLITE_IOERR)
    failure = code;
  return imagin_error_set_false (error, code, "SQLite: %s", sqlite3_errmsg (database));
}

void
imagin_sql_forget_failures (void)
{
  failure = IMAGIN_ERROR_FAILED;
}

gboolean
imagin_sql_check_failures (GError **error)
{
  return failure == IMAGIN_ERROR_FAILED || imagin_error_set_false (error, failure, "SQLite could not use the file");
}

static gboolean
bind (sqlite3_stmt *statement, const char *types, va_list arguments)
{
  int result = SQLITE_OK;

  for (int i = 0; types[i] != '\0' && result == SQLITE_OK; i++)
    if (types[i] == 's')
      result = sqlite3_bind_text (statement, i + 1, va_arg (arguments, const char *), -1, SQLITE_TRANSIENT);
    else if (types[i] == 'i')
      result = sqlite3_bind_int64 (statement, i + 1, va_arg (arguments, gint64));
    else
      {
        GBytes *bytes = va_arg (arguments, GBytes *);

        result = bytes == NULL ? sqlite3_bind_null (statement, i + 1)
                               : sqlite3_bind_blob64 (statement, i + 1, g_bytes_get_data (bytes, NULL),
                                                      g_bytes_get_size (bytes), SQLITE_TRANSIENT);
      }
  return result == SQLITE_OK;
}

static sqlite3_stmt *
prepare (sqlite3 *database, GError **error, const char *sql, const char *types, va_list arguments)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK || !bind (statement, types, arguments))
    {
      imagin_sql_set_error (error, database);
      return NULL;
    }
  return g_steal_pointer (&statement);
}

sqlite3_stmt *
imagin_sql_prepare (sqlite3 *database, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list arguments;

  va_start (arguments, types);
  statement = prepare (database, error, sql, types, arguments);
  va_end (arguments);
  return statement;
}

gboolean
imagin_sql_step (sqlite3_stmt *statement, GError **error)
{
  int result = sqlite3_step (statement);

  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    imagin_sql_set_error (error, sqlite3_db_handle (statement));
  return FALSE;
}

gboolean
imagin_sql_run (sqlite3 *database, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  va_list arguments;
  int result;

  va_start (arguments, types);
  statement = prepare (database, error, sql, types, arguments);
  va_end (arguments);
  if (statement == NULL)
    return FALSE;
  do
    result = sqlite3_step (statement);
  while (result == SQLITE_ROW);
  return result == SQLITE_DONE || imagin_sql_set_error (error, database);
}

const char *
imagin_sql_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

static gboolean
execute (sqlite3 *database, const char *sql, GError **error)
{
  return sqlite3_exec (database, sql, NULL, NULL, NULL) == SQLITE_OK || imagin_sql_set_error (error, database);
}

static gboolean
migrate (sqlite3 *database, const char *const *migrations, guint n_migrations, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  guint version;

  /* The lock first: two programs that start together must not both migrate. */
  if (!execute (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  statement = imagin_sql_prepare (database, error, "PRAGMA user_version", "");
  if (statement == NULL || !imagin_sql_step (statement, error))
    {
      sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }
  version = (guint) sqlite3_column_int (statement, 0);
  g_clear_pointer (&statement, sqlite3_finalize);
  if (version > n_migrations)
    {
      sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
      return imagin_error_set_false (error,
                                     version > VERSIONS_MAXIMUM ? IMAGIN_ERROR_STORE_DAMAGED : IMAGIN_ERROR_STORE_NEWER,
                                     "The store is of version %u; this program knows %u", version, n_migrations);
    }
  for (; version < n_migrations; version++)
    {
      g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %u", version + 1);

      if (!execute (database, migrations[version], error) || !execute (database, stamp, error))
        {
          sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
          return FALSE;
        }
    }
  return execute (database, "COMMIT", error);
}

void
imagin_sql_close_as_it_is (sqlite3 *database)
{
  sqlite3_db_config (database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_close (database);
}

sqlite3 *
imagin_sql_open (const char *path, const char *const *migrations, guint n_migrations, GError **error)
{
  sqlite3 *database = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  g_autofree char *directory = path != NULL ? g_path_get_dirname (path) : NULL;

  if (directory != NULL && !g_file_test (directory, G_FILE_TEST_IS_DIR) && !imagin_folder_make (directory, error))
    return NULL;
  if (sqlite3_open_v2 (path != NULL ? path : ":memory:", &database, flags, NULL) != SQLITE_OK)
    {
      imagin_sql_set_error (error, database);
      sqlite3_close (database);
      return NULL;
    }
  if (sqlite3_db_readonly (database, "main") == 1)
    {
      imagin_error_set_false (error, IMAGIN_ERROR_STORE_READ_ONLY, "%s may not be written", path);
      sqlite3_close (database);
      return NULL;
    }
  sqlite3_busy_timeout (database, BUSY_TIMEOUT_MS);
  sqlite3_db_config (database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_limit (database, SQLITE_LIMIT_ATTACHED, 0);
  if (!execute (database,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys "
                "= ON; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON",
                error) ||
      !migrate (database, migrations, n_migrations, error))
    {
      imagin_sql_close_as_it_is (database);
      return NULL;
    }
  return database;
}
