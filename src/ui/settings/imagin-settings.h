/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the program remembers of itself (the window's size, the mission that was shown), one for the whole program.
 * Nothing of it goes to the disk before imagin_settings_keep(): a computer on which only the pages of signing in were
 * seen, or that is shared, keeps nothing. */

/**
 * imagin_settings_begin:
 * @shared: nothing that an earlier person left here is read either
 *
 * Before any other; where it is not called, nothing is shared.
 */
void imagin_settings_begin (gboolean shared);

/**
 * imagin_settings_get:
 *
 * Returns: (transfer full): the settings
 */
GSettings *imagin_settings_get (void);

/**
 * imagin_settings_keep:
 *
 * From now on, and for what was changed before, they are kept on this computer.
 */
void imagin_settings_keep (void);

G_END_DECLS
