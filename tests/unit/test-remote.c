/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An academy over HTTP: where one may be, where tokens go, and what bounds an answer. */

#include "unit-server.h"

#include "base/imagin-future.h"
#include "base/imagin-json.h"
#include "remote/imagin-watchdog.h"

static void
test_addresses (void)
{
  static const char *const good[] = {
    "https://imagin.example", "https://imagin.example/", "https://imagin.example:8443/gateway",
    "http://127.0.0.1:8080",  "http://localhost:1/",     "http://[::1]:8080/"
  };
  static const char *const bad[] = {
    "http://imagin.example/",
    "http://192.168.1.1/",
    "http://127.0.0.1.example/",
    "http://localhost.example/",
    "https://person:word@imagin.example/",
    "https://person@imagin.example/",
    "file:///etc/passwd",
    "ftp://imagin.example/",
    "javascript:alert(1)",
    "https://",
    "https:///v1",
    "imagin.example",
    "/v1",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ImaginRemote) remote = imagin_remote_new (good[i], &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_suffix (imagin_remote_get_address (remote), "/"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (imagin_remote_new (bad[i], &error));
      unit_assert_error (&error, IMAGIN_ERROR_UNTRUSTED);
    }
}

static void
test_paths_are_escaped (void)
{
  g_autofree char *path = imagin_request_path ("missions", "../a b/é?x#y", "statement", NULL);

  g_assert_cmpstr (path, ==, "/missions/..%2Fa%20b%2F%C3%A9%3Fx%23y/statement");
}

static const struct
{
  const char *link;
  const char *next;
} links[] = {
  { "</v1/missions?page=2>; rel=\"next\"", "/v1/missions?page=2" },
  { "</v1/missions?page=2>; rel=next", "/v1/missions?page=2" },
  { "</a>; rel=\"prev\", </b?x=1,2>; rel=\"next\"", "/b?x=1,2" },
  { "</b>; rel=\"next\", </a>; rel=\"prev\"", "/b" },
  { "</b>; title=\"x\"; REL=\"NEXT\"", "/b" },
  { "</a>; rel=\"prev\"", NULL },
  { "</a>; rel=\"nextish\"", NULL },
  { "</a>; rel=nextish", NULL },
  { "</b>; rel=\"last next\"", "/b" },
  { "nonsense", NULL },
};

static void
test_link_next (void)
{
  g_auto (UnitServer) server = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;

  unit_server_start (&server);
  remote = unit_server_remote (&server);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/page");
      g_autoptr (ImaginAnswer) answer = NULL;
      g_autofree char *next = NULL;

      server.link = links[i].link;
      imagin_request_set_anonymous (request);
      answer = unit_await_object (imagin_remote_send (remote, request));
      next = imagin_answer_get_next (answer);
      g_test_message ("%s", links[i].link);
      g_assert_cmpstr (next, ==, links[i].next);
    }
}

static void
test_a_token_stays_with_its_origin (void)
{
  g_auto (UnitServer) server = { NULL };
  g_auto (UnitServer) other = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;
  g_autofree char *absolute = NULL;
  g_autofree char *network_path = NULL;
  const char *paths[2];

  unit_server_start (&server);
  unit_server_start (&other);
  remote = unit_server_remote (&server);
  imagin_remote_set_refresh_token (remote, "refresh-0");
  absolute = g_strconcat ("//", other.address, "v1/data", NULL);
  network_path = g_strconcat ("//", other.address + strlen ("http:"), "v1/data", NULL);
  paths[0] = absolute;
  paths[1] = network_path;
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (ImaginRequest) request = imagin_request_new ("GET", paths[i]);

      g_free (unit_await_refused (imagin_remote_send (remote, request), IMAGIN_ERROR_UNTRUSTED));
    }
  g_assert_cmpuint (other.requests, ==, 0);
}

static void
test_no_redirect_is_followed (gconstpointer method)
{
  g_auto (UnitServer) server = { NULL };
  g_auto (UnitServer) portal = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;
  g_autoptr (ImaginRequest) request = imagin_request_new (method, "/moved");

  unit_server_start (&server);
  unit_server_start (&portal);
  remote = unit_server_remote (&server);
  server.moved_to = g_strconcat (portal.address, "v1/data", NULL);
  imagin_request_set_anonymous (request);
  g_free (unit_await_refused (imagin_remote_send (remote, request), IMAGIN_ERROR_UNTRUSTED));
  g_assert_cmpuint (portal.requests, ==, 0);
}

static void
check_large (guint status, gsize bytes, gsize maximum, ImaginError code)
{
  g_auto (UnitServer) server = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/large");

  unit_server_start (&server);
  remote = unit_server_remote (&server);
  server.large_bytes = bytes;
  server.large_status = status;
  imagin_request_set_anonymous (request);
  imagin_request_set_maximum_bytes (request, maximum);
  g_free (unit_await_refused (imagin_remote_send (remote, request), code));
}

static void
test_answers_are_bounded (void)
{
  /* None of it is the academy's word on what was sent, as IMAGIN_ERROR_TOO_LARGE is. */
  check_large (200, 1001, 1000, IMAGIN_ERROR_MALFORMED);
  /* A refusal has a bound of its own, whatever the request would have taken. */
  check_large (413, IMAGIN_PROBLEM_MAXIMUM_BYTES + 1, IMAGIN_DOCUMENT_MAXIMUM_BYTES, IMAGIN_ERROR_MALFORMED);
  check_large (413, IMAGIN_PROBLEM_MAXIMUM_BYTES, 10, IMAGIN_ERROR_TOO_LARGE);
}

#define PAGE "<!DOCTYPE html><title>Wi-Fi</title>"

static const struct
{
  const char *rule;
  guint status;
  const char *type; /* NULL: nothing comes */
  const char *body;
  gboolean document; /* was asked for */
  int code;          /* -1: accepted */
} speakers[] = {
  { "a-page-under-200", 200, "text/html", PAGE, FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-page-under-401", 401, "text/html", PAGE, FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-page-under-403", 403, "text/html", PAGE, FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-page-under-404", 404, "text/html; charset=utf-8", PAGE, FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-page-under-409", 409, "text/html", PAGE, FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-page-under-410", 410, "text/html", PAGE, FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-page-under-422", 422, "text/html", PAGE, FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-page-that-says-that-it-is-a-problem", 403, "application/problem+json", PAGE, FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-list-that-says-that-it-is-a-problem", 403, "application/problem+json", "[]", FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-refusal-without-a-word", 403, NULL, NULL, FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-condition-that-nobody-set", 412, "application/problem+json", "{}", FALSE, IMAGIN_ERROR_UNTRUSTED },
  { "a-page-for-a-document", 200, "text/html", PAGE, TRUE, IMAGIN_ERROR_UNTRUSTED },
  { "a-page-of-a-gateway", 502, "text/html", PAGE, FALSE, IMAGIN_ERROR_UNAVAILABLE },
  { "a-page-of-a-gateway-on-the-size", 413, "text/html", PAGE, FALSE, IMAGIN_ERROR_TOO_LARGE },
  { "a-problem", 403, "application/problem+json", "{}", FALSE, IMAGIN_ERROR_FORBIDDEN },
  { "json", 404, "Application/JSON; charset=utf-8", "{}", FALSE, IMAGIN_ERROR_NOT_FOUND },
  { "an-answer", 200, "application/json", "{}", FALSE, -1 },
  { "a-document", 200, "application/pdf", "%PDF", TRUE, -1 },
  { "nothing", 204, NULL, NULL, FALSE, -1 },
};

/* A network's sign-in page answers in the academy's stead, under any status: nothing of it is the academy's word. */
static void
test_who_speaks (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (UnitServer) server = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/odd");

  unit_server_start (&server);
  remote = unit_server_remote (&server);
  imagin_request_set_anonymous (request);
  if (speakers[i].document)
    imagin_request_set_document (request);
  /* What would be understood from the academy is not from a page. */
  if (speakers[i].code == IMAGIN_ERROR_UNTRUSTED)
    imagin_request_accept (request, speakers[i].status);
  server.odd_status = speakers[i].status;
  server.odd_type = speakers[i].type;
  server.odd_body = speakers[i].body;
  if (speakers[i].code < 0)
    g_object_unref (unit_await_object (imagin_remote_send (remote, request)));
  else
    g_free (unit_await_refused (imagin_remote_send (remote, request), (ImaginError) speakers[i].code));
}

/* A portal's 401 ends no session. */
static void
test_a_page_ends_no_session (void)
{
  g_auto (UnitServer) server = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;
  g_autoptr (ImaginRequest) first = imagin_request_new ("GET", "/data");
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/odd");

  unit_server_start (&server);
  remote = unit_server_remote (&server);
  imagin_remote_set_refresh_token (remote, "refresh-0");
  g_object_unref (unit_await_object (imagin_remote_send (remote, first)));
  server.odd_status = 401;
  server.odd_type = "text/html";
  server.odd_body = PAGE;
  g_free (unit_await_refused (imagin_remote_send (remote, request), IMAGIN_ERROR_UNTRUSTED));
  g_assert_cmpuint (server.refreshes, ==, 1);
}

/* What a used connection still holds, or has lost, is nobody's error then. */
static void
test_each_message_is_alone (void)
{
  g_auto (UnitServer) server = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;
  guint16 before = 0;

  unit_server_start (&server);
  remote = unit_server_remote (&server);
  server.link = "nonsense";
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/page");

      imagin_request_set_anonymous (request);
      g_object_unref (unit_await_object (imagin_remote_send (remote, request)));
      g_assert_cmpuint (server.port, !=, before);
      before = server.port;
    }
}

/* The academy asks for a rest while another of its answers is on its way: that one does not end the rest. */
static void
test_a_rest_is_not_ended_by_what_was_sent_before (void)
{
  g_auto (UnitServer) server = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;
  g_autoptr (ImaginRequest) early = imagin_request_new ("GET", "/data");
  g_autoptr (ImaginRequest) busy = imagin_request_new ("GET", "/odd");
  g_autoptr (ImaginRequest) late = imagin_request_new ("GET", "/data");
  DexFuture *first;

  unit_server_start (&server);
  remote = unit_server_remote (&server);
  imagin_remote_set_refresh_token (remote, "refresh-0");
  imagin_request_set_anonymous (busy);
  server.odd_status = 503;
  server.odd_retry = "600";
  server.hold_data = TRUE;
  first = imagin_remote_send (remote, early);
  unit_wait_until (unit_server_holds_data, &server, "the first is on its way");
  g_free (unit_await_refused (imagin_remote_send (remote, busy), IMAGIN_ERROR_UNAVAILABLE));
  unit_server_release_data (&server);
  g_object_unref (unit_await_object (first));
  g_assert_cmpint (imagin_remote_get_not_before (remote), >, g_get_monotonic_time ());
  g_object_unref (unit_await_object (imagin_remote_send (remote, late)));
  g_assert_cmpint (imagin_remote_get_not_before (remote), ==, 0);
}

/* A connection that was used before breaks before the answer: nothing repeats the request but who knows what was sent.
 */
static void
test_a_lost_answer (void)
{
  g_auto (UnitServer) server = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;
  g_autoptr (ImaginRequest) first = imagin_request_new ("GET", "/data");
  g_autoptr (ImaginRequest) request = imagin_request_new ("PUT", "/data");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{\"note\":\"Train\"}", 16);
  g_autoptr (JsonNode) body = imagin_json_parse (bytes, 100, NULL);

  unit_server_start (&server);
  remote = unit_server_remote (&server);
  imagin_remote_set_refresh_token (remote, "refresh-0");
  g_object_unref (unit_await_object (imagin_remote_send (remote, first)));
  server.lose = 2;
  imagin_request_set_json (request, body);
  g_free (unit_await_refused (imagin_remote_send (remote, request), IMAGIN_ERROR_OFFLINE));
  g_assert_cmpuint (server.lose, ==, 1);
}

static void
test_a_file_is_sent_whole_at_each_try (void)
{
  g_auto (UnitServer) server = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;
  g_autoptr (ImaginRequest) request = imagin_request_new ("PUT", "/data");
  g_autoptr (ImaginRequest) first = imagin_request_new ("GET", "/data");
  g_autofree char *folder = unit_folder_new ();
  g_autofree char *bytes = g_strnfill (300000, 'y');
  g_autofree char *path = unit_file_new (folder, "receipt", bytes, 300000);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  unit_server_start (&server);
  remote = unit_server_remote (&server);
  imagin_remote_set_refresh_token (remote, "refresh-0");
  g_object_unref (unit_await_object (imagin_remote_send (remote, first)));
  server.tokens = 7; /* what the client holds is worth nothing any more: the first try ends in 401 */
  imagin_request_set_file (request, file, "image/png", 300000);
  g_object_unref (unit_await_object (imagin_remote_send (remote, request)));
  g_assert_cmpuint (g_bytes_get_size (server.received), ==, 300000);
  g_assert_cmpmem (g_bytes_get_data (server.received, NULL), 300000, bytes, 300000);
  g_assert_cmpstr (server.received_type, ==, "image/png");
  unit_folder_remove (folder);
}

static void
test_nobody_there (void)
{
  g_auto (UnitServer) server = { NULL };
  g_autoptr (ImaginRemote) remote = NULL;
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/data");

  unit_server_start (&server);
  remote = unit_server_remote (&server);
  soup_server_disconnect (server.server);
  imagin_request_set_anonymous (request);
  g_free (unit_await_refused (imagin_remote_send (remote, request), IMAGIN_ERROR_OFFLINE));
}

/* A port that takes connections and never reads: the kernel takes the first bytes, and then nothing moves. */
static void
test_a_black_hole_is_noticed (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/", port);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("PUT", address);
  g_autofree char *bytes = g_strnfill (16 * 1024 * 1024, 'z');
  g_autoptr (GBytes) body = g_bytes_new_static (bytes, 16 * 1024 * 1024);

  soup_message_set_request_body_from_bytes (message, "text/plain", body);
  g_free (unit_await_refused (
      dex_future_first (imagin_future_soup_send (session, message), imagin_watchdog_new (message, 1), NULL),
      IMAGIN_ERROR_TIMED_OUT));
  soup_session_abort (session);
  unit_wait_ms (50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/remote/a-lost-answer-is-told-and-nothing-sent-again", test_a_lost_answer);
  g_test_add_func ("/remote/an-academy-is-https-or-on-this-computer", test_addresses);
  g_test_add_func ("/remote/path-segments-are-escaped", test_paths_are_escaped);
  g_test_add_func ("/remote/the-next-page-is-in-the-link", test_link_next);
  g_test_add_func ("/remote/a-token-stays-with-its-origin", test_a_token_stays_with_its_origin);
  g_test_add_data_func ("/remote/no-redirect-is-followed/on-a-write", "PUT", test_no_redirect_is_followed);
  g_test_add_data_func ("/remote/no-redirect-is-followed/on-a-read", "GET", test_no_redirect_is_followed);
  g_test_add_func ("/remote/answers-are-bounded", test_answers_are_bounded);
  for (guint i = 0; i < G_N_ELEMENTS (speakers); i++)
    {
      g_autofree char *path = g_strconcat ("/remote/who-speaks/", speakers[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_who_speaks);
    }
  g_test_add_func ("/remote/a-page-ends-no-session", test_a_page_ends_no_session);
  g_test_add_func ("/remote/each-message-is-alone-on-its-connection", test_each_message_is_alone);
  g_test_add_func ("/remote/a-rest-is-not-ended-by-what-was-sent-before",
                   test_a_rest_is_not_ended_by_what_was_sent_before);
  g_test_add_func ("/remote/a-file-is-sent-whole-at-each-try", test_a_file_is_sent_whole_at_each_try);
  g_test_add_func ("/remote/nobody-there-is-off-line", test_nobody_there);
  g_test_add_func ("/remote/a-black-hole-is-noticed", test_a_black_hole_is_noticed);
  return g_test_run ();
}
