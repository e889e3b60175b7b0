/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define ACADEMY_JWT_MAXIMUM_BYTES (16 * 1024)

/**
 * AcademyJwt:
 *
 * A signed token in the compact form, read strictly and not yet believed.
 */
typedef struct
{
  char *compact;
  JsonNode *header;
  JsonNode *claims;
} AcademyJwt;

/**
 * academy_jwt_parse:
 * @compact: what was received
 *
 * Returns: (transfer full) (nullable): the token, or NULL where it is none
 */
AcademyJwt *academy_jwt_parse (const char *compact);
void academy_jwt_free (AcademyJwt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcademyJwt, academy_jwt_free)

/**
 * AcademyJwtRules:
 *
 * What an access token (RFC 9068) is held against.
 */
typedef struct
{
  const char *issuer;
  const char *audience;
  gint64 skew; /* how far the issuer's clock may be from ours, seconds */
  gint64 now;
} AcademyJwtRules;

/**
 * academy_jwt_check:
 *
 * Looks at everything but the signature: the kind of the token, who made it, for whom, and until when.
 */
gboolean academy_jwt_check (AcademyJwt *self, const AcademyJwtRules *rules, GError **error);

/**
 * AcademyJwtSignature:
 */
typedef enum
{
  ACADEMY_JWT_GOOD,
  ACADEMY_JWT_BAD,
  ACADEMY_JWT_UNKNOWN_KEY, /* none of the keys could have made it */
} AcademyJwtSignature;

/**
 * academy_jwt_verify:
 * @keys: a JWK set (RFC 7517)
 */
AcademyJwtSignature academy_jwt_verify (AcademyJwt *self, JsonNode *keys);

G_END_DECLS
