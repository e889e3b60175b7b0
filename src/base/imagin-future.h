/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Futures for the asynchronous pairs that libdex does not wrap itself. */

/**
 * imagin_future_soup_send:
 *
 * Returns: (transfer full): a future for the body's #GInputStream, resolved once the headers are there
 */
DexFuture *imagin_future_soup_send (SoupSession *session, SoupMessage *message);

/**
 * imagin_future_read_all:
 * @maximum_bytes: more than this is IMAGIN_ERROR_TOO_LARGE, noticed before it is held in memory
 *
 * Returns: (transfer full): a future for the #GBytes that @stream holds to its end
 */
DexFuture *imagin_future_read_all (GInputStream *stream, gsize maximum_bytes);

/**
 * imagin_future_on_thread:
 * @function: runs on a bounded pool of threads; gives a value as a #ImaginDatabaseJob does
 *
 * For work of the processor, such as hashing; never for waiting.
 *
 * Returns: (transfer full): a future for its result
 */
typedef gboolean (*ImaginThreadJob) (gpointer data, GValue *result, GError **error);
DexFuture *imagin_future_on_thread (ImaginThreadJob function, gpointer data, GDestroyNotify free_data);

G_END_DECLS
