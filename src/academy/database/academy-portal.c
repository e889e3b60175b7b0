/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the portal of the demonstration keeps: grants, the digests of their tokens, and its keys. */

#include "academy/database/academy-portal.h"

#include "academy/academy-password.h"
#include "academy/academy-time.h"

#define CODE_SECONDS 60
#define GRANT_SECONDS (G_GINT64_CONSTANT (90) * 24 * 3600)
#define KEY_SECONDS (G_GINT64_CONSTANT (24) * 3600)

void
academy_grant_clear (AcademyGrant *self)
{
  g_clear_pointer (&self->client, g_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->nonce, g_free);
  g_clear_pointer (&self->redirect, g_free);
  g_clear_pointer (&self->challenge, g_free);
}

static gboolean
sweep (AcademyDatabase *self, gint64 now, GError **error)
{
  return imagin_sql_run (self->sql, error, "DELETE FROM portal_tokens WHERE expires_at < ?1", "i", now) &&
         imagin_sql_run (self->sql, error,
                         "DELETE FROM portal_grants WHERE opened_at < ?1 AND id NOT IN (SELECT grant_id FROM "
                         "portal_tokens)",
                         "i", now - GRANT_SECONDS);
}

char *
academy_portal_add (AcademyDatabase *self, gint64 grant, const char *kind, gint64 seconds, GError **error)
{
  char *token = academy_token_new ();
  g_autofree char *hash = academy_token_hash (token);

  if (imagin_sql_run (self->sql, error,
                      "INSERT INTO portal_tokens (hash, grant_id, kind, expires_at) VALUES (?1, ?2, ?3, ?4)", "sisi",
                      hash, grant, kind, academy_now_seconds () + seconds))
    return token;
  academy_secret_free (token);
  return NULL;
}

char *
academy_portal_open (AcademyDatabase *self, AcademyGrant *grant, GError **error)
{
  g_autofree char *hash = NULL;
  char *code;

  grant->opened_at = academy_now_seconds ();
  if (!sweep (self, grant->opened_at, error) ||
      !imagin_sql_run (self->sql, error,
                       "INSERT INTO portal_grants (client, subject, scope, nonce, opened_at) "
                       "VALUES (?1, ?2, ?3, ?4, ?5)",
                       "ssssi", grant->client, grant->subject, grant->scope, grant->nonce, grant->opened_at))
    return NULL;
  grant->id = sqlite3_last_insert_rowid (self->sql);
  code = academy_portal_add (self, grant->id, "code", CODE_SECONDS, error);
  if (code == NULL)
    return NULL;
  hash = academy_token_hash (code);
  if (imagin_sql_run (self->sql, error, "UPDATE portal_tokens SET redirect = ?2, challenge = ?3 WHERE hash = ?1", "sss",
                      hash, grant->redirect, grant->challenge))
    return code;
  academy_secret_free (code);
  return NULL;
}

static gboolean
end_grant (AcademyDatabase *self, gint64 grant, GError **error)
{
  return imagin_sql_run (self->sql, error, "UPDATE portal_grants SET revoked = 1 WHERE id = ?1", "i", grant);
}

static void
read_grant (sqlite3_stmt *row, AcademyGrant *grant)
{
  grant->id = sqlite3_column_int64 (row, 1);
  grant->client = g_strdup (imagin_sql_text (row, 2));
  grant->subject = g_strdup (imagin_sql_text (row, 3));
  grant->scope = g_strdup (imagin_sql_text (row, 4));
  grant->nonce = g_strdup (imagin_sql_text (row, 5));
  grant->opened_at = sqlite3_column_int64 (row, 6);
  grant->redirect = g_strdup (imagin_sql_text (row, 7));
  grant->challenge = g_strdup (imagin_sql_text (row, 8));
}

gboolean
academy_portal_take (
    AcademyDatabase *self, const char *kind, const char *token, const char *client, AcademyGrant *grant, GError **error)
{
  g_autofree char *hash = academy_token_hash (token);
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, error,
      "SELECT t.used, g.id, g.client, g.subject, g.scope, g.nonce, g.opened_at, t.redirect, t.challenge "
      "FROM portal_tokens t JOIN portal_grants g ON g.id = t.grant_id "
      "WHERE t.hash = ?1 AND t.kind = ?2 AND g.client = ?3 AND t.expires_at > ?4 AND NOT g.revoked",
      "sssi", hash, kind, client, academy_now_seconds ());

  if (row == NULL)
    return FALSE;
  if (!imagin_sql_step (row, NULL))
    return TRUE;
  if (sqlite3_column_int (row, 0) != 0)
    return end_grant (self, sqlite3_column_int64 (row, 1), error);
  read_grant (row, grant);
  return imagin_sql_run (self->sql, error, "UPDATE portal_tokens SET used = 1 WHERE hash = ?1", "s", hash);
}

gboolean
academy_portal_revoke (AcademyDatabase *self, const char *token, const char *client, GError **error)
{
  g_autofree char *hash = academy_token_hash (token);

  return imagin_sql_run (
      self->sql, error,
      "UPDATE portal_grants SET revoked = 1 WHERE client = ?2 AND id IN (SELECT grant_id FROM portal_tokens "
      "WHERE hash = ?1 AND kind = 'refresh')",
      "ss", hash, client);
}

gboolean
academy_portal_is_live (AcademyDatabase *self, const char *name)
{
  g_autofree char *hash = academy_token_hash (name);
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (self->sql, NULL,
                          "SELECT 1 FROM portal_tokens t JOIN portal_grants g ON g.id = t.grant_id "
                          "WHERE t.hash = ?1 AND t.kind = 'access' AND t.expires_at > ?2 AND NOT g.revoked",
                          "si", hash, academy_now_seconds ());

  return row != NULL && imagin_sql_step (row, NULL);
}

GPtrArray *
academy_portal_keys (AcademyDatabase *self)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) academy_secret_free);
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, NULL,
      "SELECT key FROM portal_keys WHERE retired_at IS NULL OR retired_at > ?1 ORDER BY ordinal DESC LIMIT 16", "i",
      academy_now_seconds () - KEY_SECONDS);

  while (row != NULL && imagin_sql_step (row, NULL))
    g_ptr_array_add (keys, g_strdup (imagin_sql_text (row, 0)));
  return keys;
}

gboolean
academy_portal_set_key (AcademyDatabase *self, const char *key, GError **error)
{
  gint64 now = academy_now_seconds ();

  return imagin_sql_run (self->sql, error, "DELETE FROM portal_keys WHERE retired_at <= ?1", "i", now - KEY_SECONDS) &&
         imagin_sql_run (self->sql, error, "UPDATE portal_keys SET retired_at = ?1 WHERE retired_at IS NULL", "i",
                         now) &&
         imagin_sql_run (self->sql, error, "INSERT INTO portal_keys (key) VALUES (?1)", "s", key);
}
