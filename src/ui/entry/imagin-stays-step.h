/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginStaysStep:
 *
 * The third step: nights and meals, derived from the times of the journeys.
 */
#define IMAGIN_TYPE_STAYS_STEP (imagin_stays_step_get_type ())
G_DECLARE_FINAL_TYPE (ImaginStaysStep, imagin_stays_step, IMAGIN, STAYS_STEP, AdwBin)

GtkWidget *imagin_stays_step_new (ImaginDraft *draft);

/**
 * imagin_stays_step_focus_stay:
 * @name: its day and kind ("2026-06-22 lunch")
 *
 * Puts the keyboard on the choice of that meal or night, which comes into sight.
 */
void imagin_stays_step_focus_stay (ImaginStaysStep *self, const char *name);

G_END_DECLS
