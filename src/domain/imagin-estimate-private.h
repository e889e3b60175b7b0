/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-estimate.h"

G_BEGIN_DECLS

ImaginStatement *imagin_estimate_get_statement (const ImaginEstimateInput *input);

/**
 * imagin_estimate_get_local:
 * @text: (nullable): an instant
 *
 * Returns: (transfer full) (nullable): the instant in the local time of the mission
 */
GDateTime *imagin_estimate_get_local (const ImaginEstimateInput *input, const char *text);

/**
 * imagin_estimate_get_mission_day:
 *
 * Returns: (transfer full): the first day of the mission, local
 */
char *imagin_estimate_get_mission_day (const ImaginEstimateInput *input);

/**
 * imagin_estimate_add:
 *
 * Returns: (transfer none): a new line of no amount
 */
ImaginEstimateLine *
imagin_estimate_add (ImaginEstimate *self, const char *part, const char *kind, const char *unit, const char *day);

/**
 * imagin_estimate_line_set_rate:
 * @per: how many units the rate is for (60 minutes)
 *
 * Looks the line's rate up and reckons quantity × rate × percent, rounded half up; unknown where there is no rate.
 */
void imagin_estimate_line_set_rate (ImaginEstimateLine *line,
                                    ImaginRateTable *rates,
                                    const ImaginRateQuery *query,
                                    gint64 per);

/**
 * imagin_estimate_line_set_share:
 * @share: (nullable): the share of the rate that is paid, or NULL for the whole
 *
 * Says it before the rate is set; the source of the share stands behind that of the rate.
 */
void imagin_estimate_line_set_share (ImaginEstimateLine *line, ImaginRateShare *share);

void imagin_estimate_add_work (ImaginEstimate *self, const ImaginEstimateInput *input);

void imagin_estimate_add_travel (ImaginEstimate *self, const ImaginEstimateInput *input);

G_END_DECLS
