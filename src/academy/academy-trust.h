/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AcademyTrust:
 *
 * The OpenID issuer that an academy trusts: who it is, how people sign in there, and its keys.
 */
typedef struct _AcademyTrust AcademyTrust;

/**
 * AcademyTrustRules:
 *
 * What the academy was told of its issuer.
 */
typedef struct
{
  char *issuer;
  char *client;   /* the client's name at the issuer, public */
  char *audience; /* what the issuer calls this academy: the `aud` of an access token */
  char *claim;    /* which claim names the person */
  char **scopes;
  GArray *ports; /* (element-type gint64): where a browser may come back to; empty: anywhere on the loopback */
  gint64 skew;
  gint64 keys_seconds; /* how long before an unknown key makes it ask for the keys again */
  gboolean own;        /* the academy's own portal */
} AcademyTrustRules;

void academy_trust_rules_clear (AcademyTrustRules *self);

/**
 * academy_trust_new:
 * @rules: outlives the trust
 */
AcademyTrust *academy_trust_new (const AcademyTrustRules *rules);

/* Waits for the thread that may be asking the issuer; whoever waits for its answer is told. */
void academy_trust_free (AcademyTrust *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcademyTrust, academy_trust_free)

const AcademyTrustRules *academy_trust_get_rules (AcademyTrust *self);

/**
 * academy_trust_describe:
 *
 * Returns: (transfer full): the SignInMethod of the contract
 */
JsonObject *academy_trust_describe (AcademyTrust *self);

/**
 * AcademyVerdict:
 */
typedef enum
{
  ACADEMY_VERDICT_REFUSED,
  ACADEMY_VERDICT_BELIEVED,
  ACADEMY_VERDICT_KEYS_NEEDED, /* academy_trust_fetch_keys() first */
  ACADEMY_VERDICT_AWAY,        /* the issuer gave no keys, so that nobody can tell */
} AcademyVerdict;

/**
 * academy_trust_judge:
 * @token: an access token as received
 * @name: (out) (transfer full) (nullable): where it is believed: what the issuer calls the person
 * @id: (out) (transfer full) (nullable): where it is believed: the token's own name (`jti`)
 */
AcademyVerdict academy_trust_judge (AcademyTrust *self, const char *token, char **name, char **id);

/**
 * academy_trust_fetch_keys:
 * @done: called on the main thread, once, with @data
 *
 * Asks the issuer for its keys on a thread of its own. Who asks while that is under way waits for the same answer.
 *
 * Returns: FALSE where too many wait already; @done is not called then
 */
gboolean academy_trust_fetch_keys (AcademyTrust *self, GSourceOnceFunc done, gpointer data);

G_END_DECLS
