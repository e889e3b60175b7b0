/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/http/academy-request.h"

G_BEGIN_DECLS

/**
 * academy_form_of_query:
 *
 * Returns: (transfer full) (element-type utf8 utf8) (nullable): the parameters of the address, see
 * academy_form_of_body()
 */
GHashTable *academy_form_of_query (AcademyRequest *request);

/**
 * academy_form_of_body:
 *
 * Reads `application/x-www-form-urlencoded`. An empty parameter counts as absent (RFC 6749, section 3.1).
 *
 * Returns: (transfer full) (element-type utf8 utf8) (nullable): the parameters; NULL where it is no form, where a
 * parameter comes twice, is longer than it may be, or holds what is no text
 */
GHashTable *academy_form_of_body (AcademyRequest *request);

G_END_DECLS
