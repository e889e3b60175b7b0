/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-summary.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ImaginRowSlot:
 *
 * The place of a mission's row in the list. `GtkListView` makes some two hundred of them at once, of which ten are
 * seen: the row itself, a dozen widgets, is made when its place comes into sight.
 */
#define IMAGIN_TYPE_ROW_SLOT (imagin_row_slot_get_type ())
G_DECLARE_FINAL_TYPE (ImaginRowSlot, imagin_row_slot, IMAGIN, ROW_SLOT, GtkWidget)

/**
 * imagin_row_slot_set_summary:
 * @summary: (nullable): the mission; NULL: none for now
 * @position: where it stands in the list
 */
void imagin_row_slot_set_summary (ImaginRowSlot *self, ImaginSummary *summary, guint position);

/**
 * imagin_row_slot_find_summary:
 * @list: the list
 * @at: a widget in it
 *
 * Returns: (transfer none) (nullable): the mission whose row @at is, or stands in
 */
ImaginSummary *imagin_row_slot_find_summary (GtkWidget *list, GtkWidget *at);

/**
 * imagin_row_slot_watch:
 * @list: a list whose rows are slots
 *
 * Fills the slots as they come into sight, before they are painted.
 */
void imagin_row_slot_watch (GtkListView *list);

/**
 * imagin_row_slot_count_in_sight:
 * @widget: of the window
 *
 * Returns: how many rows may be seen at once
 */
guint imagin_row_slot_count_in_sight (GtkWidget *widget);

/**
 * imagin_row_slot_count_next:
 * @n_before: how many rows the list has
 *
 * A list that grows by thousands makes the widgets of two hundred rows at once, which holds the window, the longer
 * where somebody listens to it: each is told. By steps, it holds it as often as many times shorter.
 *
 * Returns: how many rows it gets next; 0: all, also after none
 */
guint imagin_row_slot_count_next (guint n_before);

G_END_DECLS
