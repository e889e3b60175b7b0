/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote/imagin-remote.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

/**
 * ImaginSync:
 *
 * The engine of one account: sends the outbox, in order within a mission, and pulls what changed. It runs until it is
 * stopped; it never blocks, never gives up, and touches nothing but the store and the academy.
 *
 * Properties: `online` (the last request was answered), `busy`, `sign-in-required`, `synced-at` (RFC 3339),
 * `most-gone`.
 */
#define IMAGIN_TYPE_SYNC (imagin_sync_get_type ())
G_DECLARE_FINAL_TYPE (ImaginSync, imagin_sync, IMAGIN, SYNC, GObject)

/**
 * ImaginSync::changed:
 * @mission_ids: (array zero-terminated=1): missions of which the store knows something new
 */

/**
 * ImaginSync::progress:
 * @receipt_id: a receipt that is being sent
 * @fraction: 0 to 1
 */

ImaginSync *imagin_sync_new (ImaginStore *store, ImaginRemote *remote, const char *account_id);

/**
 * imagin_sync_start:
 * @poll_seconds: how often the academy wants to be asked
 */
void imagin_sync_start (ImaginSync *self, guint poll_seconds);

/**
 * imagin_sync_wake:
 * @pull: whether to ask the academy for changes too
 *
 * Looks at the outbox now, whatever it was waiting for.
 */
void imagin_sync_wake (ImaginSync *self, gboolean pull);

/**
 * imagin_sync_get_most_gone:
 *
 * Returns: whether the academy's last answer would take most missions away; nothing of it was kept
 */
gboolean imagin_sync_get_most_gone (ImaginSync *self);

/**
 * imagin_sync_let_most_go:
 *
 * Believes the academy: the next answer is kept, whatever goes with it.
 */
void imagin_sync_let_most_go (ImaginSync *self);

void imagin_sync_stop (ImaginSync *self);

gboolean imagin_sync_get_online (ImaginSync *self);
gboolean imagin_sync_get_busy (ImaginSync *self);
gboolean imagin_sync_get_sign_in_required (ImaginSync *self);
const char *imagin_sync_get_synced_at (ImaginSync *self);

/**
 * imagin_sync_get_error:
 *
 * Returns: (transfer none) (nullable): why the last request had no answer
 */
const GError *imagin_sync_get_error (ImaginSync *self);

G_END_DECLS
