/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-estimate.h"

G_BEGIN_DECLS

/* An estimate in words. In French the lines are those of `imagin-academy estimate`, letter by letter. */

/**
 * imagin_estimate_text_line:
 *
 * Returns: (transfer full): what the line is about: "124 copies × 5,00 €", "Billet"
 */
char *imagin_estimate_text_line (const ImaginEstimateLine *line);

/**
 * imagin_estimate_text_figure:
 *
 * Returns: (transfer full): its amount: "620,00 €", or "non estimable", never 0 instead
 */
char *imagin_estimate_text_figure (const ImaginEstimateLine *line);

/**
 * imagin_estimate_text_reason:
 * @reason: (nullable): an IMAGIN_REASON_… of a line
 *
 * Returns: (transfer none) (nullable): why it has no amount, and what to do next; NULL where it has one
 */
const char *imagin_estimate_text_reason (const char *reason);

/**
 * imagin_estimate_text_table:
 *
 * Returns: (transfer none) (nullable): which table was used, or NULL where none was (a cost paid as typed)
 */
const char *imagin_estimate_text_table (ImaginRateOrigin origin);

/**
 * imagin_estimate_text_detail:
 *
 * Returns: (transfer full): what stands small below a line: why it cannot be estimated, else its source and its table
 */
char *imagin_estimate_text_detail (const ImaginEstimateLine *line);

/**
 * imagin_estimate_text_total:
 * @part: (nullable): a part, or NULL for both
 *
 * Returns: (transfer full) (nullable): "620,00 €", "au moins 620,00 €", "non estimable", or NULL where nothing is
 * declared
 */
char *imagin_estimate_text_total (ImaginEstimate *estimate, const char *part);

G_END_DECLS
