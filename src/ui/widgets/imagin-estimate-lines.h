/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "domain/imagin-estimate.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lines of an estimate to read: text left, amount right. One place for the tracks, the result rows and the detail. */

/**
 * imagin_estimate_lines_add:
 * @box: a vertical box
 * @detailed: whether the source, or why there is no amount, stands small below
 */
void imagin_estimate_lines_add (GtkBox *box, const ImaginEstimateLine *line, gboolean detailed);

/**
 * imagin_estimate_lines_add_sum:
 *
 * Adds a line of one's own, such as a sum; @strong makes it stand out.
 */
void imagin_estimate_lines_add_sum (GtkBox *box, const char *text, const char *figure, gboolean strong);

/**
 * imagin_estimate_lines_append:
 * @part: IMAGIN_PART_WORK or IMAGIN_PART_TRAVEL
 *
 * Adds what a draft's part is worth at this moment, without sources.
 *
 * Returns: how many lines were added
 */
guint imagin_estimate_lines_append (GtkBox *box, ImaginDraft *draft, const char *part);

void imagin_estimate_lines_clear (GtkBox *box);

G_END_DECLS
