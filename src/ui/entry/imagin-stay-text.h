/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-estimate.h"

G_BEGIN_DECLS

/* Meals and nights in words: what they are, and each yes and no with its rule. */

/**
 * imagin_stay_text_title:
 *
 * Returns: (transfer full): "Déjeuner", "Nuit du 22 au 23 juin"; an unknown kind is itself
 */
char *imagin_stay_text_title (const ImaginStay *stay);

/**
 * imagin_stay_text_rule:
 *
 * Returns: (transfer full): why the times give a right to it or by how much they miss it, in a sentence
 */
char *imagin_stay_text_rule (const ImaginStay *stay);

/* What the person says of a stay: a word for each choice of the screen. */
#define IMAGIN_STAY_ASKED "asked"       /* a meal paid by the person; a night with its paid invoice */
#define IMAGIN_STAY_CANTEEN "canteen"   /* a meal in a subsidised canteen */
#define IMAGIN_STAY_FREE "free"         /* fed or lodged for nothing */
#define IMAGIN_STAY_NOT_ASKED "refused" /* not asked for */

/**
 * imagin_stay_text_choice:
 *
 * Returns: (transfer none) (nullable): the choice that the statement holds, or NULL where it says nothing of this stay
 */
const char *imagin_stay_text_choice (const ImaginStay *stay);

/**
 * imagin_stay_text_label:
 * @choice: a choice
 *
 * Returns: (transfer none): how the choice is called for this stay ("Hôtel payé")
 */
const char *imagin_stay_text_label (const ImaginStay *stay, const char *choice);

/**
 * imagin_stay_text_choose:
 *
 * Writes a choice into the statement. A night that is asked for is in the mission's commune until another one is typed.
 */
void imagin_stay_text_choose (ImaginStatement *statement,
                              ImaginMission *mission,
                              const ImaginStay *stay,
                              const char *choice);

G_END_DECLS
