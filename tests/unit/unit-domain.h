/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"

G_BEGIN_DECLS

/**
 * unit_mission_new:
 * @id: the mission's
 * @work: (nullable): status of the work part; NULL: there is no such part
 * @travel: (nullable): the same of the travel part
 * @more: members of the statement after the parts, each with a comma before it, or ""
 *
 * Returns: (transfer full): a marking mission of 22 June 2026 that asks for copies (1 to 500, required), sessions and a
 * note
 */
ImaginMission *unit_mission_new (const char *id, const char *work, const char *travel, const char *more);

/**
 * unit_mission_with:
 * @starts_at: an instant
 * @deadline: (nullable): a day
 *
 * Returns: (transfer full): the same, begun then
 */
ImaginMission *unit_mission_with (const char *id, const char *work, const char *starts_at, const char *deadline);

/**
 * unit_statement_new:
 * @version: its version; its etag follows from it
 * @content: members after the parts, each with a comma before it, or ""
 *
 * Returns: (transfer full): a statement whose work part is to be validated
 */
ImaginStatement *unit_statement_new (const char *mission_id, int version, const char *content);

#define UNIT_COPIES(n) ",\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":" #n "}],\"sessions\":[]}"

G_END_DECLS
