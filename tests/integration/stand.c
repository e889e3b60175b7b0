/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The academy behind the validating proxy. */

#include "stand.h"

#include "base/imagin-json.h"

#include <glib/gstdio.h>

#include <signal.h>

static char *world;

void
stand_init (int *argc, char ***argv)
{
  g_autofree char *keyring = NULL;
  g_autofree char *home = NULL;

  g_test_init (argc, argv, NULL);
  world = unit_folder_new ();
  keyring = g_build_filename (world, "keyring", NULL);
  home = g_build_filename (world, "data", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "x", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  dex_init ();
}

int
stand_run (void)
{
  int status = g_test_run ();

  unit_folder_remove (world);
  g_clear_pointer (&world, g_free);
  return status;
}

/* Starts a program whose first line is its address, and which ends when its input closes. */
static GSubprocess *
start (const char *const *words, char **address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
      g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr (GDataInputStream) lines = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_free (*address);
  *address = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (*address);
  g_assert_true (g_str_has_prefix (*address, "http://127.0.0.1:"));
  return g_steal_pointer (&child);
}

static void
stop (GSubprocess **child)
{
  g_autoptr (GError) error = NULL;

  if (*child == NULL)
    return;
  g_output_stream_close (g_subprocess_get_stdin_pipe (*child), NULL, NULL);
  g_subprocess_wait_check (*child, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (child);
}

void
stand_freeze_academy (Stand *self)
{
  g_subprocess_send_signal (self->academy, SIGSTOP);
}

void
stand_thaw_academy (Stand *self)
{
  g_subprocess_send_signal (self->academy, SIGCONT);
}

void
stand_start_academy (Stand *self)
{
  const char *const words[] = {
    g_getenv ("IMAGIN_ACADEMY"), "serve",  "--demo",   "--data", self->data, "--poll-seconds",
    self->poll_seconds,          "--port", self->port, NULL
  };
  g_autofree char *address = NULL;
  g_autoptr (GUri) uri = NULL;

  self->academy = start (words, &address);
  uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_free (self->port);
  self->port = g_strdup_printf ("%d", g_uri_get_port (uri));
}

static void
start_proxy (Stand *self)
{
  g_autofree char *upstream = g_strdup_printf ("http://127.0.0.1:%s/", self->port);
  const char *const words[] = { "python3", g_getenv ("IMAGIN_PROXY"), "--upstream", upstream, "--record", self->record,
                                NULL };

  self->proxy = start (words, &self->address);
}

void
stand_open (Stand *self, const char *poll_seconds)
{
  *self = (Stand) { NULL };
  self->folder = unit_folder_new ();
  self->data = g_build_filename (self->folder, "academy", NULL);
  self->record = g_build_filename (self->folder, "contract.jsonl", NULL);
  self->poll_seconds = poll_seconds;
  self->port = g_strdup ("0");
  stand_start_academy (self);
  start_proxy (self);
}

void
stand_stop_academy (Stand *self)
{
  stop (&self->academy);
}

static char *
seen (Stand *self)
{
  char *text = NULL;

  return g_file_get_contents (self->record, &text, NULL, NULL) ? text : g_strdup ("");
}

/* Every exchange was in the contract; the coverage of the whole run counts ours too. */
static void
judge (Stand *self)
{
  g_autofree char *text = seen (self);
  const char *record = g_getenv ("IMAGIN_CONTRACT_RECORD");
  FILE *file = record != NULL ? g_fopen (record, "ae") : NULL;

  if (file != NULL)
    {
      fwrite (text, 1, strlen (text), file);
      fclose (file);
    }
  if (strstr (text, "\"violation\"") != NULL)
    g_error ("Against the contract:\n%s", strstr (text, "\"violation\""));
}

void
stand_close (Stand *self)
{
  stop (&self->proxy);
  stop (&self->academy);
  judge (self);
  unit_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self->data);
  g_free (self->record);
  g_free (self->port);
  g_free (self->address);
}

static char *
run (Stand *self, const char *arguments)
{
  g_autofree char *line = g_strdup_printf ("academy %s --data %s", arguments, self->data);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GSubprocess) program = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_set_str (&words[0], g_getenv ("IMAGIN_ACADEMY"));
  program = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (program));
  return output;
}

void
stand_office (Stand *self, const char *verb_and_mission)
{
  g_autofree char *arguments = g_strconcat ("office ", verb_and_mission, NULL);

  g_free (run (self, arguments));
}

JsonNode *
stand_show (Stand *self, const char *mission_id)
{
  g_autofree char *arguments = g_strdup_printf ("show %s --json", mission_id);
  g_autofree char *text = run (self, arguments);
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

gint64
stand_copies (Stand *self, const char *mission_id)
{
  g_autoptr (JsonNode) node = stand_show (self, mission_id);
  JsonObject *statement = json_object_get_object_member (json_node_get_object (node), "statement");
  g_autoptr (ImaginStatement) held = NULL;
  g_autoptr (GError) error = NULL;

  /* The one thing that the answer carries in a header's stead, and that is not shown. */
  if (!json_object_has_member (statement, "etag"))
    json_object_set_string_member (statement, "etag", "\"shown\"");
  held = imagin_entity_from_json (IMAGIN_TYPE_STATEMENT,
                                  json_object_get_member (json_node_get_object (node), "statement"), &error);
  g_assert_no_error (error);
  return imagin_statement_get_quantity (held, "copies");
}

typedef struct
{
  Stand *stand;
  const char *mission_id;
  gint64 copies;
  gint64 look_at_us;
} Awaited;

static gboolean
has_copies (gpointer data)
{
  Awaited *awaited = data;

  if (g_get_monotonic_time () < awaited->look_at_us)
    return FALSE;
  awaited->look_at_us = g_get_monotonic_time () + G_USEC_PER_SEC / 4;
  return stand_copies (awaited->stand, awaited->mission_id) == awaited->copies;
}

void
stand_wait_copies (Stand *self, const char *mission_id, gint64 copies)
{
  Awaited awaited = { self, mission_id, copies, 0 };

  unit_wait_until (has_copies, &awaited, "the academy holds the copies");
}

guint
stand_count_seen (Stand *self, const char *operation, guint status)
{
  g_autofree char *text = seen (self);
  g_autofree char *wanted = g_strdup_printf ("{\"seen\": \"%s\", \"status\": %u}", operation, status);
  guint count = 0;

  for (const char *at = strstr (text, wanted); at != NULL; at = strstr (at + 1, wanted))
    count++;
  return count;
}
