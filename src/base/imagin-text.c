/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding of texts for search, and digests as texts. */

#include "base/imagin-text.h"

#include <string.h>

#define SHA256_BYTES 32

char *
imagin_text_fold (const char *text)
{
  g_autofree char *decomposed = NULL;
  g_autofree char *cased = NULL;
  GString *plain;

  if (text == NULL)
    return g_strdup ("");
  cased = g_utf8_casefold (text, -1);
  decomposed = g_utf8_normalize (cased, -1, G_NORMALIZE_ALL);
  plain = g_string_new (NULL);
  for (const char *at = decomposed != NULL ? decomposed : ""; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_unichar (plain, g_utf8_get_char (at));
  return g_string_free_and_steal (plain);
}

char *
imagin_bytes_sha256 (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

char *
imagin_digest_to_field (const char *sha256)
{
  guchar raw[SHA256_BYTES] = { 0 };
  g_autofree char *base64 = NULL;

  g_return_val_if_fail (strlen (sha256) == 2 * SHA256_BYTES, NULL);

  for (guint i = 0; i < SHA256_BYTES; i++)
    raw[i] = (guchar) (g_ascii_xdigit_value (sha256[2 * i]) * 16 + g_ascii_xdigit_value (sha256[2 * i + 1]));
  base64 = g_base64_encode (raw, SHA256_BYTES);
  return g_strdup_printf ("sha-256=:%s:", base64);
}

char *
imagin_digest_from_field (const char *field)
{
  const char *start = field != NULL ? strstr (field, "sha-256=:") : NULL;
  const char *end = start != NULL ? strchr (start + 9, ':') : NULL;
  g_autofree char *base64 = NULL;
  g_autofree guchar *raw = NULL;
  GString *hex;
  gsize size = 0;

  if (end == NULL || end - start > 64)
    return NULL;
  base64 = g_strndup (start + 9, (gsize) (end - start - 9));
  raw = g_base64_decode (base64, &size);
  if (size != SHA256_BYTES)
    return NULL;
  hex = g_string_new (NULL);
  for (guint i = 0; i < SHA256_BYTES; i++)
    g_string_append_printf (hex, "%02x", raw[i]);
  return g_string_free_and_steal (hex);
}

void
imagin_text_erase (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static gboolean
turns_direction (gunichar character)
{
  return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069) ||
         character == 0x200e || character == 0x200f || character == 0x061c;
}

char *
imagin_text_clean (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == '\n' || character == '\t' || !(g_unichar_iscntrl (character) || turns_direction (character)))
        g_string_append_unichar (clean, character);
    }
  return g_string_free_and_steal (clean);
}

char *
imagin_text_without_spaces (const char *text)
{
  GString *bare = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)) && g_utf8_get_char (at) != 0x202f)
      g_string_append_unichar (bare, g_utf8_get_char (at));
  return g_string_free_and_steal (bare);
}
