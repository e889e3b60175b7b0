/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether this computer is the person's own: asked before the first account is there, and said of all of them. */

#include "ui/sign-in/imagin-shared-choice.h"

#include <glib/gi18n.h>

static gboolean
has_accounts (ImaginAccounts *accounts)
{
  return g_list_model_get_n_items (G_LIST_MODEL (accounts)) > 0;
}

void
imagin_shared_choice_describe (AdwSwitchRow *row)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               adw_switch_row_get_active (row)
                                   ? _ ("Nothing will stay here after you close the window.")
                                   : _ ("Switched on, it leaves nothing here after you close the window."));
}

void
imagin_shared_choice_show (AdwSwitchRow *row, ImaginAccounts *accounts, ImaginAccount *account, gboolean busy)
{
  gboolean shared = imagin_accounts_is_shared (accounts);
  gboolean fixed = has_accounts (accounts) || imagin_accounts_is_always_shared (accounts);
  gboolean demonstration = account != NULL && imagin_accounts_is_demonstration (accounts, account);

  /* The demonstration's academy lives on this computer. */
  gtk_widget_set_visible (GTK_WIDGET (row), !demonstration && (shared || !has_accounts (accounts)));
  gtk_widget_set_sensitive (GTK_WIDGET (row), !fixed && !busy);
  adw_switch_row_set_active (row, shared && !demonstration);
  imagin_shared_choice_describe (row);
}

ImaginAccount *
imagin_shared_choice_make (ImaginAccounts *accounts, ImaginAccount *account, gboolean shared)
{
  ImaginAccount *renewed;

  if (shared == imagin_accounts_is_shared (accounts) || has_accounts (accounts))
    return account;
  imagin_accounts_set_shared (accounts, shared);
  if (account == NULL)
    return NULL;
  renewed = imagin_accounts_renew (accounts, account);
  g_object_unref (account);
  return renewed;
}
