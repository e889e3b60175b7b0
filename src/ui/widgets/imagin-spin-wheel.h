/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_spin_ignore_wheel:
 *
 * Leaves the wheel to the page: a figure must not change because somebody scrolled over it.
 */
void imagin_spin_ignore_wheel (GtkSpinButton *spin);

G_END_DECLS
