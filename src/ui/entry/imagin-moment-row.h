/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"
#include "domain/imagin-typed.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginMomentRow:
 *
 * A day and a time of day, typed as people type them ("22/6", "8h30", "830"), that together are one instant of an
 * entity. What is neither stays as it was typed, with the entity (see imagin_typed_set()).
 */
#define IMAGIN_TYPE_MOMENT_ROW (imagin_moment_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginMomentRow, imagin_moment_row, IMAGIN, MOMENT_ROW, AdwPreferencesRow)

/**
 * ImaginMomentWords:
 *
 * What the row is called, in the person's language; all of it must live as long as the row.
 */
typedef struct
{
  const char *title;
  const char *subtitle;
  const char *day;  /* the accessible name of the day's entry */
  const char *time; /* … and of the time's */
} ImaginMomentWords;

/**
 * imagin_moment_row_new:
 * @member: the instant of @entity that is typed here
 * @day: (nullable): the day that is shown until one is typed
 * @time_zone: (nullable): the clock that the person goes by, see imagin_instant_join()
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *imagin_moment_row_new (
    gpointer entity, const char *member, const char *day, const char *time_zone, const ImaginMomentWords *words);

/**
 * imagin_moment_row_set_problem:
 * @problem: (nullable): one sentence, said in the place of the subtitle
 */
void imagin_moment_row_set_problem (ImaginMomentRow *self, const char *problem);

/**
 * imagin_moment_row_focus:
 * @part: the time; everything else is the day
 *
 * Gives the keyboard to one of its two entries.
 */
void imagin_moment_row_focus (ImaginMomentRow *self, ImaginTypedPart part);

G_END_DECLS
