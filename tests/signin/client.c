/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client's floor of the network, driven by words on its standard input:
 *   sign-in, cancel, get N, sign-out, end-session, kept, restore TOKEN
 * Each is answered by one line or more on the standard output. Arguments: an academy, its sign-in method as JSON, how
 * many seconds nothing may move, and the certificates of authorities to trust instead of the system's ("" for those).
 */

#include "base/imagin-error.h"
#include "remote/imagin-remote.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>

static const ImaginLoopbackWords words = { "fr", "Connexion à Imagin", "Vous pouvez fermer cette page.",
                                           "Le portail a refusé.", "Rien n’a changé." };

typedef struct
{
  ImaginRemote *remote;
  ImaginPortal *portal;
  GDataInputStream *input;
  GMainLoop *loop;
  char *kept;
} Client;

static const struct
{
  ImaginError code;
  const char *name;
} names[] = {
  { IMAGIN_ERROR_MALFORMED, "malformed" },
  { IMAGIN_ERROR_OFFLINE, "offline" },
  { IMAGIN_ERROR_TIMED_OUT, "timed-out" },
  { IMAGIN_ERROR_UNTRUSTED, "untrusted" },
  { IMAGIN_ERROR_SIGN_IN_REQUIRED, "sign-in-required" },
  { IMAGIN_ERROR_PORTAL_REFUSED, "refused" },
  { IMAGIN_ERROR_PORTAL_EXPIRED, "expired" },
  { IMAGIN_ERROR_UNAVAILABLE, "unavailable" },
  { IMAGIN_ERROR_CANCELLED, "cancelled" },
};

G_GNUC_PRINTF (1, 2)
static void
say (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  putchar ('\n');
  fflush (stdout);
}

/* "word" where it went well, "failed NAME message" otherwise. */
static DexFuture *
tell (DexFuture *completed, gpointer word)
{
  g_autoptr (GError) error = NULL;
  const char *name = "other";

  if (dex_future_get_value (completed, &error) != NULL)
    {
      say ("%s", (const char *) word);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (imagin_error_matches (error, names[i].code))
      name = names[i].name;
  say ("failed %s %s", name, error->message);
  return NULL;
}

static void
tell_when_done (DexFuture *future, const char *word)
{
  dex_future_disown (dex_future_finally (future, tell, (gpointer) word, NULL));
}

static void
opened (const char *address, gpointer data)
{
  say ("open %s", address);
}

static DexFuture *
keep (const char *refresh_token, gpointer data)
{
  g_set_str (&((Client *) data)->kept, refresh_token);
  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
take (DexFuture *completed, gpointer data)
{
  g_autoptr (ImaginTokens) tokens = dex_await_object (dex_ref (completed), NULL);

  return imagin_remote_take_tokens (((Client *) data)->remote, tokens);
}

static DexFuture *
tell_text (DexFuture *completed, gpointer data)
{
  g_autofree char *text = dex_await_string (dex_ref (completed), NULL);

  say ("end-session %s", text);
  return NULL;
}

static void
get (Client *self, int times)
{
  for (int i = 0; i < times; i++)
    {
      g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/data");

      tell_when_done (imagin_remote_send (self->remote, request), "got");
    }
}

static void
obey (Client *self, const char *line)
{
  if (g_str_equal (line, "sign-in"))
    tell_when_done (
        dex_future_then (imagin_portal_sign_in (self->portal, &words, opened, NULL, NULL), take, self, NULL),
        "signed-in");
  else if (g_str_equal (line, "cancel"))
    imagin_portal_cancel (self->portal);
  else if (g_str_has_prefix (line, "get "))
    get (self, atoi (line + 4));
  else if (g_str_equal (line, "sign-out"))
    tell_when_done (imagin_remote_sign_out (self->remote), "signed-out");
  else if (g_str_equal (line, "end-session"))
    dex_future_disown (dex_future_then (imagin_portal_find_end_session (self->portal), tell_text, NULL, NULL));
  else if (g_str_equal (line, "kept"))
    say ("kept %s", self->kept != NULL ? self->kept : "");
  else if (g_str_has_prefix (line, "restore "))
    {
      imagin_remote_set_refresh_token (self->remote, line + 8);
      say ("restored");
    }
  else
    say ("what? %s", line);
}

static void
read_line (GObject *source, GAsyncResult *result, gpointer data)
{
  Client *self = data;
  g_autofree char *line = g_data_input_stream_read_line_finish (self->input, result, NULL, NULL);

  if (line == NULL)
    {
      g_main_loop_quit (self->loop);
      return;
    }
  obey (self, line);
  g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, NULL, read_line, self);
}

int
main (int argc, char **argv)
{
  Client self = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginSignInMethod) method = NULL;
  g_autoptr (GInputStream) input = g_unix_input_stream_new (0, FALSE);

  g_return_val_if_fail (argc == 5, 2);
  g_log_writer_default_set_use_stderr (TRUE);
  dex_init ();
  if (*argv[4] != '\0')
    {
      g_autoptr (GTlsDatabase) authorities = g_tls_file_database_new (argv[4], &error);

      g_assert_no_error (error);
      g_tls_backend_set_default_database (g_tls_backend_get_default (), authorities);
    }
  method = imagin_entity_from_text (IMAGIN_TYPE_SIGN_IN_METHOD, argv[2], &error);
  g_assert_no_error (error);
  self.remote = imagin_remote_new (argv[1], &error);
  self.portal = imagin_portal_new (method, &error);
  g_assert_no_error (error);
  imagin_portal_set_patience (self.portal, IMAGIN_PORTAL_LIMIT_SECONDS, (guint) atoi (argv[3]));
  imagin_remote_set_portal (self.remote, self.portal);
  imagin_remote_set_token_keeper (self.remote, keep, &self);
  self.input = g_data_input_stream_new (input);
  self.loop = g_main_loop_new (NULL, FALSE);
  g_data_input_stream_read_line_async (self.input, G_PRIORITY_DEFAULT, NULL, read_line, &self);
  g_main_loop_run (self.loop);
  imagin_remote_set_token_keeper (self.remote, NULL, NULL);
  imagin_portal_cancel (self.portal);
  g_clear_object (&self.remote);
  g_clear_object (&self.portal);
  g_clear_object (&self.input);
  g_main_loop_unref (self.loop);
  g_free (self.kept);
  return 0;
}
