/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

G_BEGIN_DECLS

/**
 * imagin_accounts_get_demonstration:
 *
 * Returns: (transfer none) (array zero-terminated=1): the addresses of the demonstration's academies
 */
const char *const *imagin_accounts_get_demonstration (ImaginAccounts *self);

/**
 * imagin_accounts_restart_academy:
 * @address: one of imagin_accounts_get_demonstration()
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_accounts_restart_academy (ImaginAccounts *self, const char *address);

ImaginStore *imagin_accounts_get_store (ImaginAccounts *self);

/**
 * imagin_accounts_drop:
 *
 * Takes an account out of the model.
 */
void imagin_accounts_drop (ImaginAccounts *self, ImaginAccount *account);

G_END_DECLS
