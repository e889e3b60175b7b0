/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of an issuer, over the network. */

#include "academy/academy-key-fetch.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-limits.h"

#include <libsoup/soup.h>

static GUri *
parse (const char *address)
{
  g_autoptr (GUri) uri = address != NULL ? g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  gboolean near =
      g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "::1") == 0 || g_strcmp0 (host, "localhost") == 0;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL ||
      !(g_str_equal (g_uri_get_scheme (uri), "https") || (near && g_str_equal (g_uri_get_scheme (uri), "http"))))
    return NULL;
  return g_steal_pointer (&uri);
}

gboolean
academy_issuer_is_usable (const char *address)
{
  g_autoptr (GUri) uri = parse (address);

  return uri != NULL && g_uri_get_query (uri) == NULL;
}

static GBytes *
read_all (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autofree char *data = g_malloc (IMAGIN_KEYS_MAXIMUM_BYTES + 1);
  gsize size = 0;

  if (!g_input_stream_read_all (stream, data, IMAGIN_KEYS_MAXIMUM_BYTES + 1, &size, cancellable, error))
    return NULL;
  if (size > IMAGIN_KEYS_MAXIMUM_BYTES)
    return imagin_error_set_null (error, IMAGIN_ERROR_TOO_LARGE, "The issuer's answer has no end");
  return g_bytes_new (data, size);
}

static JsonNode *
get (SoupSession *session, const char *address, GCancellable *cancellable, GError **error)
{
  g_autoptr (GUri) uri = parse (address);
  g_autoptr (SoupMessage) message = uri != NULL ? soup_message_new_from_uri ("GET", uri) : NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (message == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "The issuer's address is not to be trusted");
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  stream = soup_session_send (session, message, cancellable, error);
  bytes = stream != NULL ? read_all (stream, cancellable, error) : NULL;
  if (bytes == NULL)
    return NULL;
  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNAVAILABLE, "The issuer answers %u",
                                  soup_message_get_status (message));
  node = imagin_json_parse (bytes, IMAGIN_KEYS_MAXIMUM_BYTES, error);
  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "The issuer answers no JSON object");
  return g_steal_pointer (&node);
}

static JsonNode *
fetch (SoupSession *session, const char *issuer, GCancellable *cancellable, GError **error)
{
  gsize length = strlen (issuer);
  g_autofree char *address = g_strdup_printf ("%.*s/.well-known/openid-configuration",
                                              (int) (g_str_has_suffix (issuer, "/") ? length - 1 : length), issuer);
  g_autoptr (JsonNode) description = get (session, address, cancellable, error);
  g_autoptr (JsonNode) keys = NULL;

  if (description == NULL)
    return NULL;
  if (g_strcmp0 (imagin_json_text_member (json_node_get_object (description), "issuer"), issuer) != 0)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "The issuer calls itself by another name");
  keys = get (session, imagin_json_text_member (json_node_get_object (description), "jwks_uri"), cancellable, error);
  if (keys != NULL && imagin_json_array_member (json_node_get_object (keys), "keys") == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "The issuer has no keys");
  return g_steal_pointer (&keys);
}

JsonNode *
academy_key_fetch (const char *issuer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  JsonNode *keys;

  g_main_context_push_thread_default (context);
  {
    g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", IMAGIN_KEYS_IDLE_SECONDS, NULL);

    if (g_str_has_prefix (issuer, "http:"))
      soup_session_set_proxy_resolver (session, NULL);
    keys = fetch (session, issuer, cancellable, error);
  }
  g_main_context_pop_thread_default (context);
  return keys;
}
