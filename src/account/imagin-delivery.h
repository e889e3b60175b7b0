/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote/imagin-remote.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

/**
 * ImaginDeliveryProgress:
 * @fraction: how much of a receipt's bytes was handed over, 0 to 1; the academy has not acknowledged anything yet
 */
typedef void (*ImaginDeliveryProgress) (ImaginOutboxEntry *entry, double fraction, gpointer data);

/**
 * imagin_delivery_is_no_answer:
 *
 * Returns: whether @error says that the academy did not answer, so that the same request may simply be sent again
 */
gboolean imagin_delivery_is_no_answer (const GError *error);

/**
 * imagin_delivery_send:
 *
 * Sends one entry of the outbox and keeps the academy's answer. A refusal is kept with the entry and resolves too; only
 * an academy that did not answer (imagin_delivery_is_no_answer()) and a store that failed reject.
 *
 * Returns: (transfer full): a future that resolves to whether the academy accepted
 */
DexFuture *imagin_delivery_send (
    ImaginStore *store, ImaginRemote *remote, ImaginOutboxEntry *entry, ImaginDeliveryProgress progress, gpointer data);

G_END_DECLS
