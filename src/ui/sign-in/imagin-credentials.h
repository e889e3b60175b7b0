/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-account.h"

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
 * @account: whom the person wants to sign in to
 *
 * Returns: (transfer full): why one is not signed in; nothing is tried again but by the person
 */
char *imagin_credentials_error_text (ImaginAccount *account, const GError *error);

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

/**
 * imagin_credentials_find_method:
 * @kind: "number" or "oidc"
 *
 * Returns: (transfer none) (nullable): how the academy says that one may sign in so
 */
ImaginSignInMethod *imagin_credentials_find_method (ImaginAccount *account, const char *kind);

/**
 * imagin_credentials_prefers_portal:
 * @both: (out): whether the academy has a portal and numbers
 *
 * Returns: whether the portal stands first: the way by which the person came last does, and before that the one that
 * the academy names first
 */
gboolean imagin_credentials_prefers_portal (ImaginAccount *account, gboolean *both);

/**
 * imagin_credentials_complain:
 * @field: in which something is missing or wrong
 * @label: beside it
 *
 * Says it, marks the field, and gives it the keyboard.
 */
void imagin_credentials_complain (GtkWidget *field, GtkLabel *label, const char *problem);

G_END_DECLS
