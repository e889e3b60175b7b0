/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"
#include "domain/imagin-receipt.h"
#include "domain/imagin-statement.h"
#include "domain/imagin-status.h"

G_BEGIN_DECLS

#define IMAGIN_TYPE_PLACE (imagin_place_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginPlace, imagin_place, PLACE)

#define IMAGIN_TYPE_MISSION_DAY (imagin_mission_day_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginMissionDay, imagin_mission_day, MISSION_DAY)

#define IMAGIN_TYPE_CONVOCATION (imagin_convocation_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginConvocation, imagin_convocation, CONVOCATION)

#define IMAGIN_TYPE_CONTACT (imagin_contact_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginContact, imagin_contact, CONTACT)

#define IMAGIN_TYPE_MISSION_FIELD (imagin_mission_field_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginMissionField, imagin_mission_field, MISSION_FIELD)

#define IMAGIN_TYPE_RATES (imagin_rates_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginRates, imagin_rates, RATES)

#define IMAGIN_TYPE_MISSION (imagin_mission_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginMission, imagin_mission, MISSION)

/**
 * imagin_mission_get_section:
 *
 * Returns: the section of the list: that of the more demanding part; a declared absence waits in Envoyés
 */
ImaginSection imagin_mission_get_section (ImaginMission *self);

/**
 * imagin_mission_get_statement:
 *
 * Returns: (transfer none): the statement, as the academy last said it
 */
ImaginStatement *imagin_mission_get_statement (ImaginMission *self);

/**
 * imagin_mission_get_amount_cents:
 * @known: (out): whether the academy gave an amount for any part
 *
 * Returns: the sum, in cents, of what the academy paid or will pay
 */
gint64 imagin_mission_get_amount_cents (ImaginMission *self, gboolean *known);

/**
 * imagin_mission_has_sessions:
 *
 * Returns: whether its statement asks for dated sessions
 */
gboolean imagin_mission_has_sessions (ImaginMission *self);

G_END_DECLS
