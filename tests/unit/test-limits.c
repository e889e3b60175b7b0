/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bounds of imagin-limits.h: what is just within them is taken, one more is not. */

#include "unit-server.h"

#include "base/imagin-json.h"
#include "remote/imagin-transport.h"
#include "remote/imagin-watchdog.h"

static gboolean
is_read (GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = imagin_json_parse (bytes, IMAGIN_STORED_MAXIMUM_BYTES, &error);

  if (node == NULL)
    unit_assert_error (&error, IMAGIN_ERROR_MALFORMED);
  return node != NULL;
}

static GString *
nested (guint depth, const char *open, const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, "0");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return text;
}

static void
test_json_depth (void)
{
  g_assert_true (is_read (nested (IMAGIN_JSON_MAXIMUM_DEPTH, "[", "]")));
  g_assert_false (is_read (nested (IMAGIN_JSON_MAXIMUM_DEPTH + 1, "[", "]")));
  g_assert_true (is_read (nested (IMAGIN_JSON_MAXIMUM_DEPTH, "{\"a\":", "}")));
  g_assert_false (is_read (nested (IMAGIN_JSON_MAXIMUM_DEPTH + 1, "{\"a\":", "}")));
}

/* A list is one value, and so is each of its @count zeros. */
static GString *
crowded (guint count)
{
  GString *text = g_string_sized_new (2 * count + 2);

  g_string_append_c (text, '[');
  for (guint i = 0; i < count; i++)
    g_string_append (text, i == 0 ? "0" : ",0");
  g_string_append_c (text, ']');
  return text;
}

static void
test_json_values (void)
{
  g_assert_true (is_read (crowded (IMAGIN_JSON_MAXIMUM_VALUES - 1)));
  g_assert_false (is_read (crowded (IMAGIN_JSON_MAXIMUM_VALUES)));
}

/* What stands in a text is no bracket and no comma, and an escaped quotation mark does not end it. */
static void
test_json_texts (void)
{
  GString *text = g_string_new ("[\"\\\\\",\"\\\"");

  for (guint i = 0; i < IMAGIN_JSON_MAXIMUM_VALUES; i++)
    g_string_append (text, i % 2 == 0 ? "[" : ",");
  g_string_append (text, "\"]");
  g_assert_true (is_read (text));
  text = g_string_new ("[\"\\\\\"");
  for (guint i = 0; i < IMAGIN_JSON_MAXIMUM_DEPTH; i++)
    g_string_append (text, ",[");
  g_assert_false (is_read (text));
  g_assert_false (is_read (g_string_new ("[\"\\")));
}

typedef struct
{
  UnitServer server;
  ImaginRemote *remote;
} Site;

static void
site_open (Site *self)
{
  unit_server_start (&self->server);
  self->remote = unit_server_remote (&self->server);
  self->server.odd_status = 200;
  self->server.odd_type = "application/json";
  self->server.odd_body = "{}";
}

static void
site_close (Site *self)
{
  g_clear_object (&self->remote);
  unit_server_stop (&self->server);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Site, site_close)

static DexFuture *
ask (Site *self)
{
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/odd");

  imagin_request_set_anonymous (request);
  return imagin_remote_send (self->remote, request);
}

/* The whole head counts, and a few headers come with every answer. */
static void
test_head (void)
{
  g_auto (Site) site = { { NULL }, NULL };

  site_open (&site);
  site.server.odd_head = IMAGIN_HEAD_MAXIMUM_BYTES - 1000;
  g_object_unref (unit_await_object (ask (&site)));
  site.server.odd_head = IMAGIN_HEAD_MAXIMUM_BYTES;
  g_free (unit_await_refused (ask (&site), IMAGIN_ERROR_MALFORMED));
  /* This one libsoup itself does not read to its end. */
  site.server.odd_head = 4 * IMAGIN_MIB;
  g_free (unit_await_refused (ask (&site), IMAGIN_ERROR_OFFLINE));
}

static void
test_kinds (void)
{
  g_autoptr (ImaginRequest) json = imagin_request_new ("GET", "/odd");
  g_autoptr (ImaginRequest) document = imagin_request_new ("GET", "/odd");

  imagin_request_set_document (document);
  g_assert_cmpuint (imagin_request_get_maximum_bytes (json), ==, IMAGIN_ANSWER_MAXIMUM_BYTES);
  g_assert_cmpuint (imagin_request_get_maximum_bytes (document), ==, IMAGIN_DOCUMENT_MAXIMUM_BYTES);
  g_assert_cmpuint (IMAGIN_PROBLEM_MAXIMUM_BYTES, <, IMAGIN_ANSWER_MAXIMUM_BYTES);
  g_assert_cmpuint (IMAGIN_PAGE_MISSIONS, <=, IMAGIN_PAGE_MAXIMUM_ROWS);
}

static const struct
{
  const char *text;
  const char *date; /* NULL: the right one */
  guint status;
  gint64 seconds; /* 0: at once */
} rests[] = {
  { "600", NULL, 503, 600 },
  { "600", NULL, 429, 600 },
  { "600", NULL, 500, 0 },
  { "0", NULL, 503, 0 },
  { "3600", NULL, 503, 3600 },
  { "3601", NULL, 503, IMAGIN_RETRY_MAXIMUM_SECONDS },
  { "99999999999999999999999999999999", NULL, 503, IMAGIN_RETRY_MAXIMUM_SECONDS },
  { "-5", NULL, 503, 0 },
  { "+5", NULL, 503, 0 },
  { "1.5", NULL, 503, 0 },
  { "", NULL, 503, 0 },
  { "soon", NULL, 503, 0 },
  { "Thu, 01 Jan 1970 00:00:00 GMT", NULL, 503, 0 },
  { "Fri, 31 Dec 2199 23:59:59 GMT", NULL, 503, IMAGIN_RETRY_MAXIMUM_SECONDS },
  /* Against the academy's own clock, whatever this computer's says. */
  { "Thu, 01 Jan 1970 00:10:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", 503, 600 },
  { "Fri, 31 Dec 2199 23:59:59 GMT", "nonsense", 503, IMAGIN_RETRY_MAXIMUM_SECONDS },
};

static void
test_rests (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      g_auto (Site) site = { { NULL }, NULL };
      ImaginError code = rests[i].status == 429 ? IMAGIN_ERROR_TOO_MANY_REQUESTS : IMAGIN_ERROR_UNAVAILABLE;
      gint64 before = g_get_monotonic_time ();
      gint64 until;

      site_open (&site);
      site.server.odd_status = rests[i].status;
      site.server.odd_retry = rests[i].text;
      site.server.odd_date = rests[i].date;
      g_test_message ("%u %s", rests[i].status, rests[i].text);
      g_free (unit_await_refused (ask (&site), code));
      until = imagin_remote_get_not_before (site.remote);
      if (rests[i].seconds == 0)
        g_assert_cmpint (until, ==, 0);
      else
        {
          g_assert_cmpint (until, >=, before + (rests[i].seconds - 2) * G_USEC_PER_SEC);
          g_assert_cmpint (until, <=, g_get_monotonic_time () + rests[i].seconds * G_USEC_PER_SEC);
        }
    }
}

/* A server that sends one byte from time to time, for ever. */
typedef struct
{
  GSocketConnection *connection;
  guint source;
} Trickle;

static gboolean
one_more (gpointer data)
{
  g_output_stream_write (g_io_stream_get_output_stream (G_IO_STREAM (((Trickle *) data)->connection)), " ", 1, NULL,
                         NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";
  Trickle *self = data;

  g_set_object (&self->connection, connection);
  g_output_stream_write (g_io_stream_get_output_stream (G_IO_STREAM (connection)), head, strlen (head), NULL, NULL);
  self->source = g_timeout_add (20, one_more, self);
  return TRUE;
}

typedef struct
{
  SoupSession *session;
  SoupMessage *message;
} Asking;

static gsize
any_size (guint status, gpointer data)
{
  return IMAGIN_ANSWER_MAXIMUM_BYTES;
}

static DexFuture *
ask_fiber (gpointer data)
{
  Asking *asking = data;
  GError *error = NULL;
  ImaginAnswer *answer = imagin_transport_send (asking->session, asking->message, 1, any_size, NULL, &error);

  return answer != NULL ? dex_future_new_take_object (answer) : dex_future_new_for_error (error);
}

/* Something always moves, and it would never end. */
static void
test_a_trickle_ends (void)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/", port);
  g_autoptr (SoupSession) session = imagin_transport_new_session ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  Asking asking = { session, message };
  Trickle trickle = { NULL, 0 };
  gint64 before = g_get_monotonic_time ();

  g_signal_connect (service, "incoming", G_CALLBACK (on_incoming), &trickle);
  g_free (unit_await_refused (dex_scheduler_spawn (NULL, 0, ask_fiber, &asking, NULL), IMAGIN_ERROR_TIMED_OUT));
  g_assert_cmpint (g_get_monotonic_time () - before, >=, IMAGIN_PACE_IDLES * G_USEC_PER_SEC);
  g_source_remove (trickle.source);
  g_clear_object (&trickle.connection);
  g_socket_service_stop (service);
  soup_session_abort (session);
  unit_wait_ms (50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/limits/json-is-not-deeper", test_json_depth);
  g_test_add_func ("/limits/json-has-no-more-values", test_json_values);
  g_test_add_func ("/limits/what-stands-in-a-text-does-not-count", test_json_texts);
  g_test_add_func ("/limits/a-head-is-not-larger", test_head);
  g_test_add_func ("/limits/each-kind-of-answer-has-its-own", test_kinds);
  g_test_add_func ("/limits/a-rest-is-not-longer", test_rests);
  g_test_add_func ("/limits/a-trickle-ends", test_a_trickle_ends);
  return g_test_run ();
}
