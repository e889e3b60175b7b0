/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures of tokens, by rhonabwy. This file knows nothing of json-glib: jansson, which rhonabwy brings, has
 * functions of the same names, and a file that sees both would call the wrong ones without a word. */

#include "academy/academy-jose.h"

#include <rhonabwy.h>
#include <string.h>

#define RSA_BITS 2048
#define RSA_BITS_MAXIMUM 8192
#define NO_KEY_FROM_ELSEWHERE R_FLAG_IGNORE_REMOTE

static void
ensure_ready (void)
{
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      r_global_init ();
      g_once_init_leave (&ready, 1);
    }
}

static char *
take_text (char *text)
{
  char *copy = g_strdup (text);

  r_free (text);
  return copy;
}

/* Read by jansson itself, so that the program is linked with it, and before json-glib: see the head of this file. */
static jwk_t *
read_key (const char *text)
{
  json_t *json = json_loads (text, JSON_REJECT_DUPLICATES, NULL);
  jwk_t *key = NULL;

  ensure_ready ();
  if (json != NULL && r_jwk_init (&key) == RHN_OK && r_jwk_import_from_json_t (key, json) != RHN_OK)
    {
      r_jwk_free (key);
      key = NULL;
    }
  json_decref (json);
  return key;
}

static char *
write_key (jwk_t *key)
{
  return take_text (r_jwk_export_to_json_str (key, 0));
}

char *
academy_jose_key_new (const char *name)
{
  jwk_t *pair = NULL, *shown = NULL;
  char *text = NULL;

  ensure_ready ();
  if (r_jwk_init (&pair) == RHN_OK && r_jwk_init (&shown) == RHN_OK &&
      r_jwk_generate_key_pair (pair, shown, R_KEY_TYPE_RSA, RSA_BITS, name) == RHN_OK &&
      r_jwk_set_property_str (pair, "alg", "RS256") == RHN_OK && r_jwk_set_property_str (pair, "use", "sig") == RHN_OK)
    text = write_key (pair);
  r_jwk_free (pair);
  r_jwk_free (shown);
  return text;
}

char *
academy_jose_key_public (const char *key)
{
  jwk_t *pair = read_key (key), *shown = NULL;
  char *text = NULL;

  if (pair != NULL && r_jwk_init (&shown) == RHN_OK &&
      r_jwk_extract_pubkey (pair, shown, NO_KEY_FROM_ELSEWHERE) == RHN_OK)
    text = write_key (shown);
  r_jwk_free (pair);
  r_jwk_free (shown);
  return text;
}

char *
academy_jose_sign (const char *key, const char *type, const char *claims)
{
  jwk_t *pair = read_key (key);
  jws_t *token = NULL;
  char *text = NULL;

  if (pair != NULL && r_jws_init (&token) == RHN_OK && r_jws_set_alg (token, R_JWA_ALG_RS256) == RHN_OK &&
      r_jws_set_header_str_value (token, "typ", type) == RHN_OK &&
      r_jws_set_header_str_value (token, "kid", r_jwk_get_property_str (pair, "kid")) == RHN_OK &&
      r_jws_set_payload (token, (const unsigned char *) claims, strlen (claims)) == RHN_OK)
    text = take_text (r_jws_serialize (token, pair, NO_KEY_FROM_ELSEWHERE));
  r_jws_free (token);
  r_jwk_free (pair);
  return text;
}

/* A key of another kind would turn a public key into the secret of an HMAC, or be one that is too weak or too long. */
static gboolean
fits (jwk_t *key, jwa_alg algorithm)
{
  unsigned int bits = 0;
  int type = r_jwk_key_type (key, &bits, NO_KEY_FROM_ELSEWHERE);

  if (algorithm == R_JWA_ALG_RS256)
    return (type & R_KEY_TYPE_RSA) != 0 && bits >= RSA_BITS && bits <= RSA_BITS_MAXIMUM;
  return algorithm == R_JWA_ALG_ES256 && (type & R_KEY_TYPE_EC) != 0 && bits == 256;
}

gboolean
academy_jose_verify (const char *key, const char *algorithm, const char *token)
{
  jwa_alg wanted = r_str_to_jwa_alg (algorithm);
  jwk_t *shown = read_key (key);
  jws_t *parsed = NULL;
  gboolean good = shown != NULL && fits (shown, wanted) && r_jws_init (&parsed) == RHN_OK &&
                  r_jws_advanced_compact_parse (parsed, token, R_PARSE_NONE, NO_KEY_FROM_ELSEWHERE) == RHN_OK &&
                  r_jws_get_alg (parsed) == wanted &&
                  r_jws_verify_signature (parsed, shown, NO_KEY_FROM_ELSEWHERE) == RHN_OK;

  r_jws_free (parsed);
  r_jwk_free (shown);
  return good;
}
