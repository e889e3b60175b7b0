/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginSignIn:
 *
 * Choosing an academy and signing in: the academy, the number and password, at the first connection a new password.
 */
#define IMAGIN_TYPE_SIGN_IN (imagin_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (ImaginSignIn, imagin_sign_in, IMAGIN, SIGN_IN, AdwBin)

/**
 * ImaginSignIn::signed-in:
 * @account: who
 */

/**
 * ImaginSignIn::cancelled:
 */

void imagin_sign_in_set_accounts (ImaginSignIn *self, ImaginAccounts *accounts);

/**
 * imagin_sign_in_add_academy:
 * @name: what the person reads
 * @subtitle: (nullable)
 * @address: as it will be kept
 */
void imagin_sign_in_add_academy (ImaginSignIn *self, const char *name, const char *subtitle, const char *address);

/**
 * imagin_sign_in_begin:
 * @account: (nullable): an account whose session is over; NULL: a new one
 * @may_cancel: whether there is something to go back to
 */
void imagin_sign_in_begin (ImaginSignIn *self, ImaginAccount *account, gboolean may_cancel);

G_END_DECLS
