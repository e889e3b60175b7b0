/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_conflict_dialog_present:
 * @draft: one that is in conflict
 *
 * Shows what both sides changed, side by side, and lets the person choose line by line. Nothing is sent before all is
 * chosen, and nothing is lost by deciding later.
 */
void imagin_conflict_dialog_present (ImaginDraft *draft, GtkWidget *parent);

G_END_DECLS
