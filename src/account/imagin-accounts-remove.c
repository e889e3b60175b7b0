/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Removing an account from this computer. */

#include "account/imagin-account-private.h"
#include "account/imagin-accounts-private.h"
#include "store/imagin-store-erase.h"

/* The academy is told where it answers; nobody waits for one that does not. */
#define TELLING_SECONDS 5

DexFuture *
imagin_accounts_list_unsent (ImaginAccounts *self, ImaginAccount *account)
{
  return imagin_store_list_unsent (imagin_account_get_store (account), imagin_account_get_id (account));
}

typedef struct
{
  ImaginAccounts *accounts;
  ImaginAccount *account;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_object_unref (removal->accounts);
  g_object_unref (removal->account);
  g_free (removal);
}

static DexFuture *
remove_fiber (gpointer data)
{
  Removal *removal = data;
  ImaginAccount *account = removal->account;
  ImaginKeyring *keyring = imagin_store_get_keyring (imagin_account_get_store (account));
  const char *id = imagin_account_get_id (account);
  gboolean remembered = imagin_account_is_remembered (account);
  gboolean once = imagin_account_get_keeping (account)->once || imagin_account_is_shared (account);
  g_autoptr (DexFuture) telling = NULL;
  g_autoptr (GError) keyring_error = NULL;
  GError *error = NULL;

  imagin_account_cancel_portal (account);
  imagin_account_set_removed (account, TRUE);
  imagin_account_stop (account);
  /* The keyring first: where this is cut short, the account is still there to be removed. */
  if (!once)
    dex_await (imagin_keyring_clear (keyring, id), &keyring_error);
  /* Signing out has nothing to add to that, and a locked keyring is not asked for twice. */
  imagin_account_leave_keyring (account);
  telling = imagin_account_sign_out (account);
  /* It goes on where it is not waited for. */
  dex_future_disown (dex_ref (telling));
  if (!dex_await (imagin_store_erase_account (imagin_account_get_store (account), id), &error))
    {
      imagin_account_set_removed (account, FALSE);
      return dex_future_new_for_error (error);
    }
  imagin_accounts_drop (removal->accounts, account);
  g_signal_emit_by_name (removal->accounts, "summaries-changed");
  dex_await (dex_future_first (dex_ref (telling), dex_timeout_new_seconds (TELLING_SECONDS), NULL), NULL);
  /* A token that was on its way into the keyring is there now; another sign-in may have its own by now. */
  if (!once && keyring_error == NULL && imagin_accounts_find (removal->accounts, id) == NULL)
    dex_await (imagin_keyring_clear (keyring, id), NULL);
  if (remembered && keyring_error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&keyring_error));
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_accounts_remove (ImaginAccounts *self, ImaginAccount *account)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->accounts = g_object_ref (self);
  removal->account = g_object_ref (account);
  return dex_scheduler_spawn (NULL, 0, remove_fiber, removal, removal_free);
}
