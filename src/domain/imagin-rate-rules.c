/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped rules beside the amounts: rate indices of exams, shares, windows, classes of vehicles and communes. */

#include "domain/imagin-rate-rules.h"

#include <string.h>

static const ImaginField imagin_exam_rates_fields[] = {
  { "codes", IMAGIN_FIELD_TEXTS, .required = TRUE },
  { "copy", IMAGIN_FIELD_INTEGER, .required = TRUE, .minimum = 1, .maximum = 1000 },
  { "hour", IMAGIN_FIELD_INTEGER, .required = TRUE, .minimum = 1, .maximum = 1000 },
  { "source", IMAGIN_FIELD_TEXT, .required = TRUE },
};

IMAGIN_DEFINE_ENTITY (ImaginExamRates, imagin_exam_rates, imagin_exam_rates_fields)

static const ImaginField imagin_rate_share_fields[] = {
  { "kind", IMAGIN_FIELD_WORD, .required = TRUE },
  { "class", IMAGIN_FIELD_WORD, .required = TRUE },
  { "percent", IMAGIN_FIELD_INTEGER, .required = TRUE, .minimum = 0, .maximum = 100 },
  { "source", IMAGIN_FIELD_TEXT, .required = TRUE },
};

IMAGIN_DEFINE_ENTITY (ImaginRateShare, imagin_rate_share, imagin_rate_share_fields)

static const ImaginField imagin_rate_window_fields[] = {
  { "kind", IMAGIN_FIELD_WORD, .required = TRUE },
  { "from", IMAGIN_FIELD_TIME, .required = TRUE },
  { "to", IMAGIN_FIELD_TIME, .required = TRUE },
  { "source", IMAGIN_FIELD_TEXT, .required = TRUE },
};

IMAGIN_DEFINE_ENTITY (ImaginRateWindow, imagin_rate_window, imagin_rate_window_fields)

static const ImaginField imagin_vehicle_row_fields[] = {
  { "kind", IMAGIN_FIELD_WORD, .required = TRUE },
  { "to_cv", IMAGIN_FIELD_INTEGER, .minimum = 1, .maximum = 100 },
  { "class", IMAGIN_FIELD_WORD, .required = TRUE },
  { "source", IMAGIN_FIELD_TEXT, .required = TRUE },
};

IMAGIN_DEFINE_ENTITY (ImaginVehicleRow, imagin_vehicle_row, imagin_vehicle_row_fields)

static const ImaginField imagin_typed_cost_fields[] = {
  { "kind", IMAGIN_FIELD_WORD, .required = TRUE },
  { "source", IMAGIN_FIELD_TEXT, .required = TRUE },
};

IMAGIN_DEFINE_ENTITY (ImaginTypedCost, imagin_typed_cost, imagin_typed_cost_fields)

static const ImaginField imagin_rate_rules_fields[] = {
  { "exams", IMAGIN_FIELD_LIST, .item_type = imagin_exam_rates_get_type },
  { "copy_types", IMAGIN_FIELD_TEXTS },
  { "hour_types", IMAGIN_FIELD_TEXTS },
  { "shares", IMAGIN_FIELD_LIST, .item_type = imagin_rate_share_get_type },
  { "windows", IMAGIN_FIELD_LIST, .item_type = imagin_rate_window_get_type },
  { "vehicles", IMAGIN_FIELD_LIST, .item_type = imagin_vehicle_row_get_type },
  { "paid_as_typed", IMAGIN_FIELD_LIST, .item_type = imagin_typed_cost_get_type },
};

IMAGIN_DEFINE_ENTITY (ImaginRateRules, imagin_rate_rules, imagin_rate_rules_fields)

static const ImaginField imagin_commune_fields[] = {
  { "code", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 16 },
  { "name", IMAGIN_FIELD_TEXT },
};

IMAGIN_DEFINE_ENTITY (ImaginCommune, imagin_commune, imagin_commune_fields)

static const ImaginField imagin_commune_row_fields[] = {
  { "class", IMAGIN_FIELD_WORD, .required = TRUE },
  { "prefixes", IMAGIN_FIELD_TEXTS },
  { "communes", IMAGIN_FIELD_LIST, .item_type = imagin_commune_get_type },
  { "source", IMAGIN_FIELD_TEXT },
};

IMAGIN_DEFINE_ENTITY (ImaginCommuneRow, imagin_commune_row, imagin_commune_row_fields)

static const ImaginField imagin_commune_classes_fields[] = {
  { "default", IMAGIN_FIELD_WORD, .required = TRUE },
  { "rows", IMAGIN_FIELD_LIST, .item_type = imagin_commune_row_get_type },
};

IMAGIN_DEFINE_ENTITY (ImaginCommuneClasses, imagin_commune_classes, imagin_commune_classes_fields)

ImaginRateShare *
imagin_rate_rules_find_share (ImaginRateRules *self, const char *kind, const char *share_class)
{
  GListModel *shares = imagin_entity_get_list (self, "shares");

  for (guint i = 0; share_class != NULL && i < g_list_model_get_n_items (shares); i++)
    {
      g_autoptr (ImaginRateShare) share = g_list_model_get_item (shares, i);

      if (g_strcmp0 (imagin_entity_get_text (share, "kind"), kind) == 0 &&
          g_strcmp0 (imagin_entity_get_text (share, "class"), share_class) == 0)
        return share;
    }
  return NULL;
}

ImaginExamRates *
imagin_rate_rules_find_exam (ImaginRateRules *self, const char *exam_code)
{
  GListModel *exams = imagin_entity_get_list (self, "exams");

  for (guint i = 0; exam_code != NULL && i < g_list_model_get_n_items (exams); i++)
    {
      g_autoptr (ImaginExamRates) exam = g_list_model_get_item (exams, i);

      if (g_strv_contains (imagin_entity_get_texts (exam, "codes"), exam_code))
        return exam;
    }
  return NULL;
}

const char *
imagin_rate_rules_find_vehicle_class (ImaginRateRules *self, const char *kind, gint64 fiscal_power)
{
  GListModel *vehicles = imagin_entity_get_list (self, "vehicles");

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr (ImaginVehicleRow) row = g_list_model_get_item (vehicles, i);

      if (g_strcmp0 (imagin_entity_get_text (row, "kind"), kind) != 0)
        continue;
      /* A first row with a bound: this kind is told apart by its power. */
      if (imagin_entity_is_set (row, "to_cv") && fiscal_power <= 0)
        return NULL;
      if (fiscal_power <= imagin_entity_get_integer (row, "to_cv", G_MAXINT64))
        return imagin_entity_get_text (row, "class");
    }
  return NULL;
}

const char *
imagin_rate_rules_get_typed_source (ImaginRateRules *self, const char *kind)
{
  gpointer cost = imagin_entity_find (imagin_entity_get_list (self, "paid_as_typed"), "kind", kind);

  return cost != NULL ? imagin_entity_get_text (cost, "source") : NULL;
}

/* Two figures or 2A, 2B, and three figures. */
static gboolean
is_commune_code (const char *code)
{
  if (code == NULL || strlen (code) != 5 || !g_ascii_isdigit (code[0]) ||
      !(g_ascii_isdigit (code[1]) || (code[0] == '2' && (code[1] == 'A' || code[1] == 'B'))))
    return FALSE;
  return g_ascii_isdigit (code[2]) && g_ascii_isdigit (code[3]) && g_ascii_isdigit (code[4]);
}

static gboolean
row_names (ImaginCommuneRow *row, const char *code)
{
  const char *const *prefixes = imagin_entity_get_texts (row, "prefixes");

  for (guint i = 0; prefixes != NULL && prefixes[i] != NULL; i++)
    if (g_str_has_prefix (code, prefixes[i]))
      return TRUE;
  return imagin_entity_find (imagin_entity_get_list (row, "communes"), "code", code) != NULL;
}

const char *
imagin_commune_classes_find (ImaginCommuneClasses *self, const char *commune_code)
{
  GListModel *rows = imagin_entity_get_list (self, "rows");

  if (!is_commune_code (commune_code))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ImaginCommuneRow) row = g_list_model_get_item (rows, i);

      if (row_names (row, commune_code))
        return imagin_entity_get_text (row, "class");
    }
  return imagin_entity_get_text (self, "default");
}
