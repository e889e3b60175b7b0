/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ID tokens: what is believed, and each way in which one is refused. */

#include "unit-issuer.h"

#include "remote/imagin-base64url.h"
#include "remote/imagin-id-token.h"
#include "remote/imagin-jwks.h"

#define ISSUER "https://portail.example"
#define NONCE "nonce-of-this-sign-in"
#define NOW G_GINT64_CONSTANT (1800000000)

/* The claims of a good token, with one of them replaced: "" takes it away. */
static char *
claims_with (const char *name, const char *value)
{
  static const struct
  {
    const char *name;
    const char *value;
  } good[] = {
    { "iss", "\"" ISSUER "\"" }, { "aud", "\"" UNIT_CLIENT "\"" }, { "sub", "\"camille\"" },
    { "exp", "1800000300" },     { "iat", "1799999800" },          { "nonce", "\"" NONCE "\"" },
  };
  GString *claims = g_string_new ("{");
  gboolean replaced = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gboolean this = g_strcmp0 (good[i].name, name) == 0;

      replaced = replaced || this;
      if (!this || *value != '\0')
        g_string_append_printf (claims, "\"%s\":%s,", good[i].name, this ? value : good[i].value);
    }
  if (name != NULL && !replaced)
    g_string_append_printf (claims, "\"%s\":%s,", name, value);
  g_string_truncate (claims, claims->len - 1);
  g_string_append_c (claims, '}');
  return g_string_free_and_steal (claims);
}

static ImaginJwks *
key_set (UnitKey *one, UnitKey *two)
{
  g_autofree char *first = unit_key_to_jwk (one);
  g_autofree char *second = two != NULL ? unit_key_to_jwk (two) : NULL;
  g_autofree char *text = g_strdup_printf ("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"},7,%s%s%s]}", first,
                                           second != NULL ? "," : "", second != NULL ? second : "");
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  ImaginJwks *keys = imagin_jwks_parse (node, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (imagin_jwks_get_n_keys (keys), ==, two != NULL ? 2 : 1);
  return keys;
}

static gboolean
believe (ImaginJwks *keys, const char *token, const char *access_token, GError **error)
{
  g_autoptr (ImaginJwt) jwt = imagin_jwt_parse (token, error);
  const ImaginIdTokenRules rules = { ISSUER, UNIT_CLIENT, NONCE, access_token, NOW };

  return jwt != NULL && imagin_jwks_verify (keys, jwt, error) && imagin_id_token_check (jwt, &rules, error);
}

static void
accept (ImaginJwks *keys, const char *token)
{
  g_autoptr (GError) error = NULL;

  believe (keys, token, NULL, &error);
  g_assert_no_error (error);
}

static void
refuse (ImaginJwks *keys, const char *token)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (believe (keys, token, NULL, &error));
  unit_assert_error (&error, IMAGIN_ERROR_UNTRUSTED);
}

static void
test_both_algorithms (gconstpointer algorithm)
{
  g_autoptr (UnitKey) key = unit_key_new (algorithm, "k");
  g_autoptr (ImaginJwks) keys = key_set (key, NULL);
  g_autofree char *claims = claims_with (NULL, NULL);
  g_autofree char *token = unit_token_sign (key, NULL, claims);
  g_autofree char *nameless = g_strdup_printf ("{\"alg\":\"%s\"}", (const char *) algorithm);
  g_autofree char *second = unit_token_sign (key, nameless, claims);
  gsize length = strlen (token);

  accept (keys, token);
  accept (keys, second);
  /* A bit of the signature, of the claims, of the header. */
  token[length - 10] = token[length - 10] == 'A' ? 'B' : 'A';
  refuse (keys, token);
}

/* What is refused by its claims alone, with a signature that is good. */
typedef struct
{
  const char *name;
  const char *value;
} Claim;

static const Claim bad_claims[] = {
  { "iss", "\"https://portail.example/\"" },
  { "iss", "\"http://portail.example\"" },
  { "iss", "" },
  { "iss", "[\"" ISSUER "\"]" },
  { "aud", "\"another\"" },
  { "aud", "" },
  { "aud", "[]" },
  { "aud", "[\"another\",\"a third\"]" },
  { "aud", "[\"" UNIT_CLIENT "\",\"another\"]" }, /* two, and no azp */
  { "aud", "{\"" UNIT_CLIENT "\":1}" },
  { "azp", "\"another\"" },
  { "azp", "7" },
  { "exp", "1799999000" },
  { "exp", "1799999880" }, /* over since the leeway, to the second */
  { "exp", "" },
  { "exp", "\"1800000300\"" },
  { "exp", "-1" },
  { "exp", "1e300" },
  { "iat", "1800000121" },
  { "iat", "1799999000" },
  { "iat", "" },
  { "iat", "null" },
  { "nbf", "1800000200" },
  { "nonce", "\"another\"" },
  { "nonce", "\"\"" },
  { "nonce", "" },
  { "sub", "" },
  { "sub", "\"\"" },
};

static void
test_bad_claims (void)
{
  g_autoptr (UnitKey) key = unit_key_new ("ES256", "k");
  g_autoptr (ImaginJwks) keys = key_set (key, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad_claims); i++)
    {
      g_autofree char *claims = claims_with (bad_claims[i].name, bad_claims[i].value);
      g_autofree char *token = unit_token_sign (key, NULL, claims);

      g_test_message ("%s: %s", bad_claims[i].name, bad_claims[i].value);
      refuse (keys, token);
    }
}

static const Claim good_claims[] = {
  { "aud", "[\"" UNIT_CLIENT "\"]" },
  { "aud", "[\"another\",\"" UNIT_CLIENT "\"],\"azp\":\"" UNIT_CLIENT "\"" },
  { "azp", "\"" UNIT_CLIENT "\"" },
  { "exp", "1799999881" }, /* a clock within the leeway */
  { "exp", "1800000300.5" },
  { "iat", "1800000119" },
  { "iat", "1799999300" },
  { "anything", "{\"else\":[1,2]}" },
};

static void
test_good_claims (void)
{
  g_autoptr (UnitKey) key = unit_key_new ("ES256", "k");
  g_autoptr (ImaginJwks) keys = key_set (key, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good_claims); i++)
    {
      g_autofree char *claims = claims_with (good_claims[i].name, good_claims[i].value);
      g_autofree char *token = unit_token_sign (key, NULL, claims);

      g_test_message ("%s: %s", good_claims[i].name, good_claims[i].value);
      accept (keys, token);
    }
}

static void
test_types (void)
{
  static const char *const good[] = { "JWT", "jwt", "Jwt", "application/JWT" };
  static const char *const bad[] = { "\"at+jwt\"", "\"logout+jwt\"", "7", "\"\"" };
  g_autoptr (UnitKey) key = unit_key_new ("ES256", "k");
  g_autoptr (ImaginJwks) keys = key_set (key, NULL);
  g_autofree char *claims = claims_with (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *header = g_strdup_printf ("{\"alg\":\"ES256\",\"typ\":\"%s\"}", good[i]);
      g_autofree char *token = unit_token_sign (key, header, claims);

      accept (keys, token);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *header = g_strdup_printf ("{\"alg\":\"ES256\",\"typ\":%s}", bad[i]);
      g_autofree char *token = unit_token_sign (key, header, claims);

      refuse (keys, token);
    }
}

static void
test_no_signature (void)
{
  static const char *const headers[] = {
    "{\"alg\":\"none\"}", "{\"alg\":\"None\"}", "{\"alg\":\"NONE\",\"kid\":\"k\"}", "{}", "{\"alg\":null}",
  };
  g_autoptr (UnitKey) key = unit_key_new ("ES256", "k");
  g_autoptr (ImaginJwks) keys = key_set (key, NULL);
  g_autofree char *claims = claims_with (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *empty = unit_token_forge (headers[i], claims, "");
      g_autofree char *any = unit_token_forge (headers[i], claims, "AAAA");
      g_autofree char *good = unit_token_sign (key, headers[i], claims);

      refuse (keys, empty);
      refuse (keys, any);
      refuse (keys, good);
    }
}

/* The oldest forgery: the public key, which everybody has, taken for the secret of a hash. */
static void
test_hash_keyed_with_the_public_key (void)
{
  g_autoptr (UnitKey) key = unit_key_new ("RS256", "k");
  g_autoptr (ImaginJwks) keys = key_set (key, NULL);
  g_autofree char *claims = claims_with (NULL, NULL);
  g_autofree char *pem = unit_key_to_pem (key);
  g_autofree char *jwk = unit_key_to_jwk (key);
  g_autofree char *by_pem = unit_token_hash (pem, "{\"alg\":\"HS256\",\"kid\":\"k\"}", claims);
  g_autofree char *by_jwk = unit_token_hash (jwk, "{\"alg\":\"HS256\"}", claims);
  g_autofree char *as_rsa = unit_token_hash (pem, "{\"alg\":\"RS256\",\"kid\":\"k\"}", claims);

  refuse (keys, by_pem);
  refuse (keys, by_jwk);
  refuse (keys, as_rsa);
}

/* The header decides nothing that the key does not say too. */
static void
test_another_algorithm_than_the_key (void)
{
  g_autoptr (UnitKey) rsa = unit_key_new ("RS256", "k");
  g_autoptr (UnitKey) elliptic = unit_key_new ("ES256", "k");
  g_autoptr (ImaginJwks) keys = key_set (rsa, NULL);
  g_autofree char *claims = claims_with (NULL, NULL);
  g_autofree char *token = unit_token_sign (elliptic, "{\"alg\":\"RS256\",\"kid\":\"k\"}", claims);
  g_autofree char *other = unit_token_sign (rsa, "{\"alg\":\"PS256\",\"kid\":\"k\"}", claims);
  g_autofree char *extended = unit_token_sign (rsa, "{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}", claims);

  refuse (keys, token);
  refuse (keys, other);
  refuse (keys, extended);
}

static void
test_keys (void)
{
  g_autoptr (UnitKey) old = unit_key_new ("ES256", "old");
  g_autoptr (UnitKey) new = unit_key_new ("ES256", "new");
  g_autoptr (UnitKey) stranger = unit_key_new ("ES256", "stranger");
  g_autoptr (UnitKey) thief = unit_key_new ("ES256", "new");
  g_autoptr (ImaginJwks) before = key_set (old, NULL);
  g_autoptr (ImaginJwks) after = key_set (old, new);
  g_autofree char *claims = claims_with (NULL, NULL);
  g_autofree char *renewed = unit_token_sign (new, NULL, claims);
  g_autofree char *strange = unit_token_sign (stranger, NULL, claims);
  g_autofree char *stolen = unit_token_sign (thief, NULL, claims);
  g_autofree char *nameless = unit_token_sign (stranger, "{\"alg\":\"ES256\"}", claims);
  g_autoptr (GError) error = NULL;

  g_assert_false (believe (before, renewed, NULL, &error));
  unit_assert_error (&error, IMAGIN_ERROR_NOT_FOUND); /* what makes the client look for new keys */
  accept (after, renewed);
  g_assert_false (believe (after, strange, NULL, &error));
  unit_assert_error (&error, IMAGIN_ERROR_NOT_FOUND);
  refuse (after, stolen);
  refuse (after, nameless);
}

static void
test_no_key_set (void)
{
  static const char *const bad[] = { "[]", "{}", "{\"keys\":{}}", "7" };
  static const char *const useless[] = {
    "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}", /* 17 bits */
    "{\"kty\":\"RSA\",\"n\":\"!!\",\"e\":\"AQAB\"}",
    "{\"kty\":\"RSA\"}",
    "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"}",
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (bad[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (imagin_jwks_parse (node, &error));
      unit_assert_error (&error, IMAGIN_ERROR_MALFORMED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (useless); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"keys\":[%s]}", useless[i]);
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      g_autoptr (ImaginJwks) keys = imagin_jwks_parse (node, NULL);

      g_test_message ("%s", useless[i]);
      g_assert_cmpuint (imagin_jwks_get_n_keys (keys), ==, 0);
    }
}

/* Every shorter one of a good token, and what is no token at all. */
static void
test_truncated_and_oversized (void)
{
  static const char *const bad[] = { "",         ".",         "..",        "...",          "a.b.c",
                                     "e30.e30.", "e30..AAAA", ".e30.AAAA", "e30.e30.AA AA" };
  g_autoptr (UnitKey) key = unit_key_new ("ES256", "k");
  g_autoptr (ImaginJwks) keys = key_set (key, NULL);
  g_autofree char *claims = claims_with (NULL, NULL);
  g_autofree char *token = unit_token_sign (key, NULL, claims);
  g_autofree char *longer = g_strconcat (token, "A", NULL);
  g_autofree char *padded = g_strconcat (token, "==", NULL);
  g_autofree char *four = g_strconcat (token, ".AAAA", NULL);
  g_autofree char *much = g_strnfill (IMAGIN_JWT_MAXIMUM_BYTES, 'A');
  g_autofree char *large = g_strconcat (token, much, NULL);

  for (gsize length = strlen (token) - 1; length > 0; length--)
    {
      g_autofree char *shorter = g_strndup (token, length);

      refuse (keys, shorter);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    refuse (keys, bad[i]);
  refuse (keys, NULL);
  refuse (keys, longer);
  refuse (keys, padded);
  refuse (keys, four);
  refuse (keys, large);
}

static void
test_access_token_hash (void)
{
  g_autoptr (UnitKey) key = unit_key_new ("ES256", "k");
  g_autoptr (ImaginJwks) keys = key_set (key, NULL);
  /* OpenID Connect Core 1.0, appendix A.3. */
  g_autofree char *claims = claims_with ("at_hash", "\"77QmUPtjPfzWtF2AnpK9RQ\"");
  g_autofree char *token = unit_token_sign (key, NULL, claims);
  g_autoptr (GError) error = NULL;

  believe (keys, token, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", &error);
  g_assert_no_error (error);
  g_assert_false (believe (keys, token, "another", &error));
  unit_assert_error (&error, IMAGIN_ERROR_UNTRUSTED);
}

static void
test_base64url (void)
{
  static const char *const bad[] = { "A", "AA=", "AA==", "A+", "A/", "A ", "AB", "AAB", "é", "AAAA\n" };
  g_autoptr (GBytes) bytes = imagin_base64url_decode ("-_-_", 4);
  g_autofree char *one = imagin_random_word ();
  g_autofree char *two = imagin_random_word ();

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "\xfb\xff\xbf", 3);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (imagin_base64url_decode (bad[i], strlen (bad[i])));
  g_assert_null (imagin_base64url_decode ("AA\0A", 4));
  g_assert_cmpuint (strlen (one), ==, 43);
  g_assert_cmpstr (one, !=, two);
}

/* RFC 7515, appendix A.3: a token that others made. */
static void
test_the_standard_s_own (void)
{
  static const char token[] =
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
      "bS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApm"
      "WQxfKTUJqPP3-Kg6NU1Q";
  g_autoptr (JsonNode) node = json_from_string (
      "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
      "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}",
      NULL);
  g_autoptr (ImaginJwks) keys = imagin_jwks_parse (node, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginJwt) jwt = imagin_jwt_parse (token, &error);

  g_assert_no_error (error);
  g_assert_true (imagin_jwks_verify (keys, jwt, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/jwt/accepted/rs256", "RS256", test_both_algorithms);
  g_test_add_data_func ("/jwt/accepted/es256", "ES256", test_both_algorithms);
  g_test_add_func ("/jwt/accepted/of-the-standard", test_the_standard_s_own);
  g_test_add_func ("/jwt/accepted/claims", test_good_claims);
  g_test_add_func ("/jwt/refused/claims", test_bad_claims);
  g_test_add_func ("/jwt/typ-in-any-case-and-no-other", test_types);
  g_test_add_func ("/jwt/refused/no-signature", test_no_signature);
  g_test_add_func ("/jwt/refused/a-hash-keyed-with-the-public-key", test_hash_keyed_with_the_public_key);
  g_test_add_func ("/jwt/refused/another-algorithm-than-the-key", test_another_algorithm_than_the_key);
  g_test_add_func ("/jwt/keys-rotated-unknown-stolen", test_keys);
  g_test_add_func ("/jwt/refused/no-key-set", test_no_key_set);
  g_test_add_func ("/jwt/refused/truncated-and-oversized", test_truncated_and_oversized);
  g_test_add_func ("/jwt/at-hash-holds-the-access-token", test_access_token_hash);
  g_test_add_func ("/jwt/base64url-is-strict", test_base64url);
  return g_test_run ();
}
