/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "unit-wait.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * unit_browse:
 * @method: of HTTP
 * @address: where to
 * @host: (nullable): another Host than the address has
 * @message: (out) (optional) (transfer full): the answer's headers
 * @page: (out) (optional) (transfer full): the answer's text
 *
 * Asks as a browser does, and follows nothing.
 *
 * Returns: the status
 */
guint unit_browse (const char *method, const char *address, const char *host, SoupMessage **message, char **page);

G_END_DECLS
