/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "domain/imagin-estimate.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginStayRow:
 *
 * A meal or a night: what the person says of it, why it counts or does not, and what it is worth. It is two rows of a
 * list (the second one asks where a night was spent), and keeps them.
 */
#define IMAGIN_TYPE_STAY_ROW (imagin_stay_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginStayRow, imagin_stay_row, IMAGIN, STAY_ROW, GObject)

/**
 * imagin_stay_row_new:
 * @list: the list that the rows are appended to
 *
 * Returns: (transfer full): rows that show nothing until imagin_stay_row_show()
 */
ImaginStayRow *imagin_stay_row_new (ImaginDraft *draft, GtkListBox *list);

/**
 * imagin_stay_row_show:
 * @stay: what is to be shown; not kept
 * @estimate: where its amount is found
 */
void imagin_stay_row_show (ImaginStayRow *self, const ImaginStay *stay, ImaginEstimate *estimate);

/**
 * imagin_stay_row_is_of:
 *
 * Returns: whether the row shows that stay, whatever was said of it
 */
gboolean imagin_stay_row_is_of (ImaginStayRow *self, const ImaginStay *stay);

/**
 * imagin_stay_row_is_named:
 * @name: a day and a kind ("2026-06-22 lunch")
 *
 * Returns: whether the row shows that stay
 */
gboolean imagin_stay_row_is_named (ImaginStayRow *self, const char *name);

/**
 * imagin_stay_row_focus:
 *
 * Puts the keyboard on its choice.
 */
void imagin_stay_row_focus (ImaginStayRow *self);

G_END_DECLS
