/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One computer with the account library, and what its person does. */

#include "stand.h"

#include "account/imagin-account-private.h"

static DexFuture *
resolve (const char *address, gpointer data)
{
  return dex_future_new_take_string (g_strdup (address));
}

void
client_open (Client *self, Stand *stand, const char *name)
{
  *self = (Client) { NULL };
  self->stand = stand;
  self->directory = g_build_filename (stand->folder, name, NULL);
  self->accounts = imagin_accounts_new (self->directory, resolve, NULL);
}

void
client_close (Client *self)
{
  unit_await_done (imagin_accounts_close (self->accounts));
  if (self->account != NULL)
    imagin_account_stop (self->account);
  g_clear_object (&self->account);
  g_clear_object (&self->accounts);
  /* Fibers that the engine began end by themselves. */
  unit_wait_ms (100);
  g_clear_pointer (&self->directory, g_free);
}

ImaginAccount *
client_meet (Client *self)
{
  return unit_await_object (imagin_accounts_open_academy (self->accounts, self->stand->address));
}

void
client_sign_in (Client *self, gboolean first)
{
  const char *password = first ? STAND_NUMBER : STAND_PASSWORD;

  self->account = client_meet (self);
  unit_await_done (imagin_account_sign_in (self->account, STAND_NUMBER, password, first ? STAND_PASSWORD : NULL));
  imagin_accounts_adopt (self->accounts, self->account);
  client_wait_state (self, IMAGIN_ACCOUNT_UP_TO_DATE);
}

void
client_load (Client *self)
{
  unit_await_done (imagin_accounts_load (self->accounts));
  self->account = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);
  g_assert_nonnull (self->account);
}

typedef struct
{
  gpointer object;
  int value;
} Expected;

static gboolean
has_state (gpointer data)
{
  const Expected *expected = data;

  return (int) imagin_account_get_state (expected->object) == expected->value;
}

void
client_wait_state (Client *self, ImaginAccountState state)
{
  Expected expected = { self->account, (int) state };
  g_autofree char *what = g_strdup_printf ("the account's state is %d", (int) state);

  unit_wait_until (has_state, &expected, what);
}

ImaginDraft *
client_draft (Client *self, const char *mission_id)
{
  return unit_await_object (imagin_draft_open (self->account, mission_id));
}

ImaginStoredMission *
client_stored (Client *self, const char *mission_id)
{
  g_autoptr (ImaginStore) store = imagin_store_new (self->directory);
  ImaginStoredMission *stored =
      unit_await_object (imagin_store_load_mission (store, imagin_account_get_id (self->account), mission_id));

  unit_await_done (imagin_store_close (store));
  return stored;
}

void
client_enter (ImaginDraft *draft, gint64 copies)
{
  imagin_statement_set_quantity (imagin_draft_get_statement (draft), "copies", copies);
}

void
client_save (ImaginDraft *draft, gint64 copies)
{
  client_enter (draft, copies);
  unit_await_done (imagin_draft_save (draft));
}

static gboolean
has_standing (gpointer data)
{
  const Expected *expected = data;

  return (int) imagin_draft_get_standing (expected->object) == expected->value;
}

void
client_wait_standing (ImaginDraft *draft, ImaginStanding standing)
{
  Expected expected = { draft, (int) standing };
  g_autofree char *what = g_strdup_printf ("the draft's standing is %d", (int) standing);

  unit_wait_until (has_standing, &expected, what);
}

char *
keyring_token (const char *account_id)
{
  g_autoptr (ImaginKeyring) keyring = imagin_keyring_new ();
  g_autoptr (GBytes) token = unit_await_boxed (imagin_keyring_lookup (keyring, account_id));
  gsize size;
  const char *text = g_bytes_get_data (token, &size);

  return g_strndup (text, size);
}

void
keyring_plant (const char *account_id, const char *token)
{
  g_autoptr (ImaginKeyring) keyring = imagin_keyring_new ();

  unit_await_done (imagin_keyring_store (keyring, account_id, "another", token));
}
