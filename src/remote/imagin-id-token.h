/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote/imagin-jwt.h"

G_BEGIN_DECLS

/* How far two clocks of one issuer may be apart, in seconds. */
#define IMAGIN_ID_TOKEN_LEEWAY 120

/* The oldest token that answers a sign-in that has just ended, in seconds. */
#define IMAGIN_ID_TOKEN_OLDEST 600

/**
 * ImaginIdTokenRules:
 * @issuer: as the academy names it
 * @client: this program at that issuer
 * @nonce: what was sent with this very sign-in
 * @access_token: (nullable): what came with the token
 * @now: seconds since 1970 by the issuer's clock, never by this computer's
 *
 * What an ID token is held against.
 */
typedef struct
{
  const char *issuer;
  const char *client;
  const char *nonce;
  const char *access_token;
  gint64 now;
} ImaginIdTokenRules;

/**
 * imagin_id_token_check:
 * @jwt: a token whose signature imagin_jwks_verify() has found good
 *
 * The checks of OpenID Connect Core 1.0, section 3.1.3.7, in its order: `iss`, `aud` (a text or a list), `azp`, `exp`,
 * `iat`, `nonce`, then `at_hash` (section 3.1.3.8) where there is one, and a subject (section 2).
 *
 * Returns: whether all hold; FALSE with IMAGIN_ERROR_UNTRUSTED set
 */
gboolean imagin_id_token_check (ImaginJwt *jwt, const ImaginIdTokenRules *rules, GError **error);

G_END_DECLS
