/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-account.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ImaginAccounts:
 *
 * Every account of this computer's person, over one store: a list model of #ImaginAccount.
 */
#define IMAGIN_TYPE_ACCOUNTS (imagin_accounts_get_type ())
G_DECLARE_FINAL_TYPE (ImaginAccounts, imagin_accounts, IMAGIN, ACCOUNTS, GObject)

/**
 * ImaginAccounts::summaries-changed:
 *
 * The list of missions is to be read again.
 */

/**
 * imagin_accounts_new:
 * @directory: (nullable): where this computer keeps things; NULL: in memory only
 * @resolver: turns an account's address into the one to talk to
 *
 * Returns: (transfer full): the accounts, still empty
 */
ImaginAccounts *imagin_accounts_new (const char *directory, ImaginAddressResolver resolver, gpointer data);

/**
 * imagin_accounts_load:
 *
 * Reads the accounts from the store; each then takes up its session by itself.
 *
 * Returns: (transfer full): a future that resolves to TRUE once the model is filled; rejected with IMAGIN_ERROR_STORE
 */
DexFuture *imagin_accounts_load (ImaginAccounts *self);

/**
 * imagin_accounts_list_summaries:
 *
 * Returns: (transfer full): a future for a #GPtrArray of #ImaginSummary of all accounts, in the order of the screen
 */
DexFuture *imagin_accounts_list_summaries (ImaginAccounts *self);

/**
 * imagin_accounts_open_academy:
 * @address: as it will be kept
 *
 * Asks an academy what it is.
 *
 * Returns: (transfer full): a future for an #ImaginAccount that nobody has signed in to yet
 */
DexFuture *imagin_accounts_open_academy (ImaginAccounts *self, const char *address);

/**
 * imagin_accounts_adopt:
 *
 * Adds an account once its person has signed in; one of the same person at the same academy is replaced.
 */
void imagin_accounts_adopt (ImaginAccounts *self, ImaginAccount *account);

/**
 * imagin_accounts_find:
 *
 * Returns: (transfer none) (nullable): the account
 */
ImaginAccount *imagin_accounts_find (ImaginAccounts *self, const char *account_id);

/**
 * imagin_accounts_close:
 *
 * Stops the engines and closes the store after everything that was given to it.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_accounts_close (ImaginAccounts *self);

G_END_DECLS
