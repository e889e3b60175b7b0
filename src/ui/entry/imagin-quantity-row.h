/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginQuantityRow:
 *
 * One figure that the academy asks for, with its unit and its limits: copies, candidates, minutes (typed as hours) or
 * anything else.
 */
#define IMAGIN_TYPE_QUANTITY_ROW (imagin_quantity_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginQuantityRow, imagin_quantity_row, IMAGIN, QUANTITY_ROW, AdwActionRow)

/**
 * imagin_quantity_row_new:
 * @field: what is asked
 * @label: what it is called
 * @statement: where the figure is read and written
 * @writable: whether the person may change it
 */
GtkWidget *
imagin_quantity_row_new (ImaginMissionField *field, const char *label, ImaginStatement *statement, gboolean writable);

G_END_DECLS
