/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * ImaginKeyring:
 *
 * The refresh tokens, one an account, in the person's keyring and nowhere else. A process of its own reads it, begun
 * when it is first needed, so that a keyring that is damaged ends that process and not this one. One thing after the
 * other, in the order of the calls; what was asked is done even where its future is dropped.
 *
 * Futures are rejected with IMAGIN_ERROR_KEYRING_ABSENT (there is none), _LOCKED (nobody answered its question in
 * time), _REFUSED (it stays locked), _DAMAGED, or IMAGIN_ERROR_KEYRING.
 */
#define IMAGIN_TYPE_KEYRING (imagin_keyring_get_type ())
G_DECLARE_FINAL_TYPE (ImaginKeyring, imagin_keyring, IMAGIN, KEYRING, GObject)

/**
 * imagin_keyring_new:
 *
 * Returns: (transfer full): the person's keyring; nothing is begun yet
 */
ImaginKeyring *imagin_keyring_new (void);

/**
 * imagin_keyring_set_patience:
 * @seconds: how long the person has to answer what the keyring asks; 180 at first
 */
void imagin_keyring_set_patience (ImaginKeyring *self, int seconds);

/**
 * imagin_keyring_store:
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *
imagin_keyring_store (ImaginKeyring *self, const char *account_id, const char *label, const char *refresh_token);

/**
 * imagin_keyring_lookup:
 *
 * Returns: (transfer full): a future for the token's #GBytes, which a zero follows and which are overwritten at their
 * end; none where there is no token. Rejected with IMAGIN_ERROR_KEYRING_FOREIGN too: what is there is no token
 */
DexFuture *imagin_keyring_lookup (ImaginKeyring *self, const char *account_id);

/**
 * imagin_keyring_clear:
 *
 * Returns: (transfer full): a future that resolves to TRUE, also where there was nothing
 */
DexFuture *imagin_keyring_clear (ImaginKeyring *self, const char *account_id);

/**
 * imagin_keyring_set_aside:
 *
 * Gives a damaged keyring another name, so that a new one can begin. Only what is a file of this program's library can
 * be set aside; nothing is erased.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_keyring_set_aside (ImaginKeyring *self);

G_END_DECLS
