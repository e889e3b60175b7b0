/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A write-ahead log whose end is missing is what a power loss leaves; one that is damaged before its end is not. */

#include "unit-wait.h"

#include "base/imagin-sql-log.h"
#include "base/imagin-sql.h"

#include <glib/gstdio.h>

#define PAGE_BYTES 4096
#define FRAME_BYTES (IMAGIN_SQL_FRAME_HEADER_BYTES + PAGE_BYTES)
#define N_TRANSACTIONS 4

typedef struct
{
  char *folder;
  char *path;
  char *log_path;
  guchar *log; /* of N_TRANSACTIONS after the table was made */
  gsize size;
  gsize last; /* where the last transaction begins */
} Logged;

static void
logged_clear (Logged *logged)
{
  unit_folder_remove (logged->folder);
  g_free (logged->folder);
  g_free (logged->path);
  g_free (logged->log_path);
  g_free (logged->log);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Logged, logged_clear)

static gsize
read_log (Logged *logged, guchar **bytes)
{
  g_autofree char *read = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (logged->log_path, &read, &size, NULL));
  *bytes = g_memdup2 (read, size);
  return size;
}

/* @restarted: the log begins anew once, with what an earlier run left behind in it */
static void
logged_make (Logged *logged, gboolean restarted)
{
  static const char *const migrations[] = { "CREATE TABLE kept (text TEXT)" };
  g_autoptr (GError) error = NULL;
  g_autofree guchar *before = NULL;
  sqlite3 *database;

  logged->folder = unit_folder_new ();
  logged->path = g_build_filename (logged->folder, "kept.db", NULL);
  logged->log_path = g_strconcat (logged->path, "-wal", NULL);
  database = imagin_sql_open (logged->path, migrations, 1, &error);
  g_assert_no_error (error);
  for (int i = 0; restarted && i < 2 * N_TRANSACTIONS; i++)
    imagin_sql_run (database, &error, "INSERT INTO kept VALUES (hex (zeroblob (3000)))", "");
  if (restarted)
    imagin_sql_run (database, &error, "PRAGMA wal_checkpoint (RESTART)", "");
  for (int i = 0; i < N_TRANSACTIONS; i++)
    {
      g_clear_pointer (&before, g_free);
      logged->last = read_log (logged, &before);
      imagin_sql_run (database, &error, "INSERT INTO kept VALUES (hex (zeroblob (3000)))", "");
    }
  g_assert_no_error (error);
  logged->size = read_log (logged, &logged->log);
  imagin_sql_close_as_it_is (database);
}

static gboolean
is_damaged (Logged *logged, const guchar *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (logged->log_path, (const char *) bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
  return imagin_sql_log_is_damaged (logged->path);
}

static void
test_cut_anywhere (void)
{
  g_auto (Logged) logged = { NULL };

  logged_make (&logged, FALSE);
  g_assert_false (is_damaged (&logged, logged.log, logged.size));
  for (gsize size = 0; size < logged.size; size += 509)
    g_assert_false (is_damaged (&logged, logged.log, size));
  g_unlink (logged.log_path);
  g_assert_false (imagin_sql_log_is_damaged (logged.path));
}

static void
test_a_byte_is_another (void)
{
  g_auto (Logged) logged = { NULL };

  logged_make (&logged, FALSE);
  g_assert_cmpuint (logged.last, >, FRAME_BYTES);
  for (gsize at = 0; at < logged.size; at += at < 64 ? 1 : 211)
    {
      gboolean damaged;

      logged.log[at] ^= 0x20;
      damaged = is_damaged (&logged, logged.log, logged.size);
      /* The last transaction may be one that the power loss cut. */
      if (damaged != (at < logged.last))
        g_error ("The byte %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " was %s", at, logged.size,
                 damaged ? "taken for damage" : "not noticed");
      logged.log[at] ^= 0x20;
    }
}

/* It says the same afterwards, and a store without a log has none to write. */
static void
test_written_anew (void)
{
  g_auto (Logged) logged = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree guchar *after = NULL;

  logged_make (&logged, FALSE);
  g_assert_false (is_damaged (&logged, logged.log, logged.size));
  g_assert_true (imagin_sql_log_write_anew (logged.path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (read_log (&logged, &after), ==, logged.size);
  g_assert_cmpmem (after, logged.size, logged.log, logged.size);
  g_unlink (logged.log_path);
  g_assert_true (imagin_sql_log_write_anew (logged.path, &error));
  g_assert_false (g_file_test (logged.log_path, G_FILE_TEST_EXISTS));
}

static void
test_pages_that_are_missing (void)
{
  g_auto (Logged) logged = { NULL };

  logged_make (&logged, FALSE);
  for (gsize at = IMAGIN_SQL_LOG_HEADER_BYTES; at < logged.size; at += FRAME_BYTES)
    {
      g_autofree guchar *holed = g_memdup2 (logged.log, logged.size);

      memset (holed + at, 0, FRAME_BYTES);
      /* The page before the last transaction's first: its end alone would show it. */
      if (at + 2 * FRAME_BYTES <= logged.last)
        g_assert_true (is_damaged (&logged, holed, logged.size));
      if (at >= logged.last)
        g_assert_false (is_damaged (&logged, holed, logged.size));
    }
}

static void
test_what_an_earlier_run_left (void)
{
  g_auto (Logged) logged = { NULL };

  logged_make (&logged, TRUE);
  /* Written over from its beginning, the log did not grow. */
  g_assert_cmpuint (logged.last, ==, logged.size);
  g_assert_false (is_damaged (&logged, logged.log, logged.size));
  for (gsize size = 0; size < logged.size; size += 4099)
    g_assert_false (is_damaged (&logged, logged.log, size));
}

int
main (int argc, char **argv)
{
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/log/a-byte-is-another", test_a_byte_is_another);
  g_test_add_func ("/log/pages-that-are-missing", test_pages_that_are_missing);
  g_test_add_func ("/log/what-an-earlier-run-left", test_what_an_earlier_run_left);
  g_test_add_func ("/log/written-anew", test_written_anew);
  return g_test_run ();
}
