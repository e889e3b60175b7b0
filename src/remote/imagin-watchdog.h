/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * imagin_watchdog_new:
 * @message: what is about to be sent
 * @seconds: how long nothing may move
 *
 * A socket's time-out does not bound an upload that vanishes into a black hole: the kernel keeps taking bytes until its
 * buffer is full, and says nothing. This looks at what moves instead; and what moves byte by byte, so that it would
 * never end, is over as well (IMAGIN_PACE_BYTES).
 *
 * Returns: (transfer full): a future that is rejected with IMAGIN_ERROR_TIMED_OUT once @message has not moved for
 * @seconds, or moves too slowly; dropping it ends the watch
 */
DexFuture *imagin_watchdog_new (SoupMessage *message, guint seconds);

G_END_DECLS
