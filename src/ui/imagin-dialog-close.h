/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_dialog_close_later:
 *
 * Closes a dialog from one of its own rows: a list gives the keyboard to the row that was activated once the row's
 * signal is over, and would take it away from what gets it as the dialog closes.
 */
void imagin_dialog_close_later (AdwDialog *dialog);

G_END_DECLS
