/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_restart_dialog_present:
 * @navigation: what shows a mission; it shows its page tagged "nothing" once the demonstration begins anew
 *
 * Asks whether the demonstration is to begin anew, and has it done.
 */
void imagin_restart_dialog_present (ImaginAccounts *accounts, AdwNavigationView *navigation, GtkWidget *parent);

G_END_DECLS
