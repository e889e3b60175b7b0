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
 * @first: whether the password that is replaced is the number: then no other rule has to say that it is no password
 */
void imagin_rules_group_set_rules (ImaginRulesGroup *self, ImaginPasswordRules *rules, gboolean first);

/**
 * imagin_rules_group_check:
 * @number: the person's, which is no password
 * @old: the password that is replaced: every academy wants another one (data/api/imagin.yaml, changePassword)
 * @repeated: the password once more
 *
 * Shows which rules @password keeps.
 *
 * Returns: whether it keeps all of them
 */
gboolean imagin_rules_group_check (
    ImaginRulesGroup *self, const char *number, const char *old, const char *password, const char *repeated);

/**
 * imagin_rules_group_find_problem:
 * @number: the person's
 * @old: the password that is replaced
 * @repeated: the password once more
 * @of_repeated: (out): whether it is @repeated that is to be typed
 *
 * Returns: (transfer full) (nullable): what is wrong with @password, in a sentence; the first of several things, in the
 * order in which one types
 */
char *imagin_rules_group_find_problem (ImaginRulesGroup *self,
                                       const char *number,
                                       const char *old,
                                       const char *password,
                                       const char *repeated,
                                       gboolean *of_repeated);

G_END_DECLS
