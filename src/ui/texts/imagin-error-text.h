/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * imagin_error_text:
 * @error: (nullable): anything that went wrong
 *
 * Returns: (transfer full): one sentence that says what happened and one that says what to do, in the person's
 * language. Where the academy said why, its own sentence is in it.
 */
char *imagin_error_text (const GError *error);

/**
 * imagin_error_text_of_academy:
 *
 * Returns: (transfer none): why, in the academy's own sentence; "" where it gave none
 */
const char *imagin_error_text_of_academy (const GError *error);

/**
 * imagin_error_text_at_portal:
 *
 * The same for a sign-in through the academy's portal, where nothing is tried again by itself.
 *
 * Returns: (transfer full): one sentence and one next step
 */
char *imagin_error_text_at_portal (const GError *error);

G_END_DECLS
