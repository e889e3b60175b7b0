/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

G_BEGIN_DECLS

/**
 * imagin_last_step_find:
 * @draft: a statement that is being entered
 *
 * Returns: (transfer full) (nullable): the name of the step at which its entry was left last, on this computer
 */
char *imagin_last_step_find (ImaginDraft *draft);

/**
 * imagin_last_step_keep:
 * @draft: a statement that is being entered
 * @step: the name of the step that is shown
 *
 * Remembers the step; of the entries that were left last only some are remembered.
 */
void imagin_last_step_keep (ImaginDraft *draft, const char *step);

/**
 * imagin_last_step_forget:
 *
 * Forgets where the entries of an account's statements were left.
 */
void imagin_last_step_forget (const char *account_id);

G_END_DECLS
