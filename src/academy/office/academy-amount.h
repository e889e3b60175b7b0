/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-missions.h"
#include "academy/database/academy-statements.h"

G_BEGIN_DECLS

/**
 * academy_amount_work:
 *
 * Reckons the work part as the office would, by the domain’s one set of rules (imagin_estimate_new()):
 * exact, each line rounded once, half up.
 *
 * Returns: cents, or -1 where a rate or a quantity is not known
 */
gint64 academy_amount_work (AcademyDatabase *database, AcademyMission *mission, AcademyStatement *statement);

/**
 * academy_amount_travel:
 *
 * Reckons the travel part as the office would, by the same rules: what is claimed, the kilometres before this mission
 * left out.
 *
 * Returns: cents, or -1 where something is not known
 */
gint64 academy_amount_travel (AcademyDatabase *database, AcademyMission *mission, AcademyStatement *statement);

/**
 * academy_rate_cards:
 *
 * Returns: (transfer full): the rate cards of the contract, as an array
 */
JsonNode *academy_rate_cards (void);

G_END_DECLS
