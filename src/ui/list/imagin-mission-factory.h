/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-list-query.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_mission_factory_new_rows:
 *
 * Returns: (transfer full): what makes the rows of the list from their #ImaginSummary
 */
GtkListItemFactory *imagin_mission_factory_new_rows (void);

/**
 * imagin_mission_factory_new_headers:
 * @query: says what the sections are grouped by; the caller keeps it
 *
 * Returns: (transfer full): what makes the headers of its sections
 */
GtkListItemFactory *imagin_mission_factory_new_headers (ImaginListQuery *query);

G_END_DECLS
