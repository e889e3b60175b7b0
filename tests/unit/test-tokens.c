/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens: one refresh however many requests need it, and each new token kept before it is used. */

#include "unit-server.h"

typedef struct
{
  UnitServer server;
  ImaginRemote *remote;
  char *kept;
  guint requests_when_kept;
  DexPromise *keeping; /* NULL: kept at once */
} Session;

static DexFuture *
keep (const char *refresh_token, gpointer data)
{
  Session *self = data;

  g_set_str (&self->kept, refresh_token);
  self->requests_when_kept = self->server.requests;
  return self->keeping != NULL ? dex_ref (DEX_FUTURE (self->keeping)) : dex_future_new_for_boolean (TRUE);
}

static void
session_open (Session *self)
{
  unit_server_start (&self->server);
  self->remote = unit_server_remote (&self->server);
  imagin_remote_set_token_keeper (self->remote, keep, self);
  imagin_remote_set_refresh_token (self->remote, "refresh-0");
}

static void
session_close (Session *self)
{
  unit_wait_ms (20);
  g_clear_object (&self->remote);
  unit_server_stop (&self->server);
  g_free (self->kept);
  dex_clear (&self->keeping);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Session, session_close)

static DexFuture *
ask (Session *self)
{
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/data");

  return imagin_remote_send (self->remote, request);
}

static void
answered (DexFuture *future)
{
  g_object_unref (unit_await_object (future));
}

static void
test_from_the_keyring (void)
{
  g_auto (Session) session = { 0 };
  DexFuture *one, *two;

  session_open (&session);
  g_assert_true (imagin_remote_has_session (session.remote));
  one = ask (&session);
  two = ask (&session);
  answered (one);
  answered (two);
  g_assert_cmpuint (session.server.refreshes, ==, 1);
  g_assert_cmpstr (session.kept, ==, "refresh-1");
}

static void
test_two_401_one_refresh (void)
{
  g_auto (Session) session = { 0 };
  DexFuture *one, *two;

  session_open (&session);
  answered (ask (&session));
  session.server.tokens = 10;
  session.server.hold = 2; /* both are refused before either hears of it */
  one = ask (&session);
  two = ask (&session);
  answered (one);
  answered (two);
  g_assert_cmpuint (session.server.refreshes, ==, 2);
  g_assert_cmpstr (session.kept, ==, "refresh-11");
}

static gboolean
has_second (gpointer data)
{
  Session *session = data;

  return session->server.second != NULL && session->server.refreshes == 2;
}

/* The second request was refused for the old token, and hears of it when the new one is there already. */
static void
test_a_late_401_needs_no_refresh (void)
{
  g_auto (Session) session = { 0 };
  DexFuture *one, *two;

  session_open (&session);
  answered (ask (&session));
  session.server.tokens = 10;
  session.server.hold = 1;
  session.server.hold_second = TRUE;
  one = ask (&session);
  two = ask (&session);
  /* Each comes on a connection of its own: whichever comes first. */
  unit_wait_until (has_second, &session, "the second request was refused and the session refreshed");
  unit_server_release_second (&session.server);
  answered (one);
  answered (two);
  g_assert_cmpuint (session.server.refreshes, ==, 2);
}

static void
test_kept_before_it_is_used (void)
{
  g_auto (Session) session = { 0 };
  DexFuture *one;

  session_open (&session);
  session.keeping = dex_promise_new ();
  one = ask (&session);
  unit_wait_ms (200);
  g_assert_cmpstr (session.kept, ==, "refresh-1");
  g_assert_cmpuint (session.server.requests, ==, session.requests_when_kept);
  dex_promise_resolve_boolean (session.keeping, TRUE);
  answered (one);
  g_assert_cmpuint (session.server.requests, ==, session.requests_when_kept + 1);
}

static void
test_a_refused_refresh_asks_to_sign_in (void)
{
  g_auto (Session) session = { 0 };
  DexFuture *one, *two;

  session_open (&session);
  session.server.refuse_refresh = TRUE;
  one = ask (&session);
  two = ask (&session);
  g_free (unit_await_refused (one, IMAGIN_ERROR_SIGN_IN_REQUIRED));
  g_free (unit_await_refused (two, IMAGIN_ERROR_SIGN_IN_REQUIRED));
  g_assert_cmpuint (session.server.refreshes, ==, 1);
}

static void
test_without_a_session_nothing_is_sent (void)
{
  g_auto (Session) session = { 0 };

  session_open (&session);
  imagin_remote_set_refresh_token (session.remote, NULL);
  g_assert_false (imagin_remote_has_session (session.remote));
  g_free (unit_await_refused (ask (&session), IMAGIN_ERROR_SIGN_IN_REQUIRED));
  g_assert_cmpuint (session.server.requests, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/tokens/two-requests-at-the-start-refresh-once", test_from_the_keyring);
  g_test_add_func ("/tokens/two-401-at-once-refresh-once", test_two_401_one_refresh);
  g_test_add_func ("/tokens/a-401-for-an-old-token-needs-no-refresh", test_a_late_401_needs_no_refresh);
  g_test_add_func ("/tokens/a-new-token-is-kept-before-it-is-used", test_kept_before_it_is_used);
  g_test_add_func ("/tokens/a-refused-refresh-asks-to-sign-in", test_a_refused_refresh_asks_to_sign_in);
  g_test_add_func ("/tokens/without-a-session-nothing-is-sent", test_without_a_session_nothing_is_sent);
  return g_test_run ();
}
