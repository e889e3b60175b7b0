/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/entry/imagin-need-items.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_need_row_new:
 *
 * Returns: (transfer floating): the row of a hole, with the button that fills it
 */
GtkWidget *imagin_need_row_new (ImaginNeedItem *item);

G_END_DECLS
