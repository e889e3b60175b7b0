/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demonstration: several academies, signed in to at once and begun anew at once. */

#include "account/imagin-account-private.h"
#include "account/imagin-accounts-private.h"
#include "base/imagin-error.h"
#include "base/imagin-text.h"

gboolean
imagin_accounts_is_demonstration (ImaginAccounts *self, ImaginAccount *account)
{
  const char *address = imagin_account_get_address (account);

  return address != NULL && g_strv_contains (imagin_accounts_get_demonstration (self), address);
}

gboolean
imagin_accounts_has_demonstration (ImaginAccounts *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (imagin_accounts_is_demonstration (self, account))
        return TRUE;
    }
  return FALSE;
}

/* Signing in */

typedef struct
{
  ImaginAccounts *accounts;
  ImaginAccount *account;
  char *number;
  char *password;
  char *new_password;
} SigningIn;

static void
signing_in_free (gpointer data)
{
  SigningIn *signing_in = data;

  g_object_unref (signing_in->accounts);
  g_object_unref (signing_in->account);
  g_free (signing_in->number);
  imagin_text_erase (signing_in->password);
  imagin_text_erase (signing_in->new_password);
  g_free (signing_in);
}

static ImaginAccount *
find_connected (ImaginAccounts *self, const char *address, const char *number)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (g_strcmp0 (imagin_account_get_address (account), address) == 0 &&
          (number == NULL || g_strcmp0 (imagin_account_get_number (account), number) == 0))
        return account; /* the model holds it */
    }
  return NULL;
}

/* Runs in a fiber. */
static void
sign_in_beside (SigningIn *signing_in, const char *address)
{
  const char *number = signing_in->number;
  const char *password = signing_in->new_password != NULL ? signing_in->new_password : signing_in->password;
  g_autoptr (GError) error = NULL;
  ImaginAccount *there = find_connected (signing_in->accounts, address, number);
  g_autoptr (ImaginAccount) account =
      there != NULL ? g_object_ref (there)
                    : dex_await_object (imagin_accounts_open_academy (signing_in->accounts, address), &error);
  gboolean signed_in;

  /* A session that goes on needs no other. */
  if (there != NULL && imagin_account_get_state (there) != IMAGIN_ACCOUNT_SIGNED_OUT)
    return;
  signed_in = account != NULL && dex_await (imagin_account_sign_in (account, number, password, NULL), &error);

  /* Nobody signed in there yet: its password is still the number, and becomes the one of the first. */
  if (imagin_error_matches (error, IMAGIN_ERROR_WRONG_CREDENTIALS))
    {
      g_clear_error (&error);
      signed_in = dex_await (imagin_account_sign_in (account, number, number, password), &error);
    }
  if (signed_in)
    imagin_accounts_adopt (signing_in->accounts, account);
  else
    g_message ("%s: %s", address, error->message);
}

static gboolean
is_connected (ImaginAccounts *self, const char *address)
{
  return find_connected (self, address, NULL) != NULL;
}

static DexFuture *
sign_in_fiber (gpointer data)
{
  SigningIn *signing_in = data;
  const char *const *addresses = imagin_accounts_get_demonstration (signing_in->accounts);
  gboolean again = is_connected (signing_in->accounts, imagin_account_get_address (signing_in->account));
  GError *error = NULL;

  if (!dex_await (imagin_account_sign_in (signing_in->account, signing_in->number, signing_in->password,
                                          signing_in->new_password),
                  &error))
    return dex_future_new_for_error (error);
  imagin_accounts_adopt (signing_in->accounts, signing_in->account);
  if (imagin_accounts_is_demonstration (signing_in->accounts, signing_in->account))
    for (guint i = 0; addresses[i] != NULL; i++)
      /* One that was removed does not come back because the other is signed in again. */
      if (!g_str_equal (addresses[i], imagin_account_get_address (signing_in->account)) &&
          (!again || is_connected (signing_in->accounts, addresses[i])))
        sign_in_beside (signing_in, addresses[i]);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_accounts_sign_in (
    ImaginAccounts *self, ImaginAccount *account, const char *number, const char *password, const char *new_password)
{
  SigningIn *signing_in = g_new0 (SigningIn, 1);

  signing_in->accounts = g_object_ref (self);
  signing_in->account = g_object_ref (account);
  signing_in->number = g_strdup (number);
  signing_in->password = g_strdup (password);
  signing_in->new_password = g_strdup (new_password);
  return dex_scheduler_spawn (NULL, 0, sign_in_fiber, signing_in, signing_in_free);
}

/* Beginning anew */

/* Runs in a fiber. */
static gboolean
restart (ImaginAccounts *self, ImaginAccount *account, GError **error)
{
  gboolean signed_out = imagin_account_get_state (account) == IMAGIN_ACCOUNT_SIGNED_OUT;
  gboolean done;

  /* What is on its way meanwhile is answered by an academy that knows nothing of it, or forgotten here all the same. */
  imagin_account_stop (account);
  done = dex_await (imagin_accounts_restart_academy (self, imagin_account_get_address (account)), error) &&
         dex_await (imagin_store_forget_missions (imagin_account_get_store (account), imagin_account_get_id (account)),
                    error);
  if (!signed_out)
    imagin_account_resume (account);
  imagin_account_tell_changed (account, "");
  return done;
}

static DexFuture *
restart_fiber (gpointer data)
{
  ImaginAccounts *self = data;
  GError *error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (imagin_accounts_is_demonstration (self, account) && !restart (self, account, &error))
        return dex_future_new_for_error (error);
    }
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_accounts_restart_demonstration (ImaginAccounts *self)
{
  return dex_scheduler_spawn (NULL, 0, restart_fiber, g_object_ref (self), g_object_unref);
}
