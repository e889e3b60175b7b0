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

/**
 * imagin_credentials_get_number:
 *
 * Returns: (transfer full): what is typed, without the spaces that a convocation prints and people copy
 */
char *imagin_credentials_get_number (AdwEntryRow *row);

/**
 * imagin_credentials_get_password:
 *
 * Returns: (transfer full): what is typed; the first password is the number, and is copied with its spaces too. Erase
 * it
 */
char *imagin_credentials_get_password (AdwEntryRow *number_row, AdwPasswordEntryRow *row);

/**
 * imagin_credentials_number_problem:
 *
 * Returns: (nullable): why what is typed can be no academy's number, in words
 */
const char *imagin_credentials_number_problem (AdwEntryRow *row);

G_END_DECLS
