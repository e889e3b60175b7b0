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

/**
 * imagin_field_write:
 * @field: a #GtkEditable
 *
 * Writes into it what was not typed there: "Undo" of the field itself does not lead behind it.
 */
void imagin_field_write (GtkWidget *field, const char *text);

/**
 * imagin_field_is_typed:
 * @widget: (nullable): what has the keyboard
 *
 * Returns: whether it holds something else than what was written there by imagin_field_write(), and so has something of
 *   its own to undo
 */
gboolean imagin_field_is_typed (GtkWidget *widget);

G_END_DECLS
