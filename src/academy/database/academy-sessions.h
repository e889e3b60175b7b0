/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

G_BEGIN_DECLS

/**
 * AcademyTokens:
 *
 * A fresh pair. The academy keeps only their SHA-256.
 */
typedef struct
{
  char *access;
  char *refresh;
} AcademyTokens;

void academy_tokens_clear (AcademyTokens *tokens);

/**
 * academy_session_open:
 * @access_seconds: how long the access token lives
 */
gboolean academy_session_open (
    AcademyDatabase *self, const char *intervener_id, gint64 access_seconds, AcademyTokens *tokens, GError **error);

/**
 * academy_session_refresh:
 * @tokens: (out): the new pair; its members stay NULL where the token opens nothing (any more)
 *
 * Rotates a refresh token. One that was used before ends its whole family, because somebody else has it.
 *
 * Returns: FALSE with @error set only where the database failed
 */
gboolean academy_session_refresh (
    AcademyDatabase *self, const char *refresh, gint64 access_seconds, AcademyTokens *tokens, GError **error);

/* Ends the session of a refresh token; an unknown one does nothing. */
gboolean academy_session_revoke (AcademyDatabase *self, const char *refresh, GError **error);

/* Ends every session of a person. */
gboolean academy_session_revoke_all (AcademyDatabase *self, const char *intervener_id, GError **error);

/**
 * academy_session_intervener:
 * @access: an access token as received
 *
 * Returns: (transfer full) (nullable): whose it is, or NULL where it is unknown, over or revoked
 */
char *academy_session_intervener (AcademyDatabase *self, const char *access);

G_END_DECLS
