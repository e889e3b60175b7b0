/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The portal's tokens: given for a code, rotated, and taken back. */

#include "academy/academy-jose.h"
#include "academy/academy-json.h"
#include "academy/academy-password.h"
#include "academy/database/academy-portal.h"
#include "academy/demo/academy-demo-portal.h"
#include "academy/http/academy-form.h"
#include "academy/http/academy-router.h"

#include <sodium.h>
#include <string.h>

#define REFRESH_SECONDS (G_GINT64_CONSTANT (90) * 24 * 3600)
#define ID_TOKEN_SECONDS 300
#define VERIFIER_MINIMUM_BYTES 43
#define VERIFIER_MAXIMUM_BYTES 128

/* RFC 6749, section 5.2. */
static void
answer_error (AcademyRequest *request, guint status, const char *code)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  academy_json_text (builder, "error", code);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  academy_answer_json (request, status, node);
}

/* The first @bytes of the SHA-256 of @text. */
static char *
digest_of (const char *text, gsize bytes)
{
  guint8 digest[crypto_hash_sha256_BYTES];
  gsize size = sodium_base64_ENCODED_LEN (sizeof digest, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *encoded = g_malloc0 (size);

  crypto_hash_sha256 (digest, (const guchar *) text, strlen (text));
  return sodium_bin2base64 (encoded, size, digest, bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* RFC 7636, sections 4.1 and 4.6. */
static gboolean
verifier_is_right (const char *verifier, const char *challenge)
{
  gsize length = verifier != NULL ? strlen (verifier) : 0;
  g_autofree char *digest = NULL;

  if (length < VERIFIER_MINIMUM_BYTES || length > VERIFIER_MAXIMUM_BYTES ||
      strspn (verifier, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._~") != length)
    return FALSE;
  digest = digest_of (verifier, crypto_hash_sha256_BYTES);
  return academy_secret_equal (digest, challenge);
}

static JsonBuilder *
begin_claims (AcademyRequest *request, const AcademyGrant *grant, const char *audience, gint64 seconds)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  academy_json_text (builder, "iss", academy_trust_get_rules (request->options->trust)->issuer);
  academy_json_text (builder, "sub", grant->subject);
  academy_json_text (builder, "aud", audience);
  academy_json_integer (builder, "iat", now);
  academy_json_integer (builder, "exp", now + seconds);
  return builder;
}

static char *
sign (JsonBuilder *builder, const char *key, const char *type)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *claims = NULL;

  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  claims = imagin_json_to_text (node);
  return academy_jose_sign (key, type, claims);
}

/* RFC 9068, section 2.2. */
static char *
make_access (AcademyRequest *request, const AcademyGrant *grant, const char *key, GError **error)
{
  const AcademyTrustRules *rules = academy_trust_get_rules (request->options->trust);
  gint64 seconds = request->options->access_seconds;
  char *name = academy_portal_add (request->database, grant->id, "access", seconds + rules->skew, error);
  g_autoptr (JsonBuilder) builder = NULL;
  char *token = NULL;

  if (name != NULL)
    {
      builder = begin_claims (request, grant, rules->audience, seconds);
      academy_json_text (builder, "client_id", grant->client);
      academy_json_text (builder, "scope", grant->scope);
      academy_json_text (builder, "jti", name);
      token = sign (builder, key, "at+jwt");
      if (token == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "A token could not be signed");
    }
  academy_secret_free (name);
  return token;
}

/* OpenID Connect Core 1.0, section 2. */
static char *
make_id_token (AcademyRequest *request, const AcademyGrant *grant, const char *access, const char *key)
{
  g_autoptr (JsonBuilder) builder = begin_claims (request, grant, grant->client, ID_TOKEN_SECONDS);
  g_autofree char *hash = digest_of (access, crypto_hash_sha256_BYTES / 2);

  academy_json_integer (builder, "auth_time", grant->opened_at);
  academy_json_text (builder, "at_hash", hash);
  if (grant->nonce != NULL)
    academy_json_text (builder, "nonce", grant->nonce);
  return sign (builder, key, "JWT");
}

/* What is given for a grant. */
typedef struct
{
  char *access;
  char *refresh; /* NULL: nothing for later was asked for */
  char *id;      /* NULL: with a code only */
} Given;

static void
given_clear (Given *self)
{
  academy_secret_free (self->access);
  academy_secret_free (self->refresh);
  g_free (self->id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Given, given_clear)

static gboolean
give (AcademyRequest *request, const AcademyGrant *grant, gboolean first, Given *given, GError **error)
{
  g_autoptr (GPtrArray) keys = academy_portal_keys (request->database);
  const char *key = keys->len > 0 ? g_ptr_array_index (keys, 0) : "";

  given->access = make_access (request, grant, key, error);
  if (given->access == NULL)
    return FALSE;
  if (first)
    given->id = make_id_token (request, grant, given->access, key);
  if (strstr (grant->scope, "offline_access") == NULL)
    return TRUE;
  given->refresh = academy_portal_add (request->database, grant->id, "refresh", REFRESH_SECONDS, error);
  return given->refresh != NULL;
}

static void
answer_given (AcademyRequest *request, const AcademyGrant *grant, const Given *given)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  academy_json_text (builder, "access_token", given->access);
  academy_json_text (builder, "token_type", "Bearer");
  academy_json_integer (builder, "expires_in", request->options->access_seconds);
  academy_json_text (builder, "scope", grant->scope);
  if (given->refresh != NULL)
    academy_json_text (builder, "refresh_token", given->refresh);
  if (given->id != NULL)
    academy_json_text (builder, "id_token", given->id);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  academy_answer_json (request, SOUP_STATUS_OK, node);
}

/* A code is used up also by whoever brings it to the wrong address or without its verifier. */
static gboolean
code_is_right (GHashTable *form, const AcademyGrant *grant)
{
  return g_strcmp0 (g_hash_table_lookup (form, "redirect_uri"), grant->redirect) == 0 &&
         verifier_is_right (g_hash_table_lookup (form, "code_verifier"), grant->challenge);
}

static gboolean
exchange (AcademyRequest *request, GHashTable *form, gboolean first, AcademyGrant *grant, Given *given, GError **error)
{
  const char *token = g_hash_table_lookup (form, first ? "code" : "refresh_token");

  if (!academy_portal_take (request->database, first ? "code" : "refresh", token,
                            g_hash_table_lookup (form, "client_id"), grant, error))
    return FALSE;
  if (grant->id != 0 && first && !code_is_right (form, grant))
    grant->id = 0;
  return grant->id == 0 || give (request, grant, first, given, error);
}

static void
settle (AcademyRequest *request, GHashTable *form, gboolean first)
{
  AcademyDatabase *database = request->database;
  g_auto (AcademyGrant) grant = { 0 };
  g_auto (Given) given = { NULL };
  g_autoptr (GError) error = NULL;

  /* Kept also where nothing is given: what was used up stays so. */
  if (!academy_demo_portal_ensure_key (database, &error) || !academy_database_begin (database, TRUE, &error) ||
      !exchange (request, form, first, &grant, &given, &error) || !academy_database_commit (database, &error))
    {
      academy_database_rollback (database);
      academy_answer_failure (request, error);
    }
  else if (given.access != NULL)
    answer_given (request, &grant, &given);
  else
    answer_error (request, SOUP_STATUS_BAD_REQUEST, "invalid_grant");
}

/* A public client: its name is all that it has. One that brings a secret takes this portal for another one. */
static GHashTable *
read_form (AcademyRequest *request)
{
  g_autoptr (GHashTable) form = academy_form_of_body (request);

  if (form == NULL)
    {
      answer_error (request, SOUP_STATUS_BAD_REQUEST, "invalid_request");
      return NULL;
    }
  if (g_strcmp0 (g_hash_table_lookup (form, "client_id"), academy_trust_get_rules (request->options->trust)->client) !=
          0 ||
      g_hash_table_contains (form, "client_secret") || g_hash_table_contains (form, "client_assertion"))
    {
      answer_error (request, SOUP_STATUS_UNAUTHORIZED, "invalid_client");
      return NULL;
    }
  return g_steal_pointer (&form);
}

void
academy_handle_portal_token (AcademyRequest *request)
{
  g_autoptr (GHashTable) form = read_form (request);
  const char *type;
  gboolean first;

  if (form == NULL)
    return;
  type = g_hash_table_lookup (form, "grant_type");
  first = g_strcmp0 (type, "authorization_code") == 0;
  if (type != NULL && !first && !g_str_equal (type, "refresh_token"))
    answer_error (request, SOUP_STATUS_BAD_REQUEST, "unsupported_grant_type");
  else if (type == NULL || !g_hash_table_contains (form, first ? "code" : "refresh_token"))
    answer_error (request, SOUP_STATUS_BAD_REQUEST, "invalid_request");
  else
    settle (request, form, first);
}

/* RFC 7009: a token that is unknown is as good as taken back. */
void
academy_handle_portal_revocation (AcademyRequest *request)
{
  AcademyDatabase *database = request->database;
  g_autoptr (GHashTable) form = read_form (request);
  g_autoptr (GError) error = NULL;
  const char *token;

  if (form == NULL)
    return;
  token = g_hash_table_lookup (form, "token");
  if (token == NULL)
    answer_error (request, SOUP_STATUS_BAD_REQUEST, "invalid_request");
  else if (!academy_database_begin (database, TRUE, &error) ||
           !academy_portal_revoke (database, token, g_hash_table_lookup (form, "client_id"), &error) ||
           !academy_database_commit (database, &error))
    {
      academy_database_rollback (database);
      academy_answer_failure (request, error);
    }
  else
    soup_server_message_set_status (request->message, SOUP_STATUS_OK, NULL);
}
