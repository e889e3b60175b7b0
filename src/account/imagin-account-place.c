/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose account a sign-in opens, and where its academy is: what waits here leaves for no other place unasked. */

#include "account/imagin-account-private.h"
#include "account/imagin-accounts-private.h"
#include "base/imagin-error.h"
#include "base/imagin-web-address.h"

#include <string.h>

static gsize
path_length (GUri *uri)
{
  const char *path = g_uri_get_path (uri);
  gsize length = strlen (path);

  while (length > 0 && path[length - 1] == '/')
    length--;
  return length;
}

/* As a person would take them for the same. */
static gboolean
is_same_place (const char *one, const char *other)
{
  g_autoptr (GUri) first = imagin_web_address_parse (one);
  g_autoptr (GUri) second = imagin_web_address_parse (other);

  if (first == NULL || second == NULL)
    return g_strcmp0 (one, other) == 0;
  return g_str_equal (g_uri_get_scheme (first), g_uri_get_scheme (second)) &&
         g_ascii_strcasecmp (g_uri_get_host (first), g_uri_get_host (second)) == 0 &&
         g_uri_get_port (first) == g_uri_get_port (second) && path_length (first) == path_length (second) &&
         strncmp (g_uri_get_path (first), g_uri_get_path (second), path_length (first)) == 0 &&
         g_strcmp0 (g_uri_get_query (first), g_uri_get_query (second)) == 0;
}

char *
imagin_account_id_of (ImaginAccount *self, const char *number)
{
  return g_strdup_printf ("%s:%s", imagin_entity_get_text (imagin_account_get_info (self), "id"), number);
}

gboolean
imagin_account_check_place (ImaginAccount *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) records = dex_await_boxed (imagin_store_list_accounts (imagin_account_get_store (self)), error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len && !imagin_account_may_move (self); i++)
    {
      ImaginAccountRecord *record = g_ptr_array_index (records, i);
      const char *address = imagin_entity_get_text (record, "address");

      if (g_strcmp0 (imagin_entity_get_text (record, "id"), id) == 0 &&
          !is_same_place (address, imagin_account_get_address (self)))
        return imagin_error_set_false (error, IMAGIN_ERROR_OTHER_ADDRESS, "%s", id);
    }
  return TRUE;
}

/* Choosing the account */

typedef struct
{
  ImaginAccounts *accounts;
  ImaginAccount *account;
  char *number;
} Choosing;

static void
choosing_free (gpointer data)
{
  Choosing *choosing = data;

  g_object_unref (choosing->accounts);
  g_object_unref (choosing->account);
  g_free (choosing->number);
  g_free (choosing);
}

static DexFuture *
choose_fiber (gpointer data)
{
  Choosing *choosing = data;
  ImaginAccount *account = choosing->account;
  const char *before = imagin_account_get_number (account);
  g_autofree char *id = NULL;
  ImaginAccount *same;
  GError *error = NULL;

  if (imagin_account_get_info (account) == NULL && !dex_await (imagin_account_describe (account), &error))
    return dex_future_new_for_error (error);
  id = imagin_account_id_of (account, choosing->number);
  same = imagin_accounts_find (choosing->accounts, id);
  if (same != NULL && is_same_place (imagin_account_get_address (same), imagin_account_get_address (account)))
    return dex_future_new_take_object (g_object_ref (same));
  if (before == NULL || g_str_equal (before, choosing->number))
    return dex_future_new_take_object (g_object_ref (account));
  /* What waits for one person never leaves in the name of another. */
  return imagin_accounts_open_academy (choosing->accounts, imagin_account_get_address (account));
}

DexFuture *
imagin_accounts_choose (ImaginAccounts *self, ImaginAccount *account, const char *number)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->accounts = g_object_ref (self);
  choosing->account = g_object_ref (account);
  choosing->number = g_strdup (number);
  return dex_scheduler_spawn (NULL, 0, choose_fiber, choosing, choosing_free);
}
