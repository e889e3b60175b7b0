/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite as the product opens it: migrations, durability, errors. */

#include "unit-wait.h"

#include "base/imagin-sql.h"

static const char *const three[] = {
  "CREATE TABLE step (n INTEGER NOT NULL) STRICT; INSERT INTO step VALUES (1)",
  "INSERT INTO step SELECT max (n) + 1 FROM step",
  "INSERT INTO step SELECT max (n) + 1 FROM step",
};

static gint64
number_of (sqlite3 *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) statement = imagin_sql_prepare (database, &error, sql, "");

  g_assert_no_error (error);
  g_assert_true (imagin_sql_step (statement, &error));
  return sqlite3_column_int64 (statement, 0);
}

static sqlite3 *
open_at (const char *path, const char *const *migrations, guint count)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *database = imagin_sql_open (path, migrations, count, &error);

  g_assert_no_error (error);
  return database;
}

static void
test_migrations_in_order (gconstpointer folder)
{
  g_autofree char *path = g_build_filename (folder, "below", "steps.db", NULL);

  for (guint known = 1; known <= G_N_ELEMENTS (three); known++)
    {
      sqlite3 *database = open_at (path, three, known);

      g_assert_cmpint (number_of (database, "SELECT group_concat (n, '') FROM step"), ==,
                       known == 1   ? 1
                       : known == 2 ? 12
                                    : 123);
      g_assert_cmpint (number_of (database, "PRAGMA user_version"), ==, known);
      sqlite3_close (database);
    }
}

static void
test_newer_is_refused (gconstpointer folder)
{
  g_autofree char *path = g_build_filename (folder, "newer.db", NULL);
  g_autoptr (GError) error = NULL;

  sqlite3_close (open_at (path, three, 3));
  g_assert_null (imagin_sql_open (path, three, 2, &error));
  unit_assert_error (&error, IMAGIN_ERROR_STORE_NEWER);
}

static void
test_a_failing_step_keeps_nothing (gconstpointer folder)
{
  static const char *const wrong[] = { "CREATE TABLE step (n INTEGER NOT NULL) STRICT",
                                       "INSERT INTO step VALUES (7); INSERT INTO nowhere VALUES (1)" };
  g_autofree char *path = g_build_filename (folder, "failing.db", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *database;

  sqlite3_close (open_at (path, wrong, 1));
  g_assert_null (imagin_sql_open (path, wrong, 2, &error));
  unit_assert_error (&error, IMAGIN_ERROR_STORE);
  database = open_at (path, wrong, 1);
  g_assert_cmpint (number_of (database, "SELECT count (*) FROM step"), ==, 0);
  g_assert_cmpint (number_of (database, "PRAGMA user_version"), ==, 1);
  sqlite3_close (database);
}

static void
test_opened_as_the_product_wants (gconstpointer folder)
{
  g_autofree char *path = g_build_filename (folder, "opened.db", NULL);
  sqlite3 *database = open_at (path, three, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) mode = imagin_sql_prepare (database, &error, "PRAGMA journal_mode", "");

  g_assert_true (imagin_sql_step (mode, &error));
  g_assert_cmpstr (imagin_sql_text (mode, 0), ==, "wal");
  g_clear_pointer (&mode, sqlite3_finalize);
  g_assert_cmpint (number_of (database, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (number_of (database, "PRAGMA foreign_keys"), ==, 1);
  sqlite3_close (database);
}

static void
test_parameters (void)
{
  sqlite3 *database = open_at (NULL, NULL, 0);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (database, &error, "SELECT ?1, ?2, ?3, ?4, typeof (?5)", "sibss",
                                                     "l’été; DROP TABLE x --", G_MAXINT64, bytes, NULL, NULL);

  g_assert_no_error (error);
  g_assert_true (imagin_sql_step (row, &error));
  g_assert_cmpstr (imagin_sql_text (row, 0), ==, "l’été; DROP TABLE x --");
  g_assert_cmpint (sqlite3_column_int64 (row, 1), ==, G_MAXINT64);
  g_assert_cmpmem (sqlite3_column_blob (row, 2), sqlite3_column_bytes (row, 2), "\0\1\2", 3);
  g_assert_null (imagin_sql_text (row, 3));
  g_assert_cmpstr (imagin_sql_text (row, 4), ==, "null");
  g_assert_false (imagin_sql_step (row, &error));
  g_assert_no_error (error);
  g_clear_pointer (&row, sqlite3_finalize);
  sqlite3_close (database);
}

static void
test_errors (void)
{
  sqlite3 *database = open_at (NULL, three, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (imagin_sql_run (database, &error, "INSERT INTO nowhere VALUES (1)", ""));
  unit_assert_error (&error, IMAGIN_ERROR_STORE);
  g_assert_false (imagin_sql_run (database, &error, "INSERT INTO step VALUES (?1)", "s", "a text"));
  unit_assert_error (&error, IMAGIN_ERROR_STORE);
  g_assert_true (imagin_sql_run (database, &error, "PRAGMA max_page_count = 1", ""));
  g_assert_false (imagin_sql_run (database, &error, "CREATE TABLE more AS SELECT randomblob (100000)", ""));
  unit_assert_error (&error, IMAGIN_ERROR_DISK_FULL);
  sqlite3_close (database);
}

static void
test_not_a_database (gconstpointer folder)
{
  g_autofree char *path = unit_file_new (folder, "letter.db", "Madame, Monsieur, veuillez trouver ci-joint…", 44);
  g_autofree char *impossible = g_build_filename (path, "store.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (imagin_sql_open (path, three, 3, &error));
  unit_assert_error (&error, IMAGIN_ERROR_STORE_DAMAGED);
  g_assert_null (imagin_sql_open (impossible, three, 3, &error));
  unit_assert_error (&error, IMAGIN_ERROR_STORE);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = unit_folder_new ();
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sql/migrations-run-once-and-in-order", folder, test_migrations_in_order);
  g_test_add_data_func ("/sql/a-newer-version-is-refused", folder, test_newer_is_refused);
  g_test_add_data_func ("/sql/a-failing-migration-keeps-nothing", folder, test_a_failing_step_keeps_nothing);
  g_test_add_data_func ("/sql/every-connection-is-durable", folder, test_opened_as_the_product_wants);
  g_test_add_func ("/sql/parameters-are-values-and-nothing-else", test_parameters);
  g_test_add_func ("/sql/errors-say-store-or-disk-full", test_errors);
  g_test_add_data_func ("/sql/what-is-no-database-is-refused", folder, test_not_a_database);
  result = g_test_run ();
  unit_folder_remove (folder);
  return result;
}
