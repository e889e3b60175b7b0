/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/entry/imagin-readiness.h"

G_BEGIN_DECLS

/**
 * imagin_entry_reason:
 * @last: whether the last step is shown, the one that validates
 *
 * The reason stands beside the button that cannot work.
 *
 * Returns: (transfer full) (nullable): why "Save" or "Validate" waits, and for what
 */
char *imagin_entry_reason (ImaginDraft *draft, const ImaginReadiness *readiness, gboolean last);

G_END_DECLS
