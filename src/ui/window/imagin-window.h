/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginWindow:
 *
 * The window: the missions at the side, one of them beside it; signing in before that. Actions: `win.refresh`,
 * `win.add-academy`, `win.accounts`, `win.sign-in-again`, `win.sign-in-to`, `win.sign-out`,
 * `win.restart-demonstration`, `win.shortcuts`.
 */
#define IMAGIN_TYPE_WINDOW (imagin_window_get_type ())
G_DECLARE_FINAL_TYPE (ImaginWindow, imagin_window, IMAGIN, WINDOW, AdwApplicationWindow)

/**
 * imagin_window_new:
 * @accounts: what it shows; read after the first frame
 */
ImaginWindow *imagin_window_new (AdwApplication *application, ImaginAccounts *accounts);

/**
 * imagin_window_offer_academy:
 *
 * Adds an academy to the ones that can be chosen.
 */
void imagin_window_offer_academy (ImaginWindow *self, const char *name, const char *subtitle, const char *address);

G_END_DECLS
