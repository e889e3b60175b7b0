/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginKilometresRow:
 *
 * The kilometres that the person drove this year for missions that are not in the list: with those that are, they
 * decide the slice of the rate (arrêté du 3 juillet 2006, 1 January to 31 December).
 */
#define IMAGIN_TYPE_KILOMETRES_ROW (imagin_kilometres_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginKilometresRow, imagin_kilometres_row, IMAGIN, KILOMETRES_ROW, AdwActionRow)

GtkWidget *imagin_kilometres_row_new (ImaginDraft *draft);

G_END_DECLS
