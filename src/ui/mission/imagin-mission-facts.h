/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginMissionFacts:
 *
 * When and where a mission is, its convocation and its office: the foot of its page.
 */
#define IMAGIN_TYPE_MISSION_FACTS (imagin_mission_facts_get_type ())
G_DECLARE_FINAL_TYPE (ImaginMissionFacts, imagin_mission_facts, IMAGIN, MISSION_FACTS, AdwPreferencesGroup)

void imagin_mission_facts_show (ImaginMissionFacts *self, ImaginMission *mission);

/**
 * imagin_mission_facts_days:
 *
 * Returns: (transfer full): the days of a mission, in words
 */
char *imagin_mission_facts_days (ImaginMission *mission);

G_END_DECLS
