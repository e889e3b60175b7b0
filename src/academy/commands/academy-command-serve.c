/* SPDX-License-Identifier: GPL-3.0-or-later */
/* serve: answers on a loopback port until the standard input closes. */

#include "academy/academy-convocation.h"
#include "academy/academy-time.h"
#include "academy/commands/academy-commands.h"
#include "academy/commands/academy-serve-options.h"
#include "academy/demo/academy-demo-portal.h"
#include "academy/demo/academy-demo.h"
#include "academy/http/academy-server.h"
#include "academy/office/academy-office.h"
#include "base/imagin-error.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#define CLOCK_SECONDS 1

typedef struct
{
  char *directory;
  gboolean demo;
  gboolean competitions;
  gboolean stay;
  gboolean with_parent;
  AcademyIssuerOptions issuer;
  AcademyTrustRules rules;
  AcademyOptions options;
} Serve;

static void
serve_clear (Serve *self)
{
  g_free (self->directory);
  academy_issuer_options_clear (&self->issuer);
  academy_trust_rules_clear (&self->rules);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Serve, serve_clear)

static gboolean
on_input (int descriptor, GIOCondition condition, gpointer loop)
{
  char scrap[256];
  ssize_t size = read (descriptor, scrap, sizeof scrap);

  if (size > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_clock (gpointer database)
{
  g_autoptr (GError) error = NULL;

  if (!academy_office_pass_time (database, &error))
    g_warning ("The clock: %s", error->message);
  return G_SOURCE_CONTINUE;
}

/* The office on a speeded-up clock: on what is sent since the demonstration began, so that the rest stays as it was
 * shown. */
typedef struct
{
  AcademyDatabase *database;
  gint64 since;
} Office;

static gboolean
on_office (gpointer data)
{
  Office *office = data;
  g_autofree char *at = academy_now_text ();
  g_autoptr (GError) error = NULL;

  if (!academy_office_advance (office->database, office->since, at, &error))
    g_warning ("The office: %s", error->message);
  return G_SOURCE_CONTINUE;
}

static void
run (AcademyDatabase *database, const AcademyOptions *options, gboolean stay)
{
  Office office = { database, academy_database_setting (database, "filled_at", academy_now_seconds ()) };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint input = stay ? 0 : g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, on_input, loop);
  guint sources[] = { g_unix_signal_add (SIGTERM, on_signal, loop), g_unix_signal_add (SIGINT, on_signal, loop),
                      g_timeout_add_seconds (CLOCK_SECONDS, on_clock, database),
                      options->office_seconds > 0
                          ? g_timeout_add_seconds ((guint) options->office_seconds, on_office, &office)
                          : 0 };
  GSource *left;

  g_main_loop_run (loop);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] != 0)
      g_source_remove (sources[i]);
  left = input != 0 ? g_main_context_find_source_by_id (NULL, input) : NULL;
  if (left != NULL)
    g_source_destroy (left);
}

/* An issuer that was named, or the demonstration itself, or none. */
static gboolean
open_trust (Serve *self, AcademyDatabase *database, const char *address, GError **error)
{
  if (self->issuer.issuer == NULL && !self->demo)
    return TRUE;
  if (self->issuer.issuer != NULL ? !academy_issuer_options_read (&self->issuer, &self->rules, error)
                                  : !academy_demo_portal_open (database, address, &self->rules, error))
    return FALSE;
  self->options.trust = academy_trust_new (&self->rules);
  return TRUE;
}

/* The demonstration listens where it did last time if it can: its address is its name as an issuer, and a session that
 * is kept from before names it. */
static SoupServer *
listen_again (Serve *self, AcademyDatabase *database, GError **error)
{
  gboolean any = self->options.port == 0;
  SoupServer *server = NULL;

  if (self->demo && any)
    {
      self->options.port = (int) CLAMP (academy_database_setting (database, "port", 0), 0, G_MAXUINT16);
      server = academy_server_new (database, &self->options, NULL);
      self->options.port = 0;
    }
  if (server == NULL)
    server = academy_server_new (database, &self->options, error);
  if (server == NULL || !self->demo)
    return server;
  if (academy_database_set_setting (database, "port", academy_server_port (server), error))
    return server;
  g_object_unref (server);
  return NULL;
}

static gboolean
serve (Serve *self, GError **error)
{
  g_autoptr (AcademyDatabase) database = academy_database_open (self->directory, error);
  g_autoptr (SoupServer) server = NULL;
  g_autofree char *address = NULL;

  if (database == NULL ||
      (self->demo && academy_database_is_empty (database) && !academy_demo_fill (database, self->competitions, error)))
    return FALSE;
  server = listen_again (self, database, error);
  if (server == NULL)
    return FALSE;
  address = academy_server_address (server);
  if (!open_trust (self, database, address, error))
    return FALSE;
  printf ("%s\n", address);
  fflush (stdout);
  run (database, &self->options, self->stay);
  soup_server_disconnect (server);
  g_clear_pointer (&self->options.trust, academy_trust_free);
  academy_server_drain ();
  academy_convocation_forget ();
  return TRUE;
}

gboolean
academy_command_serve (GStrv *arguments, GError **error)
{
  g_auto (Serve)
      self = { .issuer = { .skew = 60, .keys_seconds = 30 }, .options = { .access_seconds = 900, .poll_seconds = 5 } };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self.directory, "Where the academy keeps its data", "DIR" },
    { "port", 0, 0, G_OPTION_ARG_INT, &self.options.port, "The port on 127.0.0.1; 0: a free one", "N" },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &self.demo, "Fill an empty DIR with the demonstration", NULL },
    { "competitions", 0, 0, G_OPTION_ARG_NONE, &self.competitions,
      "With --demo: its second academy, of national competitions", NULL },
    { "access-seconds", 0, 0, G_OPTION_ARG_INT64, &self.options.access_seconds, "Life of an access token (900)", "N" },
    { "poll-seconds", 0, 0, G_OPTION_ARG_INT64, &self.options.poll_seconds, "How often clients may ask for changes (5)",
      "N" },
    { "office-seconds", 0, 0, G_OPTION_ARG_INT64, &self.options.office_seconds,
      "Let the office take a step every N seconds on what is validated from now on", "N" },
    { "issuer", 0, 0, G_OPTION_ARG_STRING, &self.issuer.issuer,
      "An OpenID issuer whose access tokens are believed: JWT by RFC 9068, RS256 or ES256", "URL" },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &self.issuer.client, "The client's public name there (imagin)", "ID" },
    { "audience", 0, 0, G_OPTION_ARG_STRING, &self.issuer.audience,
      "What the issuer calls this academy, the `aud` of a token (the client's name)", "NAME" },
    { "claim", 0, 0, G_OPTION_ARG_STRING, &self.issuer.claim,
      "Which claim names the person (sub); see `imagin-academy subject`", "NAME" },
    { "scope", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.issuer.scopes,
      "What the client asks for, once for each (openid, profile, offline_access)", "SCOPE" },
    { "redirect-port", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.issuer.ports,
      "A port that a browser may come back to, once for each (any)", "N" },
    { "clock-skew", 0, 0, G_OPTION_ARG_INT64, &self.issuer.skew, "How far the issuer's clock may be off (60)",
      "SECONDS" },
    { "keys-seconds", 0, 0, G_OPTION_ARG_INT64, &self.issuer.keys_seconds,
      "How long before an unknown key makes the academy ask for the keys again (30)", "SECONDS" },
    { "with-parent", 0, 0, G_OPTION_ARG_NONE, &self.with_parent, "End when the parent process dies", NULL },
    { "stay", 0, 0, G_OPTION_ARG_NONE, &self.stay, "Do not end when the standard input closes", NULL },
    G_OPTION_ENTRY_NULL,
  };
  gboolean parsed = academy_command_parse (arguments, entries, "serve --data DIR",
                                           "Serves an academy; the first line of output is its address.", error);

  if (!parsed || !academy_command_check (*arguments, 0, "serve --data DIR", self.directory, error))
    return FALSE;
  if (self.options.port < 0 || self.options.port > 65535 || self.options.access_seconds < 1 ||
      self.options.poll_seconds < 1 || self.options.poll_seconds > 86400 || self.options.office_seconds < 0 ||
      self.options.office_seconds > 86400)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "A number is out of its bounds");
  if (self.with_parent)
    prctl (PR_SET_PDEATHSIG, SIGTERM);
  return serve (&self, error);
}
