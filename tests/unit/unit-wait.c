/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounded waits on the main context, and folders that go away: what the tests of the client stand on. */

#include "unit-wait.h"

#include <glib/gstdio.h>

#define LOOK_EVERY_MS 5

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
unit_wait_until (UnitCondition condition, gpointer data, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) UNIT_WAIT_SECONDS * G_USEC_PER_SEC;
  /* A future may be completed by another thread, which does not wake this one. */
  guint source = g_timeout_add (LOOK_EVERY_MS, look_again, NULL);

  while (!condition (data))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("Waited %d seconds in vain: %s", UNIT_WAIT_SECONDS, what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

static gboolean
is_past (gpointer data)
{
  return g_get_monotonic_time () >= *(gint64 *) data;
}

void
unit_wait_ms (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  unit_wait_until (is_past, &until, "time passes");
}

static gboolean
is_completed (gpointer data)
{
  return !dex_future_is_pending (data);
}

gboolean
unit_await (DexFuture *future, GValue *result, GError **error)
{
  const GValue *value;

  unit_wait_until (is_completed, future, "a future completes");
  value = dex_future_get_value (future, error);
  if (value != NULL && result != NULL)
    {
      g_value_init (result, G_VALUE_TYPE (value));
      g_value_copy (value, result);
    }
  dex_unref (future);
  return value != NULL;
}

void
unit_await_done (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  unit_await (future, NULL, &error);
  g_assert_no_error (error);
}

gpointer
unit_await_object (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  unit_await (future, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_object (&value);
}

gpointer
unit_await_boxed (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  unit_await (future, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (&value);
}

char *
unit_await_string (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  unit_await (future, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_string (&value);
}

void
unit_assert_error (GError **error, ImaginError code)
{
  g_assert_error (*error, IMAGIN_ERROR, (int) code);
  g_clear_error (error);
}

char *
unit_await_refused (DexFuture *future, ImaginError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (unit_await (future, NULL, &error));
  g_assert_error (error, IMAGIN_ERROR, (int) code);
  return g_strdup (error->message);
}

char *
unit_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("imagin-unit-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
unit_folder_remove (const char *path)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_chmod (path, 0700);
  folder = g_dir_open (path, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        unit_folder_remove (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

char *
unit_file_new (const char *folder, const char *name, const void *bytes, gsize size)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize) size, &error);
  g_assert_no_error (error);
  return path;
}
