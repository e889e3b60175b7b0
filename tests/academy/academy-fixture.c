/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the academy's tests stand on: a folder, a database, and the real program over real HTTP. */

#include "academy-fixture.h"

#include "academy/academy-json.h"
#include "academy/database/academy-people.h"

#include <glib/gstdio.h>

void
fixture_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  *self = (Fixture) { NULL };
  self->directory = g_dir_make_tmp ("imagin-academy-XXXXXX", &error);
  g_assert_no_error (error);
  self->database = academy_database_open (self->directory, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
fixture_close (Fixture *self)
{
  if (self->server != NULL)
    {
      g_autoptr (GError) error = NULL;

      /* It ends because its standard input does. */
      g_output_stream_close (g_subprocess_get_stdin_pipe (self->server), NULL, NULL);
      g_subprocess_wait_check (self->server, NULL, &error);
      g_assert_no_error (error);
    }
  g_clear_object (&self->server);
  g_clear_object (&self->session);
  g_clear_pointer (&self->database, academy_database_close);
  if (self->directory != NULL)
    remove_folder (self->directory);
  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->address, g_free);
}

void
fixture_serve (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;

  self->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                   g_getenv ("IMAGIN_ACADEMY"), "serve", "--demo", "--data", self->directory, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  self->address = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (self->address, "http://127.0.0.1:"));
  self->session = soup_session_new ();
  soup_session_set_proxy_resolver (self->session, NULL);
}

static void
add_person (Fixture *self)
{
  g_autoptr (JsonNode) person = academy_json_read (
      "{\"id\":\"p-1\",\"number\":\"1000001\",\"vehicles\":[{\"id\":\"v-1\",\"kind\":\"car\",\"fiscal_power\":5}]}");
  g_autoptr (GError) error = NULL;

  academy_people_add (self->database, person, &error);
  g_assert_no_error (error);
}

void
fixture_plant (Fixture *self, const char *id, const char *work, const char *travel)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"%s\",\"number\":\"N-%s\",\"starts_at\":\"2020-01-06T08:00:00+01:00\",\"ends_at\":\"2020-01-06T18:00:"
      "00+01:00\","
      "\"exam\":{\"code\":\"bac_general\",\"label\":\"Bac\"},\"type\":{\"code\":\"marking\",\"label\":\"Correction\"},"
      "\"paper\":\"Philosophie\",\"rates\":{\"copy\":5,\"hour\":null},\"fields\":[{\"key\":\"copies\",\"label\":"
      "\"Copies\",\"unit\":\"copies\","
      "\"required\":true,\"minimum\":0,\"maximum\":500,\"help\":null,\"read_only_reason\":null},"
      "{\"key\":\"sessions\",\"label\":\"Séances\",\"unit\":\"sessions\",\"required\":false,\"minimum\":null,"
      "\"maximum\":null,\"help\":null,\"read_only_reason\":null}]}",
      id, id);
  g_autoptr (JsonNode) document = academy_json_read (text);
  g_autoptr (AcademyStatement) statement = academy_statement_new (id, "office", "2019-12-01T09:00:00+01:00");
  g_autoptr (GError) error = NULL;

  add_person (self);
  academy_mission_add (self->database, "p-1", document, &error);
  g_assert_no_error (error);
  if (*work != '\0')
    academy_statement_add_part (statement, "work", work, -1);
  if (*travel != '\0')
    academy_statement_add_part (statement, "travel", travel, -1);
  academy_statement_add (self->database, statement, &error);
  g_assert_no_error (error);
}

void
fixture_set_status (
    Fixture *self, const char *mission_id, const char *part, const char *status, const char *before_cancel)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcademyStatement) statement = academy_statement_load (self->database, mission_id, &error);
  AcademyPart *found;

  g_assert_no_error (error);
  found = academy_statement_part (statement, part);
  g_set_str (&found->status, status);
  g_set_str (&found->before_cancel, before_cancel);
  g_set_str (&found->certified_on, "2020-01-10");
  academy_statement_store (self->database, statement, "test", "2020-02-01T09:00:00+01:00", &error);
  g_assert_no_error (error);
}

char *
fixture_run (Fixture *self, const char *arguments, const char *now)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *line = g_strdup_printf ("academy %s --data %s", arguments, self->directory);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GSubprocess) program = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_free (words[0]);
  words[0] = g_strdup (g_getenv ("IMAGIN_ACADEMY"));
  if (now != NULL)
    g_subprocess_launcher_setenv (launcher, "IMAGIN_NOW", now, TRUE);
  program = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (program));
  return output;
}

void
answer_clear (Answer *self)
{
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->retry_after, g_free);
  g_clear_pointer (&self->json, json_node_unref);
}

Answer
fixture_ask (
    Fixture *self, const char *method, const char *path, const char *token, const char *if_match, const char *body)
{
  g_autofree char *uri = g_strconcat (self->address, path, NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) received = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };

  if (token != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", authorization);
  if (if_match != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "If-Match", if_match);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  received = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  answer.status = soup_message_get_status (message);
  answer.etag = g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "ETag"));
  answer.retry_after =
      g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After"));
  answer.json = imagin_json_parse (received, G_MAXINT32, NULL);
  return answer;
}
