/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_focus_place_watch:
 * @window: whose keyboard it is
 * @part: of the window, where the person works
 *
 * Remembers from now on what in @part has the keyboard. A banner does not count: it asks for something else, and goes
 * when that is done.
 */
void imagin_focus_place_watch (GtkWindow *window, GtkWidget *part);

/**
 * imagin_focus_place_get:
 * @part: as it was given to imagin_focus_place_watch()
 *
 * Returns: (transfer none) (nullable): what had the keyboard last in @part; a part that is shown again may give it to
 * something else, so whoever hides it asks before
 */
GtkWidget *imagin_focus_place_get (GtkWidget *part);

G_END_DECLS
