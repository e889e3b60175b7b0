/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a stream with a bound, and work on other threads. */

#include "unit-wait.h"

#include "base/imagin-future.h"

static GInputStream *
stream_of (gsize size)
{
  return g_memory_input_stream_new_from_data (g_strnfill (size, 'x'), (gssize) size, g_free);
}

static void
test_read_all (gconstpointer data)
{
  gsize size = GPOINTER_TO_SIZE (data);
  g_autoptr (GInputStream) stream = stream_of (size);
  g_autoptr (GBytes) bytes = unit_await_boxed (imagin_future_read_all (stream, size));

  g_assert_cmpuint (g_bytes_get_size (bytes), ==, size);
}

static void
test_read_too_much (gconstpointer data)
{
  gsize size = GPOINTER_TO_SIZE (data);
  g_autoptr (GInputStream) stream = stream_of (size + 1);
  g_autofree char *why = unit_await_refused (imagin_future_read_all (stream, size), IMAGIN_ERROR_TOO_LARGE);

  g_assert_nonnull (why);
}

/* A stream without an end: it must be given up as soon as the bound is passed, not held in memory. */
static void
test_read_without_end (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/zero");
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree char *why =
      unit_await_refused (imagin_future_read_all (G_INPUT_STREAM (stream), 1024 * 1024), IMAGIN_ERROR_TOO_LARGE);

  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (stream)), <, 2 * 1024 * 1024);
}

static gboolean
square_job (gpointer data, GValue *result, GError **error)
{
  gint64 *number = data;

  if (*number < 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_INVALID, "negative");
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, *number * *number);
  return TRUE;
}

static DexFuture *
square (gint64 number)
{
  return imagin_future_on_thread (square_job, g_memdup2 (&number, sizeof number), g_free);
}

static void
test_on_thread (void)
{
  DexFuture *futures[32];
  g_autofree char *why = NULL;

  for (int i = 0; i < 32; i++)
    futures[i] = square (i);
  for (int i = 0; i < 32; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_assert_true (unit_await (futures[i], &value, NULL));
      g_assert_cmpint (g_value_get_int64 (&value), ==, i * i);
    }
  why = unit_await_refused (square (-1), IMAGIN_ERROR_INVALID);
  g_assert_cmpstr (why, ==, "negative");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_data_func ("/future/reads-nothing", GSIZE_TO_POINTER (0), test_read_all);
  g_test_add_data_func ("/future/reads-to-the-end", GSIZE_TO_POINTER (10), test_read_all);
  g_test_add_data_func ("/future/reads-many-chunks", GSIZE_TO_POINTER (300001), test_read_all);
  g_test_add_data_func ("/future/one-byte-too-many-is-too-large", GSIZE_TO_POINTER (10), test_read_too_much);
  g_test_add_data_func ("/future/one-byte-too-many-after-many-chunks-too", GSIZE_TO_POINTER (300001),
                        test_read_too_much);
  g_test_add_func ("/future/an-endless-stream-is-given-up-at-the-bound", test_read_without_end);
  g_test_add_func ("/future/threads-give-values-and-errors", test_on_thread);
  return g_test_run ();
}
