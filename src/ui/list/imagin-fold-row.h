/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-summary.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ImaginFoldRow:
 *
 * The header of a section that can be folded: a button with an arrow, the section's name and how many missions it
 * holds. It activates `missions.fold`.
 */
#define IMAGIN_TYPE_FOLD_ROW (imagin_fold_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginFoldRow, imagin_fold_row, IMAGIN, FOLD_ROW, GtkButton)

/**
 * imagin_fold_row_set_summary:
 * @summary: (nullable): what it shows, and follows from now on
 */
void imagin_fold_row_set_summary (ImaginFoldRow *self, ImaginSummary *summary);

/**
 * imagin_fold_row_insert:
 * @summaries: (element-type ImaginSummary): the rows in sections by what is asked
 * @goes_on: whether this is only the top of the list: it ends before what has no follow-up
 * @open: whether the last section shows its rows
 *
 * Returns: (transfer full): the same with a row that folds before what has no follow-up, and without that where it is
 * folded
 */
GPtrArray *imagin_fold_row_insert (GPtrArray *summaries, gboolean goes_on, gboolean open);

G_END_DECLS
