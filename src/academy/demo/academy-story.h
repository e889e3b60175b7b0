/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-missions.h"

G_BEGIN_DECLS

/**
 * academy_story_play:
 * @story: (nullable): a list of {at, do, …} in the order of time; `do` is save, validate, absence, report or a verb
 *   of the office
 * @now: how far it goes, seconds since 1970
 *
 * Lets a mission live from its convocation to @now: what its people did and what time does.
 */
gboolean
academy_story_play (AcademyDatabase *database, AcademyMission *mission, JsonArray *story, gint64 now, GError **error);

G_END_DECLS
