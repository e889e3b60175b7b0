/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How anything is sent over HTTP: where to, with which bounds, and what went wrong on the way. */

#include "remote/imagin-transport.h"

#include "base/imagin-error.h"
#include "base/imagin-future.h"
#include "base/imagin-limits.h"
#include "remote/imagin-watchdog.h"

#include "imagin-config.h"

SoupSession *
imagin_transport_new_session (void)
{
  SoupSession *session = soup_session_new_with_options ("timeout", IMAGIN_CONNECTION_SECONDS, "idle-timeout", 60,
                                                        "max-conns-per-host", 6, "accept-language-auto", TRUE, NULL);

  soup_session_set_user_agent (session, "Imagin/" IMAGIN_VERSION);
  return session;
}

static void
set_transport_error (GError **error, GError *from)
{
  ImaginError code = IMAGIN_ERROR_OFFLINE;

  if (from->domain == IMAGIN_ERROR)
    {
      g_propagate_error (error, from);
      return;
    }
  if (from->domain == G_TLS_ERROR)
    code = IMAGIN_ERROR_UNTRUSTED;
  else if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    code = IMAGIN_ERROR_CANCELLED;
  else if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    code = IMAGIN_ERROR_TIMED_OUT;
  g_set_error_literal (error, IMAGIN_ERROR, (int) code, from->message);
  g_error_free (from);
}

typedef struct
{
  GCancellable *cancellable;
  gboolean too_old;
} Handshake;

/* The libraries below still take TLS 1.0 and 1.1 where a server has nothing better. Nothing was sent yet here. */
static void
on_network_event (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, Handshake *handshake)
{
  if (event != G_SOCKET_CLIENT_TLS_HANDSHAKED || !G_IS_TLS_CONNECTION (connection) ||
      g_tls_connection_get_protocol_version (G_TLS_CONNECTION (connection)) >= G_TLS_PROTOCOL_VERSION_TLS_1_2)
    return;
  handshake->too_old = TRUE;
  g_cancellable_cancel (handshake->cancellable);
}

/* Runs in a fiber. */
static GInputStream *
send_message (SoupSession *session, SoupMessage *message, guint idle_seconds, GError **error)
{
  DexFuture *sending = imagin_future_soup_send (session, message);
  Handshake handshake = { g_object_ref (dex_promise_get_cancellable (DEX_PROMISE (sending))), FALSE };
  gulong handler = g_signal_connect (message, "network-event", G_CALLBACK (on_network_event), &handshake);
  GInputStream *stream =
      dex_await_object (dex_future_first (sending, imagin_watchdog_new (message, idle_seconds), NULL), error);

  g_signal_handler_disconnect (message, handler);
  g_object_unref (handshake.cancellable);
  if (!handshake.too_old)
    return stream;
  g_clear_object (&stream);
  g_clear_error (error);
  return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "The server's TLS is too old");
}

/* A connection that was used may have been cut meanwhile, or hold what a bad server said after its last answer; and
 * libsoup sends again by itself what was cut, from the middle of a file even. One message, one connection: then
 * whatever went wrong is an error of this message, and whoever sent it knows how to send it again. */
static void
stay_alone (SoupMessage *message)
{
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Connection", "close");
}

static void
add_bytes (const char *name, const char *value, gpointer total)
{
  *(gsize *) total += strlen (name) + strlen (value) + strlen (": \r\n");
}

static gboolean
head_is_bounded (SoupMessage *message, GError **error)
{
  gsize bytes = 0;

  soup_message_headers_foreach (soup_message_get_response_headers (message), add_bytes, &bytes);
  return bytes <= IMAGIN_HEAD_MAXIMUM_BYTES ||
         imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "The headers take %" G_GSIZE_FORMAT " bytes", bytes);
}

ImaginAnswer *
imagin_transport_send (SoupSession *session,
                       SoupMessage *message,
                       guint idle_seconds,
                       ImaginTransportBound bound,
                       gpointer bound_data,
                       GError **error)
{
  GError *local = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) stream = NULL;

  stay_alone (message);
  stream = send_message (session, message, idle_seconds, &local);

  if (stream != NULL && head_is_bounded (message, &local))
    bytes = dex_await_boxed (
        dex_future_first (imagin_future_read_all (stream, bound (soup_message_get_status (message), bound_data)),
                          imagin_watchdog_new (message, idle_seconds), NULL),
        &local);
  if (bytes != NULL)
    return imagin_answer_new (message, bytes);
  /* That is no word of the academy's about what was sent. */
  if (imagin_error_matches (local, IMAGIN_ERROR_TOO_LARGE))
    local->code = (int) IMAGIN_ERROR_MALFORMED;
  set_transport_error (error, local);
  return NULL;
}
