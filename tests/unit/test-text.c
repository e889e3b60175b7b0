/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding for search, and digests as the headers write them. */

#include "unit-wait.h"

#include "base/imagin-text.h"
#include "base/imagin-web-address.h"

/* Of "abc": FIPS 180-2, appendix B.1. */
#define ABC_HEX "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define ABC_FIELD "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:"

static void
check_fold (const char *text, const char *folded)
{
  g_autofree char *got = imagin_text_fold (text);

  g_assert_cmpstr (got, ==, folded);
}

static void
test_fold (void)
{
  check_fold ("Épreuve", "epreuve");
  check_fold ("E\u0301preuve", "epreuve");
  check_fold ("ÇA À L’ŒUVRE", "ca a l’œuvre");
  check_fold ("Straße", "strasse");
  check_fold ("124", "124");
  check_fold ("", "");
  check_fold (NULL, "");
}

static void
test_digest_both_ways (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autofree char *hex = imagin_bytes_sha256 (bytes);
  g_autofree char *field = imagin_digest_to_field (hex);
  g_autofree char *back = imagin_digest_from_field (field);

  g_assert_cmpstr (hex, ==, ABC_HEX);
  g_assert_cmpstr (field, ==, ABC_FIELD);
  g_assert_cmpstr (back, ==, ABC_HEX);
}

static void
test_digest_among_others (void)
{
  g_autofree char *hex = imagin_digest_from_field ("sha-512=:YWJj:, " ABC_FIELD);

  g_assert_cmpstr (hex, ==, ABC_HEX);
}

static void
test_digest_that_is_none (void)
{
  static const char *const fields[] = { "",
                                        "sha-256=",
                                        "sha-256=:",
                                        "sha-256=::",
                                        "sha-256=:YWJj:",
                                        "sha-512=:YWJj:",
                                        "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
                                        ABC_HEX };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_null (imagin_digest_from_field (fields[i]));
  g_assert_null (imagin_digest_from_field (NULL));
}

/* Where anything is sent to, and what a launcher is given. */
static void
test_web_addresses (void)
{
  static const char *const good[] = { "https://a.example", "https://a.example:8443/x?y#z", "http://127.0.0.1:1/",
                                      "http://[::1]:1/", "http://localhost/" };
  static const char *const bad[] = { "http://127.0.0.1.evil.example/",
                                     "http://a.example/",
                                     "https://a@b.example/",
                                     "https:///x",
                                     "file:///etc/passwd",
                                     "javascript:alert(1)",
                                     "--help",
                                     "-https://a.example/",
                                     " https://a.example/",
                                     "mailto:a@b.example",
                                     "/x",
                                     "" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GUri) uri = imagin_web_address_parse (good[i]);

      g_assert_nonnull (uri);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_null (imagin_web_address_parse (bad[i]));
    }
  g_assert_null (imagin_web_address_parse (NULL));
}

static void
test_clean (void)
{
  static const char *const cases[][2] = {
    { "Le train de 18 h\nest en retard.\t!", "Le train de 18 h\nest en retard.\t!" },
    { "\342\200\256tard\342\200\254", "tard" },
    { "a\342\201\246b\342\201\251c\342\200\216d\342\200\217e\330\234f", "abcdef" },
    { "a\001b\033[31mc\177d\302\205e", "ab[31mcde" },
    { "\303\251\342\200\257\302\240\360\237\216\223", "\303\251\342\200\257\302\240\360\237\216\223" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = imagin_text_clean (cases[i][0]);

      g_assert_cmpstr (clean, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/folds-case-and-accents", test_fold);
  g_test_add_func ("/text/a-digest-is-the-same-both-ways", test_digest_both_ways);
  g_test_add_func ("/text/a-digest-is-found-among-others", test_digest_among_others);
  g_test_add_func ("/text/what-is-no-digest-reads-as-none", test_digest_that_is_none);
  g_test_add_func ("/text/what-cannot-be-seen-goes", test_clean);
  g_test_add_func ("/text/addresses-of-the-web", test_web_addresses);
  return g_test_run ();
}
