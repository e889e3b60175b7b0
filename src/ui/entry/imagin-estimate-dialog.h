/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_estimate_dialog_present:
 *
 * Shows what a draft is worth, line by line, each with its source, beside the academy's own amount where there is one.
 * It goes on with what is typed while it is open.
 */
void imagin_estimate_dialog_present (ImaginDraft *draft, GtkWidget *parent);

G_END_DECLS
