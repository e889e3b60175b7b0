/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_field_mark:
 * @field: what is typed in
 * @wrong: whether what it holds cannot be taken
 *
 * Shows it, and says it to those who do not see it.
 */
void imagin_field_mark (GtkWidget *field, gboolean wrong);

G_END_DECLS
