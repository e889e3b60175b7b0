/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mission: one piece of jury work, and what its statement asks for. */

#include "domain/imagin-mission.h"

static const ImaginField imagin_place_fields[] = {
  { "name", IMAGIN_FIELD_TEXT },
  { "address", IMAGIN_FIELD_TEXT },
  { "postal_code", IMAGIN_FIELD_TEXT, .maximum = 16 },
  { "commune", IMAGIN_FIELD_TEXT },
  { "commune_code", IMAGIN_FIELD_WORD, .maximum = 16 },
};

IMAGIN_DEFINE_ENTITY (ImaginPlace, imagin_place, imagin_place_fields)

static const ImaginField imagin_mission_day_fields[] = {
  { "date", IMAGIN_FIELD_DAY, .required = TRUE },
  { "from", IMAGIN_FIELD_TIME },
  { "to", IMAGIN_FIELD_TIME },
};

IMAGIN_DEFINE_ENTITY (ImaginMissionDay, imagin_mission_day, imagin_mission_day_fields)

static const ImaginField imagin_convocation_fields[] = {
  { "media_type", IMAGIN_FIELD_WORD },
  { "bytes", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = G_GINT64_CONSTANT (1073741824) },
  { "issued_on", IMAGIN_FIELD_DAY },
};

IMAGIN_DEFINE_ENTITY (ImaginConvocation, imagin_convocation, imagin_convocation_fields)

static const ImaginField imagin_contact_fields[] = {
  { "name", IMAGIN_FIELD_TEXT },
  { "phone", IMAGIN_FIELD_TEXT, .maximum = 80 },
  { "email", IMAGIN_FIELD_TEXT, .maximum = 200 },
};

IMAGIN_DEFINE_ENTITY (ImaginContact, imagin_contact, imagin_contact_fields)

static const ImaginField imagin_mission_field_fields[] = {
  { "key", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "label", IMAGIN_FIELD_TEXT, .required = TRUE, .maximum = 200 },
  { "unit", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "required", IMAGIN_FIELD_BOOLEAN },
  { "minimum", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 1000000 },
  { "maximum", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 1000000 },
  { "help", IMAGIN_FIELD_TEXT },
  { "read_only_reason", IMAGIN_FIELD_TEXT },
};

IMAGIN_DEFINE_ENTITY (ImaginMissionField, imagin_mission_field, imagin_mission_field_fields)

static const ImaginField imagin_rates_fields[] = {
  { "copy", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 1000 },
  { "hour", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 1000 },
  { "hour_class", IMAGIN_FIELD_WORD, .maximum = 64 },
};

IMAGIN_DEFINE_ENTITY (ImaginRates, imagin_rates, imagin_rates_fields)

static const ImaginField imagin_mission_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 200 },
  { "number", IMAGIN_FIELD_WORD, .maximum = 200 },
  { "exam", IMAGIN_FIELD_ENTITY, .required = TRUE, .item_type = imagin_code_get_type },
  { "session", IMAGIN_FIELD_ENTITY, .item_type = imagin_code_get_type },
  { "speciality", IMAGIN_FIELD_TEXT, .maximum = 200 },
  { "paper", IMAGIN_FIELD_TEXT, .required = TRUE, .maximum = 300 },
  { "type", IMAGIN_FIELD_ENTITY, .required = TRUE, .item_type = imagin_code_get_type },
  { "role", IMAGIN_FIELD_ENTITY, .item_type = imagin_code_get_type },
  { "jury", IMAGIN_FIELD_TEXT, .maximum = 80 },
  { "place", IMAGIN_FIELD_ENTITY, .item_type = imagin_place_get_type },
  { "days", IMAGIN_FIELD_LIST, .maximum = 400, .item_type = imagin_mission_day_get_type },
  { "starts_at", IMAGIN_FIELD_INSTANT, .required = TRUE },
  { "ends_at", IMAGIN_FIELD_INSTANT, .required = TRUE },
  { "deadline", IMAGIN_FIELD_DAY },
  { "convocation", IMAGIN_FIELD_ENTITY, .item_type = imagin_convocation_get_type },
  { "office", IMAGIN_FIELD_ENTITY, .item_type = imagin_contact_get_type },
  { "first_mission_of_day", IMAGIN_FIELD_WORD, .maximum = 200 },
  { "fields", IMAGIN_FIELD_LIST, .maximum = 100, .item_type = imagin_mission_field_get_type },
  { "rates", IMAGIN_FIELD_ENTITY, .item_type = imagin_rates_get_type },
  { "statement", IMAGIN_FIELD_ENTITY, .required = TRUE, .item_type = imagin_statement_get_type },
  { "receipts", IMAGIN_FIELD_LIST, .maximum = 1000, .item_type = imagin_receipt_get_type },
};

IMAGIN_DEFINE_ENTITY (ImaginMission, imagin_mission, imagin_mission_fields)

ImaginStatement *
imagin_mission_get_statement (ImaginMission *self)
{
  return imagin_entity_get_entity (self, "statement");
}

static ImaginSection
section_of_part (ImaginStatement *statement, const char *name, ImaginSection otherwise)
{
  ImaginPart *part = imagin_statement_get_part (statement, name);
  ImaginSection section;

  if (part == NULL)
    return otherwise;
  section = imagin_status_lookup (imagin_part_get_status_code (part))->section;
  return section == IMAGIN_SECTION_FOLLOWS_WORK ? otherwise : section;
}

ImaginSection
imagin_mission_get_section (ImaginMission *self)
{
  ImaginStatement *statement = imagin_mission_get_statement (self);
  ImaginSection work = section_of_part (statement, IMAGIN_PART_WORK, IMAGIN_SECTION_CLOSED);
  ImaginSection travel = section_of_part (statement, IMAGIN_PART_TRAVEL, IMAGIN_SECTION_CLOSED);
  ImaginSection section = MIN (work, travel);

  return section == IMAGIN_SECTION_TO_COMPLETE && imagin_entity_is_set (statement, "not_performed")
             ? IMAGIN_SECTION_SENT
             : section;
}

gint64
imagin_mission_get_amount_cents (ImaginMission *self, gboolean *known)
{
  GListModel *parts = imagin_entity_get_list (imagin_mission_get_statement (self), "parts");
  gint64 sum = 0;

  *known = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ImaginPart) part = g_list_model_get_item (parts, i);
      const char *name = imagin_entity_is_set (part, "paid_cents") ? "paid_cents" : "amount_cents";

      if (!imagin_entity_is_set (part, name))
        continue;
      sum += imagin_entity_get_integer (part, name, 0);
      *known = TRUE;
    }
  return sum;
}

gboolean
imagin_mission_has_sessions (ImaginMission *self)
{
  return imagin_entity_find (imagin_entity_get_list (self, "fields"), "unit", "sessions") != NULL;
}
