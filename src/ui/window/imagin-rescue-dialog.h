/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_rescue_dialog_look:
 * @widget: of the window
 *
 * Tells the person once, where what this computer keeps was damaged: what was recovered, what was not, and where the
 * damaged file lies.
 */
void imagin_rescue_dialog_look (ImaginAccounts *accounts, GtkWidget *widget);

G_END_DECLS
