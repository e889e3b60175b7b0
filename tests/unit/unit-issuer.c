/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys, tokens, and an issuer that is good or bad as a test likes. */

#include "unit-issuer.h"

#include "remote/imagin-base64url.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>

struct UnitKey
{
  gnutls_privkey_t secret;
  gboolean rsa;
  char *id;
};

UnitKey *
unit_key_new (const char *algorithm, const char *id)
{
  UnitKey *self = g_new0 (UnitKey, 1);

  self->rsa = g_str_equal (algorithm, "RS256");
  self->id = g_strdup (id);
  gnutls_privkey_init (&self->secret);
  g_assert_cmpint (gnutls_privkey_generate (self->secret, self->rsa ? GNUTLS_PK_RSA : GNUTLS_PK_ECDSA,
                                            self->rsa ? 2048 : GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
                   ==, GNUTLS_E_SUCCESS);
  return self;
}

void
unit_key_free (UnitKey *self)
{
  gnutls_privkey_deinit (self->secret);
  g_free (self->id);
  g_free (self);
}

/* Without the zero that DER puts before a high first bit, and as long as @size where that is more. */
static char *
number_text (gnutls_datum_t *number, gsize size)
{
  guchar bytes[1024] = { 0 };
  const guchar *from = number->data;
  gsize length = number->size;
  char *text;

  while (length > 0 && *from == 0)
    {
      from++;
      length--;
    }
  size = MAX (size, length);
  memcpy (bytes + size - length, from, length);
  text = imagin_base64url_encode (bytes, size);
  gnutls_free (number->data);
  return text;
}

char *
unit_key_to_jwk (UnitKey *self)
{
  gnutls_pubkey_t key;
  gnutls_datum_t one, two;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gnutls_ecc_curve_t curve;

  gnutls_pubkey_init (&key);
  gnutls_pubkey_import_privkey (key, self->secret, 0, 0);
  if (self->rsa)
    gnutls_pubkey_export_rsa_raw (key, &one, &two);
  else
    gnutls_pubkey_export_ecc_raw (key, &curve, &one, &two);
  gnutls_pubkey_deinit (key);
  first = number_text (&one, self->rsa ? 0 : 32);
  second = number_text (&two, self->rsa ? 0 : 32);
  if (self->rsa)
    return g_strdup_printf ("{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}", self->id,
                            first, second);
  return g_strdup_printf (
      "{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}", self->id, first,
      second);
}

char *
unit_key_to_pem (UnitKey *self)
{
  gnutls_pubkey_t key;
  gnutls_datum_t pem;
  char *text;

  gnutls_pubkey_init (&key);
  gnutls_pubkey_import_privkey (key, self->secret, 0, 0);
  gnutls_pubkey_export2 (key, GNUTLS_X509_FMT_PEM, &pem);
  gnutls_pubkey_deinit (key);
  text = g_strndup ((const char *) pem.data, pem.size);
  gnutls_free (pem.data);
  return text;
}

static char *
signed_part (const char *header, const char *claims)
{
  g_autofree char *one = imagin_base64url_encode (header, strlen (header));
  g_autofree char *two = imagin_base64url_encode (claims, strlen (claims));

  return g_strconcat (one, ".", two, NULL);
}

static char *
signature_of (UnitKey *self, const char *part)
{
  gnutls_datum_t data = { (guchar *) part, (unsigned int) strlen (part) };
  gnutls_datum_t signature, r, s;
  guchar both[64] = { 0 };
  char *text;

  g_assert_cmpint (gnutls_privkey_sign_data2 (self->secret,
                                              self->rsa ? GNUTLS_SIGN_RSA_SHA256 : GNUTLS_SIGN_ECDSA_SHA256, 0, &data,
                                              &signature),
                   >=, 0);
  if (self->rsa)
    text = imagin_base64url_encode (signature.data, signature.size);
  else
    {
      gnutls_decode_rs_value (&signature, &r, &s);
      memcpy (both + 32 - MIN (r.size, 32), r.data + r.size - MIN (r.size, 32), MIN (r.size, 32));
      memcpy (both + 64 - MIN (s.size, 32), s.data + s.size - MIN (s.size, 32), MIN (s.size, 32));
      gnutls_free (r.data);
      gnutls_free (s.data);
      text = imagin_base64url_encode (both, sizeof both);
    }
  gnutls_free (signature.data);
  return text;
}

char *
unit_token_sign (UnitKey *self, const char *header, const char *claims)
{
  g_autofree char *usual = g_strdup_printf ("{\"alg\":\"%s\",\"kid\":\"%s\"}", self->rsa ? "RS256" : "ES256", self->id);
  g_autofree char *part = signed_part (header != NULL ? header : usual, claims);
  g_autofree char *signature = signature_of (self, part);

  return g_strconcat (part, ".", signature, NULL);
}

char *
unit_token_hash (const char *secret, const char *header, const char *claims)
{
  g_autofree char *part = signed_part (header, claims);
  guchar digest[32];
  g_autofree char *signature = NULL;

  gnutls_hmac_fast (GNUTLS_MAC_SHA256, secret, strlen (secret), part, strlen (part), digest);
  signature = imagin_base64url_encode (digest, sizeof digest);
  return g_strconcat (part, ".", signature, NULL);
}

char *
unit_token_forge (const char *header, const char *claims, const char *signature)
{
  g_autofree char *part = signed_part (header, claims);

  return g_strconcat (part, ".", signature, NULL);
}

/* The issuer */

static void
answer_json (UnitIssuer *self, SoupServerMessage *message, guint status, char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) moved = g_date_time_add_seconds (now, (double) self->offset);
  g_autofree char *date = soup_date_time_to_string (moved, SOUP_DATE_HTTP);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date",
                                self->dateless ? "no date" : date);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text, strlen (text));
}

static char *
description_of (UnitIssuer *self)
{
  g_autofree char *endpoint = g_strconcat (self->name, "/token", NULL);

  return g_strdup_printf (
      "{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/authorize?kept=yes\",\"token_endpoint\":\"%s\","
      "\"jwks_uri\":\"%s/keys\",\"revocation_endpoint\":\"%s/revoke\",\"end_session_endpoint\":\"%s/end\","
      "\"authorization_response_iss_parameter_supported\":%s}",
      self->called != NULL ? self->called : self->name, self->name,
      self->token_endpoint != NULL ? self->token_endpoint : endpoint, self->name, self->name, self->name,
      self->names_itself ? "true" : "false");
}

static gboolean
verifier_fits (UnitIssuer *self, const char *verifier)
{
  guint8 digest[32];
  gsize size = sizeof digest;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *challenge = NULL;

  if (verifier == NULL)
    return FALSE;
  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &size);
  challenge = imagin_base64url_encode (digest, size);
  return g_strcmp0 (challenge, self->challenge) == 0;
}

static char *
tokens_of (UnitIssuer *self, gboolean first)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC + self->offset;
  g_autofree char *claims =
      g_strdup_printf ("{\"iss\":\"%s\",\"aud\":\"" UNIT_CLIENT "\",\"sub\":\"camille\",\"exp\":%" G_GINT64_FORMAT
                       ",\"iat\":%" G_GINT64_FORMAT ",\"nonce\":\"%s\"}",
                       self->name, now + 300, now, self->nonce);
  g_autofree char *token = unit_token_sign (self->key, NULL, claims);
  g_autofree char *refresh = first || self->rotates
                                 ? g_strdup_printf (",\"refresh_token\":\"refresh-%u\"", self->token_requests)
                                 : g_strdup ("");

  return g_strdup_printf ("{\"access_token\":\"access-%u\",\"token_type\":\"bearer\",\"id_token\":\"%s\"%s}",
                          self->token_requests, token, refresh);
}

static void
on_token (UnitIssuer *self, SoupServerMessage *message)
{
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GHashTable) form = NULL;
  gboolean first;

  self->token_requests++;
  g_free (self->form);
  self->form = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  form = soup_form_decode (self->form);
  first = g_strcmp0 (g_hash_table_lookup (form, "grant_type"), "authorization_code") == 0;
  if (self->silent)
    soup_server_message_pause (message);
  else if (self->moved_to != NULL)
    soup_server_message_set_redirect (message, 302, self->moved_to);
  else if (self->status != 0)
    answer_json (self, message, self->status,
                 g_strdup_printf ("{\"error\":\"%s\"}", self->error != NULL ? self->error : "server_error"));
  else
    {
      if (first)
        self->verifier_right = verifier_fits (self, g_hash_table_lookup (form, "code_verifier"));
      answer_json (self, message, 200, tokens_of (self, first));
    }
}

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  UnitIssuer *self = data;
  g_autofree char *key = unit_key_to_jwk (self->key);

  if (g_str_equal (path, "/.well-known/openid-configuration"))
    {
      self->discoveries++;
      answer_json (self, message, 200, description_of (self));
    }
  else if (g_str_equal (path, "/keys"))
    {
      self->key_requests++;
      answer_json (self, message, 200,
                   self->keys != NULL ? g_strdup (self->keys) : g_strdup_printf ("{\"keys\":[%s]}", key));
    }
  else if (g_str_equal (path, "/token"))
    on_token (self, message);
  else if (g_str_equal (path, "/revoke"))
    {
      self->revocations++;
      answer_json (self, message, 200, g_strdup ("{}"));
    }
  else
    answer_json (self, message, 404, g_strdup ("{}"));
}

void
unit_issuer_start (UnitIssuer *self)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  *self = (UnitIssuer) { NULL };
  self->key = unit_key_new ("ES256", "one");
  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->name = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

void
unit_issuer_stop (UnitIssuer *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->key, unit_key_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->keys, g_free);
  g_clear_pointer (&self->called, g_free);
  g_clear_pointer (&self->token_endpoint, g_free);
  g_clear_pointer (&self->moved_to, g_free);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->nonce, g_free);
  g_clear_pointer (&self->challenge, g_free);
  g_clear_pointer (&self->form, g_free);
}
