/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginReviewStep:
 *
 * Everything on one page as the office will read it, and what is still in the way.
 */
#define IMAGIN_TYPE_REVIEW_STEP (imagin_review_step_get_type ())
G_DECLARE_FINAL_TYPE (ImaginReviewStep, imagin_review_step, IMAGIN, REVIEW_STEP, AdwBin)

GtkWidget *imagin_review_step_new (ImaginDraft *draft);
void imagin_review_step_show (ImaginReviewStep *self);

G_END_DECLS
