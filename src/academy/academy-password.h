/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * academy_password_init:
 *
 * Prepares libsodium; called once before anything else of this file.
 */
void academy_password_init (void);

/**
 * academy_password_hash:
 *
 * Slow on purpose (about 0.1 s and 64 MB): called on a worker thread.
 *
 * Returns: (transfer full) (nullable): the argon2id hash of @password with its salt; NULL where memory is short
 */
char *academy_password_hash (const char *password);

/**
 * academy_password_verify:
 * @hash: (nullable): NULL: as slow as with one, and FALSE
 *
 * Returns: whether @password has this hash
 */
gboolean academy_password_verify (const char *hash, const char *password);

/**
 * academy_secret_equal:
 *
 * Returns: whether both are equal, in a time that does not tell where they differ
 */
gboolean academy_secret_equal (const char *one, const char *other);

/* Wipes and frees a password or a token. */
void academy_secret_free (char *secret);

/**
 * academy_token_new:
 *
 * Returns: (transfer full): 32 random bytes as base64url
 */
char *academy_token_new (void);

/**
 * academy_token_hash:
 *
 * Returns: (transfer full): the SHA-256 of @token in hexadecimal: all that the academy keeps of it
 */
char *academy_token_hash (const char *token);

G_END_DECLS
