/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_shared_close_begin:
 * @navigation: the pages of the mission that is shown
 *
 * Leaves a shared computer: names what was never sent and asks whether to send or to discard it, tells the academies
 * that the sessions are over, and destroys the window. It may be called again meanwhile.
 */
void imagin_shared_close_begin (GtkWindow *window, ImaginAccounts *accounts, AdwNavigationView *navigation);

G_END_DECLS
