/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/academy-trust.h"
#include "academy/database/academy-database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the academy says of itself, and its limits, which its administrator may set. */

/**
 * academy_info:
 * @trust: (nullable): the issuer by which people may sign in, beside their number
 *
 * Returns: (transfer full): the Academy of the contract
 */
JsonNode *academy_info (AcademyDatabase *database, gint64 poll_seconds, AcademyTrust *trust);

/**
 * academy_info_name:
 *
 * Returns: (transfer full): the academy's name
 */
char *academy_info_name (AcademyDatabase *database);

gint64 academy_info_receipt_bytes (AcademyDatabase *database);
gint64 academy_info_receipt_count (AcademyDatabase *database);

/**
 * academy_info_media_types:
 *
 * Returns: (transfer none): the media types that a receipt may have, NULL-terminated
 */
const char *const *academy_info_media_types (void);

/**
 * academy_info_sniff:
 *
 * Returns: (transfer none) (nullable): the media type that the first bytes show, or NULL where it is none of ours
 */
const char *academy_info_sniff (GBytes *bytes);

/* The rules of a password; the lengths are in characters. */
#define ACADEMY_PASSWORD_MINIMUM 8
#define ACADEMY_PASSWORD_MAXIMUM 128

/**
 * academy_info_check_password:
 *
 * Returns: (transfer full): what @fresh lacks, as the `errors` of a problem; empty where it is good
 */
JsonArray *academy_info_check_password (const char *number, const char *old, const char *fresh);

G_END_DECLS
