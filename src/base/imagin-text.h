/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * imagin_text_fold:
 * @text: (nullable): any text
 *
 * Returns: (transfer full): @text without case and accents, for searching and comparing ("Épreuve" → "epreuve")
 */
char *imagin_text_fold (const char *text);

/**
 * imagin_bytes_sha256:
 *
 * Returns: (transfer full): the SHA-256 of @bytes in lower hexadecimal
 */
char *imagin_bytes_sha256 (GBytes *bytes);

/**
 * imagin_digest_to_field:
 * @sha256: lower hexadecimal
 *
 * Returns: (transfer full): the value of `Repr-Digest` (RFC 9530), "sha-256=:base64:"
 */
char *imagin_digest_to_field (const char *sha256);

/**
 * imagin_digest_from_field:
 * @field: (nullable): the value of `Repr-Digest`, which may list several algorithms
 *
 * Returns: (transfer full) (nullable): the SHA-256 in lower hexadecimal, or NULL where there is none
 */
char *imagin_digest_from_field (const char *field);

/**
 * imagin_text_erase:
 * @secret: (transfer full) (nullable): a password or a token
 *
 * Overwrites a secret before it is freed, so that it does not stay in memory.
 */
void imagin_text_erase (char *secret);

/**
 * imagin_text_without_spaces:
 *
 * Returns: (transfer full): the text without spaces of any kind: "0 482 917" as a convocation prints it is 0482917
 */
char *imagin_text_without_spaces (const char *text);

/**
 * imagin_text_clean:
 * @text: what a person typed or pasted
 *
 * Returns: (transfer full): the text without what cannot be seen and changes how it reads: control characters but for
 * lines and tabs, and the marks that turn the direction of a text (Unicode Standard Annex 9, 2.1 to 2.6)
 */
char *imagin_text_clean (const char *text);

G_END_DECLS
