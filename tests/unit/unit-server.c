/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few paths that do what a test asks. */

#include "unit-server.h"

static void
answer_text (SoupServerMessage *message, guint status, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, strlen (text));
}

static void
on_refresh (UnitServer *self, SoupServerMessage *message)
{
  g_autofree char *text = NULL;

  self->refreshes++;
  if (self->refuse_refresh)
    {
      answer_text (message, 401, "{}");
      return;
    }
  self->tokens++;
  text = g_strdup_printf ("{\"access_token\":\"access-%u\",\"refresh_token\":\"refresh-%u\",\"token_type\":\"Bearer\"}",
                          self->tokens, self->tokens);
  answer_text (message, 200, text);
}

static void
refuse_late (UnitServer *self, SoupServerMessage *message)
{
  answer_text (message, 401, "{}");
  if (self->hold_second && self->held->len == 1 && self->second == NULL)
    {
      self->second = g_object_ref (message);
      soup_server_message_pause (message);
      return;
    }
  if (self->hold == 0)
    return;
  g_ptr_array_add (self->held, g_object_ref (message));
  if (self->hold_second)
    return;
  soup_server_message_pause (message);
  if (self->held->len == self->hold)
    for (guint i = 0; i < self->held->len; i++)
      soup_server_message_unpause (g_ptr_array_index (self->held, i));
}

static void
on_data (UnitServer *self, SoupServerMessage *message)
{
  g_autofree char *wanted = g_strdup_printf ("Bearer access-%u", self->tokens);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (g_strcmp0 (self->authorization, wanted) != 0)
    {
      refuse_late (self, message);
      return;
    }
  g_clear_pointer (&self->received, g_bytes_unref);
  self->received = soup_message_body_flatten (body);
  g_set_str (&self->received_type,
             soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Content-Type"));
  if (self->lose > 0)
    {
      g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);

      self->lose--;
      g_io_stream_close (connection, NULL, NULL);
      return;
    }
  answer_text (message, 200, "{\"ok\":true}");
  if (!self->hold_data)
    return;
  self->hold_data = FALSE;
  self->data = g_object_ref (message);
  soup_server_message_pause (message);
}

static void
on_large (UnitServer *self, SoupServerMessage *message)
{
  soup_server_message_set_status (message, self->large_status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, g_strnfill (self->large_bytes, 'x'),
                                    self->large_bytes);
}

static void
on_odd (UnitServer *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, self->odd_status, NULL);
  if (self->odd_type != NULL)
    soup_server_message_set_response (message, self->odd_type, SOUP_MEMORY_COPY, self->odd_body,
                                      strlen (self->odd_body));
  if (self->odd_retry != NULL)
    soup_message_headers_append (headers, "Retry-After", self->odd_retry);
  if (self->odd_date != NULL)
    soup_message_headers_replace (headers, "Date", self->odd_date);
  if (self->odd_head > 0)
    {
      g_autofree char *filling = g_strnfill (self->odd_head, 'h');

      soup_message_headers_append (headers, "X-Filling", filling);
    }
}

static void
on_missions (UnitServer *self, SoupServerMessage *message)
{
  self->pulls++;
  if (self->retry_after == NULL)
    {
      answer_text (message, 200, "{\"items\":[],\"gone\":[],\"cursor\":\"c\"}");
      return;
    }
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After", self->retry_after);
  answer_text (message, 503, "{\"type\":\"about:blank\",\"title\":\"Occupé\",\"status\":503}");
}

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  UnitServer *self = data;

  self->requests++;
  self->port =
      g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message)));
  g_set_str (&self->authorization,
             soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization"));
  if (g_str_equal (path, "/v1/session/refresh"))
    on_refresh (self, message);
  else if (g_str_equal (path, "/v1/data"))
    on_data (self, message);
  else if (g_str_has_prefix (path, "/v1/missions/"))
    {
      self->sent++;
      answer_text (message, 503, "{}");
    }
  else if (g_str_equal (path, "/v1/missions"))
    on_missions (self, message);
  else if (g_str_equal (path, "/v1/odd"))
    on_odd (self, message);
  else if (g_str_equal (path, "/v1/large"))
    on_large (self, message);
  else if (g_str_equal (path, "/v1/moved"))
    soup_server_message_set_redirect (message, 302, self->moved_to);
  else if (g_str_equal (path, "/v1/page"))
    {
      soup_message_headers_append (soup_server_message_get_response_headers (message), "Link", self->link);
      answer_text (message, 200, "{}");
    }
  else
    answer_text (message, 404, "{\"title\":\"?\"}");
}

void
unit_server_start (UnitServer *self)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  *self = (UnitServer) { NULL };
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

void
unit_server_stop (UnitServer *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_object (&self->second);
  g_clear_object (&self->data);
  g_clear_pointer (&self->received, g_bytes_unref);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->moved_to, g_free);
  g_clear_pointer (&self->received_type, g_free);
  g_clear_pointer (&self->authorization, g_free);
}

ImaginRemote *
unit_server_remote (UnitServer *self)
{
  g_autoptr (GError) error = NULL;
  ImaginRemote *remote = imagin_remote_new (self->address, &error);

  g_assert_no_error (error);
  return remote;
}

void
unit_server_release_second (UnitServer *self)
{
  soup_server_message_unpause (self->second);
}

gboolean
unit_server_holds_data (gpointer self)
{
  return ((UnitServer *) self)->data != NULL;
}

void
unit_server_release_data (UnitServer *self)
{
  soup_server_message_unpause (self->data);
}
