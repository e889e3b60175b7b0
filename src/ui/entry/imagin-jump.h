/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_jump_show_focus:
 * @widget: a page that was just brought up, and holds what has the keyboard
 *
 * Scrolls to what has the keyboard as soon as everything on the page has its place: until then there is nothing to
 * scroll to, and what a page scrolls to by itself is where a row was.
 */
void imagin_jump_show_focus (GtkWidget *widget);

G_END_DECLS
