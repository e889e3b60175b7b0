/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_work_lines_append:
 * @box: a vertical box
 *
 * Adds what was declared of the work to @box, a line each: text left, figure right. One place for the mission's page
 * and the review.
 *
 * Returns: how many lines were added
 */
guint imagin_work_lines_append (GtkBox *box, ImaginMission *mission, ImaginStatement *statement);

G_END_DECLS
