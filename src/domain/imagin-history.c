/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to a statement, what the person wrote about it, and what its validation was answered. */

#include "domain/imagin-history.h"

static const ImaginField imagin_history_event_fields[] = {
  { "part", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "at", IMAGIN_FIELD_INSTANT, .required = TRUE },
  { "who", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "verb", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "from", IMAGIN_FIELD_ENTITY, .item_type = imagin_code_get_type },
  { "to", IMAGIN_FIELD_ENTITY, .required = TRUE, .item_type = imagin_code_get_type },
  { "amount_cents", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = G_GINT64_CONSTANT (100000000) },
  { "remark", IMAGIN_FIELD_TEXT },
};

IMAGIN_DEFINE_ENTITY (ImaginHistoryEvent, imagin_history_event, imagin_history_event_fields)

static const ImaginField imagin_history_fields[] = {
  { "items", IMAGIN_FIELD_LIST, .required = TRUE, .maximum = 2000, .item_type = imagin_history_event_get_type },
};

IMAGIN_DEFINE_ENTITY (ImaginHistory, imagin_history, imagin_history_fields)

static const ImaginField imagin_remark_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "text", IMAGIN_FIELD_TEXT, .required = TRUE, .maximum = IMAGIN_REMARK_MAXIMUM },
  { "field", IMAGIN_FIELD_TEXT, .maximum = 200 },
  { "at", IMAGIN_FIELD_INSTANT },
};

IMAGIN_DEFINE_ENTITY (ImaginRemark, imagin_remark, imagin_remark_fields)

static const ImaginField imagin_remark_list_fields[] = {
  { "items", IMAGIN_FIELD_LIST, .required = TRUE, .maximum = 2000, .item_type = imagin_remark_get_type },
};

IMAGIN_DEFINE_ENTITY (ImaginRemarkList, imagin_remark_list, imagin_remark_list_fields)

static const ImaginField imagin_validation_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "number", IMAGIN_FIELD_TEXT, .required = TRUE, .maximum = 200 },
  { "at", IMAGIN_FIELD_INSTANT, .required = TRUE },
  { "parts", IMAGIN_FIELD_TEXTS, .maximum = 16 },
};

IMAGIN_DEFINE_ENTITY (ImaginValidation, imagin_validation, imagin_validation_fields)
