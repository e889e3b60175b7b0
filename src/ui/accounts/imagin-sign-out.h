/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-account.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_sign_out_ask:
 * @parent: whose window the question stands in
 * @accounts: (element-type ImaginAccount): those to sign out of
 *
 * Asks whether the person wants to sign out, and signs out of these accounts. Who came through a portal may end the
 * session there as well: its page opens in the browser.
 */
void imagin_sign_out_ask (GtkWidget *parent, GListModel *accounts);

G_END_DECLS
