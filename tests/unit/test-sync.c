/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine of an account when the session is over: it rests, and goes on once somebody signed in. */

#include "unit-server.h"
#include "unit-store.h"

#include "account/imagin-sync.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/sync/after-a-session-the-engine-rests", test_it_rests);
  g_test_add_data_func ("/sync/a-new-session-wakes-it", NULL, test_it_goes_on);
  g_test_add_data_func ("/sync/also-where-it-was-stopped", "stopped", test_it_goes_on);
  return g_test_run ();
}
