/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-reckoning.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*ImaginJourneyChosen) (const ImaginOtherJourney *other, gpointer data);

/**
 * imagin_copy_dialog_present:
 * @chosen: called once with the journey that the person chose; not called where they cancel
 * @data: an object; a reference is held as long as the dialog is open
 *
 * Offers the journeys of the person's other missions, to be declared here again.
 */
void
imagin_copy_dialog_present (ImaginReckoning *reckoning, ImaginJourneyChosen chosen, gpointer data, GtkWidget *parent);

G_END_DECLS
