/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the browser comes back to: one callback ends the wait, and nothing else does. */

#include "unit-browser.h"

#include "remote/imagin-loopback.h"

#define STATE "the-state-of-this-sign-in-and-no-other-one"
#define ISSUER "https://portail.example"
#define ISS "&iss=https%3A%2F%2Fportail.example"

static const ImaginLoopbackWords words = { "fr", "Connexion", "Vous pouvez fermer cette page.", "Refusé <b>",
                                           "Rien n’a changé." };

static ImaginLoopback *
loopback_new (void)
{
  g_autoptr (GError) error = NULL;
  ImaginLoopback *loopback = imagin_loopback_new (NULL, &words, &error);

  g_assert_no_error (error);
  return loopback;
}

static guint
come_back (ImaginLoopback *loopback, const char *query)
{
  g_autofree char *address = g_strconcat (imagin_loopback_get_address (loopback), query, NULL);

  return unit_browse ("GET", address, NULL, NULL, NULL);
}

static const char *const stray[] = {
  "",
  "?",
  "?code=c",
  "?state=" STATE,
  "?code=c&state=",
  "?code=c&state=another",
  "?code=c&state=the-state-of-this-sign-in-and-no-other-on",
  "?code=c&state=the-state-of-this-sign-in-and-no-other-onf",
  "?code=c&state=The-state-of-this-sign-in-and-no-other-one",
  "?error=access_denied&state=the-state-of-this-sign-in-and-no-other-onf",
  "?code=c&state=the-state-of-this-sign-in-and-no-other-onee",
  "?code=&state=" STATE,
  "?code=c&state=" STATE "&iss=https%3A%2F%2Fanother.example",
  "?code=c&state=" STATE "&iss=",
  "?code=c&code=d&state=" STATE,
  "?code=c&state=" STATE "&state=" STATE,
  "?code=c%00d&state=" STATE,
  "?code=c%0Ad&state=" STATE,
  "?code=c%C3%A9&state=" STATE,
  "?error=access_denied",
  "?error=access_denied&state=another",
  "?error=access_denied&code=c&state=" STATE,
  "?error=&state=" STATE,
  "?error=a%0Ab&state=" STATE,
  "?error=access_denied&state=" STATE "&iss=https%3A%2F%2Fanother.example",
};

/* A callback that belongs to somebody else changes nothing: the good one that follows still works. */
static void
test_only_the_right_one (void)
{
  g_autoptr (ImaginLoopback) loopback = loopback_new ();
  DexFuture *code = imagin_loopback_wait (loopback, STATE, ISSUER, FALSE);
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stray); i++)
    {
      g_test_message ("%s", stray[i]);
      g_assert_cmpuint (come_back (loopback, stray[i]), ==, 400);
      g_assert_true (dex_future_is_pending (code));
    }
  g_assert_cmpuint (come_back (loopback, "?code=good%2B1&state=" STATE), ==, 200);
  text = unit_await_string (code);
  g_assert_cmpstr (text, ==, "good+1");
  /* Used: the same again is a stray one. */
  g_assert_cmpuint (come_back (loopback, "?code=good%2B1&state=" STATE), ==, 400);
}

static void
test_paths_methods_hosts (void)
{
  static const char *const paths[] = {
    "/favicon.ico", "/", "/callback/", "/Callback", "//callback", "/x/../callback/x"
  };
  static const char *const methods[] = { "POST", "PUT", "DELETE", "OPTIONS" };
  g_autoptr (ImaginLoopback) loopback = loopback_new ();
  DexFuture *code = imagin_loopback_wait (loopback, STATE, ISSUER, FALSE);
  const char *address = imagin_loopback_get_address (loopback);
  g_autofree char *root = g_strndup (address, strlen (address) - strlen ("/callback"));
  g_autofree char *good = g_strconcat (address, "?code=c&state=" STATE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *wrong = g_strconcat (root, paths[i], "?code=c&state=" STATE, NULL);

      g_assert_cmpuint (unit_browse ("GET", wrong, NULL, NULL, NULL), ==, 400);
    }
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    g_assert_cmpuint (unit_browse (methods[i], good, NULL, NULL, NULL), ==, 400);
  /* A name of the Internet that leads here (DNS rebinding). */
  g_assert_cmpuint (unit_browse ("GET", good, "evil.example", NULL, NULL), ==, 400);
  g_assert_true (dex_future_is_pending (code));
  g_assert_cmpuint (unit_browse ("GET", good, NULL, NULL, NULL), ==, 200);
  g_free (unit_await_string (code));
}

static void
test_issuer_names_itself (void)
{
  g_autoptr (ImaginLoopback) loopback = loopback_new ();
  DexFuture *code = imagin_loopback_wait (loopback, STATE, ISSUER, TRUE);

  g_assert_cmpuint (come_back (loopback, "?code=c&state=" STATE), ==, 400);
  g_assert_cmpuint (come_back (loopback, "?error=access_denied&state=" STATE), ==, 400);
  g_assert_true (dex_future_is_pending (code));
  g_assert_cmpuint (come_back (loopback, "?code=c&state=" STATE ISS), ==, 200);
  g_free (unit_await_string (code));
}

static void
test_refused (void)
{
  g_autoptr (ImaginLoopback) loopback = loopback_new ();
  DexFuture *code = imagin_loopback_wait (loopback, STATE, ISSUER, FALSE);
  g_autofree char *address = g_strconcat (imagin_loopback_get_address (loopback),
                                          "?error=access_denied&error_description=%3Cb%3E&state=" STATE ISS, NULL);
  g_autofree char *word = NULL;
  g_autofree char *page = NULL;

  g_assert_cmpuint (unit_browse ("GET", address, NULL, NULL, &page), ==, 200);
  g_assert_nonnull (strstr (page, "Refusé &lt;b&gt;"));
  word = unit_await_refused (code, IMAGIN_ERROR_PORTAL_REFUSED);
  g_assert_cmpstr (word, ==, "access_denied");
}

static void
test_later (void)
{
  g_autoptr (ImaginLoopback) loopback = loopback_new ();
  DexFuture *code = imagin_loopback_wait (loopback, STATE, ISSUER, FALSE);

  g_assert_cmpuint (come_back (loopback, "?error=temporarily_unavailable&state=" STATE), ==, 200);
  g_free (unit_await_refused (code, IMAGIN_ERROR_UNAVAILABLE));
}

static void
test_page (void)
{
  g_autoptr (ImaginLoopback) loopback = loopback_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *page = NULL;
  g_autofree char *address = g_strconcat (imagin_loopback_get_address (loopback), "?code=c&state=" STATE, NULL);
  DexFuture *code = imagin_loopback_wait (loopback, STATE, ISSUER, FALSE);
  SoupMessageHeaders *headers;

  g_assert_cmpuint (unit_browse ("GET", address, NULL, &message, &page), ==, 200);
  g_free (unit_await_string (code));
  headers = soup_message_get_response_headers (message);
  g_assert_nonnull (strstr (page, "<html lang=\"fr\">"));
  g_assert_nonnull (strstr (page, "Vous pouvez fermer cette page."));
  g_assert_null (strstr (page, STATE));
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Referrer-Policy"), ==, "no-referrer");
  g_assert_true (g_str_has_prefix (soup_message_headers_get_one (headers, "Content-Security-Policy"),
                                   "default-src 'none'; style-src 'sha256-"));
}

static void
test_before_the_wait (void)
{
  g_autoptr (ImaginLoopback) loopback = loopback_new ();

  g_assert_cmpuint (come_back (loopback, "?code=c&state=" STATE), ==, 400);
  g_assert_cmpuint (come_back (loopback, "?code=c&state="), ==, 400);
}

/* A port that is taken on IPv4, until the listener goes. */
static GSocketListener *
take_port (guint16 *port)
{
  GSocketListener *listener = g_socket_listener_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, *port);
  g_autoptr (GSocketAddress) effective = NULL;

  g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective,
                                 NULL);
  g_assert_nonnull (effective);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  return listener;
}

static void
test_ports (void)
{
  g_autoptr (GArray) ports = g_array_new (FALSE, FALSE, sizeof (guint16));
  guint16 taken = 0, free_one = 0;
  g_autoptr (GSocketListener) one = take_port (&taken);
  g_autoptr (GSocketListener) two = take_port (&free_one);
  g_autofree char *wanted = g_strdup_printf ("http://127.0.0.1:%u/callback", free_one);
  g_autofree char *six = g_strdup_printf ("http://[::1]:%u/callback", taken);
  g_autoptr (ImaginLoopback) second = NULL;
  g_autoptr (ImaginLoopback) third = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *code;

  g_socket_listener_close (two);
  g_array_append_val (ports, taken);
  g_array_append_val (ports, free_one);
  second = imagin_loopback_new (ports, &words, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (imagin_loopback_get_address (second), ==, wanted);
  /* Both are taken now: the same ports are tried where the other half of the Internet has its loopback. */
  third = imagin_loopback_new (ports, &words, &error);
  if (third == NULL)
    {
      g_test_skip ("this computer has no [::1]");
      return;
    }
  g_assert_cmpstr (imagin_loopback_get_address (third), ==, six);
  code = imagin_loopback_wait (third, STATE, ISSUER, FALSE);
  g_assert_cmpuint (come_back (third, "?code=c&state=" STATE), ==, 200);
  g_free (unit_await_string (code));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/loopback/only-the-right-callback-ends-the-wait", test_only_the_right_one);
  g_test_add_func ("/loopback/paths-methods-and-hosts", test_paths_methods_hosts);
  g_test_add_func ("/loopback/an-issuer-that-names-itself-must", test_issuer_names_itself);
  g_test_add_func ("/loopback/a-refusal-is-an-answer", test_refused);
  g_test_add_func ("/loopback/a-portal-that-cannot-answer-now", test_later);
  g_test_add_func ("/loopback/the-page-says-that-it-may-be-closed", test_page);
  g_test_add_func ("/loopback/nothing-is-taken-before-the-wait", test_before_the_wait);
  g_test_add_func ("/loopback/the-first-free-port-of-the-list", test_ports);
  return g_test_run ();
}
