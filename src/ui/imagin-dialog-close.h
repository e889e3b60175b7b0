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

/**
 * imagin_dialog_close_in_shape:
 *
 * From now on every dialog goes in the shape that it has when it begins to close. libadwaita 1.7 would make another one
 * of a sheet that is on its way out where the window passes the width between both: it frees the dialog in the middle
 * of laying it out, and crashes.
 */
void imagin_dialog_close_in_shape (void);

G_END_DECLS
