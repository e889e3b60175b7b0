/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * academy_body_limit:
 * @maximum: bytes
 * @code: the problem that answers a longer body
 *
 * Watches a body that is about to be read. A body that says beforehand, or turns out, to be longer is never held in
 * memory; where much more than @maximum would have to be read first, the answer is written at once and the connection
 * closed.
 */
void academy_body_limit (SoupServerMessage *message, gint64 maximum, const char *code);

/**
 * academy_body_refused:
 *
 * Returns: whether the body was over its limit; the answer is then set already
 */
gboolean academy_body_refused (SoupServerMessage *message);

G_END_DECLS
