/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * imagin_base64url_encode:
 *
 * Returns: (transfer full): @size bytes of @bytes as base64url without padding (RFC 4648, section 5; RFC 7515, appendix
 * C)
 */
char *imagin_base64url_encode (const void *bytes, gsize size);

/**
 * imagin_base64url_decode:
 * @text: base64url without padding
 * @length: how much of @text is read
 *
 * Strictly: a character of another alphabet, padding, white space or bits left over at the end refuse the whole text,
 * so that no two texts mean the same bytes.
 *
 * Returns: (transfer full) (nullable): the bytes, or NULL where @text is none
 */
GBytes *imagin_base64url_decode (const char *text, gsize length);

/**
 * imagin_random_word:
 *
 * Returns: (transfer full): 256 bits of the system's cryptographic source as 43 characters of base64url; erase it with
 * imagin_text_erase() where it is a secret
 */
char *imagin_random_word (void);

G_END_DECLS
