/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-error.h"

G_BEGIN_DECLS

/**
 * imagin_problem_to_error:
 * @status: an HTTP status of 300 or more
 * @body: (nullable): what came with it
 *
 * Reads what an academy says of a refusal: RFC 9457 problem details, or one of the three shapes that French
 * administration services send today ({status, detail, violations[]}, {errors: [{code, title, detail}]}, {message}), or
 * nothing but the status. The message of the error is the academy's own sentence where there is one, with the JSON
 * pointer of the field before it
 * ("/work/entries/0/quantity: …") where a field was refused.
 *
 * Returns: (transfer full): an error of IMAGIN_ERROR
 */
GError *imagin_problem_to_error (guint status, GBytes *body);

G_END_DECLS
