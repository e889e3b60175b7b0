/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_named_button_new:
 * @label: what stands on it ("Change")
 * @name: what it is called by those who do not see what it stands beside ("Change: Work")
 *
 * A button whose label is short because of its place. GTK lets a button's own label win over its accessible name, so
 * the label is a child here.
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *imagin_named_button_new (const char *label, const char *name);

G_END_DECLS
