/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define ACADEMY_DEMO_NUMBER "0482917"

/**
 * academy_demo_fill:
 * @competitions: whether it is the second academy of the demonstration, the service of national competitions
 *
 * Fills an empty academy with the demonstration, as of now, in one transaction.
 */
gboolean academy_demo_fill (AcademyDatabase *database, gboolean competitions, GError **error);

/**
 * academy_demo_restart:
 *
 * Makes the demonstration what it was at its first start, but for today's date, in one transaction. Its people keep
 * their passwords and sessions. Raises IMAGIN_ERROR_FAILED where the academy is not a demonstration.
 */
gboolean academy_demo_restart (AcademyDatabase *database, GError **error);

/**
 * academy_demo_generate:
 * @count: how many missions
 * @seed: the same seed and day give the same data
 * @number: whose missions
 * @today: (nullable): a full-date, or NULL for the day that it is
 *
 * Makes missions by chance, in the proportions of the demonstration, in one transaction.
 */
gboolean academy_demo_generate (
    AcademyDatabase *database, guint count, guint32 seed, const char *number, const char *today, GError **error);

/**
 * academy_demo_import:
 * @kinds: (nullable): kinds of missions beyond the catalogue's, see academy_planter_add_kinds()
 * @text: CSV with a first line of names; see `imagin-academy import --help`
 * @count: (out): how many missions were added
 *
 * Adds interveners and missions from a table, all or none.
 */
gboolean
academy_demo_import (AcademyDatabase *database, const char *text, JsonNode *kinds, guint *count, GError **error);

G_END_DECLS
