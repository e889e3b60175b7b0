/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define IMAGIN_TYPE_RECEIPTS_STEP (imagin_receipts_step_get_type ())
G_DECLARE_FINAL_TYPE (ImaginReceiptsStep, imagin_receipts_step, IMAGIN, RECEIPTS_STEP, AdwBin)

GtkWidget *imagin_receipts_step_new (ImaginDraft *draft);

/**
 * imagin_receipts_step_focus_need:
 * @label: a receipt that is needed and not attached
 *
 * Moves the keyboard to where it can be attached.
 */
void imagin_receipts_step_focus_need (ImaginReceiptsStep *self, const char *label);

G_END_DECLS
