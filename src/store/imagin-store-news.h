/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-sql.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

/**
 * imagin_store_note_news:
 * @stored: (nullable): the mission as the store has it; NULL: it is new
 * @now: as the academy has it; not written yet
 *
 * Keeps what the person saw last beside a mission that somebody else changed, until they see what it is now; a change
 * that is undone again is no news any more. Part of a job.
 *
 * Returns: whether it succeeded
 */
gboolean imagin_store_note_news (
    sqlite3 *database, const char *account_id, ImaginMission *stored, ImaginMission *now, GError **error);

/**
 * imagin_store_is_first_pull:
 *
 * Returns: whether the account was never pulled: then everything would be new, and nothing is; part of a job
 */
gboolean imagin_store_is_first_pull (sqlite3 *database, const char *account_id);

/**
 * imagin_store_read_news:
 *
 * Reads the news of @stored's mission; part of a job.
 *
 * Returns: whether it succeeded
 */
gboolean imagin_store_read_news (
    sqlite3 *database, const char *account_id, const char *mission_id, ImaginStoredMission *stored, GError **error);

/**
 * imagin_store_count_news:
 *
 * Reads how many missions have news, and which is the first of them; part of a job.
 *
 * Returns: whether it succeeded
 */
gboolean imagin_store_count_news (sqlite3 *database, ImaginListing *listing, GError **error);

G_END_DECLS
