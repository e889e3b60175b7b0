/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_sign_out_ask:
 * @parent: whose window the question stands in
 * @all: every account
 * @accounts: (element-type ImaginAccount): those to sign out of
 *
 * Says what signing out does to what is kept for them, asks whether the person wants to sign out, and signs out of
 * these accounts. Who came through a portal may end the session there as well: its page opens in the browser.
 */
void imagin_sign_out_ask (GtkWidget *parent, ImaginAccounts *all, GListModel *accounts);

G_END_DECLS
