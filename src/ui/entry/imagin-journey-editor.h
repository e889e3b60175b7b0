/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginJourneyEditor:
 *
 * One journey: when the person left and came back, from where, by what, and what it cost. Only what the means asks for
 * is shown. One more means of the same journey has no times of its own: it keeps those of the first.
 */
#define IMAGIN_TYPE_JOURNEY_EDITOR (imagin_journey_editor_get_type ())
G_DECLARE_FINAL_TYPE (ImaginJourneyEditor, imagin_journey_editor, IMAGIN, JOURNEY_EDITOR, AdwBin)

/**
 * ImaginJourneySetting:
 *
 * Where a journey is edited.
 */
typedef struct
{
  ImaginDraft *draft;     /* whose statement the journey is part of */
  GListModel *residences; /* #ImaginResidence */
  GListModel *vehicles;   /* #ImaginVehicle */
  const char *time_zone;  /* (nullable): the academy's */
  ImaginJourney *first;   /* (nullable): the journey whose times these are, where this is one more means of it */
} ImaginJourneySetting;

/**
 * imagin_journey_editor_new:
 * @number: which of the @n_journeys goings and comings it is, from 1
 *
 * Returns: (transfer floating): the editor
 */
GtkWidget *
imagin_journey_editor_new (ImaginJourney *journey, const ImaginJourneySetting *setting, guint number, guint n_journeys);

/**
 * imagin_journey_editor_focus:
 *
 * Gives the keyboard to the first field.
 */
void imagin_journey_editor_focus (ImaginJourneyEditor *self);

/**
 * imagin_journey_editor_focus_wrong:
 *
 * Gives the keyboard to the first field that holds what cannot be taken; else to the first one.
 */
void imagin_journey_editor_focus_wrong (ImaginJourneyEditor *self);

G_END_DECLS
