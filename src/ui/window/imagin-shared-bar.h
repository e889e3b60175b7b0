/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_shared_bar_new:
 *
 * Says at the foot of the window, as long as it lasts, that this computer is shared; its button closes the window.
 */
GtkWidget *imagin_shared_bar_new (void);

G_END_DECLS
