/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ImaginRoom:
 *
 * Gives its child all the room there is, and asks for none: what stands in it is laid out once, for the size that it
 * gets. Without it a window measures all that it holds at sizes that it never has, which is half of what a start lays
 * out. It is for what has a size anyway: what stands in a window or in a bin with breakpoints, whose own requests say
 * how small it may be.
 */
#define IMAGIN_TYPE_ROOM (imagin_room_get_type ())
G_DECLARE_FINAL_TYPE (ImaginRoom, imagin_room, IMAGIN, ROOM, GtkWidget)

G_END_DECLS
