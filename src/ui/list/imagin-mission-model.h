/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ImaginMissionModel:
 *
 * The rows of the list, in sections: a #GListModel and #GtkSectionModel of #ImaginSummary that were ordered by the
 * store.
 */
#define IMAGIN_TYPE_MISSION_MODEL (imagin_mission_model_get_type ())
G_DECLARE_FINAL_TYPE (ImaginMissionModel, imagin_mission_model, IMAGIN, MISSION_MODEL, GObject)

ImaginMissionModel *imagin_mission_model_new (void);

/**
 * imagin_mission_model_take:
 * @summaries: (element-type ImaginSummary): all rows, in order
 *
 * Shows these rows, saying of as few as possible that they changed.
 */
void imagin_mission_model_take (ImaginMissionModel *self, GPtrArray *summaries);

/**
 * imagin_mission_model_reword:
 *
 * Has the rows say it again where they say something else of the accounts than before.
 */
void imagin_mission_model_reword (ImaginMissionModel *self);

/**
 * imagin_mission_model_find:
 * @position: (out)
 *
 * Returns: whether that mission is in the list
 */
gboolean
imagin_mission_model_find (ImaginMissionModel *self, const char *account_id, const char *mission_id, guint *position);

G_END_DECLS
