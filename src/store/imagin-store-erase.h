/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/imagin-store.h"

G_BEGIN_DECLS

/**
 * imagin_store_list_unsent:
 *
 * Finds the missions of an account of which this computer keeps something that the academy does not have: what waits in
 * the outbox or was refused, a draft, a remark that is being written.
 *
 * Returns: (transfer full): a future for a #GPtrArray of #ImaginSummary: the mission, its paper and days, and how many
 * entries wait
 */
DexFuture *imagin_store_list_unsent (ImaginStore *self, const char *account_id);

/**
 * imagin_store_erase_account:
 *
 * Takes away an account and all that hangs on it, then the bytes of its receipts. What another account's receipts need
 * stays.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_erase_account (ImaginStore *self, const char *account_id);

G_END_DECLS
