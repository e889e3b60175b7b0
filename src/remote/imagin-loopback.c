/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the browser comes back to: a page on this computer that takes one callback and no other. */

#include "remote/imagin-loopback.h"

#include "base/imagin-error.h"
#include "base/imagin-limits.h"
#include "base/imagin-text.h"

#include <libsoup/soup.h>

#define CALLBACK_PATH "/callback"
#define CODE_MAXIMUM_BYTES (8 * 1024)
#define WORD_MAXIMUM_BYTES 64
#define STYLE                                                                                                          \
  "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.5rem;text-align:center}"

struct _ImaginLoopback
{
  GObject parent_instance;

  SoupServer *server;
  char *address;
  char *authority; /* what the browser must have asked for */
  char *language, *title, *done, *refused, *stray;
  char *state;
  char *issuer;
  gboolean issuer_required;
  DexPromise *callback;
  GHashTable *parameters; /* of the callback that ended the wait */
};

G_DEFINE_FINAL_TYPE (ImaginLoopback, imagin_loopback, G_TYPE_OBJECT)

/* The page */

static char *
style_source (void)
{
  guint8 digest[32];
  gsize size = sizeof digest;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *text = NULL;

  g_checksum_update (sum, (const guchar *) STYLE, (gssize) strlen (STYLE));
  g_checksum_get_digest (sum, digest, &size);
  text = g_base64_encode (digest, size);
  return g_strdup_printf ("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; "
                          "frame-ancestors 'none'",
                          text);
}

static void
answer (ImaginLoopback *self, SoupServerMessage *message, guint status, const char *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *policy = style_source ();
  char *page = g_markup_printf_escaped ("<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
                                        "<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title>"
                                        "<style>" STYLE "</style></head><body><h1>%s</h1><p>%s</p></body></html>\n",
                                        self->language, self->title, self->title, text);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Content-Security-Policy", policy);
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, page, strlen (page));
}

/* The callback */

/* Each parameter once (RFC 6749, section 3.1): of two that contradict each other none is believed. */
static GHashTable *
parameters_of (GUri *uri)
{
  const char *query = g_uri_get_query (uri);
  g_autoptr (GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GUriParamsIter iter;
  char *name, *value;

  if (query == NULL || strlen (query) > IMAGIN_QUERY_MAXIMUM_BYTES)
    return NULL;
  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    if (!g_hash_table_insert (parameters, name, value))
      return NULL;
  return g_steal_pointer (&parameters);
}

static gboolean
equal_in_constant_time (const char *one, const char *other)
{
  gsize length = strlen (one);
  guchar difference = 0;

  if (other == NULL || strlen (other) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference = (guchar) (difference | (one[i] ^ other[i]));
  return difference == 0;
}

static gboolean
is_word (const char *text, gsize maximum_bytes)
{
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] < ' ' || text[i] > '~')
      return FALSE;
  return length > 0 && length <= maximum_bytes;
}

static gboolean
is_expected (ImaginLoopback *self, SoupServerMessage *message, const char *path, GHashTable *parameters)
{
  const char *host = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  const char *issuer = parameters != NULL ? g_hash_table_lookup (parameters, "iss") : NULL;

  if (self->state == NULL || parameters == NULL || soup_server_message_get_method (message) != SOUP_METHOD_GET ||
      !g_str_equal (path, CALLBACK_PATH) || g_strcmp0 (host, self->authority) != 0 ||
      !equal_in_constant_time (self->state, g_hash_table_lookup (parameters, "state")))
    return FALSE;
  if (issuer != NULL ? g_strcmp0 (issuer, self->issuer) != 0 : self->issuer_required)
    return FALSE;
  if (g_hash_table_contains (parameters, "error"))
    return !g_hash_table_contains (parameters, "code") &&
           is_word (g_hash_table_lookup (parameters, "error"), WORD_MAXIMUM_BYTES);
  return is_word (g_hash_table_lookup (parameters, "code"), CODE_MAXIMUM_BYTES);
}

/* Only once the page is written: whoever waits may let go of the server at once. */
static void
settle (ImaginLoopback *self)
{
  const char *word = g_hash_table_lookup (self->parameters, "error");
  gboolean later = g_strcmp0 (word, "temporarily_unavailable") == 0 || g_strcmp0 (word, "server_error") == 0;

  if (word == NULL)
    dex_promise_resolve_string (self->callback, g_strdup (g_hash_table_lookup (self->parameters, "code")));
  else
    dex_promise_reject (
        self->callback,
        g_error_new_literal (IMAGIN_ERROR, later ? IMAGIN_ERROR_UNAVAILABLE : IMAGIN_ERROR_PORTAL_REFUSED, word));
}

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  ImaginLoopback *self = data;
  g_autoptr (GHashTable) parameters = parameters_of (soup_server_message_get_uri (message));

  if (!is_expected (self, message, path, parameters))
    {
      answer (self, message, SOUP_STATUS_BAD_REQUEST, self->stray);
      return;
    }
  /* Used: the same callback again is a stray one. */
  g_clear_pointer (&self->state, imagin_text_erase);
  answer (self, message, SOUP_STATUS_OK, g_hash_table_contains (parameters, "error") ? self->refused : self->done);
  self->parameters = g_steal_pointer (&parameters);
  g_signal_connect_object (message, "finished", G_CALLBACK (settle), self, G_CONNECT_SWAPPED);
}

DexFuture *
imagin_loopback_wait (ImaginLoopback *self, const char *state, const char *issuer, gboolean issuer_required)
{
  g_clear_pointer (&self->state, imagin_text_erase);
  self->state = g_strdup (state);
  g_set_str (&self->issuer, issuer);
  self->issuer_required = issuer_required;
  g_clear_pointer (&self->parameters, g_hash_table_unref);
  dex_clear (&self->callback);
  self->callback = dex_promise_new ();
  return dex_ref (DEX_FUTURE (self->callback));
}

/* Listening */

static gboolean
listen_at (SoupServer *server, GSocketFamily family, guint16 port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);

  return soup_server_listen (server, address, 0, NULL);
}

static gboolean
listen_somewhere (SoupServer *server, GArray *ports)
{
  static const GSocketFamily families[] = { G_SOCKET_FAMILY_IPV4, G_SOCKET_FAMILY_IPV6 };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      if ((ports == NULL || ports->len == 0) && listen_at (server, families[i], 0))
        return TRUE;
      for (guint j = 0; ports != NULL && j < ports->len; j++)
        if (listen_at (server, families[i], g_array_index (ports, guint16, j)))
          return TRUE;
    }
  return FALSE;
}

ImaginLoopback *
imagin_loopback_new (GArray *ports, const ImaginLoopbackWords *words, GError **error)
{
  g_autoptr (ImaginLoopback) self = g_object_new (IMAGIN_TYPE_LOOPBACK, NULL);
  g_autoptr (GUri) uri = NULL;
  GSList *uris;
  gboolean six;

  if (!listen_somewhere (self->server, ports))
    return imagin_error_set_null (error, IMAGIN_ERROR_FAILED, "No port is free for the browser to come back to");
  uris = soup_server_get_uris (self->server);
  uri = g_uri_ref (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  six = strchr (g_uri_get_host (uri), ':') != NULL;
  self->authority = g_strdup_printf (six ? "[%s]:%d" : "%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
  self->address = g_strdup_printf ("http://%s" CALLBACK_PATH, self->authority);
  self->language = g_strdup (words->language);
  self->title = g_strdup (words->title);
  self->done = g_strdup (words->done);
  self->refused = g_strdup (words->refused);
  self->stray = g_strdup (words->stray);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  return g_steal_pointer (&self);
}

const char *
imagin_loopback_get_address (ImaginLoopback *self)
{
  return self->address;
}

/* The object */

static void
imagin_loopback_finalize (GObject *object)
{
  ImaginLoopback *self = IMAGIN_LOOPBACK (object);

  soup_server_disconnect (self->server);
  soup_server_remove_handler (self->server, NULL);
  g_clear_pointer (&self->parameters, g_hash_table_unref);
  g_clear_object (&self->server);
  g_clear_pointer (&self->state, imagin_text_erase);
  dex_clear (&self->callback);
  g_free (self->issuer);
  g_free (self->address);
  g_free (self->authority);
  g_free (self->language);
  g_free (self->title);
  g_free (self->done);
  g_free (self->refused);
  g_free (self->stray);
  G_OBJECT_CLASS (imagin_loopback_parent_class)->finalize (object);
}

static void
imagin_loopback_class_init (ImaginLoopbackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_loopback_finalize;
}

static void
imagin_loopback_init (ImaginLoopback *self)
{
  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
}
