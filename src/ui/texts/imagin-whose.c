/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose account is meant: an academy is enough where one person is there. */

#include "ui/texts/imagin-whose.h"

#include <glib/gi18n.h>

static ImaginAccounts *all_accounts; /* (nullable): a weak pointer */

void
imagin_whose_set_accounts (ImaginAccounts *accounts)
{
  g_set_weak_pointer (&all_accounts, accounts);
}

static guint
count_all (void)
{
  return all_accounts != NULL ? g_list_model_get_n_items (G_LIST_MODEL (all_accounts)) : 0;
}

/* Its own id; of one that was never heard, its address. */
static const char *
academy_of (ImaginAccount *account)
{
  ImaginAcademyInfo *info = imagin_account_get_info (account);
  const char *id = info != NULL ? imagin_entity_get_text (info, "id") : NULL;

  return id != NULL ? id : imagin_account_get_address (account);
}

static char *
name_of (ImaginAccount *account)
{
  ImaginPerson *person = imagin_account_get_person (account);
  const char *given = person != NULL ? imagin_entity_get_text (person, "given_name") : NULL;
  const char *family = person != NULL ? imagin_entity_get_text (person, "family_name") : NULL;

  if (given != NULL && family != NULL)
    return g_strdup_printf ("%s %s", given, family);
  return g_strdup (given != NULL ? given : family);
}

/* Others at the same academy; with @name, those only that are called so as well. */
static gboolean
has_neighbour (ImaginAccount *account, const char *name)
{
  for (guint i = 0, n = count_all (); i < n; i++)
    {
      g_autoptr (ImaginAccount) other = g_list_model_get_item (G_LIST_MODEL (all_accounts), i);
      g_autofree char *other_name = name != NULL ? name_of (other) : NULL;

      if (other != account && g_strcmp0 (academy_of (other), academy_of (account)) == 0 &&
          (name == NULL || g_strcmp0 (name, other_name) == 0))
        return TRUE;
    }
  return FALSE;
}

char *
imagin_whose_person (ImaginAccount *account)
{
  g_autofree char *name = name_of (account);
  const char *number = imagin_account_get_number (account);

  if (name != NULL && (number == NULL || !has_neighbour (account, name)))
    return g_steal_pointer (&name);
  /* Translators: %s is the number of a person, in the place of a name. */
  return number != NULL ? g_strdup_printf (_ ("number %s"), number) : g_strdup (imagin_account_get_name (account));
}

char *
imagin_whose_full (ImaginAccount *account)
{
  g_autofree char *person = imagin_whose_person (account);

  /* Translators: an academy, then a person. */
  return g_str_equal (person, imagin_account_get_name (account))
             ? g_steal_pointer (&person)
             : g_strdup_printf (_ ("%s — %s"), imagin_account_get_name (account), person);
}

char *
imagin_whose_text (ImaginAccount *account)
{
  return has_neighbour (account, NULL) ? imagin_whose_full (account) : g_strdup (imagin_account_get_name (account));
}

char *
imagin_whose_of_id (const char *account_id)
{
  ImaginAccount *account = count_all () > 1 ? imagin_accounts_find (all_accounts, account_id) : NULL;

  return account != NULL && has_neighbour (account, NULL) ? imagin_whose_person (account) : NULL;
}

ImaginAccountState
imagin_whose_state (const char *account_id)
{
  ImaginAccount *account = count_all () > 0 ? imagin_accounts_find (all_accounts, account_id) : NULL;

  return account != NULL ? imagin_account_get_state (account) : IMAGIN_ACCOUNT_LOCAL;
}

guint
imagin_whose_count_academies (GListModel *accounts)
{
  g_autoptr (GHashTable) academies = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (accounts, i);
      const char *academy = academy_of (account);

      /* The model holds the account, and the account the text. */
      g_hash_table_add (academies, (gpointer) (academy != NULL ? academy : ""));
    }
  return g_hash_table_size (academies);
}

char *
imagin_whose_count_text (GListModel *accounts)
{
  guint n_academies = imagin_whose_count_academies (accounts), n_accounts = g_list_model_get_n_items (accounts);
  g_autofree char *academies = g_strdup_printf (ngettext ("%u academy", "%u academies", n_academies), n_academies);
  g_autofree char *all = NULL;

  if (n_academies == n_accounts)
    return g_steal_pointer (&academies);
  all = g_strdup_printf (ngettext ("%u account", "%u accounts", n_accounts), n_accounts);
  /* Translators: how many academies, how many accounts there. */
  return g_strdup_printf (_ ("%s, %s"), academies, all);
}

char *
imagin_whose_key (void)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < count_all (); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (all_accounts), i);
      g_autofree char *person = has_neighbour (account, NULL) ? imagin_whose_person (account) : NULL;
      ImaginAccountState state = imagin_account_get_state (account);
      gboolean waits = state == IMAGIN_ACCOUNT_SIGNED_OUT || state == IMAGIN_ACCOUNT_OFFLINE;

      if (person != NULL || waits)
        g_string_append_printf (key, "%s\t%s\t%d\n", imagin_account_get_id (account), person != NULL ? person : "",
                                waits ? (int) state : -1);
    }
  return g_string_free (key, FALSE);
}
