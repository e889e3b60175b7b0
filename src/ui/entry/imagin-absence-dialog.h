/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_absence_dialog_present:
 *
 * Asks why a mission was not done, says that the office is told, and declares the absence.
 */
void imagin_absence_dialog_present (ImaginDraft *draft, GtkWidget *parent);

G_END_DECLS
