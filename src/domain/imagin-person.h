/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"

G_BEGIN_DECLS

#define IMAGIN_TYPE_RESIDENCE (imagin_residence_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginResidence, imagin_residence, RESIDENCE)

#define IMAGIN_TYPE_VEHICLE (imagin_vehicle_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginVehicle, imagin_vehicle, VEHICLE)

#define IMAGIN_TYPE_PERSON (imagin_person_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginPerson, imagin_person, PERSON)

G_END_DECLS
