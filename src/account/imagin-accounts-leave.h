/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

G_BEGIN_DECLS

/**
 * imagin_accounts_list_all_unsent:
 *
 * Returns: (transfer full): a future for a #GPtrArray of #ImaginSummary: the missions of every account of which
 * something is here that the academy does not have
 */
DexFuture *imagin_accounts_list_all_unsent (ImaginAccounts *self);

/**
 * ImaginLeaveProgress:
 * @sent: how many of the changes and files are at the academy
 * @total: how many there were
 * @fraction: 0 to 1, of all of them
 */
typedef void (*ImaginLeaveProgress) (guint sent, guint total, double fraction, gpointer data);

/**
 * imagin_accounts_send_everything:
 * @progress: (nullable): told now and again; @data must live until the future is settled or dropped
 *
 * Sends everything that waits, and saves what was typed and never saved. Dropping the future stops the waiting, not
 * what was asked to be sent.
 *
 * Returns: (transfer full): a future for TRUE once the academies have everything, FALSE where something is left that
 * nobody asked to send (a message that was begun); rejected with the academy's refusal, or with why it is out of reach
 */
DexFuture *imagin_accounts_send_everything (ImaginAccounts *self, ImaginLeaveProgress progress, gpointer data);

/**
 * imagin_accounts_leave:
 *
 * Stops every engine and tells the academies that the sessions are over, for a few seconds at most.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_accounts_leave (ImaginAccounts *self);

G_END_DECLS
