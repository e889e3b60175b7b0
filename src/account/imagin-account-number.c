/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in to an account with an intervener number. */

#include "account/imagin-account-private.h"
#include "base/imagin-error.h"
#include "base/imagin-text.h"

typedef struct
{
  ImaginAccount *account;
  char *number;
  char *password;
  char *new_password;
  char *id_before; /* (nullable): whose the account was */
  char *number_before;
} SigningIn;

static void
signing_in_free (gpointer data)
{
  SigningIn *signing_in = data;

  g_object_unref (signing_in->account);
  g_free (signing_in->id_before);
  g_free (signing_in->number_before);
  g_free (signing_in->number);
  imagin_text_erase (signing_in->password);
  imagin_text_erase (signing_in->new_password);
  g_free (signing_in);
}

void
imagin_account_give_up_sign_in (ImaginAccount *self)
{
  SigningIn *signing_in = imagin_account_get_signing_in (self);

  if (signing_in == NULL)
    return;
  imagin_account_set_signing_in (self, NULL);
  /* Nobody has signed in: the account is still whose it was, or nobody's. */
  imagin_entity_set_text (imagin_account_get_record (self), "id", signing_in->id_before);
  imagin_entity_set_text (imagin_account_get_record (self), "number", signing_in->number_before);
}

static gboolean
is_given_up (SigningIn *signing_in)
{
  return imagin_account_get_signing_in (signing_in->account) != signing_in;
}

/* Runs in a fiber. */
static gboolean
ask_academy (SigningIn *signing_in, GError **error)
{
  ImaginAccount *self = signing_in->account;
  ImaginRemote *remote = imagin_account_ensure_remote (self, error);
  g_autofree char *id = NULL;

  if (remote == NULL || (imagin_account_get_info (self) == NULL && !dex_await (imagin_account_describe (self), error)))
    return FALSE;
  if (is_given_up (signing_in))
    return imagin_error_set_false (error, IMAGIN_ERROR_CANCELLED, "The sign-in was given up");
  id = imagin_account_id_of (self, signing_in->number);
  if (signing_in->number_before != NULL && !g_str_equal (signing_in->number_before, signing_in->number))
    return imagin_error_set_false (error, IMAGIN_ERROR_ANOTHER_PERSON, "%s", "");
  if (!imagin_account_check_place (self, id, error))
    return FALSE;
  if (is_given_up (signing_in))
    return imagin_error_set_false (error, IMAGIN_ERROR_CANCELLED, "The sign-in was given up");
  imagin_entity_set_text (imagin_account_get_record (self), "id", id);
  imagin_entity_set_text (imagin_account_get_record (self), "number", signing_in->number);
  imagin_account_begin_keeping (self);
  if (!dex_await (imagin_remote_sign_in (remote, signing_in->number, signing_in->password, signing_in->new_password),
                  error))
    return FALSE;
  if (!is_given_up (signing_in))
    return TRUE;
  /* It let somebody in who does not wait for it any more. */
  imagin_account_forget_token (self);
  dex_await (imagin_remote_sign_out (remote), NULL);
  return imagin_error_set_false (error, IMAGIN_ERROR_CANCELLED, "The sign-in was given up");
}

static DexFuture *
sign_in_fiber (gpointer data)
{
  SigningIn *signing_in = data;
  ImaginAccount *self = signing_in->account;
  GError *error = NULL;

  if (!ask_academy (signing_in, &error))
    {
      if (!is_given_up (signing_in))
        imagin_account_give_up_sign_in (self);
      return dex_future_new_for_error (error);
    }
  imagin_account_set_signing_in (self, NULL);
  imagin_account_end_keeping (self);
  imagin_entity_set_null (imagin_account_get_record (self), "portal");
  if (!dex_await (imagin_account_keep_record (self), &error))
    return dex_future_new_for_error (error);
  imagin_account_begin (self);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_account_sign_in (ImaginAccount *self, const char *number, const char *password, const char *new_password)
{
  SigningIn *signing_in = g_new0 (SigningIn, 1);

  imagin_account_give_up_sign_in (self);
  signing_in->account = g_object_ref (self);
  signing_in->id_before = g_strdup (imagin_account_get_id (self));
  signing_in->number_before = g_strdup (imagin_account_get_number (self));
  signing_in->number = g_strdup (number);
  signing_in->password = g_strdup (password);
  signing_in->new_password = g_strdup (new_password);
  imagin_account_set_signing_in (self, signing_in);
  return dex_scheduler_spawn (NULL, 0, sign_in_fiber, signing_in, signing_in_free);
}
