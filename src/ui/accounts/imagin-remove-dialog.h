/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_remove_dialog_present:
 * @navigation: what shows a mission; it shows its page tagged "nothing" where the mission's account is removed
 *
 * Asks whether an account is to be removed from this computer, names what would be lost with it, and has it done.
 */
void imagin_remove_dialog_present (ImaginAccounts *accounts,
                                   ImaginAccount *account,
                                   AdwNavigationView *navigation,
                                   GtkWidget *parent);

G_END_DECLS
