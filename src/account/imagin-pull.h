/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote/imagin-remote.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

/**
 * imagin_pull:
 *
 * Brings the store up to date with the academy's missions: what changed since the last pull, or everything where the
 * academy does not know the cursor any more. A page's rows and the cursor are kept together.
 * Rejected with IMAGIN_ERROR_MOST_GONE where most missions would go and @flags do not allow it.
 *
 * Returns: (transfer full): a future for a #GStrv with the ids of the missions that changed
 */
DexFuture *imagin_pull (ImaginStore *store, ImaginRemote *remote, const char *account_id, ImaginPullFlags flags);

G_END_DECLS
