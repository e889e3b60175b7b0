/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_shared_choice_show:
 * @row: "Shared computer", on the pages of signing in
 * @account: (nullable): who is about to sign in
 *
 * Shows whether the person may still choose, and what was chosen. The first account decides for all; where missions are
 * kept already there is no choice, and another person has a window of their own.
 */
void imagin_shared_choice_show (AdwSwitchRow *row, ImaginAccounts *accounts, ImaginAccount *account, gboolean busy);

/**
 * imagin_shared_choice_describe:
 *
 * Says what the row means as it stands: a promise is made only where it is switched on.
 */
void imagin_shared_choice_describe (AdwSwitchRow *row);

/**
 * imagin_shared_choice_make:
 * @account: (transfer full) (nullable): who is about to sign in
 *
 * Keeps nothing from now on, or what is signed in to.
 *
 * Returns: (transfer full) (nullable): @account, or the same one anew where it is now kept elsewhere
 */
ImaginAccount *imagin_shared_choice_make (ImaginAccounts *accounts, ImaginAccount *account, gboolean shared);

G_END_DECLS
