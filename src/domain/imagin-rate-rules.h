/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"

G_BEGIN_DECLS

/* The shipped rules beside the amounts (data/rates/rules.json, communes.json): every figure is there, none in code. */

/* The rate indices of an exam where the academy names none: codes, copy, hour, source. */
#define IMAGIN_TYPE_EXAM_RATES (imagin_exam_rates_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginExamRates, imagin_exam_rates, EXAM_RATES)

/* A share of an amount: kind, class, percent, source. */
#define IMAGIN_TYPE_RATE_SHARE (imagin_rate_share_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginRateShare, imagin_rate_share, RATE_SHARE)

/* The hours that must be spent wholly on mission: kind (lunch, dinner, night), from, to, source. */
#define IMAGIN_TYPE_RATE_WINDOW (imagin_rate_window_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginRateWindow, imagin_rate_window, RATE_WINDOW)

/* A class of vehicles: kind, to_cv (the highest fiscal power, absent: any), class, source. In this order. */
#define IMAGIN_TYPE_VEHICLE_ROW (imagin_vehicle_row_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginVehicleRow, imagin_vehicle_row, VEHICLE_ROW)

/* What is paid as typed: kind (fare, convenience, tolls, parking), source. */
#define IMAGIN_TYPE_TYPED_COST (imagin_typed_cost_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginTypedCost, imagin_typed_cost, TYPED_COST)

#define IMAGIN_TYPE_RATE_RULES (imagin_rate_rules_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginRateRules, imagin_rate_rules, RATE_RULES)

/* A commune of a class: code, name. */
#define IMAGIN_TYPE_COMMUNE (imagin_commune_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginCommune, imagin_commune, COMMUNE)

/* Communes of one class, by the beginnings of their codes or one by one: class, prefixes, communes, source. */
#define IMAGIN_TYPE_COMMUNE_ROW (imagin_commune_row_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginCommuneRow, imagin_commune_row, COMMUNE_ROW)

#define IMAGIN_TYPE_COMMUNE_CLASSES (imagin_commune_classes_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginCommuneClasses, imagin_commune_classes, COMMUNE_CLASSES)

/**
 * imagin_rate_rules_find_share:
 * @kind: "hour" or "meal"
 * @share_class: (nullable): "optional", "canteen"
 *
 * Returns: (transfer none) (nullable): the share that is paid, or NULL where it is the whole
 */
ImaginRateShare *imagin_rate_rules_find_share (ImaginRateRules *self, const char *kind, const char *share_class);

/**
 * imagin_rate_rules_find_exam:
 * @exam_code: (nullable): the code of an exam
 *
 * Returns: (transfer none) (nullable): its rate indices, or NULL where they are not confirmed (BTS, DCG, competitions)
 */
ImaginExamRates *imagin_rate_rules_find_exam (ImaginRateRules *self, const char *exam_code);

/**
 * imagin_rate_rules_find_vehicle_class:
 * @kind: (nullable): "car", "motorcycle", "moped"
 * @fiscal_power: in CV, -1 where it is not known
 *
 * Returns: (transfer none) (nullable): the class in the table of kilometres, or NULL where it is not known
 */
const char *imagin_rate_rules_find_vehicle_class (ImaginRateRules *self, const char *kind, gint64 fiscal_power);

/**
 * imagin_rate_rules_get_typed_source:
 *
 * Returns: (transfer none) (nullable): the text by which a cost is paid as typed
 */
const char *imagin_rate_rules_get_typed_source (ImaginRateRules *self, const char *kind);

/**
 * imagin_commune_classes_find:
 * @commune_code: (nullable): an Insee code
 *
 * Returns: (transfer none) (nullable): "paris", "large" or "base" (arrêté du 3 juillet 2006, article 1); NULL where the
 * code is none, for then the class is not known
 */
const char *imagin_commune_classes_find (ImaginCommuneClasses *self, const char *commune_code);

G_END_DECLS
