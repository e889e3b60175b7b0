/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The embedded academy, as a process of its own. */

#include "imagin-demonstration.h"

#include "base/imagin-error.h"

#include "imagin-config.h"

#include <gio/gio.h>

/* The academy lives as long as its standard input: held here until the program ends, closed by the kernel if it is
 * killed. */
static GSubprocess *academy;
static DexFuture *address_future;

static char *
program (void)
{
  const char *given = g_getenv ("IMAGIN_ACADEMY");

  return given != NULL ? g_strdup (given) : g_build_filename (IMAGIN_BIN_DIR, "imagin-academy", NULL);
}

static void
line_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  if (line != NULL)
    dex_promise_resolve_string (promise, g_steal_pointer (&line));
  else
    dex_promise_reject (
        promise, g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_OFFLINE, "The demonstration academy did not start"));
}

static DexFuture *
start (void)
{
  g_autofree char *path = program ();
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "imagin", "demonstration", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  GError *error = NULL;
  DexPromise *promise;

  academy = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, path, "serve",
                              "--data", directory, "--demo", NULL);
  if (academy == NULL)
    return dex_future_new_for_error (error);
  promise = dex_promise_new ();
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (academy));
  g_data_input_stream_read_line_async (output, G_PRIORITY_DEFAULT, NULL, line_read, dex_ref (promise));
  return DEX_FUTURE (promise);
}

DexFuture *
imagin_demonstration_resolve (const char *address, gpointer data)
{
  if (g_strcmp0 (address, IMAGIN_DEMONSTRATION_ADDRESS) != 0)
    return dex_future_new_take_string (g_strdup (address));
  if (address_future == NULL)
    address_future = start ();
  return dex_ref (address_future);
}
