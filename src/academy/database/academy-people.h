/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * academy_people_add:
 * @document: a Person of the contract, with `id` and `number`
 *
 * Adds an intervener. Their number is their first password until they replace it. One who is there already stays as
 * they are.
 */
gboolean academy_people_add (AcademyDatabase *self, JsonNode *document, GError **error);

/**
 * academy_people_find:
 * @number: an intervener number
 *
 * Returns: (transfer full) (nullable): the intervener's id
 */
char *academy_people_find (AcademyDatabase *self, const char *number);

/**
 * academy_people_document:
 *
 * Returns: (transfer full) (nullable): the Person as JSON text
 */
char *academy_people_document (AcademyDatabase *self, const char *intervener_id);

/**
 * academy_people_list:
 *
 * Returns: (transfer full): every intervener, without a secret
 */
JsonNode *academy_people_list (AcademyDatabase *self);

/**
 * academy_people_password_hash:
 * @must_change: (out): whether the password must be replaced
 *
 * Returns: (transfer full) (nullable): the hash; NULL while the number itself is the password, or for an unknown id
 */
char *academy_people_password_hash (AcademyDatabase *self, const char *intervener_id, gboolean *must_change);
gboolean
academy_people_set_password_hash (AcademyDatabase *self, const char *intervener_id, const char *hash, GError **error);

/* The next sign-in asks for another password. */
gboolean academy_people_expire_password (AcademyDatabase *self, const char *intervener_id, GError **error);

/**
 * AcademyAttempt:
 * @left: how many tries are left after this one, should it fail
 * @lock_seconds: how long the number is locked where it is the last of them and fails
 * @wait_seconds: 0, or how long the number stays locked: the try is then refused
 */
typedef struct
{
  gint64 left;
  gint64 lock_seconds;
  gint64 wait_seconds;
} AcademyAttempt;

/**
 * academy_attempt_begin:
 * @number: what was typed, known or not
 *
 * Counts a try before the password is looked at, so that tries sent at the same time do not escape the count.
 */
gboolean academy_attempt_begin (AcademyDatabase *self, const char *number, AcademyAttempt *attempt, GError **error);

/* The password was right: the count begins again. */
gboolean academy_attempt_succeed (AcademyDatabase *self, const char *number, GError **error);

G_END_DECLS
