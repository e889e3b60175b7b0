/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote/imagin-answer.h"
#include "remote/imagin-id-token.h"

#include <libdex.h>

G_BEGIN_DECLS

#define IMAGIN_TYPE_ISSUER (imagin_issuer_get_type ())
G_DECLARE_FINAL_TYPE (ImaginIssuer, imagin_issuer, IMAGIN, ISSUER, GObject)

/**
 * ImaginIssuerEndpoint:
 *
 * Where an issuer takes what.
 */
typedef enum
{
  IMAGIN_ISSUER_AUTHORIZATION,
  IMAGIN_ISSUER_TOKEN,
  IMAGIN_ISSUER_KEYS,
  IMAGIN_ISSUER_REVOCATION,  /* may be absent */
  IMAGIN_ISSUER_END_SESSION, /* may be absent */
  IMAGIN_ISSUER_N_ENDPOINTS,
} ImaginIssuerEndpoint;

/**
 * imagin_issuer_discover:
 * @name: the issuer as the academy names it, https or http on the loopback
 * @idle_seconds: how long nothing may move, here and in each later request
 *
 * Reads what an issuer says of itself (OpenID Connect Discovery 1.0, section 4). It must call itself exactly by @name,
 * and every endpoint is https, or http on the loopback. No redirect is followed.
 *
 * Returns: (transfer full): a future for the #ImaginIssuer; rejected with IMAGIN_ERROR_OFFLINE, IMAGIN_ERROR_TIMED_OUT,
 * IMAGIN_ERROR_UNAVAILABLE, or IMAGIN_ERROR_UNTRUSTED
 */
DexFuture *imagin_issuer_discover (const char *name, guint idle_seconds);

const char *imagin_issuer_get_name (ImaginIssuer *self);

/**
 * imagin_issuer_get_endpoint:
 *
 * Returns: (transfer none) (nullable): the address, or NULL where the issuer has no such endpoint
 */
const char *imagin_issuer_get_endpoint (ImaginIssuer *self, ImaginIssuerEndpoint endpoint);

/**
 * imagin_issuer_names_itself:
 *
 * Returns: whether each callback says from which issuer it comes (RFC 9207, section 3)
 */
gboolean imagin_issuer_names_itself (ImaginIssuer *self);

/**
 * imagin_issuer_post:
 * @form: (transfer full): a form, overwritten in memory once it was sent
 *
 * Returns: (transfer full): a future for the #ImaginAnswer, whatever its status
 */
DexFuture *imagin_issuer_post (ImaginIssuer *self, ImaginIssuerEndpoint endpoint, char *form);

/**
 * imagin_issuer_verify:
 * @id_token: (nullable): what came with a sign-in
 * @rules: what it is held against; `issuer` is set here
 *
 * Verifies the signature and every claim. The keys are fetched once, and once more where the token names a key that is
 * not among them: issuers change their keys.
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected with IMAGIN_ERROR_UNTRUSTED where anything is
 * wrong with the token
 */
DexFuture *imagin_issuer_verify (ImaginIssuer *self, const char *id_token, const ImaginIdTokenRules *rules);

G_END_DECLS
