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
 * imagin_dialog_close_whole:
 *
 * From now on every dialog stays whole until it has slid away, and keeps its shape meanwhile. Where the window passes
 * the width at which a dialog becomes a sheet, libadwaita 1.7 hides what slides away (adw-breakpoint-bin.c), which ends
 * the sliding at once and with it the dialog, in the middle of laying it out: it crashes.
 */
void imagin_dialog_close_whole (void);

G_END_DECLS
