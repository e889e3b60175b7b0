/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the portal: who asks, who signs in, and the way back to the program (OpenID Connect Core 1.0, 3.1.2). */

#include "academy/academy-info.h"
#include "academy/academy-password.h"
#include "academy/database/academy-portal.h"
#include "academy/demo/academy-demo-portal.h"
#include "academy/http/academy-form.h"
#include "academy/http/academy-page.h"
#include "academy/http/academy-router.h"

#include <string.h>

#define CALLBACK "/callback"
#define WORD_MAXIMUM_BYTES 512
#define CHALLENGE_BYTES 43

/* RFC 8252, section 7.3: the loopback by its number, any port, and everything else to the letter. */
static gboolean
redirect_is_right (const char *redirect)
{
  static const char *const hosts[] = { "127.0.0.1", "[::1]" };
  g_autoptr (GUri) uri = redirect != NULL ? g_uri_parse (redirect, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  int port = uri != NULL ? g_uri_get_port (uri) : 0;

  for (guint i = 0; uri != NULL && i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *plain = g_strdup_printf ("http://%s" CALLBACK, hosts[i]);
      g_autofree char *with_port = g_strdup_printf ("http://%s:%d" CALLBACK, hosts[i], port);

      if (g_str_equal (redirect, plain) || (port > 0 && g_str_equal (redirect, with_port)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", 64);

  return g_strv_contains ((const char *const *) list, word);
}

static gboolean
is_challenge (const char *text)
{
  return text != NULL && strlen (text) == CHALLENGE_BYTES &&
         strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") == CHALLENGE_BYTES;
}

static gboolean
is_short (const char *text)
{
  return text == NULL || strlen (text) <= WORD_MAXIMUM_BYTES;
}

/* What is wrong with a request whose way back is known, as the protocols call it; NULL: nothing. */
static const char *
fault_of (GHashTable *form)
{
  const char *type = g_hash_table_lookup (form, "response_type");
  const char *mode = g_hash_table_lookup (form, "response_mode");
  const char *scope = g_hash_table_lookup (form, "scope");
  const char *prompt = g_hash_table_lookup (form, "prompt");

  if (g_hash_table_contains (form, "request"))
    return "request_not_supported";
  if (g_hash_table_contains (form, "request_uri"))
    return "request_uri_not_supported";
  if (type != NULL && !g_str_equal (type, "code"))
    return "unsupported_response_type";
  if (type == NULL || (mode != NULL && !g_str_equal (mode, "query")) ||
      !is_short (g_hash_table_lookup (form, "state")) || !is_short (g_hash_table_lookup (form, "nonce")) ||
      !is_short (scope) || g_strcmp0 (g_hash_table_lookup (form, "code_challenge_method"), "S256") != 0 ||
      !is_challenge (g_hash_table_lookup (form, "code_challenge")))
    return "invalid_request";
  if (scope == NULL || !has_word (scope, "openid"))
    return "invalid_scope";
  /* Nobody stays signed in at this portal. */
  if (prompt != NULL && has_word (prompt, "none"))
    return "login_required";
  return NULL;
}

/* Back to the program, and with whom it spoke (RFC 9207). */
static void
go_back (AcademyRequest *request, GHashTable *form, const char *name, const char *value)
{
  const char *redirect = g_hash_table_lookup (form, "redirect_uri");
  const char *state = g_hash_table_lookup (form, "state");
  const char *issuer = academy_trust_get_rules (request->options->trust)->issuer;
  g_autofree char *query = soup_form_encode (name, value, "iss", issuer, state != NULL ? "state" : NULL, state, NULL);
  g_autofree char *address = g_strconcat (redirect, "?", query, NULL);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  soup_message_headers_replace (headers, "Location", address);
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_server_message_set_status (request->message, SOUP_STATUS_SEE_OTHER, NULL);
}

/* Nobody is sent to an address that is not known: that is answered here, on a page. */
static gboolean
may_go_on (AcademyRequest *request, GHashTable *form)
{
  const char *client = academy_trust_get_rules (request->options->trust)->client;
  const char *fault;

  if (form == NULL || g_strcmp0 (g_hash_table_lookup (form, "client_id"), client) != 0 ||
      !redirect_is_right (g_hash_table_lookup (form, "redirect_uri")))
    {
      academy_page_answer_message (request, SOUP_STATUS_BAD_REQUEST, "Demande refusée",
                                   "Le portail ne connaît pas l’application qui vous envoie, ou l’adresse où elle "
                                   "attend la réponse. Fermez cette page et recommencez dans l’application.");
      return FALSE;
    }
  fault = fault_of (form);
  if (fault != NULL)
    go_back (request, form, "error", fault);
  return fault == NULL;
}

static void
show (AcademyRequest *request, GHashTable *form, const char *wrong)
{
  static const char *const typed[] = { "login", "password", "decision", NULL };
  g_autofree char *hidden = academy_page_hidden (form, typed);
  g_autofree char *academy = academy_info_name (request->database);

  academy_page_answer (request, wrong != NULL ? SOUP_STATUS_FORBIDDEN : SOUP_STATUS_OK, "sign-in.html", "academy",
                       academy, "login", ACADEMY_DEMO_LOGIN, "password", ACADEMY_DEMO_PASSWORD, "wrong",
                       wrong != NULL ? wrong : "", "hidden", hidden, NULL);
}

void
academy_handle_portal_page (AcademyRequest *request)
{
  g_autoptr (GHashTable) form = academy_form_of_query (request);

  if (may_go_on (request, form))
    show (request, form, NULL);
}

/* What was asked for and is known here. */
static char *
scope_of (GHashTable *form)
{
  const char *asked = g_hash_table_lookup (form, "scope");
  GString *scope = g_string_new ("openid");

  if (has_word (asked, "profile"))
    g_string_append (scope, " profile");
  if (has_word (asked, "offline_access"))
    g_string_append (scope, " offline_access");
  return g_string_free_and_steal (scope);
}

static void
allow (AcademyRequest *request, GHashTable *form)
{
  AcademyDatabase *database = request->database;
  g_auto (AcademyGrant) grant = {
    .client = g_strdup (g_hash_table_lookup (form, "client_id")),
    .subject = g_strdup (ACADEMY_DEMO_LOGIN),
    .scope = scope_of (form),
    .nonce = g_strdup (g_hash_table_lookup (form, "nonce")),
    .redirect = g_strdup (g_hash_table_lookup (form, "redirect_uri")),
    .challenge = g_strdup (g_hash_table_lookup (form, "code_challenge")),
  };
  char *code = NULL;
  g_autoptr (GError) error = NULL;

  if (academy_database_begin (database, TRUE, &error) &&
      (code = academy_portal_open (database, &grant, &error)) != NULL && academy_database_commit (database, &error))
    go_back (request, form, "code", code);
  else
    {
      academy_database_rollback (database);
      g_warning ("The portal: %s", error->message);
      go_back (request, form, "error", "server_error");
    }
  academy_secret_free (code);
}

static gboolean
is_right (GHashTable *form)
{
  const char *login = g_hash_table_lookup (form, "login");
  const char *password = g_hash_table_lookup (form, "password");

  return g_strcmp0 (login, ACADEMY_DEMO_LOGIN) == 0 && password != NULL &&
         academy_secret_equal (password, ACADEMY_DEMO_PASSWORD);
}

void
academy_handle_portal_decision (AcademyRequest *request)
{
  g_autoptr (GHashTable) form = academy_form_of_body (request);
  const char *decision;

  if (!may_go_on (request, form))
    return;
  decision = g_hash_table_lookup (form, "decision");
  if (g_strcmp0 (decision, "allow") != 0)
    go_back (request, form, "error", "access_denied");
  else if (is_right (form))
    allow (request, form);
  else
    show (request, form, "Identifiant ou mot de passe incorrect. Ceux de la démonstration sont écrits ci-dessus.");
}
