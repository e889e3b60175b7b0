/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_validate_dialog_present:
 *
 * Says that validating is final and what is sent, and does it only on the person's word; Return never does.
 */
void imagin_validate_dialog_present (ImaginDraft *draft, GtkWidget *parent);

G_END_DECLS
