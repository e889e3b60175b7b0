/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sessions: families of tokens, of which only the digests are kept. */

#include "academy/database/academy-sessions.h"

#include "academy/academy-password.h"
#include "academy/academy-time.h"

#define REFRESH_SECONDS (G_GINT64_CONSTANT (90) * 24 * 3600)

void
academy_tokens_clear (AcademyTokens *tokens)
{
  g_clear_pointer (&tokens->access, academy_secret_free);
  g_clear_pointer (&tokens->refresh, academy_secret_free);
}

static char *
add_token (AcademyDatabase *self, gint64 family, const char *kind, gint64 seconds, GError **error)
{
  char *token = academy_token_new ();
  g_autofree char *hash = academy_token_hash (token);

  if (imagin_sql_run (self->sql, error,
                      "INSERT INTO tokens (hash, family_id, kind, expires_at) VALUES (?1, ?2, ?3, ?4)", "sisi", hash,
                      family, kind, academy_now_seconds () + seconds))
    return token;
  academy_secret_free (token);
  return NULL;
}

static gboolean
add_pair (AcademyDatabase *self, gint64 family, gint64 access_seconds, AcademyTokens *tokens, GError **error)
{
  tokens->access = add_token (self, family, "access", access_seconds, error);
  tokens->refresh = tokens->access != NULL ? add_token (self, family, "refresh", REFRESH_SECONDS, error) : NULL;
  return tokens->refresh != NULL;
}

gboolean
academy_session_open (
    AcademyDatabase *self, const char *intervener_id, gint64 access_seconds, AcademyTokens *tokens, GError **error)
{
  gint64 now = academy_now_seconds ();

  if (!imagin_sql_run (self->sql, error, "DELETE FROM tokens WHERE expires_at < ?1", "i", now) ||
      !imagin_sql_run (self->sql, error,
                       "DELETE FROM families WHERE opened_at < ?1 AND id NOT IN (SELECT family_id FROM tokens)", "i",
                       now - REFRESH_SECONDS) ||
      !imagin_sql_run (self->sql, error, "INSERT INTO families (intervener_id, opened_at) VALUES (?1, ?2)", "si",
                       intervener_id, now))
    return FALSE;
  return add_pair (self, sqlite3_last_insert_rowid (self->sql), access_seconds, tokens, error);
}

/* The family of a token of one kind, or 0; a revoked or expired one has none. */
static gint64
family_of (AcademyDatabase *self, const char *token, const char *kind, gboolean *used)
{
  g_autofree char *hash = academy_token_hash (token);
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (self->sql, NULL,
                          "SELECT t.family_id, t.used FROM tokens t JOIN families f ON f.id = t.family_id "
                          "WHERE t.hash = ?1 AND t.kind = ?2 AND t.expires_at > ?3 AND NOT f.revoked",
                          "ssi", hash, kind, academy_now_seconds ());

  *used = FALSE;
  if (row == NULL || !imagin_sql_step (row, NULL))
    return 0;
  *used = sqlite3_column_int (row, 1) != 0;
  return sqlite3_column_int64 (row, 0);
}

static gboolean
revoke_family (AcademyDatabase *self, gint64 family, GError **error)
{
  return imagin_sql_run (self->sql, error, "UPDATE families SET revoked = 1 WHERE id = ?1", "i", family);
}

gboolean
academy_session_refresh (
    AcademyDatabase *self, const char *refresh, gint64 access_seconds, AcademyTokens *tokens, GError **error)
{
  g_autofree char *hash = academy_token_hash (refresh);
  gboolean used;
  gint64 family = family_of (self, refresh, "refresh", &used);

  if (family == 0)
    return TRUE;
  if (used)
    return revoke_family (self, family, error);
  /* The access token of before lives on to its end: a request may be under way with it. */
  return imagin_sql_run (self->sql, error, "UPDATE tokens SET used = 1 WHERE hash = ?1", "s", hash) &&
         add_pair (self, family, access_seconds, tokens, error);
}

gboolean
academy_session_revoke (AcademyDatabase *self, const char *refresh, GError **error)
{
  gboolean used;
  gint64 family = family_of (self, refresh, "refresh", &used);

  return family == 0 || revoke_family (self, family, error);
}

gboolean
academy_session_revoke_all (AcademyDatabase *self, const char *intervener_id, GError **error)
{
  return imagin_sql_run (self->sql, error, "UPDATE families SET revoked = 1 WHERE intervener_id = ?1", "s",
                         intervener_id);
}

char *
academy_session_intervener (AcademyDatabase *self, const char *access)
{
  g_autoptr (sqlite3_stmt) row = NULL;
  gboolean used;
  gint64 family = family_of (self, access, "access", &used);

  if (family == 0)
    return NULL;
  row = imagin_sql_prepare (self->sql, NULL, "SELECT intervener_id FROM families WHERE id = ?1", "i", family);
  return row != NULL && imagin_sql_step (row, NULL) ? g_strdup (imagin_sql_text (row, 0)) : NULL;
}
