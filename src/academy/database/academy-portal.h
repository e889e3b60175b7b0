/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

G_BEGIN_DECLS

/**
 * AcademyGrant:
 *
 * What a person allowed at the portal, and all the tokens that come of it.
 */
typedef struct
{
  gint64 id; /* 0: none */
  char *client;
  char *subject;
  char *scope;
  char *nonce; /* nullable */
  gint64 opened_at;
  char *redirect;  /* of a code only */
  char *challenge; /* of a code only */
} AcademyGrant;

void academy_grant_clear (AcademyGrant *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcademyGrant, academy_grant_clear)

/**
 * academy_portal_open:
 * @grant: what was allowed; its `id` and `opened_at` are set here
 *
 * Returns: (transfer full) (nullable): a code, good once and for a minute; only its digest is kept
 */
char *academy_portal_open (AcademyDatabase *self, AcademyGrant *grant, GError **error);

/**
 * academy_portal_take:
 * @kind: "code" or "refresh"
 * @client: who brings it
 * @grant: (out): what it belongs to; its `id` stays 0 where the token opens nothing (any more)
 *
 * Uses a token up. One that was used before ends everything that came of its grant, because somebody else has it.
 *
 * Returns: FALSE with @error set only where the database failed
 */
gboolean academy_portal_take (AcademyDatabase *self,
                              const char *kind,
                              const char *token,
                              const char *client,
                              AcademyGrant *grant,
                              GError **error);

/**
 * academy_portal_add:
 * @kind: "access" or "refresh"
 *
 * Returns: (transfer full) (nullable): a new token of the grant, or the name of one; only its digest is kept
 */
char *academy_portal_add (AcademyDatabase *self, gint64 grant, const char *kind, gint64 seconds, GError **error);

/* Ends everything that came of the grant of a token; one that is unknown, or another client's, does nothing. */
gboolean academy_portal_revoke (AcademyDatabase *self, const char *token, const char *client, GError **error);

/**
 * academy_portal_is_live:
 * @name: the name of an access token
 *
 * Returns: whether it was given, is not over, and was not taken back
 */
gboolean academy_portal_is_live (AcademyDatabase *self, const char *name);

/**
 * academy_portal_keys:
 *
 * Returns: (transfer full) (element-type utf8): the pairs of keys as JWK, the one to sign with first; those of before
 * stay for as long as a token that they signed may live
 */
GPtrArray *academy_portal_keys (AcademyDatabase *self);

/* From now on it is signed with @key, a JWK. */
gboolean academy_portal_set_key (AcademyDatabase *self, const char *key, GError **error);

G_END_DECLS
