/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* The refresh tokens, one an account, in the person's keyring and nowhere else. */

/**
 * imagin_keyring_store:
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected with IMAGIN_ERROR_KEYRING
 */
DexFuture *imagin_keyring_store (const char *account_id, const char *label, const char *refresh_token);

/**
 * imagin_keyring_lookup:
 *
 * Returns: (transfer full): a future for the token's text ("" where there is none); rejected with IMAGIN_ERROR_KEYRING
 */
DexFuture *imagin_keyring_lookup (const char *account_id);

/**
 * imagin_keyring_clear:
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected with IMAGIN_ERROR_KEYRING
 */
DexFuture *imagin_keyring_clear (const char *account_id);

G_END_DECLS
