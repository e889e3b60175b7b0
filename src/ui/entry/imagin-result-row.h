/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginResultRow:
 *
 * The tinted end of a group that yields money: what it is worth, line by line, while it is typed: formula, source and
 * amount. It follows the draft by itself, and is hidden where the group gives nothing.
 */
#define IMAGIN_TYPE_RESULT_ROW (imagin_result_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginResultRow, imagin_result_row, IMAGIN, RESULT_ROW, AdwPreferencesRow)

/**
 * imagin_result_row_new:
 * @part: IMAGIN_PART_WORK or IMAGIN_PART_TRAVEL
 *
 * Returns: (transfer floating): a row that shows all lines of that part, until it was told which
 */
GtkWidget *imagin_result_row_new (ImaginDraft *draft, const char *part);

/**
 * imagin_result_row_add_key:
 * @key: the key of a field, or the id of a journey
 *
 * Shows only lines with that key, and those of the other keys and kinds that were added.
 */
void imagin_result_row_add_key (ImaginResultRow *self, const char *key);

/**
 * imagin_result_row_add_kind:
 * @kind: "hours", "meal", "night", …
 */
void imagin_result_row_add_kind (ImaginResultRow *self, const char *kind);

/**
 * imagin_result_row_set_journey:
 *
 * Shows only lines of that journey, and of the kinds that were added.
 */
void imagin_result_row_set_journey (ImaginResultRow *self, const char *journey_id);

G_END_DECLS
