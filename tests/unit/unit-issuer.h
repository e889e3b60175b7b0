/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "unit-wait.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The client that the issuer of the tests knows. */
#define UNIT_CLIENT "a-client-of-the-tests"

/**
 * UnitKey:
 *
 * A key pair that the test made.
 */
typedef struct UnitKey UnitKey;

/* "RS256" or "ES256"; @id is its name in a key set. */
UnitKey *unit_key_new (const char *algorithm, const char *id);
void unit_key_free (UnitKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UnitKey, unit_key_free)

/* The public half as a JWK, and as the text that a forger would key a hash with. */
char *unit_key_to_jwk (UnitKey *key);
char *unit_key_to_pem (UnitKey *key);

/**
 * unit_token_sign:
 * @header: the JSON of the header, or NULL for the key's algorithm and name
 * @claims: the JSON of the claims
 *
 * Returns: (transfer full): a token as an issuer makes it
 */
char *unit_token_sign (UnitKey *key, const char *header, const char *claims);

/* The same with a hash keyed by @secret, and with no signature that means anything. */
char *unit_token_hash (const char *secret, const char *header, const char *claims);
char *unit_token_forge (const char *header, const char *claims, const char *signature);

/**
 * UnitIssuer:
 *
 * An issuer on the loopback, in this process, that answers as it is told.
 */
typedef struct
{
  SoupServer *server;
  char *name;
  UnitKey *key;          /* what it signs with */
  char *keys;            /* its key set, or NULL for `key` alone */
  char *called;          /* another name that it calls itself, or NULL */
  char *token_endpoint;  /* another one, or NULL */
  gboolean names_itself; /* announces `iss` in callbacks */
  guint discoveries, key_requests, token_requests, revocations;
  guint status;      /* of the token endpoint; 0: 200 */
  char *moved_to;    /* where the token endpoint points, or NULL */
  char *error;       /* the word of its refusal */
  char *nonce;       /* of the sign-in that it answers */
  char *challenge;   /* of the same, checked against the verifier */
  gint64 offset;     /* of its clock, in seconds */
  gboolean rotates;  /* gives another refresh token at each refresh */
  gboolean dateless; /* sends no Date */
  gboolean silent;   /* never answers at the token endpoint */
  gboolean verifier_right;
  char *form; /* the last that the token endpoint got */
} UnitIssuer;

void unit_issuer_start (UnitIssuer *self);
void unit_issuer_stop (UnitIssuer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UnitIssuer, unit_issuer_stop)

G_END_DECLS
