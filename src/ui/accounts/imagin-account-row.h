/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginAccountRow:
 *
 * One account among others: whose it is, where it stands, what waits here, and what can be done with it. Signal:
 * `remove-asked`.
 */
#define IMAGIN_TYPE_ACCOUNT_ROW (imagin_account_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginAccountRow, imagin_account_row, IMAGIN, ACCOUNT_ROW, AdwExpanderRow)

GtkWidget *imagin_account_row_new (ImaginAccounts *accounts, ImaginAccount *account);

ImaginAccount *imagin_account_row_get_account (ImaginAccountRow *self);

G_END_DECLS
