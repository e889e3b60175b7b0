/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an account's session is kept until the next start: the keyring, or nowhere. */

#include "account/imagin-account-private.h"
#include "base/imagin-error.h"

/* A keyring may ask the person something: what they do here does not wait for that. */
#define PATIENCE_SECONDS 3

static ImaginKeyring *
keyring_of (ImaginAccount *self)
{
  return imagin_store_get_keyring (imagin_account_get_store (self));
}

gboolean
imagin_account_is_remembered (ImaginAccount *self)
{
  return imagin_account_get_keeping (self)->remembered;
}

const GError *
imagin_account_get_keyring_error (ImaginAccount *self)
{
  return imagin_account_get_keeping (self)->error;
}

gboolean
imagin_account_has_session (ImaginAccount *self)
{
  return imagin_account_get_keeping (self)->given || imagin_account_get_state (self) != IMAGIN_ACCOUNT_SIGNED_OUT;
}

static void
note (ImaginAccount *self, gboolean remembered, GError *error)
{
  ImaginKeeping *keeping = imagin_account_get_keeping (self);

  keeping->remembered = remembered;
  g_clear_error (&keeping->error);
  keeping->error = error;
  if (error != NULL)
    g_message ("The session is not remembered: %s", error->message);
}

static void
settle (ImaginAccount *self, gboolean remembered, GError *error)
{
  note (self, remembered, error);
  g_signal_emit_by_name (self, "keyring-changed");
}

/* Keeping */

typedef struct
{
  ImaginAccount *account;
  DexFuture *storing;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_object_unref (keeping->account);
  dex_clear (&keeping->storing);
  g_free (keeping);
}

static DexFuture *
keep_fiber (gpointer data)
{
  Keeping *keeping = data;
  GError *error = NULL;
  gboolean remembered = dex_await_boolean (g_steal_pointer (&keeping->storing), &error);

  settle (keeping->account, remembered, error != NULL ? g_error_copy (error) : NULL);
  return error == NULL ? dex_future_new_for_boolean (TRUE) : dex_future_new_for_error (error);
}

static DexFuture *
store_token (ImaginAccount *self, const char *refresh_token)
{
  g_autofree char *label =
      g_strdup_printf ("Imagin — %s (%s)", imagin_account_get_name (self), imagin_account_get_number (self));
  Keeping *keeping = g_new0 (Keeping, 1);
  DexFuture *fiber;

  keeping->account = g_object_ref (self);
  keeping->storing = imagin_keyring_store (keyring_of (self), imagin_account_get_id (self), label, refresh_token);
  fiber = dex_scheduler_spawn (NULL, 0, keep_fiber, keeping, keeping_free);
  dex_future_disown (dex_ref (fiber));
  return fiber;
}

/* A keyring that refuses is no reason to turn the person away: this session works, and they are asked. */
static DexFuture *
go_on (DexFuture *failed, gpointer data)
{
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_account_keep_token (const char *refresh_token, gpointer data)
{
  ImaginAccount *self = data;
  ImaginKeeping *keeping = imagin_account_get_keeping (self);

  keeping->given = TRUE;
  /* What the person has not chosen yet is not asked again at each refresh. A sign-in that was given up may have no
   * account. */
  if (imagin_account_get_id (self) == NULL || keeping->once || keeping->error != NULL ||
      imagin_account_is_removed (self) || imagin_account_is_shared (self))
    return dex_future_new_for_boolean (TRUE);
  return dex_future_catch (
      dex_future_first (store_token (self, refresh_token), dex_timeout_new_seconds (PATIENCE_SECONDS), NULL), go_on,
      NULL, NULL);
}

void
imagin_account_begin_keeping (ImaginAccount *self)
{
  ImaginKeeping *keeping = imagin_account_get_keeping (self);

  keeping->given = FALSE;
  g_clear_error (&keeping->error);
}

void
imagin_account_end_keeping (ImaginAccount *self)
{
  ImaginKeeping *keeping = imagin_account_get_keeping (self);

  if (keeping->given)
    return;
  /* This sign-in gives nothing to keep; what an earlier one gave is not this session. */
  if (keeping->remembered)
    dex_future_disown (imagin_keyring_clear (keyring_of (self), imagin_account_get_id (self)));
  settle (self, FALSE, NULL);
}

/* Finding */

GBytes *
imagin_account_find_token (ImaginAccount *self)
{
  g_autoptr (GError) error = NULL;
  GBytes *token;

  if (imagin_account_is_shared (self))
    return NULL;
  token = dex_await_boxed (imagin_keyring_lookup (keyring_of (self), imagin_account_get_id (self)), &error);

  if (token != NULL && g_bytes_get_size (token) == 0)
    g_clear_pointer (&token, g_bytes_unref);
  /* Without a keyring, or with something else in our place, there is nothing to choose: they sign in again. */
  if (imagin_error_matches (error, IMAGIN_ERROR_KEYRING_ABSENT) ||
      imagin_error_matches (error, IMAGIN_ERROR_KEYRING_FOREIGN))
    g_clear_error (&error);
  note (self, token != NULL, g_steal_pointer (&error));
  return token;
}

void
imagin_account_forget_token (ImaginAccount *self)
{
  ImaginKeeping *keeping = imagin_account_get_keeping (self);

  /* A keyring that the person chose to leave alone is not asked either. */
  if (!keeping->once && !imagin_account_is_shared (self))
    dex_await (imagin_keyring_clear (keyring_of (self), imagin_account_get_id (self)), NULL);
  keeping->once = FALSE;
  keeping->given = FALSE;
  settle (self, FALSE, NULL);
}

/* Choosing */

static DexFuture *
retry_fiber (gpointer data)
{
  ImaginAccount *self = data;
  ImaginRemote *remote = imagin_account_get_remote (self);
  const char *token = remote != NULL ? imagin_remote_get_refresh_token (remote) : NULL;
  const GError *trouble;

  if (token != NULL)
    dex_await (store_token (self, token), NULL);
  else
    dex_await (imagin_account_connect (self), NULL);
  trouble = imagin_account_get_keyring_error (self);
  return trouble == NULL ? dex_future_new_for_boolean (imagin_account_is_remembered (self))
                         : dex_future_new_for_error (g_error_copy (trouble));
}

DexFuture *
imagin_account_retry_keyring (ImaginAccount *self)
{
  return dex_scheduler_spawn (NULL, 0, retry_fiber, g_object_ref (self), g_object_unref);
}

static DexFuture *
set_aside_fiber (gpointer data)
{
  ImaginAccount *self = data;
  GError *error = NULL;

  if (dex_await_boolean (imagin_keyring_set_aside (keyring_of (self)), &error))
    return retry_fiber (self);
  settle (self, FALSE, g_error_copy (error));
  return dex_future_new_for_error (error);
}

DexFuture *
imagin_account_set_keyring_aside (ImaginAccount *self)
{
  return dex_scheduler_spawn (NULL, 0, set_aside_fiber, g_object_ref (self), g_object_unref);
}

void
imagin_account_leave_keyring (ImaginAccount *self)
{
  imagin_account_get_keeping (self)->once = TRUE;
  settle (self, FALSE, NULL);
}

void
imagin_account_put_off_keyring (ImaginAccount *self)
{
  settle (self, FALSE, NULL);
}
