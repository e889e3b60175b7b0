/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How anything is sent over HTTP: where to, with which bounds, and what went wrong on the way. */

#include "remote/imagin-transport.h"

#include "base/imagin-error.h"
#include "base/imagin-future.h"
#include "remote/imagin-watchdog.h"

#include "imagin-config.h"

#define CONNECTION_TIMEOUT_SECONDS 30

SoupSession *
imagin_transport_new_session (void)
{
  SoupSession *session = soup_session_new_with_options ("timeout", CONNECTION_TIMEOUT_SECONDS, "idle-timeout", 60,
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
  g_autoptr (GInputStream) stream = send_message (session, message, idle_seconds, &local);

  if (stream != NULL)
    bytes = dex_await_boxed (
        dex_future_first (imagin_future_read_all (stream, bound (soup_message_get_status (message), bound_data)),
                          imagin_watchdog_new (message, idle_seconds), NULL),
        &local);
  if (bytes != NULL)
    return imagin_answer_new (message, bytes);
  set_transport_error (error, local);
  return NULL;
}
