/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-account.h"
#include "domain/imagin-list-query.h"
#include "domain/imagin-rescue.h"

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
 * imagin_accounts_read_ahead:
 *
 * Has the store's own thread open it and read the accounts, while something else is done: the next
 * imagin_accounts_load() waits less.
 */
void imagin_accounts_read_ahead (ImaginAccounts *self);

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
 * imagin_accounts_list_missions:
 * @query: (nullable): what was searched and narrowed
 *
 * Returns: (transfer full): a future for the #ImaginListing
 */
DexFuture *imagin_accounts_list_missions (ImaginAccounts *self, ImaginListQuery *query);

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
 * imagin_accounts_is_shared:
 *
 * Returns: whether this computer is not the person's alone: everything is in memory, and gone when the program ends
 */
gboolean imagin_accounts_is_shared (ImaginAccounts *self);

/**
 * imagin_accounts_is_always_shared:
 *
 * Returns: whether the program was begun so: then there is nothing else to choose
 */
gboolean imagin_accounts_is_always_shared (ImaginAccounts *self);

/**
 * imagin_accounts_set_shared:
 *
 * Says, before the first account is there, whether anything may be kept on this computer.
 */
void imagin_accounts_set_shared (ImaginAccounts *self, gboolean shared);

/**
 * imagin_accounts_renew:
 * @account: one that nobody has signed in to yet
 *
 * Returns: (transfer full): the same academy again, to be kept where imagin_accounts_set_shared() says now
 */
ImaginAccount *imagin_accounts_renew (ImaginAccounts *self, ImaginAccount *account);

/**
 * imagin_accounts_choose:
 * @account: from imagin_accounts_open_academy(), or one of the model's
 * @number: who wants to sign in at its academy
 *
 * Finds whose account that is: one of the model's where the same person signs in at the same address again, never one
 * of somebody else.
 *
 * Returns: (transfer full): a future for the #ImaginAccount to sign in to
 */
DexFuture *imagin_accounts_choose (ImaginAccounts *self, ImaginAccount *account, const char *number);

/**
 * imagin_accounts_adopt:
 *
 * Adds an account once its person has signed in; one of the same person at the same academy is replaced.
 */
void imagin_accounts_adopt (ImaginAccounts *self, ImaginAccount *account);

/**
 * ImaginRestarter:
 * @address: an academy of the demonstration, as it is kept
 *
 * Returns: (transfer full): a future that resolves to TRUE once this academy is what it was on its first day
 */
typedef DexFuture *(*ImaginRestarter) (const char *address, gpointer data);

/**
 * imagin_accounts_set_demonstration:
 * @addresses: (array zero-terminated=1): its academies; who signs in to one has the others as well
 */
void imagin_accounts_set_demonstration (ImaginAccounts *self,
                                        const char *const *addresses,
                                        ImaginRestarter restarter,
                                        gpointer data);

/**
 * imagin_accounts_is_demonstration:
 *
 * Returns: whether @account is at an academy of the demonstration, which itself lives on this computer
 */
gboolean imagin_accounts_is_demonstration (ImaginAccounts *self, ImaginAccount *account);

/**
 * imagin_accounts_has_demonstration:
 *
 * Returns: whether an academy of the demonstration is among the accounts
 */
gboolean imagin_accounts_has_demonstration (ImaginAccounts *self);

/**
 * imagin_accounts_sign_in:
 * @account: from imagin_accounts_choose()
 *
 * Signs in as imagin_account_sign_in() does and adopts the account; at the demonstration, its other academies are
 * signed in to with the same number and password.
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected as imagin_account_sign_in() is, for @account only
 */
DexFuture *imagin_accounts_sign_in (
    ImaginAccounts *self, ImaginAccount *account, const char *number, const char *password, const char *new_password);

/**
 * imagin_accounts_restart_demonstration:
 *
 * Makes the demonstration's academies what they were on their first day, and forgets what this computer holds of them.
 * Other accounts, and who is signed in, stay.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_accounts_restart_demonstration (ImaginAccounts *self);

/**
 * imagin_accounts_list_unsent:
 *
 * Returns: (transfer full): a future for a #GPtrArray of #ImaginSummary: the missions of @account of which this
 * computer keeps something that the academy does not have
 */
DexFuture *imagin_accounts_list_unsent (ImaginAccounts *self, ImaginAccount *account);

/**
 * imagin_accounts_remove:
 * @account: one of the model's
 *
 * Removes an account from this computer with all that is kept of it, what was not sent included, and ends its session
 * at the academy where that answers within a few seconds.
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected with IMAGIN_ERROR_STORE where the account is still
 * there, with IMAGIN_ERROR_KEYRING where only its token is
 */
DexFuture *imagin_accounts_remove (ImaginAccounts *self, ImaginAccount *account);

/**
 * imagin_accounts_find:
 *
 * Returns: (transfer none) (nullable): the account
 */
ImaginAccount *imagin_accounts_find (ImaginAccounts *self, const char *account_id);

/**
 * ImaginAccounts::rescued:
 *
 * What this computer keeps was damaged and set aside; imagin_accounts_get_rescue() says what to tell the person.
 */

/**
 * imagin_accounts_check_store:
 *
 * Looks through all that this computer keeps, out of everybody's way.
 *
 * Returns: (transfer full): a future that resolves to whether it was sound
 */
DexFuture *imagin_accounts_check_store (ImaginAccounts *self);

/**
 * imagin_accounts_get_rescue:
 *
 * Returns: (transfer full) (nullable): what became of a damaged store, until imagin_accounts_tell_rescue() said that
 * the person knows
 */
ImaginRescue *imagin_accounts_get_rescue (ImaginAccounts *self);
void imagin_accounts_tell_rescue (ImaginAccounts *self, ImaginRescue *told);

/**
 * imagin_accounts_get_directory:
 *
 * Returns: (transfer none) (nullable): where this computer keeps it all; NULL: in memory only
 */
const char *imagin_accounts_get_directory (ImaginAccounts *self);

/**
 * imagin_accounts_close:
 *
 * Stops the engines and closes the store after everything that was given to it.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_accounts_close (ImaginAccounts *self);

G_END_DECLS
