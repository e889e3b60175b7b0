/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * academy_jose_key_new:
 * @name: the key's `kid`
 *
 * Makes a key for RS256; takes a good part of a second.
 *
 * Returns: (transfer full) (nullable): the pair as a JWK (RFC 7517), the private part with it
 */
char *academy_jose_key_new (const char *name);

/**
 * academy_jose_key_public:
 * @key: what academy_jose_key_new() gave
 *
 * Returns: (transfer full) (nullable): what everybody may know of it, as a JWK
 */
char *academy_jose_key_public (const char *key);

/**
 * academy_jose_sign:
 * @key: what academy_jose_key_new() gave
 * @type: the `typ` of the token
 * @claims: a JSON object
 *
 * Returns: (transfer full) (nullable): the claims signed with RS256, in the compact form (RFC 7515)
 */
char *academy_jose_sign (const char *key, const char *type, const char *claims);

/**
 * academy_jose_verify:
 * @key: one public JWK
 * @algorithm: RS256 or ES256: no other one verifies anything, and the token must name this very one
 * @token: a token in the compact form
 *
 * Nothing that the token says of keys is followed: neither a key in it nor the address of one.
 *
 * Returns: whether the token was signed with this key
 */
gboolean academy_jose_verify (const char *key, const char *algorithm, const char *token);

G_END_DECLS
