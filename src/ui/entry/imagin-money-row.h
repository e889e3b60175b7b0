/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginMoneyRow:
 *
 * An amount in euros, typed as people type it, that is one integer (cents) of an entity.
 */
#define IMAGIN_TYPE_MONEY_ROW (imagin_money_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginMoneyRow, imagin_money_row, IMAGIN, MONEY_ROW, AdwActionRow)

/**
 * imagin_money_row_new:
 * @member: the cents of @entity that are typed here; emptied, they become null
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *imagin_money_row_new (gpointer entity, const char *member, const char *title, const char *subtitle);

/**
 * imagin_money_row_focus:
 *
 * Gives the keyboard to its entry, where it is in sight.
 *
 * Returns: whether it has it
 */
gboolean imagin_money_row_focus (GtkWidget *self);

G_END_DECLS
