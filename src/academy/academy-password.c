/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords and tokens, by libsodium. */

#include "academy/academy-password.h"

#include <sodium.h>
#include <string.h>

#define TOKEN_BYTES 32

void
academy_password_init (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium does not start");
}

char *
academy_password_hash (const char *password)
{
  g_autofree char *hash = g_malloc0 (crypto_pwhash_STRBYTES);

  if (crypto_pwhash_str_alg (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return NULL;
  return g_steal_pointer (&hash);
}

gboolean
academy_password_verify (const char *hash, const char *password)
{
  /* Of no password: what a number that nobody has is compared with. */
  static const char nobody[] =
      "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  gboolean same = crypto_pwhash_str_verify (hash != NULL ? hash : nobody, password, strlen (password)) == 0;

  return same && hash != NULL;
}

gboolean
academy_secret_equal (const char *one, const char *other)
{
  g_autofree char *one_digest = academy_token_hash (one);
  g_autofree char *other_digest = academy_token_hash (other);

  return sodium_memcmp (one_digest, other_digest, strlen (one_digest)) == 0;
}

void
academy_secret_free (char *secret)
{
  if (secret != NULL)
    sodium_memzero (secret, strlen (secret));
  g_free (secret);
}

char *
academy_token_new (void)
{
  guchar bytes[TOKEN_BYTES];
  gsize size = sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *token = g_malloc0 (size);

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (token, size, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (bytes, sizeof bytes);
  return token;
}

char *
academy_token_hash (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}
