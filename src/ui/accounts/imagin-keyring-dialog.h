/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_keyring_dialog_watch:
 * @widget: in the window that asks, where its toasts are
 *
 * Asks, from now on, each time that a session cannot be kept in the keyring or taken from it: unlock it, put a damaged
 * one aside, or this time only. One question at a time, for all accounts.
 */
void imagin_keyring_dialog_watch (ImaginAccounts *accounts, GtkWidget *widget);

G_END_DECLS
