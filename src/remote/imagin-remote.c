/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One academy over HTTP: sending, tokens, refresh. */

#include "remote/imagin-remote.h"

#include "base/imagin-error.h"
#include "base/imagin-future.h"
#include "base/imagin-json.h"
#include "base/imagin-text.h"
#include "remote/imagin-problem.h"
#include "remote/imagin-watchdog.h"

#include "imagin-config.h"

#include <string.h>

#define IDLE_SECONDS 30
#define API_DEFAULT "/v1"

struct _ImaginRemote
{
  GObject parent_instance;

  char *address; /* with its final slash */
  char *api;
  SoupSession *session;
  char *access_token;
  char *refresh_token;
  guint64 renewals;      /* how often the access token changed */
  DexFuture *refreshing; /* the one refresh in flight */
  ImaginRemoteKeepToken keep_token;
  gpointer keep_token_data;
};

G_DEFINE_FINAL_TYPE (ImaginRemote, imagin_remote, G_TYPE_OBJECT)

/* The answer */

struct _ImaginAnswer
{
  GObject parent_instance;

  SoupMessage *message;
  GBytes *bytes;
};

G_DEFINE_FINAL_TYPE (ImaginAnswer, imagin_answer, G_TYPE_OBJECT)

static void
imagin_answer_finalize (GObject *object)
{
  ImaginAnswer *self = IMAGIN_ANSWER (object);

  g_clear_object (&self->message);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  G_OBJECT_CLASS (imagin_answer_parent_class)->finalize (object);
}

static void
imagin_answer_class_init (ImaginAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_answer_finalize;
}

static void
imagin_answer_init (ImaginAnswer *self)
{
}

guint
imagin_answer_get_status (ImaginAnswer *self)
{
  return soup_message_get_status (self->message);
}

GBytes *
imagin_answer_get_bytes (ImaginAnswer *self)
{
  return self->bytes;
}

const char *
imagin_answer_get_header (ImaginAnswer *self, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (self->message), name);
}

char *
imagin_answer_get_next (ImaginAnswer *self)
{
  const char *link = soup_message_headers_get_list (soup_message_get_response_headers (self->message), "Link");
  g_autoptr (GRegex) regex = g_regex_new (
      "<([^>]+)>[^,]*;\\s*rel=(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next(?=[\\s;,]|$))", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return link != NULL && g_regex_match (regex, link, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

JsonNode *
imagin_answer_read_json (ImaginAnswer *self, GError **error)
{
  return imagin_json_parse (self->bytes, IMAGIN_ANSWER_MAXIMUM_BYTES, error);
}

gpointer
imagin_answer_read_entity (ImaginAnswer *self, GType type, GError **error)
{
  g_autoptr (JsonNode) node = imagin_answer_read_json (self, error);

  return node != NULL ? imagin_entity_from_json (type, node, error) : NULL;
}

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
  if (!imagin_request_is_anonymous (request) && self->access_token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", self->access_token, NULL);

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

static GError *
transport_error (GError *error)
{
  ImaginError code = IMAGIN_ERROR_OFFLINE;
  GError *translated;

  if (error->domain == IMAGIN_ERROR)
    return error;
  if (error->domain == G_TLS_ERROR)
    code = IMAGIN_ERROR_UNTRUSTED;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    code = IMAGIN_ERROR_CANCELLED;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    code = IMAGIN_ERROR_TIMED_OUT;
  translated = g_error_new_literal (IMAGIN_ERROR, (int) code, error->message);
  g_error_free (error);
  return translated;
}

/* One try: the answer whatever its status, or an error of the way. */
static ImaginAnswer *
try_once (ImaginRemote *self, ImaginRequest *request, GError **error)
{
  GError *local = NULL;
  g_autoptr (SoupMessage) message = message_of (self, request, &local);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (ImaginAnswer) answer = NULL;
  gsize maximum;

  if (message != NULL)
    stream = dex_await_object (dex_future_first (imagin_future_soup_send (self->session, message),
                                                 imagin_watchdog_new (message, IDLE_SECONDS), NULL),
                               &local);
  if (stream == NULL)
    {
      g_propagate_error (error, transport_error (local));
      return NULL;
    }
  maximum = imagin_request_accepts (request, soup_message_get_status (message))
                ? imagin_request_get_maximum_bytes (request)
                : IMAGIN_PROBLEM_MAXIMUM_BYTES;
  answer = g_object_new (IMAGIN_TYPE_ANSWER, NULL);
  answer->bytes = dex_await_boxed (
      dex_future_first (imagin_future_read_all (stream, maximum), imagin_watchdog_new (message, IDLE_SECONDS), NULL),
      &local);
  answer->message = g_object_ref (message);
  if (answer->bytes == NULL)
    {
      g_propagate_error (error, transport_error (local));
      return NULL;
    }
  return g_steal_pointer (&answer);
}

static DexFuture *refresh (ImaginRemote *self);

static DexFuture *
send_fiber (gpointer data)
{
  Sending *sending = data;
  GError *error = NULL;
  g_autoptr (ImaginAnswer) answer = NULL;
  guint64 renewals;
  gboolean may_refresh = !imagin_request_is_anonymous (sending->request);

  /* At the start there is a refresh token from the keyring and no access token yet. */
  if (may_refresh && sending->remote->access_token == NULL)
    {
      may_refresh = FALSE;
      if (!dex_await (refresh (sending->remote), &error))
        return dex_future_new_for_error (error);
    }
  renewals = sending->remote->renewals;
  answer = try_once (sending->remote, sending->request, &error);
  if (answer != NULL && imagin_answer_get_status (answer) == 401 && may_refresh)
    {
      g_clear_object (&answer);
      /* Another request may have refreshed the session while this one was on its way with the old token. */
      if (sending->remote->renewals == renewals && !dex_await (refresh (sending->remote), &error))
        return dex_future_new_for_error (error);
      answer = try_once (sending->remote, sending->request, &error);
    }
  if (answer == NULL)
    return dex_future_new_for_error (error);
  if (!imagin_request_accepts (sending->request, imagin_answer_get_status (answer)))
    return dex_future_new_for_error (imagin_problem_to_error (imagin_answer_get_status (answer), answer->bytes));
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

/* Tokens */

static void
forget (char **secret)
{
  g_clear_pointer (secret, imagin_text_erase);
}

/* Runs in a fiber. */
static gboolean
take_tokens (ImaginRemote *self, ImaginAnswer *answer, GError **error)
{
  g_autoptr (JsonNode) node = imagin_answer_read_json (answer, error);
  JsonObject *tokens = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *access = imagin_json_text_member (tokens, "access_token");
  const char *renewed = imagin_json_text_member (tokens, "refresh_token");

  if (node == NULL)
    return FALSE;
  if (access == NULL || renewed == NULL ||
      g_ascii_strcasecmp (imagin_json_text_member (tokens, "token_type") ?: "", "Bearer") != 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "The answer holds no tokens");
  forget (&self->refresh_token);
  self->refresh_token = g_strdup (renewed);
  /* The old refresh token is already worth nothing: the new one is kept before anything else is done with the session.
   */
  if (self->keep_token != NULL && !dex_await (self->keep_token (renewed, self->keep_token_data), error))
    return FALSE;
  forget (&self->access_token);
  self->access_token = g_strdup (access);
  self->renewals++;
  return TRUE;
}

static DexFuture *
refresh_fiber (gpointer data)
{
  ImaginRemote *self = data;
  g_autoptr (ImaginRequest) request = imagin_request_new ("POST", "/session/refresh");
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (ImaginAnswer) answer = NULL;
  GError *error = NULL;

  if (self->refresh_token == NULL)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_SIGN_IN_REQUIRED, "%s", "");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "refresh_token");
  json_builder_add_string_value (builder, self->refresh_token);
  json_builder_end_object (builder);
  body = json_builder_get_root (builder);
  imagin_request_set_json (request, body);
  imagin_request_set_anonymous (request);
  answer = dex_await_object (imagin_remote_send (self, request), &error);
  if (answer == NULL || !take_tokens (self, answer, &error))
    {
      if (imagin_error_matches (error, IMAGIN_ERROR_SIGN_IN_REQUIRED))
        forget (&self->access_token);
      return dex_future_new_for_error (error);
    }
  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
refreshed (DexFuture *completed, gpointer data)
{
  ImaginRemote *self = data;

  dex_clear (&self->refreshing);
  return NULL;
}

static DexFuture *
refresh (ImaginRemote *self)
{
  if (self->refreshing == NULL)
    {
      DexFuture *fiber = dex_scheduler_spawn (NULL, 0, refresh_fiber, g_object_ref (self), g_object_unref);

      self->refreshing = dex_ref (fiber);
      dex_future_disown (dex_future_finally (fiber, refreshed, g_object_ref (self), g_object_unref));
    }
  return dex_ref (self->refreshing);
}

void
imagin_remote_set_token_keeper (ImaginRemote *self, ImaginRemoteKeepToken keep, gpointer data)
{
  self->keep_token = keep;
  self->keep_token_data = data;
}

void
imagin_remote_set_refresh_token (ImaginRemote *self, const char *refresh_token)
{
  forget (&self->refresh_token);
  forget (&self->access_token);
  self->refresh_token = g_strdup (refresh_token);
}

gboolean
imagin_remote_has_session (ImaginRemote *self)
{
  return self->refresh_token != NULL;
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
  g_autoptr (ImaginAnswer) answer = dex_await_object (imagin_remote_send (sending->remote, sending->request), &error);

  if (answer == NULL || !take_tokens (sending->remote, answer, &error))
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
  g_autoptr (ImaginRequest) request = imagin_request_new ("POST", "/session/revoke");
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) body = NULL;

  if (self->refresh_token == NULL)
    return dex_future_new_for_boolean (TRUE);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "refresh_token");
  json_builder_add_string_value (builder, self->refresh_token);
  json_builder_end_object (builder);
  body = json_builder_get_root (builder);
  imagin_request_set_json (request, body);
  imagin_request_set_anonymous (request);
  imagin_remote_set_refresh_token (self, NULL);
  return imagin_remote_send (self, request);
}

/* The object */

static void
imagin_remote_finalize (GObject *object)
{
  ImaginRemote *self = IMAGIN_REMOTE (object);

  forget (&self->access_token);
  forget (&self->refresh_token);
  dex_clear (&self->refreshing);
  g_clear_object (&self->session);
  g_free (self->address);
  g_free (self->api);
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
  self->session = soup_session_new_with_options ("timeout", IDLE_SECONDS, "idle-timeout", 60, "max-conns-per-host", 6,
                                                 "accept-language-auto", TRUE, NULL);
  soup_session_set_user_agent (self->session, "Imagin/" IMAGIN_VERSION);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

ImaginRemote *
imagin_remote_new (const char *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  ImaginRemote *self;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      g_uri_get_userinfo (uri) != NULL ||
      !(g_strcmp0 (scheme, "https") == 0 || (g_strcmp0 (scheme, "http") == 0 && is_loopback (g_uri_get_host (uri)))))
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
