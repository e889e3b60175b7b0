/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginWhereRow:
 *
 * "Where do I find my number?": unfolds a convocation, and brings it into sight.
 */
#define IMAGIN_TYPE_WHERE_ROW (imagin_where_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginWhereRow, imagin_where_row, IMAGIN, WHERE_ROW, AdwExpanderRow)

G_END_DECLS
