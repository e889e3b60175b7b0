/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One academy over HTTP: sending, and a session that is refreshed where it has to be. */

#include "remote/imagin-remote.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-limits.h"
#include "base/imagin-web-address.h"
#include "remote/imagin-problem.h"
#include "remote/imagin-transport.h"

#define API_DEFAULT "/v1"

struct _ImaginRemote
{
  GObject parent_instance;

  char *address; /* with its final slash */
  char *api;
  char *epoch;
  SoupSession *http;
  ImaginSession *session;
  ImaginPortal *portal; /* NULL: the academy itself gives the tokens */
  gint64 not_before_us; /* monotonic: the academy asked to be left alone until then */
  gint64 asked_at_us;   /* when it did */
};

G_DEFINE_FINAL_TYPE (ImaginRemote, imagin_remote, G_TYPE_OBJECT)

/* Sending */

typedef struct
{
  ImaginRemote *remote;
  ImaginRequest *request;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_object_unref (sending->remote);
  g_object_unref (sending->request);
  g_free (sending);
}

static GUri *
uri_of (ImaginRemote *self, ImaginRequest *request, GError **error)
{
  const char *path = imagin_request_get_path (request);
  g_autofree char *reference = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) base = g_uri_parse (self->address, SOUP_HTTP_URI_FLAGS, error);

  if (base == NULL)
    return NULL;
  if (g_str_has_prefix (path, "//"))
    reference = g_strdup (path + 2);
  else
    reference = g_strconcat (self->api != NULL ? self->api : API_DEFAULT, path, NULL);
  uri = g_uri_parse_relative (base, reference, SOUP_HTTP_URI_FLAGS, error);
  if (uri == NULL)
    return NULL;
  /* A token goes to its own origin and to no other, whatever an answer refers to. */
  if (g_strcmp0 (g_uri_get_host (uri), g_uri_get_host (base)) != 0 || g_uri_get_port (uri) != g_uri_get_port (base) ||
      g_strcmp0 (g_uri_get_scheme (uri), g_uri_get_scheme (base)) != 0)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "The academy refers to another address");
  return g_steal_pointer (&uri);
}

static void
wrote_body_data (SoupMessage *message, guint chunk, gpointer data)
{
  gint64 sent = (gint64) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), "sent")) + chunk;

  g_object_set_data (G_OBJECT (message), "sent", GSIZE_TO_POINTER (sent));
  imagin_request_report_progress (data, sent);
}

/* Runs in a fiber: opening a file may take a moment. */
static SoupMessage *
message_of (ImaginRemote *self, ImaginRequest *request, GError **error)
{
  g_autoptr (GUri) uri = uri_of (self, request, error);
  g_autoptr (SoupMessage) message = NULL;
  GHashTableIter iter;
  gpointer name, value;

  if (uri == NULL)
    return NULL;
  message = soup_message_new_from_uri (imagin_request_get_method (request), uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  g_hash_table_iter_init (&iter, imagin_request_get_headers (request));
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_replace (soup_message_get_request_headers (message), name, value);
  if (!imagin_request_is_anonymous (request) && imagin_session_get_access_token (self->session) != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", imagin_session_get_access_token (self->session), NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
    }
  if (imagin_request_get_bytes (request) != NULL)
    soup_message_set_request_body_from_bytes (message, imagin_request_get_media_type (request),
                                              imagin_request_get_bytes (request));
  if (imagin_request_get_file (request) != NULL)
    {
      g_autoptr (GInputStream) stream =
          dex_await_object (dex_file_read (imagin_request_get_file (request), G_PRIORITY_DEFAULT), error);

      if (stream == NULL)
        return NULL;
      soup_message_set_request_body (message, imagin_request_get_media_type (request), stream,
                                     imagin_request_get_size (request));
      g_signal_connect_object (message, "wrote-body-data", G_CALLBACK (wrote_body_data), request, G_CONNECT_DEFAULT);
    }
  return g_steal_pointer (&message);
}

static gsize
bound_of (guint status, gpointer data)
{
  return imagin_request_accepts (data, status) ? imagin_request_get_maximum_bytes (data) : IMAGIN_PROBLEM_MAXIMUM_BYTES;
}

/* One try: the answer whatever its status, or an error of the way. */
static ImaginAnswer *
try_once (ImaginRemote *self, ImaginRequest *request, GError **error)
{
  g_autoptr (SoupMessage) message = message_of (self, request, error);

  return message != NULL ? imagin_transport_send (self->http, message, IMAGIN_IDLE_SECONDS, bound_of, request, error)
                         : NULL;
}

static gboolean
has_condition (ImaginRequest *request)
{
  GHashTable *headers = imagin_request_get_headers (request);

  return g_hash_table_contains (headers, "If-Match") || g_hash_table_contains (headers, "If-None-Match");
}

/**
 * Whether the academy itself says this, and not somebody between it and here: a network's sign-in page answers
 * everything with a page of its own, under whatever status. An academy refuses with a problem (in JSON), and has JSON
 * or nothing (204) for all else but documents. What a gateway says of the size of a body is believed, though: it stands
 * before the academy and would say it for ever.
 */
static gboolean
is_the_academys (ImaginRequest *request, ImaginAnswer *answer)
{
  guint status = imagin_answer_get_status (answer);
  g_autoptr (JsonNode) root = NULL;

  if (status < 200 || status == 204 || (status >= 300 && status < 400) || status == 413 || status >= 500)
    return TRUE;
  if (status < 300 && imagin_request_is_document (request))
    return !imagin_answer_is_page (answer);
  /* Nor does an academy refuse a condition that nobody set. */
  if (!imagin_answer_is_json (answer) || (status == 412 && !has_condition (request)))
    return FALSE;
  root = status >= 400 ? imagin_answer_read_json (answer, NULL) : NULL;
  return status < 300 || (root != NULL && JSON_NODE_HOLDS_OBJECT (root));
}

/* An answer to what was sent before the academy asked for its rest says nothing about that. */
static void
note_rest (ImaginRemote *self, ImaginAnswer *answer, gint64 sent_at_us)
{
  guint status = imagin_answer_get_status (answer);
  guint seconds = status == 429 || status == 503 ? imagin_answer_get_retry_seconds (answer) : 0;

  if (seconds > 0)
    {
      self->asked_at_us = g_get_monotonic_time ();
      self->not_before_us = MAX (self->not_before_us, self->asked_at_us + (gint64) seconds * G_USEC_PER_SEC);
    }
  else if (sent_at_us >= self->asked_at_us)
    self->not_before_us = 0;
}

static DexFuture *
send_fiber (gpointer data)
{
  Sending *sending = data;
  GError *error = NULL;
  g_autoptr (ImaginAnswer) answer = NULL;
  guint64 renewals;
  gint64 sent_at_us;
  gboolean may_refresh = !imagin_request_is_anonymous (sending->request);

  /* At the start there is a refresh token from the keyring and no access token yet. */
  if (may_refresh && imagin_session_get_access_token (sending->remote->session) == NULL)
    {
      may_refresh = FALSE;
      if (!dex_await (imagin_session_renew (sending->remote->session), &error))
        return dex_future_new_for_error (error);
    }
  renewals = imagin_session_get_renewals (sending->remote->session);
  sent_at_us = g_get_monotonic_time ();
  answer = try_once (sending->remote, sending->request, &error);
  if (answer != NULL && imagin_answer_get_status (answer) == 401 && may_refresh &&
      is_the_academys (sending->request, answer))
    {
      g_clear_object (&answer);
      /* Another request may have refreshed the session while this one was on its way with the old token. */
      if (imagin_session_get_renewals (sending->remote->session) == renewals &&
          !dex_await (imagin_session_renew (sending->remote->session), &error))
        return dex_future_new_for_error (error);
      answer = try_once (sending->remote, sending->request, &error);
    }
  if (answer == NULL)
    return dex_future_new_for_error (error);
  note_rest (sending->remote, answer, sent_at_us);
  if (!is_the_academys (sending->request, answer))
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_UNTRUSTED, "%s", "This is not the academy's answer");
  if (!imagin_request_accepts (sending->request, imagin_answer_get_status (answer)))
    return dex_future_new_for_error (
        imagin_problem_to_error (imagin_answer_get_status (answer), imagin_answer_get_bytes (answer)));
  return dex_future_new_take_object (g_steal_pointer (&answer));
}

DexFuture *
imagin_remote_send (ImaginRemote *self, ImaginRequest *request)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->remote = g_object_ref (self);
  sending->request = g_object_ref (request);
  return dex_scheduler_spawn (NULL, 0, send_fiber, sending, sending_free);
}

void
imagin_remote_set_epoch (ImaginRemote *self, const char *epoch)
{
  g_set_str (&self->epoch, epoch);
}

const char *
imagin_remote_get_epoch (ImaginRemote *self)
{
  return self->epoch;
}

gint64
imagin_remote_get_not_before (ImaginRemote *self)
{
  return self->not_before_us;
}

/* Tokens */

/* A request that says no more than which refresh token it is about. */
static ImaginRequest *
token_request (const char *path, const char *refresh_token)
{
  ImaginRequest *request = imagin_request_new ("POST", path);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) body = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "refresh_token");
  json_builder_add_string_value (builder, refresh_token);
  json_builder_end_object (builder);
  body = json_builder_get_root (builder);
  imagin_request_set_json (request, body);
  imagin_request_set_anonymous (request);
  return request;
}

static DexFuture *
tokens_answered (DexFuture *completed, gpointer data)
{
  g_autoptr (ImaginAnswer) answer = dex_await_object (dex_ref (completed), NULL);
  g_autoptr (JsonNode) node = NULL;
  ImaginTokens *tokens = NULL;
  GError *error = NULL;

  node = imagin_answer_read_json (answer, &error);
  if (node != NULL)
    tokens = imagin_tokens_from_json (node, &error);
  if (tokens == NULL)
    return dex_future_new_for_error (error);
  return dex_future_new_take_object (tokens);
}

static DexFuture *
renew_at_academy (const char *refresh_token, gpointer data)
{
  g_autoptr (ImaginRequest) request = token_request ("/session/refresh", refresh_token);

  return dex_future_then (imagin_remote_send (data, request), tokens_answered, NULL, NULL);
}

static DexFuture *
renew_at_portal (const char *refresh_token, gpointer data)
{
  return imagin_portal_renew (data, refresh_token);
}

void
imagin_remote_set_token_keeper (ImaginRemote *self, ImaginSessionKeep keep, gpointer data)
{
  imagin_session_set_keeper (self->session, keep, data);
}

void
imagin_remote_set_portal (ImaginRemote *self, ImaginPortal *portal)
{
  if (!g_set_object (&self->portal, portal))
    return;
  /* A token of one source must never be shown to another. */
  imagin_session_set_refresh_token (self->session, NULL);
  if (portal != NULL)
    imagin_session_set_source (self->session, renew_at_portal, g_object_ref (portal), g_object_unref);
  else
    imagin_session_set_source (self->session, renew_at_academy, self, NULL);
}

void
imagin_remote_set_refresh_token (ImaginRemote *self, const char *refresh_token)
{
  imagin_session_set_refresh_token (self->session, refresh_token);
}

const char *
imagin_remote_get_refresh_token (ImaginRemote *self)
{
  return imagin_session_get_refresh_token (self->session);
}

DexFuture *
imagin_remote_take_tokens (ImaginRemote *self, ImaginTokens *tokens)
{
  return imagin_session_take (self->session, tokens);
}

gboolean
imagin_remote_has_session (ImaginRemote *self)
{
  return imagin_session_get_refresh_token (self->session) != NULL ||
         imagin_session_get_access_token (self->session) != NULL;
}

/* Describing */

static DexFuture *
described (DexFuture *completed, gpointer data)
{
  ImaginRemote *self = data;
  GError *error = NULL;
  g_autoptr (ImaginAnswer) answer = dex_await_object (dex_ref (completed), NULL);
  ImaginAcademyInfo *info = imagin_answer_read_entity (answer, IMAGIN_TYPE_ACADEMY_INFO, &error);

  if (info == NULL)
    return dex_future_new_for_error (error);
  g_set_str (&self->api, imagin_entity_get_text (info, "api"));
  return dex_future_new_take_object (info);
}

DexFuture *
imagin_remote_describe (ImaginRemote *self)
{
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "//.well-known/imagin");

  imagin_request_set_anonymous (request);
  return dex_future_then (imagin_remote_send (self, request), described, g_object_ref (self), g_object_unref);
}

/* Signing in and out */

static DexFuture *
signed_in_fiber (gpointer data)
{
  Sending *sending = data;
  GError *error = NULL;
  g_autoptr (ImaginTokens) tokens = dex_await_object (
      dex_future_then (imagin_remote_send (sending->remote, sending->request), tokens_answered, NULL, NULL), &error);

  if (tokens == NULL)
    return dex_future_new_for_error (error);
  imagin_remote_set_portal (sending->remote, NULL);
  if (!dex_await (imagin_session_take (sending->remote->session, tokens), &error))
    return dex_future_new_for_error (error);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_remote_sign_in (ImaginRemote *self, const char *number, const char *password, const char *new_password)
{
  Sending *sending = g_new0 (Sending, 1);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) body = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "number");
  json_builder_add_string_value (builder, number);
  json_builder_set_member_name (builder, "password");
  json_builder_add_string_value (builder, password);
  if (new_password != NULL)
    {
      json_builder_set_member_name (builder, "new_password");
      json_builder_add_string_value (builder, new_password);
    }
  json_builder_end_object (builder);
  body = json_builder_get_root (builder);
  sending->remote = g_object_ref (self);
  sending->request = imagin_request_new ("POST", new_password != NULL ? "/session/password" : "/session");
  imagin_request_set_json (sending->request, body);
  imagin_request_set_anonymous (sending->request);
  return dex_scheduler_spawn (NULL, 0, signed_in_fiber, sending, sending_free);
}

DexFuture *
imagin_remote_sign_out (ImaginRemote *self)
{
  const char *refresh_token = imagin_session_get_refresh_token (self->session);
  g_autoptr (ImaginRequest) request = NULL;
  DexFuture *told;

  if (refresh_token == NULL)
    told = dex_future_new_for_boolean (TRUE);
  else if (self->portal != NULL)
    told = imagin_portal_revoke (self->portal, refresh_token);
  else
    {
      request = token_request ("/session/revoke", refresh_token);
      told = imagin_remote_send (self, request);
    }
  imagin_session_set_refresh_token (self->session, NULL);
  return told;
}

/* The object */

static void
imagin_remote_finalize (GObject *object)
{
  ImaginRemote *self = IMAGIN_REMOTE (object);

  /* A refresh that has not begun yet holds the session alone. */
  imagin_session_set_source (self->session, NULL, NULL, NULL);
  imagin_session_set_keeper (self->session, NULL, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->portal);
  g_clear_object (&self->http);
  g_free (self->address);
  g_free (self->api);
  g_free (self->epoch);
  G_OBJECT_CLASS (imagin_remote_parent_class)->finalize (object);
}

static void
imagin_remote_class_init (ImaginRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_remote_finalize;
}

static void
imagin_remote_init (ImaginRemote *self)
{
  self->http = imagin_transport_new_session ();
  self->session = imagin_session_new ();
  imagin_session_set_source (self->session, renew_at_academy, self, NULL);
}

ImaginRemote *
imagin_remote_new (const char *address, GError **error)
{
  g_autoptr (GUri) uri = imagin_web_address_parse (address);
  ImaginRemote *self;

  if (uri == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "Not an address of an academy: %s", address);
  self = g_object_new (IMAGIN_TYPE_REMOTE, NULL);
  self->address = g_str_has_suffix (address, "/") ? g_strdup (address) : g_strconcat (address, "/", NULL);
  return self;
}

const char *
imagin_remote_get_address (ImaginRemote *self)
{
  return self->address;
}
