/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-missions.h"
#include "academy/database/academy-statements.h"
#include "domain/imagin-statement.h"

G_BEGIN_DECLS

/**
 * AcademyFaults:
 *
 * The `errors` of a problem: what is wrong, field by field, by JSON pointers into the statement.
 */
typedef JsonArray AcademyFaults;

void academy_faults_add (AcademyFaults *faults, const char *code, const char *detail, const char *pointer, ...)
    G_GNUC_PRINTF (4, 5);

/**
 * academy_faults_add_entity:
 * @error: what imagin_entity_from_json() said
 *
 * Adds what an entity's reader refused, under its pointer.
 *
 * Returns: FALSE where it is not a value that breaks a rule but no JSON of the contract at all
 */
gboolean academy_faults_add_entity (AcademyFaults *faults, const GError *error);

/**
 * academy_rules_check_work:
 * @work: (nullable): what is to be saved; a draft may be incomplete
 */
void academy_rules_check_work (AcademyMission *mission, ImaginWork *work, AcademyFaults *faults);
void academy_rules_check_travel (ImaginTravel *travel, AcademyFaults *faults);

/**
 * academy_rules_check_complete:
 * @part: "work" or "travel"
 *
 * Checks that a part holds all that the mission asks for, before it is validated.
 */
void
academy_rules_check_complete (AcademyMission *mission, JsonObject *entered, const char *part, AcademyFaults *faults);

G_END_DECLS
