/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_waiting_dialog_present:
 *
 * Shows all that is kept here and not at an academy yet, and what was refused.
 */
void imagin_waiting_dialog_present (ImaginAccounts *accounts, GtkWidget *parent);

G_END_DECLS
