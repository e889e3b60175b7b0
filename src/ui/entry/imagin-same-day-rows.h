/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "account/imagin-other-mission.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginSameDayRows:
 *
 * The person's other missions of the same days, on a mission's page: a row each that goes there. Hidden where there is
 * none.
 */
#define IMAGIN_TYPE_SAME_DAY_ROWS (imagin_same_day_rows_get_type ())
G_DECLARE_FINAL_TYPE (ImaginSameDayRows, imagin_same_day_rows, IMAGIN, SAME_DAY_ROWS, AdwPreferencesGroup)

ImaginSameDayRows *imagin_same_day_rows_new (ImaginDraft *draft);

/**
 * imagin_same_day_row_new:
 * @draft: the mission that is shown
 * @there: whether something is to be seen or done on the other
 *
 * Returns: (transfer floating): the other mission, what the journey of the day has to do with it, and where @there a
 * button that goes to it
 */
GtkWidget *imagin_same_day_row_new (ImaginDraft *draft, const ImaginSameDay *other, gboolean there);

/**
 * imagin_same_day_shows:
 * @n_shown: rows that are there already
 *
 * Returns: whether the other mission has a row: the first ones have, and every one on which something is to be done
 */
gboolean imagin_same_day_shows (ImaginDraft *draft, const ImaginSameDay *other, guint n_shown);

/**
 * imagin_same_day_more_row_new:
 *
 * Returns: (transfer floating): what stands for so many others
 */
GtkWidget *imagin_same_day_more_row_new (guint more);

/**
 * imagin_same_day_is_theirs:
 *
 * Returns: whether the journey of the day is or goes on the other mission
 */
gboolean imagin_same_day_is_theirs (ImaginDraft *draft, const ImaginSameDay *other);

G_END_DECLS
