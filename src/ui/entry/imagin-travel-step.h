/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginTravelStep:
 *
 * The second step: the journeys. Where the travel of this day is entered on another mission, it says so and leads
 * there.
 */
#define IMAGIN_TYPE_TRAVEL_STEP (imagin_travel_step_get_type ())
G_DECLARE_FINAL_TYPE (ImaginTravelStep, imagin_travel_step, IMAGIN, TRAVEL_STEP, AdwBin)

GtkWidget *imagin_travel_step_new (ImaginDraft *draft);

/**
 * imagin_travel_step_focus_journey:
 * @id: of a journey
 *
 * Gives the keyboard to that journey, which brings it into sight.
 */
void imagin_travel_step_focus_journey (ImaginTravelStep *self, const char *id);

G_END_DECLS
