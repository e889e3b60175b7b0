/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Journeys to read: where nothing can be typed, and in the review. */

/**
 * imagin_journey_lines_describe:
 *
 * Returns: (transfer full): "Ma voiture, autorisée pour le service · 2 × 120 km"
 */
char *imagin_journey_lines_describe (ImaginJourney *journey);

/**
 * imagin_journey_lines_times:
 * @time_zone: (nullable): the academy's
 *
 * Returns: (transfer full): "Parti lundi 22 juin à 6 h 40, revenu mardi 23 juin à 13 h 50"; a time that is not known is
 * said to be
 */
char *imagin_journey_lines_times (ImaginJourney *journey, const char *time_zone);

/**
 * imagin_journey_lines_append_times:
 *
 * Adds a row for each departure and each return that is known to a list.
 */
void imagin_journey_lines_append_times (GtkListBox *list, ImaginDraft *draft);

/**
 * imagin_journey_lines_new:
 *
 * Returns: (transfer floating): one journey, to be read
 */
GtkWidget *imagin_journey_lines_new (ImaginJourney *journey, ImaginDraft *draft, guint number, guint n_journeys);

G_END_DECLS
