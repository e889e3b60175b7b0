/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "domain/imagin-history.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ImaginTrack:
 *
 * One part of a statement as a card: its status, its amount, what was declared, and the steps done and to come.
 */
#define IMAGIN_TYPE_TRACK (imagin_track_get_type ())
G_DECLARE_FINAL_TYPE (ImaginTrack, imagin_track, IMAGIN, TRACK, GtkBox)

/**
 * imagin_track_show:
 * @part: IMAGIN_PART_WORK or IMAGIN_PART_TRAVEL
 * @history: (nullable): what happened to the parts, for the dates of the steps
 *
 * Shows that part as the draft has it now; hidden where the mission has no such part.
 */
void imagin_track_show (ImaginTrack *self, ImaginDraft *draft, const char *part, ImaginHistory *history);

/**
 * imagin_track_fold:
 * @folded: TRUE puts what stands beside a title, an amount or a step below it
 */
void imagin_track_fold (ImaginTrack *self, gboolean folded);

G_END_DECLS
