/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures, and the two JSON libraries that they bring together in one program. */

#include "academy/academy-jose.h"
#include "academy/academy-jwt.h"
#include "academy/academy-key-fetch.h"
#include "base/imagin-json.h"

#include <string.h>

#define CLAIMS "{\"iss\":\"https://a.example\",\"aud\":[\"b\",\"c\"],\"exp\":1000,\"iat\":500.5}"

static char *the_key;

static JsonNode *
key_set (void)
{
  g_autofree char *shown = academy_jose_key_public (the_key);
  g_autofree char *text = g_strdup_printf ("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"one\"},7,%s]}", shown);

  return json_from_string (text, NULL);
}

static void
test_round_trip (void)
{
  g_autofree char *text = academy_jose_sign (the_key, "at+jwt", CLAIMS);
  g_autoptr (AcademyJwt) token = academy_jwt_parse (text);
  g_autoptr (JsonNode) keys = key_set ();

  g_assert_nonnull (token);
  g_assert_cmpstr (imagin_json_text_member (json_node_get_object (token->header), "typ"), ==, "at+jwt");
  g_assert_cmpstr (imagin_json_text_member (json_node_get_object (token->header), "kid"), ==, "one");
  g_assert_cmpint (academy_jwt_verify (token, keys), ==, ACADEMY_JWT_GOOD);
}

static void
test_the_private_part_stays (void)
{
  static const char *const secrets[] = { "d", "p", "q", "dp", "dq", "qi" };
  g_autofree char *shown = academy_jose_key_public (the_key);
  g_autoptr (JsonNode) node = json_from_string (shown, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_false (json_object_has_member (json_node_get_object (node), secrets[i]));
  g_assert_null (academy_jose_sign (shown, "at+jwt", CLAIMS));
}

static void
assert_bad (const char *text, AcademyJwtSignature expected)
{
  g_autoptr (AcademyJwt) token = academy_jwt_parse (text);
  g_autoptr (JsonNode) keys = key_set ();

  g_assert_nonnull (token);
  g_assert_cmpint (academy_jwt_verify (token, keys), ==, expected);
}

/* Every byte of the signature counts, and so does what it covers. */
static void
test_changed (void)
{
  g_autofree char *text = academy_jose_sign (the_key, "at+jwt", CLAIMS);
  g_autofree char *other_key = academy_jose_key_new ("one");
  g_autofree char *other = academy_jose_sign (other_key, "at+jwt", CLAIMS);
  g_autofree char *unnamed_key = academy_jose_key_new ("two");
  g_autofree char *unnamed = academy_jose_sign (unnamed_key, "at+jwt", CLAIMS);
  gsize signature = (gsize) (strrchr (text, '.') - text) + 1;

  for (gsize at = signature; at + 1 < strlen (text); at += 17)
    {
      g_autofree char *changed = g_strdup (text);

      changed[at] = changed[at] == 'A' ? 'B' : 'A';
      assert_bad (changed, ACADEMY_JWT_BAD);
    }
  assert_bad (other, ACADEMY_JWT_BAD);
  assert_bad (unnamed, ACADEMY_JWT_UNKNOWN_KEY);
}

static void
test_texts_that_are_no_token (void)
{
  static const char *const texts[] = { "",        ".",           "..",         "a.b",         "a.b.c",
                                       "e30.e30", "e30.e30.a.b", "W10.e30.YQ", "e30=.e30.YQ", "e30.e3 0.YQ" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (academy_jwt_parse (texts[i]));
}

static void
assert_check (const char *type, const char *claims, const char *audience, gint64 now, gboolean right)
{
  g_autofree char *text = academy_jose_sign (the_key, type, claims);
  g_autoptr (AcademyJwt) token = academy_jwt_parse (text);
  const AcademyJwtRules rules = { "https://a.example", audience, 60, now };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (academy_jwt_check (token, &rules, &error), ==, right);
  g_assert_true (right == (error == NULL));
}

static void
test_claims (void)
{
  assert_check ("at+jwt", CLAIMS, "b", 900, TRUE);
  assert_check ("Application/AT+JWT", CLAIMS, "c", 900, TRUE);
  assert_check ("JWT", CLAIMS, "b", 900, FALSE);
  assert_check ("at+jwt", CLAIMS, "d", 900, FALSE);
  assert_check ("at+jwt", CLAIMS, "b", 1059, TRUE);
  assert_check ("at+jwt", CLAIMS, "b", 1060, FALSE);
  assert_check ("at+jwt", CLAIMS, "b", 441, TRUE);
  assert_check ("at+jwt", CLAIMS, "b", 440, FALSE);
  assert_check ("at+jwt", "{\"iss\":\"https://a.example/\",\"aud\":\"b\",\"exp\":1000}", "b", 900, FALSE);
  assert_check ("at+jwt", "{\"iss\":\"https://a.example\",\"aud\":\"b\",\"exp\":\"1000\"}", "b", 900, FALSE);
}

/* Both libraries have a json_object_iter_next(): each must still find its own. */
static void
test_two_libraries (void)
{
  g_autoptr (JsonNode) one = json_from_string ("{\"a\":1,\"b\":{\"c\":[true]}}", NULL);
  g_autoptr (JsonNode) same = json_from_string ("{\"b\":{\"c\":[true]},\"a\":1}", NULL);
  g_autoptr (JsonNode) other = json_from_string ("{\"a\":1,\"b\":{\"c\":[false]}}", NULL);
  g_autoptr (JsonNode) fewer = json_from_string ("{\"a\":1,\"d\":{\"c\":[true]}}", NULL);

  g_assert_true (json_node_equal (one, same));
  g_assert_false (json_node_equal (one, other));
  g_assert_false (json_node_equal (one, fewer));
  test_round_trip ();
}

static void
test_issuers (void)
{
  g_assert_true (academy_issuer_is_usable ("https://portail.example"));
  g_assert_true (academy_issuer_is_usable ("https://portail.example/realms/academie"));
  g_assert_true (academy_issuer_is_usable ("http://127.0.0.1:1234/portal"));
  g_assert_true (academy_issuer_is_usable ("http://[::1]:1234"));
  g_assert_false (academy_issuer_is_usable (NULL));
  g_assert_false (academy_issuer_is_usable ("http://portail.example"));
  g_assert_false (academy_issuer_is_usable ("https://portail.example?a=b"));
  g_assert_false (academy_issuer_is_usable ("https://portail.example#a"));
  g_assert_false (academy_issuer_is_usable ("https://a@portail.example"));
  g_assert_false (academy_issuer_is_usable ("file:///etc/passwd"));
  g_assert_false (academy_issuer_is_usable ("http://127.0.0.1.example"));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  the_key = academy_jose_key_new ("one");
  g_assert_nonnull (the_key);
  g_test_add_func ("/academy/jose/round-trip", test_round_trip);
  g_test_add_func ("/academy/jose/the-private-part-stays", test_the_private_part_stays);
  g_test_add_func ("/academy/jose/changed", test_changed);
  g_test_add_func ("/academy/jose/texts-that-are-no-token", test_texts_that_are_no_token);
  g_test_add_func ("/academy/jose/claims", test_claims);
  g_test_add_func ("/academy/jose/two-libraries", test_two_libraries);
  g_test_add_func ("/academy/jose/issuers", test_issuers);
  result = g_test_run ();
  g_free (the_key);
  return result;
}
