/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "domain/imagin-check.h"
#include "domain/imagin-summary.h"

G_BEGIN_DECLS

/* What things are called on the screen, in one place. Texts are (transfer full) unless they are const. */

const char *imagin_wording_section (ImaginSection section);
const char *imagin_wording_part (const char *part);
const char *imagin_wording_step (ImaginStep step);

/**
 * imagin_wording_type_icon:
 * @type_code: (nullable): a mission type
 *
 * Returns: an icon's name; an unknown type has one too
 */
const char *imagin_wording_type_icon (const char *type_code);

/**
 * imagin_wording_tag:
 * @style: (out): a CSS class, or NULL for grey
 *
 * Returns: the one tag of a mission's row: what waits here, the deadline when it is near, else the status
 */
char *imagin_wording_tag (ImaginSummary *summary, const char **style);

/**
 * imagin_wording_quantity:
 * @unit: the field's unit
 *
 * Returns: "124 copies", "7 h 30", "24 candidats"; an unknown unit is the academy's own word
 */
char *imagin_wording_quantity (gint64 quantity, const char *unit);

/**
 * imagin_wording_field:
 *
 * Returns: what the academy calls one of its figures; where candidates are counted by session, too, that it is all of
 *   them
 */
char *imagin_wording_field (ImaginMission *mission, ImaginMissionField *field);

/**
 * imagin_wording_standing:
 * @icon_name: (out): computer = kept here, arrow = leaving, ✓ = at the academy, error = refused
 *
 * Returns: where what was entered stands ("Gardé ici à 13:52 · enregistré à l’académie à 13:50")
 */
char *imagin_wording_standing (ImaginDraft *draft, const char **icon_name);

/**
 * imagin_wording_problem:
 *
 * Returns: what is wrong, and with what; of what was typed and cannot be read, where it stands
 */
char *imagin_wording_problem (const ImaginProblem *problem);
const char *imagin_wording_problem_kind (ImaginProblemKind kind);

/**
 * imagin_wording_session:
 * @with_length: whether to say how long it lasts, too
 *
 * Returns: "8 h – 12 h · 4 h · 8 candidats"
 */
char *imagin_wording_session (ImaginWorkSession *session, gboolean with_length);

/**
 * imagin_wording_join:
 * @n_texts: how many follow
 * @...: texts; empty and NULL ones are left out
 *
 * Returns: the texts with " · " between them
 */
char *imagin_wording_join (guint n_texts, ...);

G_END_DECLS
