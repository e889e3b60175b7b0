/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/imagin-keyring-wire.h"

G_BEGIN_DECLS

/* One refresh token an account, by libsecret. These calls wait: for the keyring, and for the person where it is locked.
 */

ImaginKeyringOutcome keyring_store (const char *account, const char *label, const char *token);

/**
 * keyring_lookup:
 * @token: (out caller-allocates): room for IMAGIN_KEYRING_TOKEN_MAXIMUM_BYTES
 * @size: (out): of what was written there, 0 but with _DONE
 */
ImaginKeyringOutcome keyring_lookup (const char *account, char *token, guint32 *size);

/**
 * keyring_clear:
 *
 * Returns: _DONE, or _MISSING where there was nothing to take away
 */
ImaginKeyringOutcome keyring_clear (const char *account);

/**
 * keyring_set_aside:
 *
 * Renames libsecret's own file, without reading it; a keyring that is a service stays as it is.
 *
 * Returns: _DONE, or _MISSING where there is no such file
 */
ImaginKeyringOutcome keyring_set_aside (void);

G_END_DECLS
