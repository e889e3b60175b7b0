/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"

G_BEGIN_DECLS

#define IMAGIN_TYPE_CODE (imagin_code_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginCode, imagin_code, CODE)

#define IMAGIN_TYPE_AUTHOR (imagin_author_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginAuthor, imagin_author, AUTHOR)

#define IMAGIN_TYPE_OFFICE_REMARK (imagin_office_remark_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginOfficeRemark, imagin_office_remark, OFFICE_REMARK)

#define IMAGIN_TYPE_PART (imagin_part_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginPart, imagin_part, PART)

#define IMAGIN_TYPE_NOT_PERFORMED (imagin_not_performed_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginNotPerformed, imagin_not_performed, NOT_PERFORMED)

#define IMAGIN_TYPE_REPORTED (imagin_reported_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginReported, imagin_reported, REPORTED)

#define IMAGIN_TYPE_ENTRY (imagin_entry_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginEntry, imagin_entry, ENTRY)

#define IMAGIN_TYPE_WORK_SESSION (imagin_work_session_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginWorkSession, imagin_work_session, WORK_SESSION)

#define IMAGIN_TYPE_WORK (imagin_work_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginWork, imagin_work, WORK)

#define IMAGIN_TYPE_JOURNEY (imagin_journey_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginJourney, imagin_journey, JOURNEY)

#define IMAGIN_TYPE_NIGHT (imagin_night_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginNight, imagin_night, NIGHT)

#define IMAGIN_TYPE_MEAL (imagin_meal_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginMeal, imagin_meal, MEAL)

#define IMAGIN_TYPE_TRAVEL (imagin_travel_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginTravel, imagin_travel, TRAVEL)

#define IMAGIN_TYPE_STATEMENT (imagin_statement_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginStatement, imagin_statement, STATEMENT)

G_END_DECLS
