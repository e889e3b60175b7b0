/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person signed in: who they are, where they live and work, what they drive. */

#include "domain/imagin-person.h"

static const ImaginField imagin_residence_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE },
  { "kind", IMAGIN_FIELD_WORD },
  { "label", IMAGIN_FIELD_TEXT },
  { "address", IMAGIN_FIELD_TEXT },
  { "postal_code", IMAGIN_FIELD_TEXT, .maximum = 16 },
  { "commune", IMAGIN_FIELD_TEXT },
  { "commune_code", IMAGIN_FIELD_WORD, .maximum = 16 },
};

IMAGIN_DEFINE_ENTITY (ImaginResidence, imagin_residence, imagin_residence_fields)

static const ImaginField imagin_vehicle_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE },
  { "label", IMAGIN_FIELD_TEXT },
  { "kind", IMAGIN_FIELD_WORD },
  { "fiscal_power", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 100 },
  { "authorised", IMAGIN_FIELD_BOOLEAN },
};

IMAGIN_DEFINE_ENTITY (ImaginVehicle, imagin_vehicle, imagin_vehicle_fields)

static const ImaginField imagin_person_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE },
  { "number", IMAGIN_FIELD_WORD },
  { "kind", IMAGIN_FIELD_WORD },
  { "given_name", IMAGIN_FIELD_TEXT },
  { "family_name", IMAGIN_FIELD_TEXT },
  { "email", IMAGIN_FIELD_TEXT },
  { "residences", IMAGIN_FIELD_LIST, .maximum = 50, .item_type = imagin_residence_get_type },
  { "vehicles", IMAGIN_FIELD_LIST, .maximum = 50, .item_type = imagin_vehicle_get_type },
};

IMAGIN_DEFINE_ENTITY (ImaginPerson, imagin_person, imagin_person_fields)
