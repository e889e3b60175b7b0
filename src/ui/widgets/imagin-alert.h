/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_alert_new:
 * @heading: (nullable): the question
 * @body: (nullable): what it is about
 *
 * The keyboard goes from answer to answer; it stops at the text only where that is longer than the window lets it be,
 * and can be scrolled.
 *
 * Returns: (transfer floating): an AdwAlertDialog whose heading may be longer than a narrow window is wide
 */
AdwDialog *imagin_alert_new (const char *heading, const char *body);

G_END_DECLS
