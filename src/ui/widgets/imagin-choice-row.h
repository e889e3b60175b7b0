/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginChoiceRow:
 *
 * One word out of several, each with its label. What is not among them (the sets are open) is kept and shown verbatim.
 * In a narrow window, or with large text, the choice stands below the words: nothing is cut.
 */
#define IMAGIN_TYPE_CHOICE_ROW (imagin_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginChoiceRow, imagin_choice_row, IMAGIN, CHOICE_ROW, AdwPreferencesRow)

/**
 * ImaginChoiceRow::chosen:
 * @value: the word that the person chose
 */

/**
 * imagin_choice_row_new:
 *
 * Returns: (transfer floating): a row without choices
 */
GtkWidget *imagin_choice_row_new (const char *title, const char *subtitle);

void imagin_choice_row_set_title (ImaginChoiceRow *self, const char *title);

/**
 * imagin_choice_row_set_subtitle:
 * @subtitle: (nullable): one sentence
 */
void imagin_choice_row_set_subtitle (ImaginChoiceRow *self, const char *subtitle);
void imagin_choice_row_set_icon (ImaginChoiceRow *self, const char *icon_name);

/**
 * imagin_choice_row_set_figure:
 * @figure: (nullable): what the choice is worth, at its right
 */
void imagin_choice_row_set_figure (ImaginChoiceRow *self, const char *figure);

/**
 * imagin_choice_row_clear:
 *
 * Takes the choices away, to add others.
 */
void imagin_choice_row_clear (ImaginChoiceRow *self);
void imagin_choice_row_add (ImaginChoiceRow *self, const char *value, const char *label);

/**
 * imagin_choice_row_set_value:
 * @value: (nullable): the word that stands; NULL: none yet
 *
 * Shows a choice without a signal.
 */
void imagin_choice_row_set_value (ImaginChoiceRow *self, const char *value);

G_END_DECLS
