/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-academy-info.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginRulesGroup:
 *
 * What an academy wants of a new password, each rule with a mark that says whether it is kept.
 */
#define IMAGIN_TYPE_RULES_GROUP (imagin_rules_group_get_type ())
G_DECLARE_FINAL_TYPE (ImaginRulesGroup, imagin_rules_group, IMAGIN, RULES_GROUP, AdwPreferencesGroup)

/**
 * imagin_rules_group_set_rules:
 * @rules: (nullable): the academy's
 */
void imagin_rules_group_set_rules (ImaginRulesGroup *self, ImaginPasswordRules *rules);

/**
 * imagin_rules_group_check:
 * @number: the person's, which is no password
 * @repeated: the password once more
 *
 * Shows which rules @password keeps.
 *
 * Returns: whether it keeps all of them
 */
gboolean
imagin_rules_group_check (ImaginRulesGroup *self, const char *number, const char *password, const char *repeated);

G_END_DECLS
