/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_most_gone_dialog_present:
 * @accounts: (element-type ImaginAccount): every account
 *
 * Asks about each academy that no longer has most missions: whether they stay here, or go.
 */
void imagin_most_gone_dialog_present (GListModel *accounts, GtkWidget *parent);

G_END_DECLS
