/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

G_BEGIN_DECLS

/**
 * imagin_whose_set_accounts:
 * @accounts: every account of this program; not kept alive
 *
 * Says among which accounts one is named.
 */
void imagin_whose_set_accounts (ImaginAccounts *accounts);

/**
 * imagin_whose_text:
 *
 * Returns: (transfer full): the account's academy, and where several accounts are at this academy, also whose it is
 */
char *imagin_whose_text (ImaginAccount *account);

/**
 * imagin_whose_full:
 *
 * Returns: (transfer full): the account's academy and whose it is, also where it is the only one
 */
char *imagin_whose_full (ImaginAccount *account);

/**
 * imagin_whose_person:
 *
 * Returns: (transfer full): the person's name, "number 0482917" where it was never heard or another account at this
 * academy has the same name, and the academy where even that is not known
 */
char *imagin_whose_person (ImaginAccount *account);

/**
 * imagin_whose_of_id:
 * @account_id: of a mission
 *
 * Returns: (transfer full) (nullable): whose it is, where several accounts are at its academy: NULL at once where there
 * is but one account
 */
char *imagin_whose_of_id (const char *account_id);

/**
 * imagin_whose_state:
 *
 * Returns: where the account of that id stands; IMAGIN_ACCOUNT_LOCAL where it is not known
 */
ImaginAccountState imagin_whose_state (const char *account_id);

/**
 * imagin_whose_count_academies:
 *
 * Returns: at how many academies @accounts are
 */
guint imagin_whose_count_academies (GListModel *accounts);

/**
 * imagin_whose_count_text:
 *
 * Returns: (transfer full): "2 academies", and "1 academy, 2 accounts" where several accounts are at one
 */
char *imagin_whose_count_text (GListModel *accounts);

/**
 * imagin_whose_key:
 *
 * Returns: (transfer full): what rows say of the accounts: another text where they are to be worded anew
 */
char *imagin_whose_key (void);

G_END_DECLS
