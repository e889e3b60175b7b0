/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is said of an account that has just signed in, where it is not the one that was meant. */

/**
 * imagin_arrival_list:
 *
 * Returns: (transfer full): the ids of the accounts that are there before one is added
 */
GStrv imagin_arrival_list (ImaginAccounts *accounts);

/**
 * imagin_arrival_tell_whose:
 * @widget: anything in the window
 * @asked: (nullable): the account that was to sign in again
 * @account: (nullable): the one that did
 *
 * Whoever typed somebody else's number has an account of their own: the one that was asked for still waits.
 */
void imagin_arrival_tell_whose (GtkWidget *widget, ImaginAccount *asked, ImaginAccount *account);

/**
 * imagin_arrival_tell_there:
 * @widget: anything in the window
 * @before: (nullable): what imagin_arrival_list() gave before an account was added
 * @account: (nullable): the account that signed in
 *
 * Who adds an account that is there already has added nothing, and is led to it.
 */
void imagin_arrival_tell_there (GtkWidget *widget, char **before, ImaginAccount *account);

G_END_DECLS
