/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libsecret as futures. */

#include "store/imagin-keyring.h"

#include "base/imagin-error.h"

#include "imagin-config.h"

#include <libsecret/secret.h>

static const SecretSchema *
schema (void)
{
  static const SecretSchema the_schema = {
    IMAGIN_APPLICATION_ID ".RefreshToken",
    SECRET_SCHEMA_NONE,
    { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };

  return &the_schema;
}

static void
reject (DexPromise *promise, GError *error)
{
  dex_promise_reject (promise, g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_KEYRING, error->message));
  g_error_free (error);
}

static void
stored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    reject (promise, error);
}

DexFuture *
imagin_keyring_store (const char *account_id, const char *label, const char *refresh_token)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_store (schema (), SECRET_COLLECTION_DEFAULT, label, refresh_token,
                         dex_promise_get_cancellable (promise), stored, dex_ref (promise), "account", account_id, NULL);
  return DEX_FUTURE (promise);
}

static void
looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  char *secret = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    reject (promise, error);
  else
    dex_promise_resolve_string (promise, g_strdup (secret != NULL ? secret : ""));
  secret_password_free (secret);
}

DexFuture *
imagin_keyring_lookup (const char *account_id)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_lookup (schema (), dex_promise_get_cancellable (promise), looked_up, dex_ref (promise), "account",
                          account_id, NULL);
  return DEX_FUTURE (promise);
}

static void
cleared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    reject (promise, error);
  else
    dex_promise_resolve_boolean (promise, TRUE);
}

DexFuture *
imagin_keyring_clear (const char *account_id)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_clear (schema (), dex_promise_get_cancellable (promise), cleared, dex_ref (promise), "account",
                         account_id, NULL);
  return DEX_FUTURE (promise);
}
