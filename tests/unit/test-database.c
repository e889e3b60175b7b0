/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite on threads of its own: a job is one transaction, and its future resolves when that is on disk. */

#include "unit-wait.h"

#include "base/imagin-database.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const char *const schema[] = { "CREATE TABLE note (text TEXT NOT NULL) STRICT" };

static gboolean
add_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  return imagin_sql_run (database, error, "INSERT INTO note VALUES (?1)", "s", data);
}

/* Writes, and then finds that it cannot go on. */
static gboolean
add_and_fail_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  return add_job (database, data, result, error) && imagin_error_set_false (error, IMAGIN_ERROR_INVALID, "No");
}

/* Fails and does not even say why. */
static gboolean
fail_in_silence_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  return FALSE;
}

static gboolean
count_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = imagin_sql_prepare (database, error, "SELECT count (*) FROM note", "");

  if (statement == NULL || !imagin_sql_step (statement, error))
    return FALSE;
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, sqlite3_column_int64 (statement, 0));
  return TRUE;
}

static gint64
await_count (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  unit_await (future, &value, &error);
  g_assert_no_error (error);
  return g_value_get_int64 (&value);
}

static DexFuture *
add (ImaginDatabase *database, const char *text)
{
  return imagin_database_write (database, add_job, g_strdup (text), g_free);
}

static void
test_reader_sees_what_was_written (gconstpointer folder)
{
  g_autofree char *path = g_build_filename (folder, "seen.db", NULL);
  g_autoptr (ImaginDatabase) database = imagin_database_new (path, schema, 1);

  g_assert_cmpint (await_count (imagin_database_read (database, count_job, NULL, NULL)), ==, 0);
  for (gint64 n = 1; n <= 20; n++)
    {
      unit_await_done (add (database, "a"));
      g_assert_cmpint (await_count (imagin_database_read (database, count_job, NULL, NULL)), ==, n);
    }
  unit_await_done (imagin_database_close (database));
}

static void
test_failing_job_keeps_nothing (gconstpointer folder)
{
  g_autofree char *path = g_build_filename (folder, "failed.db", NULL);
  g_autoptr (ImaginDatabase) database = imagin_database_new (path, schema, 1);
  g_autofree char *why = unit_await_refused (imagin_database_write (database, add_and_fail_job, g_strdup ("b"), g_free),
                                             IMAGIN_ERROR_INVALID);
  g_autofree char *silent =
      unit_await_refused (imagin_database_write (database, fail_in_silence_job, NULL, NULL), IMAGIN_ERROR_STORE);

  g_assert_cmpstr (why, ==, "No");
  g_assert_cmpint (await_count (imagin_database_read (database, count_job, NULL, NULL)), ==, 0);
  unit_await_done (add (database, "b"));
  g_assert_cmpint (await_count (imagin_database_read (database, count_job, NULL, NULL)), ==, 1);
}

static void
test_a_reader_never_writes_for_others (gconstpointer folder)
{
  g_autofree char *path = g_build_filename (folder, "reader.db", NULL);
  g_autoptr (ImaginDatabase) database = imagin_database_new (path, schema, 1);

  /* Two connections: what one thread does in its transaction is nobody else's before it is committed. */
  g_assert_cmpint (await_count (imagin_database_write (database, count_job, NULL, NULL)), ==, 0);
  for (int i = 0; i < 50; i++)
    dex_future_disown (add (database, "c"));
  g_assert_cmpint (await_count (imagin_database_write (database, count_job, NULL, NULL)), ==, 50);
}

static void
test_close_runs_everything_first (gconstpointer folder)
{
  g_autofree char *path = g_build_filename (folder, "closed.db", NULL);
  g_autoptr (ImaginDatabase) database = imagin_database_new (path, schema, 1);
  g_autoptr (ImaginDatabase) again = NULL;
  g_autofree char *why = NULL;

  for (int i = 0; i < 100; i++)
    dex_future_disown (add (database, "d"));
  unit_await_done (imagin_database_close (database));
  unit_await_done (imagin_database_close (database));
  why = unit_await_refused (add (database, "too late"), IMAGIN_ERROR_STORE);
  again = imagin_database_new (path, schema, 1);
  g_assert_cmpint (await_count (imagin_database_read (again, count_job, NULL, NULL)), ==, 100);
}

static void
test_the_last_reference_runs_everything_too (gconstpointer folder)
{
  g_autofree char *path = g_build_filename (folder, "dropped.db", NULL);
  g_autoptr (ImaginDatabase) database = imagin_database_new (path, schema, 1);

  for (int i = 0; i < 100; i++)
    dex_future_disown (add (database, "e"));
  g_clear_object (&database);
  database = imagin_database_new (path, schema, 1);
  g_assert_cmpint (await_count (imagin_database_read (database, count_job, NULL, NULL)), ==, 100);
}

static void
test_read_only_folder (gconstpointer folder)
{
  g_autofree char *locked = g_build_filename (folder, "locked", NULL);
  g_autofree char *path = g_build_filename (locked, "below", "store.db", NULL);
  g_autoptr (ImaginDatabase) database = imagin_database_new (path, schema, 1);
  g_autofree char *why = NULL;
  ImaginError code = IMAGIN_ERROR_STORE_READ_ONLY;

  g_assert_cmpint (g_mkdir (locked, 0500), ==, 0);
  if (access (locked, W_OK) == 0)
    {
      /* Nothing is read-only for root: a file where the folder should be does as well. */
      g_rmdir (locked);
      g_free (unit_file_new (folder, "locked", "", 0));
      code = IMAGIN_ERROR_STORE;
    }
  why = unit_await_refused (add (database, "f"), code);
  g_assert_cmpstr (why, !=, "");
  g_chmod (locked, 0700);
  g_remove (locked);
  /* Opened anew at the next job: what stood in the way may have gone. */
  unit_await_done (add (database, "f"));
}

static void
test_in_memory (void)
{
  g_autoptr (ImaginDatabase) database = imagin_database_new (NULL, schema, 1);

  unit_await_done (add (database, "g"));
  g_assert_cmpint (await_count (imagin_database_read (database, count_job, NULL, NULL)), ==, 1);
  unit_await_done (imagin_database_close (database));
}

static void
test_a_reader_makes_no_file (gconstpointer folder)
{
  g_autofree char *directory = g_build_filename (folder, "asked-only", NULL);
  g_autofree char *path = g_build_filename (directory, "d.db", NULL);
  g_autoptr (ImaginDatabase) database = imagin_database_new (path, schema, G_N_ELEMENTS (schema));

  g_assert_cmpint (await_count (imagin_database_read (database, count_job, NULL, NULL)), ==, 0);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
  unit_await_done (add (database, "one"));
  g_assert_cmpint (await_count (imagin_database_read (database, count_job, NULL, NULL)), ==, 1);
  unit_await_done (imagin_database_close (database));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = unit_folder_new ();
  int result;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_data_func ("/database/the-reader-sees-what-was-written", folder, test_reader_sees_what_was_written);
  g_test_add_data_func ("/database/a-failing-job-keeps-nothing", folder, test_failing_job_keeps_nothing);
  g_test_add_data_func ("/database/jobs-run-in-the-order-given", folder, test_a_reader_never_writes_for_others);
  g_test_add_data_func ("/database/closing-runs-everything-given-before", folder, test_close_runs_everything_first);
  g_test_add_data_func ("/database/so-does-the-last-reference", folder, test_the_last_reference_runs_everything_too);
  g_test_add_data_func ("/database/a-folder-that-refuses-is-an-error-and-tried-again", folder, test_read_only_folder);
  g_test_add_data_func ("/database/asking-makes-no-file", folder, test_a_reader_makes_no_file);
  g_test_add_func ("/database/in-memory", test_in_memory);
  result = g_test_run ();
  unit_folder_remove (folder);
  return result;
}
