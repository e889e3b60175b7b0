/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-missions.h"

G_BEGIN_DECLS

/**
 * AcademyMove:
 *
 * Where and when a mission takes place from now on. What is NULL stays as it is.
 */
typedef struct
{
  const char *starts; /* "2026-06-18T08:00", by the academy's clocks; with @ends */
  const char *ends;
  const char *place; /* its name */
  const char *address;
  const char *commune;
  const char *at; /* when it is moved, RFC 3339 */
} AcademyMove;

/**
 * academy_office_move:
 *
 * Moves a mission, in the caller's transaction: each of its days then has the same hours, and a part that time alone
 * opened waits for the new start. A mission of which a part is paid is not moved (IMAGIN_ERROR_CLOSED), nor to a time
 * that is none (IMAGIN_ERROR_MALFORMED). What the intervener entered is not touched.
 *
 * Returns: whether it was moved
 */
gboolean
academy_office_move (AcademyDatabase *database, AcademyMission *mission, const AcademyMove *move, GError **error);

G_END_DECLS
