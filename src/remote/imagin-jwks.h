/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote/imagin-jwt.h"

G_BEGIN_DECLS

#define IMAGIN_TYPE_JWKS (imagin_jwks_get_type ())
G_DECLARE_FINAL_TYPE (ImaginJwks, imagin_jwks, IMAGIN, JWKS, GObject)

/**
 * imagin_jwks_parse:
 * @node: an issuer's key set (RFC 7517)
 *
 * Takes the keys that can verify a signature here: RSA of 2,048 to 8,192 bits, and EC on P-256. The others (for
 * encryption, of another kind, damaged) are passed over, as section 5 asks.
 *
 * Returns: (transfer full): the keys, or NULL with @error set where @node is no key set
 */
ImaginJwks *imagin_jwks_parse (JsonNode *node, GError **error);

guint imagin_jwks_get_n_keys (ImaginJwks *self);

/**
 * imagin_jwks_verify:
 *
 * Verifies the signature of @jwt by RS256 or ES256, the key's kind deciding with the algorithm that the token says. Any
 * other algorithm is refused, `none` and the keyed hashes among them: a public key is no secret.
 *
 * Returns: whether the signature is good; FALSE with @error set, IMAGIN_ERROR_NOT_FOUND where no key fits the token's
 * name (the issuer may have changed its keys), IMAGIN_ERROR_UNTRUSTED for all else
 */
gboolean imagin_jwks_verify (ImaginJwks *self, ImaginJwt *jwt, GError **error);

G_END_DECLS
