/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_accounts_dialog_present:
 * @navigation: what shows a mission; it shows its page tagged "nothing" where the mission's account is removed
 *
 * @shown: (nullable): the one that is meant: it is unfolded and has the keyboard
 *
 * Shows every account, with what can be done with each, and a way to add another one.
 */
void imagin_accounts_dialog_present (ImaginAccounts *accounts,
                                     AdwNavigationView *navigation,
                                     ImaginAccount *shown,
                                     GtkWidget *parent);

G_END_DECLS
