/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * imagin_toolkit_init:
 *
 * Connects to the display without reading GTK's own theme, which libadwaita puts aside at once and whose thousands of
 * rules take as long to read as a tenth of a start. GTK is told so by its environment (GTK_THEME, see "Running and
 * debugging GTK Applications" in its manual), in which nothing is left behind: libadwaita would take it for a wish of
 * the person. Such a wish is kept.
 *
 * To be called before any thread is started, as whatever changes the environment. Without a display nothing is done,
 * and starting the application says so.
 */
void imagin_toolkit_init (void);

G_END_DECLS
