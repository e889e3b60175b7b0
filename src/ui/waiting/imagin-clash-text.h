/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "domain/imagin-merge.h"

G_BEGIN_DECLS

/* What two sides entered, in words. */

/**
 * imagin_clash_text_title:
 *
 * Returns: (transfer full): what both changed: "Nombre de copies", "Séance du 22 juin 2026 · Fin"
 */
char *imagin_clash_text_title (ImaginDraft *draft, const ImaginClash *clash);

/**
 * imagin_clash_text_value:
 * @value: (nullable): mine or theirs
 *
 * Returns: (transfer full): what that side says: "124 copies", "12 h 30", "retiré"
 */
char *imagin_clash_text_value (ImaginDraft *draft, const ImaginClash *clash, JsonNode *value);

/**
 * imagin_clash_text_author:
 *
 * Returns: (transfer full): who changed the statement at the academy last, and when: "Vous, sur un autre appareil ·
 * aujourd’hui à 14 h 05"
 */
char *imagin_clash_text_author (ImaginDraft *draft);

G_END_DECLS
