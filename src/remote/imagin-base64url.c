/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The alphabet of tokens: base64url, strictly, and unguessable words in it. */

#include "remote/imagin-base64url.h"

#include <gnutls/crypto.h>
#include <string.h>

#define WORD_BYTES 32

char *
imagin_base64url_encode (const void *bytes, gsize size)
{
  char *text = g_base64_encode (bytes, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

GBytes *
imagin_base64url_decode (const char *text, gsize length)
{
  g_autofree char *plain = NULL;
  g_autofree char *again = NULL;
  guchar *bytes;
  gsize size;

  if (length == 0 || length % 4 == 1 || memchr (text, '\0', length) != NULL)
    return NULL;
  plain = g_malloc (length + 4);
  memcpy (plain, text, length);
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
        return NULL;
      if (text[i] == '-')
        plain[i] = '+';
      else if (text[i] == '_')
        plain[i] = '/';
    }
  memcpy (plain + length, "===", 4);
  plain[(length + 3) / 4 * 4] = '\0';
  bytes = g_base64_decode (plain, &size);
  /* Bits that are left over at the end would let two texts mean the same bytes. */
  again = imagin_base64url_encode (bytes, size);
  if (strlen (again) != length || memcmp (again, text, length) != 0)
    {
      g_free (bytes);
      return NULL;
    }
  return g_bytes_new_take (bytes, size);
}

char *
imagin_random_word (void)
{
  guchar bytes[WORD_BYTES];
  char *word;

  /* Without a source of randomness nothing that follows is safe: this never returns then. */
  if (gnutls_rnd (GNUTLS_RND_KEY, bytes, sizeof bytes) < 0)
    g_error ("The system gives no random numbers");
  word = imagin_base64url_encode (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  return word;
}
