/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginWorkStep:
 *
 * The work part: just what this mission asks for, from the academy's own fields.
 */
#define IMAGIN_TYPE_WORK_STEP (imagin_work_step_get_type ())
G_DECLARE_FINAL_TYPE (ImaginWorkStep, imagin_work_step, IMAGIN, WORK_STEP, AdwBin)

GtkWidget *imagin_work_step_new (ImaginDraft *draft);

/**
 * imagin_work_step_focus_session:
 * @id: of a session
 *
 * Gives the keyboard to what is wrong in that session.
 */
void imagin_work_step_focus_session (ImaginWorkStep *self, const char *id);

G_END_DECLS
