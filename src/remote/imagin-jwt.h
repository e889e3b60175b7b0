/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-limits.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The longest token that is read. */

#define IMAGIN_TYPE_JWT (imagin_jwt_get_type ())
G_DECLARE_FINAL_TYPE (ImaginJwt, imagin_jwt, IMAGIN, JWT, GObject)

/**
 * imagin_jwt_parse:
 * @compact: (nullable): what an issuer sent
 *
 * Reads a signed token in its compact form (RFC 7515, section 7.1): three parts of strict base64url, of which two are
 * JSON objects. Nothing is trusted yet: see imagin_jwks_verify(). Refused with IMAGIN_ERROR_UNTRUSTED: more than
 * IMAGIN_JWT_MAXIMUM_BYTES, an encrypted token (five parts), one that is not signed (no third part), extensions that
 * must be understood (`crit`), and a token of another kind (`typ` other than JWT, in any case, or absent).
 *
 * Returns: (transfer full): the token, or NULL with @error set
 */
ImaginJwt *imagin_jwt_parse (const char *compact, GError **error);

/**
 * imagin_jwt_get_algorithm:
 *
 * Returns: the algorithm that the token says it was signed with, one of many or none of them
 */
const char *imagin_jwt_get_algorithm (ImaginJwt *self);

/**
 * imagin_jwt_get_key_id:
 *
 * Returns: (nullable): the name of the key
 */
const char *imagin_jwt_get_key_id (ImaginJwt *self);

JsonObject *imagin_jwt_get_claims (ImaginJwt *self);

/**
 * imagin_jwt_get_signed:
 *
 * Returns: (transfer none): what the signature is made over
 */
GBytes *imagin_jwt_get_signed (ImaginJwt *self);
GBytes *imagin_jwt_get_signature (ImaginJwt *self);

G_END_DECLS
