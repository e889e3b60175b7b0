/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_accounts_dialog_present:
 * @navigation: what shows a mission; it shows its page tagged "nothing" where the mission's account is removed
 *
 * Shows every account, with what can be done with each, and a way to add another one.
 */
void imagin_accounts_dialog_present (ImaginAccounts *accounts, AdwNavigationView *navigation, GtkWidget *parent);

G_END_DECLS
