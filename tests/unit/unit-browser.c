/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A browser of one line. */

#include "unit-browser.h"

#include "base/imagin-future.h"

guint
unit_browse (const char *method, const char *address, const char *host, SoupMessage **message, char **page)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) asked = soup_message_new (method, address);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;

  soup_message_add_flags (asked, SOUP_MESSAGE_NO_REDIRECT);
  if (host != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (asked), "Host", host);
  stream = unit_await_object (imagin_future_soup_send (session, asked));
  bytes = unit_await_boxed (imagin_future_read_all (stream, 1024 * 1024));
  if (page != NULL)
    *page = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (message != NULL)
    *message = g_object_ref (asked);
  return soup_message_get_status (asked);
}
