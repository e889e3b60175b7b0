/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * imagin_frame_painted:
 * @widget: a widget in a window that shows
 *
 * Returns: (transfer full): a future that resolves once the next frame of the window was painted, or half a second
 *   later where none is (a window that is not seen paints nothing)
 */
DexFuture *imagin_frame_painted (GtkWidget *widget);

G_END_DECLS
