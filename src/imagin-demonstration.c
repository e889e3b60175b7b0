/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The academies of the demonstration, each as a process of its own: a token is good for one origin only. */

#include "imagin-demonstration.h"

#include "base/imagin-error.h"

#include "imagin-config.h"

#include <gio/gio.h>

/* How long the office of the demonstration takes for a step, seconds: long enough to read what happened. */
#define OFFICE_SECONDS "45"

typedef struct
{
  const char *address;
  const char *folder;
  const char *option; /* nullable */
  /* The academy lives as long as its standard input: held here until the program ends, closed by the kernel if it is
   * killed. */
  GSubprocess *process;
  DexFuture *running;
} Academy;

static Academy academies[] = {
  { IMAGIN_DEMONSTRATION_ADDRESS, "demonstration", NULL, NULL, NULL },
  { IMAGIN_DEMONSTRATION_COMPETITIONS_ADDRESS, "demonstration-competitions", "--competitions", NULL, NULL },
};

const char *const *
imagin_demonstration_addresses (void)
{
  static const char *const addresses[] = { IMAGIN_DEMONSTRATION_ADDRESS, IMAGIN_DEMONSTRATION_COMPETITIONS_ADDRESS,
                                           NULL };

  return addresses;
}

static Academy *
find (const char *address)
{
  for (guint i = 0; i < G_N_ELEMENTS (academies); i++)
    if (g_strcmp0 (academies[i].address, address) == 0)
      return &academies[i];
  return NULL;
}

static char *
program (void)
{
  const char *given = g_getenv ("IMAGIN_ACADEMY");

  return given != NULL ? g_strdup (given) : g_build_filename (IMAGIN_BIN_DIR, "imagin-academy", NULL);
}

static char *
directory_of (Academy *academy)
{
  return g_build_filename (g_get_user_data_dir (), "imagin", academy->folder, NULL);
}

static void
line_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line != NULL)
    dex_promise_resolve_string (promise, g_steal_pointer (&line));
  else
    dex_promise_reject (
        promise, g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_OFFLINE, "The demonstration academy did not start"));
}

static DexFuture *
start (Academy *academy)
{
  g_autofree char *path = program ();
  g_autofree char *directory = directory_of (academy);
  g_autoptr (GDataInputStream) output = NULL;
  GError *error = NULL;
  DexPromise *promise;

  academy->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, path, "serve", "--data",
                        directory, "--demo", "--office-seconds", OFFICE_SECONDS, academy->option, NULL);
  if (academy->process == NULL)
    return dex_future_new_for_error (error);
  promise = dex_promise_new ();
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (academy->process));
  g_data_input_stream_read_line_async (output, G_PRIORITY_DEFAULT, NULL, line_read, dex_ref (promise));
  return DEX_FUTURE (promise);
}

DexFuture *
imagin_demonstration_resolve (const char *address, gpointer data)
{
  Academy *academy = find (address);

  if (academy == NULL)
    return dex_future_new_take_string (g_strdup (address));
  if (academy->running == NULL)
    academy->running = start (academy);
  return dex_ref (academy->running);
}

static void
ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  if (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_FAILED, error->message));
}

DexFuture *
imagin_demonstration_restart (const char *address, gpointer data)
{
  Academy *academy = find (address);
  g_autofree char *path = program ();
  g_autofree char *directory = NULL;
  g_autoptr (GSubprocess) command = NULL;
  GError *error = NULL;
  DexPromise *promise;

  if (academy == NULL)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_FAILED, "%s is no demonstration", address);
  directory = directory_of (academy);
  command = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, path, "restart", "--data", directory, NULL);
  if (command == NULL)
    return dex_future_new_for_error (error);
  promise = dex_promise_new ();
  g_subprocess_wait_check_async (command, NULL, ended, dex_ref (promise));
  return DEX_FUTURE (promise);
}
