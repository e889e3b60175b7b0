/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_refusal_dialog_present:
 *
 * Says why the academy refused, and lets the person choose: send theirs again, or take what the academy has.
 */
void imagin_refusal_dialog_present (ImaginDraft *draft, GtkWidget *parent);

G_END_DECLS
