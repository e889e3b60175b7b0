/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_letters_draw_ahead:
 *
 * Draws the letters of the first screen where nobody sees them, in a thread of its own, while the window is built. What
 * a letter looks like in each size and weight is kept by cairo for the whole program: the main thread finds it there.
 *
 * To be called once, when the display is open.
 */
void imagin_letters_draw_ahead (void);

G_END_DECLS
