/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_credentials_hide:
 * @row: where a password is typed
 *
 * Empties it, and hides what is typed from now on: the one who showed theirs may have been somebody else.
 */
void imagin_credentials_hide (AdwPasswordEntryRow *row);

/**
 * imagin_credentials_error_text:
 *
 * Returns: (transfer full): why one is not signed in; nothing is tried again but by the person
 */
char *imagin_credentials_error_text (const GError *error);

G_END_DECLS
