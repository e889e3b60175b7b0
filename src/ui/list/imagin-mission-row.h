/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-summary.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define IMAGIN_TYPE_MISSION_ROW (imagin_mission_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginMissionRow, imagin_mission_row, IMAGIN, MISSION_ROW, GtkWidget)

/**
 * imagin_mission_row_set_summary:
 * @summary: (nullable): what it shows, and follows from now on
 */
void imagin_mission_row_set_summary (ImaginMissionRow *self, ImaginSummary *summary);

/**
 * imagin_mission_row_describe:
 *
 * Returns: (transfer full): the whole row in words, for a screen reader
 */
char *imagin_mission_row_describe (ImaginSummary *summary);

G_END_DECLS
