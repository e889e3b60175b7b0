/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-waiting.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_waiting_row_new:
 *
 * Returns: (transfer floating): one thing that waits, or that was refused: then why, and what can be done
 */
GtkWidget *imagin_waiting_row_new (ImaginWaiting *waiting, ImaginWaitingItem *item);

G_END_DECLS
