/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits on the bodies of requests, enforced while they are read. */

#include "academy/http/academy-body.h"

#include "academy/http/academy-request.h"

/* So much beyond the limit is read and thrown away, so that an ordinary client gets its answer in the ordinary way. */
#define PATIENCE_BYTES (4 * 1024 * 1024)
#define KEY "academy-body"

typedef struct
{
  gint64 maximum;
  gint64 received;
  const char *code;
  gboolean refused;
  gboolean cut;
} Limit;

static void
set_answer (SoupServerMessage *message, const char *code)
{
  guint status;
  g_autoptr (GBytes) bytes = academy_problem_bytes (code, &status);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/problem+json", SOUP_MEMORY_COPY, data, size);
}

/* Says why on the bare connection, ends our side of it, and lets libsoup find it closed. */
static void
cut (SoupServerMessage *message, Limit *limit)
{
  GSocket *socket = soup_server_message_get_socket (message);
  guint status;
  g_autoptr (GBytes) bytes = academy_problem_bytes (limit->code, &status);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u %s\r\n"
                                           "Content-Type: application/problem+json\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                                           "Cache-Control: no-store\r\nConnection: close\r\n\r\n",
                                           status, soup_status_get_phrase (status), g_bytes_get_size (bytes));

  limit->cut = TRUE;
  if (socket == NULL)
    return;
  g_socket_send (socket, head, strlen (head), NULL, NULL);
  g_socket_send (socket, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL);
  g_socket_shutdown (socket, FALSE, TRUE, NULL);
}

static void
refuse (SoupServerMessage *message, Limit *limit)
{
  limit->refused = TRUE;
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

static void
got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  Limit *limit = data;

  limit->received += (gint64) g_bytes_get_size (chunk);
  if (limit->received > limit->maximum && !limit->refused)
    refuse (message, limit);
  if (limit->received > limit->maximum + PATIENCE_BYTES && !limit->cut)
    cut (message, limit);
  if (limit->received > limit->maximum + 4 * PATIENCE_BYTES)
    g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

void
academy_body_limit (SoupServerMessage *message, gint64 maximum, const char *code)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Limit *limit = g_new0 (Limit, 1);
  gint64 announced = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
                         ? soup_message_headers_get_content_length (headers)
                         : 0;

  limit->maximum = maximum;
  limit->code = code;
  g_object_set_data_full (G_OBJECT (message), KEY, limit, g_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk), limit);
  if (announced <= maximum)
    return;
  refuse (message, limit);
  if ((soup_message_headers_get_expectations (headers) & SOUP_EXPECTATION_CONTINUE) != 0)
    set_answer (message, code);
  else if (announced > maximum + PATIENCE_BYTES)
    cut (message, limit);
}

gboolean
academy_body_refused (SoupServerMessage *message)
{
  Limit *limit = g_object_get_data (G_OBJECT (message), KEY);

  if (limit == NULL || !limit->refused)
    return FALSE;
  set_answer (message, limit->code);
  return TRUE;
}
