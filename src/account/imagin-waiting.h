/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"
#include "account/imagin-waiting-item.h"

G_BEGIN_DECLS

/**
 * ImaginWaiting:
 *
 * A list of #ImaginWaitingItem: all that no academy has acknowledged, of every account: what was refused first, and
 * last what the person has not saved. It follows the store.
 */
#define IMAGIN_TYPE_WAITING (imagin_waiting_get_type ())
G_DECLARE_FINAL_TYPE (ImaginWaiting, imagin_waiting, IMAGIN, WAITING, GObject)

ImaginWaiting *imagin_waiting_new (ImaginAccounts *accounts);

/**
 * imagin_waiting_can_retry:
 *
 * Returns: whether sending the same again can end otherwise: not where somebody else changed the same, which is to be
 * chosen in the statement
 */
gboolean imagin_waiting_can_retry (ImaginWaitingItem *item);

/**
 * imagin_waiting_retry:
 * @item: one that was refused
 *
 * Sends it again.
 */
void imagin_waiting_retry (ImaginWaiting *self, ImaginWaitingItem *item);

/**
 * imagin_waiting_give_up:
 * @item: one that was refused
 *
 * Forgets it: what the academy has stands. A statement that is given up goes with its validation.
 */
void imagin_waiting_give_up (ImaginWaiting *self, ImaginWaitingItem *item);

G_END_DECLS
