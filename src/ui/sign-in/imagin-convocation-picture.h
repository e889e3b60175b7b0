/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ImaginConvocationPicture:
 *
 * A drawn convocation with the intervener number marked: where to find it.
 */
#define IMAGIN_TYPE_CONVOCATION_PICTURE (imagin_convocation_picture_get_type ())
G_DECLARE_FINAL_TYPE (ImaginConvocationPicture, imagin_convocation_picture, IMAGIN, CONVOCATION_PICTURE, GtkWidget)

G_END_DECLS
