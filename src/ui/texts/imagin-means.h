/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-travel.h"

G_BEGIN_DECLS

/* How means of transport are called and chosen. One's own car is two choices: authorised for the service, or for one's
 * own convenience. */

/**
 * imagin_means_get_nth:
 * @n: from 0
 * @label: (out) (transfer none): what the choice is called
 *
 * Returns: (transfer none) (nullable): the nth choice that a person has; %NULL after the last
 */
const char *imagin_means_get_nth (guint n, const char **label);

/**
 * imagin_means_get_choice:
 *
 * Returns: (transfer none) (nullable): the choice that stands for the journey's means; an unknown one is itself
 */
const char *imagin_means_get_choice (ImaginJourney *journey);

/**
 * imagin_means_choose:
 * @choice: a value of the row
 *
 * Makes the journey one by that means.
 */
void imagin_means_choose (ImaginJourney *journey, const char *choice);

/**
 * imagin_means_get_label:
 *
 * Returns: (transfer none): "Train", "Ma voiture, autorisée pour le service"; an unknown means is the academy's word
 */
const char *imagin_means_get_label (ImaginJourney *journey);

/**
 * imagin_means_get_icon:
 *
 * Returns: (transfer none): an icon's name; an unknown means has one too
 */
const char *imagin_means_get_icon (ImaginJourney *journey);

/**
 * imagin_means_get_ticket:
 * @means: (nullable): a means on the wire
 *
 * Returns: (transfer none): "Billet de train"
 */
const char *imagin_means_get_ticket (const char *means);

G_END_DECLS
