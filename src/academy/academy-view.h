/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-missions.h"
#include "academy/database/academy-statements.h"

G_BEGIN_DECLS

/* What the contract shows of what the database holds. */

/**
 * academy_view_statement:
 * @with_etag: FALSE where the same data must give the same bytes in any academy
 *
 * Returns: (transfer full): a Statement of the contract
 */
JsonNode *academy_view_statement (AcademyDatabase *database, AcademyStatement *statement, gboolean with_etag);

/**
 * academy_view_mission:
 *
 * Returns: (transfer full): a Mission of the contract with statement and receipts, or NULL with @error set
 */
JsonNode *academy_view_mission (AcademyDatabase *database, AcademyMission *mission, gboolean with_etag, GError **error);

/**
 * academy_view_is_statement_member:
 *
 * Returns: whether a Statement's member of this name is the academy's to write
 */
gboolean academy_view_is_statement_member (const char *name);

G_END_DECLS
