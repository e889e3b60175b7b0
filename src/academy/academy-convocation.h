/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How long every convocation is, in bytes: the missions announce it before any is drawn. */
#define ACADEMY_CONVOCATION_BYTES (64 * 1024)

/**
 * academy_convocation_draw:
 * @academy: the name of the academy
 * @mission: a Mission of the contract
 * @person: the Person that it calls
 *
 * Returns: (transfer full): a PDF of one page
 */
GBytes *academy_convocation_draw (const char *academy, JsonObject *mission, JsonObject *person);

/**
 * academy_convocation_forget:
 *
 * Gives back what the libraries of fonts keep for the next page; called once, at the end.
 */
void academy_convocation_forget (void);

G_END_DECLS
