/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_unsent_card_new:
 * @unsent: (element-type ImaginSummary): the missions of which the academy does not have everything
 *
 * Names them, with what waits of each.
 */
GtkWidget *imagin_unsent_card_new (GPtrArray *unsent);

G_END_DECLS
