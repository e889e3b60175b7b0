/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-statements.h"

G_BEGIN_DECLS

/**
 * academy_validate_apply:
 * @parts: names of parts that the intervener may write
 * @id: the UUID of the validation
 * @request_id: (nullable): what the client called its request
 *
 * The named parts become the office's: statuses, history, the number that the person quotes, a new version.
 */
gboolean academy_validate_apply (AcademyDatabase *database,
                                 AcademyStatement *statement,
                                 const char *const *parts,
                                 const char *id,
                                 const char *request_id,
                                 const char *at,
                                 GError **error);

/**
 * academy_absence_apply:
 * @reason: (nullable): NULL: the declaration is withdrawn
 *
 * The intervener's word that they did not do the mission, beside the statuses, which do not move.
 */
gboolean academy_absence_apply (AcademyDatabase *database,
                                AcademyStatement *statement,
                                const char *reason,
                                const char *request_id,
                                const char *at,
                                GError **error);

/**
 * academy_save_apply:
 *
 * Keeps what is entered as the next version of the statement.
 */
gboolean academy_save_apply (
    AcademyDatabase *database, AcademyStatement *statement, const char *request_id, const char *at, GError **error);

G_END_DECLS
