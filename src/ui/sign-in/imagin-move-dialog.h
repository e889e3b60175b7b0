/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_move_dialog_ask:
 * @account: whose sign-in failed
 * @error: IMAGIN_ERROR_OTHER_ADDRESS
 * @parent: the page that asks
 *
 * Asks whether an account that this computer has goes on at the address of @account, and names what was never sent.
 *
 * Returns: (transfer full): a future for the answer
 */
DexFuture *
imagin_move_dialog_ask (ImaginAccounts *accounts, ImaginAccount *account, const GError *error, GtkWidget *parent);

G_END_DECLS
