/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine of an account when the session is over: it rests, and goes on once somebody signed in. */

#include "unit-server.h"
#include "unit-store.h"

#include "account/imagin-sync.h"
#include "account/imagin-wake-up.h"

typedef struct
{
  UnitServer server;
  Kept kept;
  ImaginRemote *remote;
  ImaginSync *sync;
} Engine;

static void
engine_open (Engine *self)
{
  unit_server_start (&self->server);
  kept_open (&self->kept);
  self->remote = unit_server_remote (&self->server);
  imagin_remote_set_refresh_token (self->remote, "refresh-0");
  self->sync = imagin_sync_new (self->kept.store, self->remote, "a");
}

static void
engine_close (Engine *self)
{
  imagin_sync_stop (self->sync);
  unit_wait_ms (100);
  g_clear_object (&self->sync);
  g_clear_object (&self->remote);
  kept_close (&self->kept);
  unit_server_stop (&self->server);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Engine, engine_close)

static gboolean
wants_sign_in (gpointer data)
{
  return imagin_sync_get_sign_in_required (((Engine *) data)->sync);
}

static gboolean
was_refreshed (gpointer data)
{
  return ((Engine *) data)->server.tokens > 0;
}

/* The back-off after a refusal is at most a second: what the engine does then must leave the main thread free. */
static void
test_it_rests (void)
{
  g_auto (Engine) engine = { 0 };

  engine_open (&engine);
  engine.server.refuse_refresh = TRUE;
  imagin_sync_start (engine.sync, 1);
  unit_wait_until (wants_sign_in, &engine, "the session is over");
  unit_wait_ms (2500);
  g_assert_cmpuint (engine.server.refreshes, ==, 1);
  g_assert_cmpuint (engine.server.requests, ==, 1);
}

static void
test_it_goes_on (gconstpointer stopped)
{
  g_auto (Engine) engine = { 0 };

  engine_open (&engine);
  engine.server.refuse_refresh = TRUE;
  imagin_sync_start (engine.sync, 1);
  unit_wait_until (wants_sign_in, &engine, "the session is over");
  if (stopped != NULL)
    {
      imagin_sync_stop (engine.sync);
      unit_wait_ms (100);
    }
  engine.server.refuse_refresh = FALSE;
  imagin_remote_set_refresh_token (engine.remote, "refresh-0");
  imagin_sync_start (engine.sync, 1);
  g_assert_false (wants_sign_in (&engine));
  unit_wait_until (was_refreshed, &engine, "the engine asks again");
}

static gboolean
was_pulled (gpointer data)
{
  return ((Engine *) data)->server.pulls > 0;
}

/* What the academy asks for is longer than any back-off: asking within a minute would be within the first second. */
static void
test_retry_after (void)
{
  g_auto (Engine) engine = { 0 };
  gint64 wait_us;

  engine_open (&engine);
  engine.server.retry_after = "600";
  imagin_sync_start (engine.sync, 1);
  unit_wait_until (was_pulled, &engine, "the engine asks");
  unit_wait_ms (2500);
  g_assert_cmpuint (engine.server.pulls, ==, 1);
  wait_us = imagin_remote_get_not_before (engine.remote) - g_get_monotonic_time ();
  g_assert_cmpint (wait_us, >, 500 * G_USEC_PER_SEC);
  g_assert_cmpint (wait_us, <=, 600 * G_USEC_PER_SEC);
  /* Waking up is no reason to press the academy; the person's own wish is. */
  g_signal_emit_by_name (imagin_wake_up_get_default (), "woken");
  unit_wait_ms (500);
  g_assert_cmpuint (engine.server.pulls, ==, 1);
  engine.server.retry_after = NULL;
  imagin_sync_wake (engine.sync, TRUE);
  unit_wait_ms (1000);
  g_assert_cmpuint (engine.server.pulls, ==, 2);
  g_assert_cmpint (imagin_remote_get_not_before (engine.remote), ==, 0);
}

static gboolean
was_pulled_twice (gpointer data)
{
  return ((Engine *) data)->server.pulls > 1;
}

/* logind says so on the system bus; here it is a bus of the test's own. */
static void
test_it_wakes_up (void)
{
  g_auto (Engine) engine = { 0 };
  g_autoptr (GDBusConnection) logind = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SYSTEM_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, NULL);
  guint name = g_bus_own_name_on_connection (logind, "org.freedesktop.login1", G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL,
                                             NULL, NULL);
  guint pulls;

  engine_open (&engine);
  imagin_sync_start (engine.sync, 3600);
  unit_wait_until (was_pulled, &engine, "the engine asks");
  unit_wait_ms (500);
  pulls = engine.server.pulls;
  g_assert_cmpuint (pulls, ==, 1);
  g_dbus_connection_emit_signal (logind, NULL, "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
                                 "PrepareForSleep", g_variant_new ("(b)", TRUE), NULL);
  unit_wait_ms (500);
  g_assert_cmpuint (engine.server.pulls, ==, 1);
  g_dbus_connection_emit_signal (logind, NULL, "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
                                 "PrepareForSleep", g_variant_new ("(b)", FALSE), NULL);
  unit_wait_until (was_pulled_twice, &engine, "the computer woke up, and the engine asks");
  g_bus_unown_name (name);
}

static gboolean
was_sent (gpointer data)
{
  return ((Engine *) data)->server.sent > 0;
}

/* It may have come back from a backup since the last time. */
static void
test_the_academy_is_read_first (void)
{
  g_auto (Engine) engine = { 0 };

  engine_open (&engine);
  kept_plant (&engine.kept);
  kept_write (&engine.kept, UNIT_COPIES (5), IMAGIN_OUTBOX_SAVE);
  engine.server.retry_after = "600";
  imagin_sync_start (engine.sync, 3600);
  unit_wait_until (was_pulled, &engine, "the engine asks");
  unit_wait_ms (500);
  g_assert_cmpuint (engine.server.sent, ==, 0);
  engine.server.retry_after = NULL;
  imagin_sync_wake (engine.sync, TRUE);
  unit_wait_until (was_sent, &engine, "what waits is sent");
  g_assert_cmpuint (engine.server.pulls, ==, 2);
}

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  int result;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  g_test_add_func ("/sync/after-a-session-the-engine-rests", test_it_rests);
  g_test_add_data_func ("/sync/a-new-session-wakes-it", NULL, test_it_goes_on);
  g_test_add_data_func ("/sync/also-where-it-was-stopped", "stopped", test_it_goes_on);
  g_test_add_func ("/sync/what-the-academy-asks-for-is-waited-for", test_retry_after);
  g_test_add_func ("/sync/it-asks-when-the-computer-wakes-up", test_it_wakes_up);
  g_test_add_func ("/sync/the-academy-is-read-before-anything-is-sent", test_the_academy_is_read_first);
  result = g_test_run ();
  g_test_dbus_stop (bus);
  return result;
}
