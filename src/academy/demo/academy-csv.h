/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * academy_csv_parse:
 * @text: CSV (RFC 4180) between commas or semicolons, whichever the first line has more of
 *
 * Returns: (transfer full) (element-type GHashTable): a table for each line, from the first line's names to its texts
 */
GPtrArray *academy_csv_parse (const char *text, GError **error);

G_END_DECLS
