/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginForgottenRow:
 *
 * "Forgotten password": opens the academy's page for it; where no browser opens, it says so, and copies the address.
 */
#define IMAGIN_TYPE_FORGOTTEN_ROW (imagin_forgotten_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginForgottenRow, imagin_forgotten_row, IMAGIN, FORGOTTEN_ROW, AdwActionRow)

/**
 * imagin_forgotten_row_set_account:
 *
 * Shows the row where the academy names such a page.
 */
void imagin_forgotten_row_set_account (ImaginForgottenRow *self, ImaginAccount *account);

G_END_DECLS
