/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "account/imagin-follow-up.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginFollowUpRows:
 *
 * What follows the statement: its validation, its history, the remarks to the office. A row each, with the last of it.
 */
#define IMAGIN_TYPE_FOLLOW_UP_ROWS (imagin_follow_up_rows_get_type ())
G_DECLARE_FINAL_TYPE (ImaginFollowUpRows, imagin_follow_up_rows, IMAGIN, FOLLOW_UP_ROWS, AdwPreferencesGroup)

void imagin_follow_up_rows_show (ImaginFollowUpRows *self, ImaginDraft *draft, ImaginFollowUp *follow_up);

G_END_DECLS
