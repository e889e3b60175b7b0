/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the intervener sends once and for all: validations and remarks, each under a UUID that the client made. */

/**
 * academy_validation_add:
 * @parts: the parts, between commas
 * @number: (out) (transfer full): what the person quotes to the office
 */
gboolean academy_validation_add (AcademyDatabase *self,
                                 const char *mission_id,
                                 const char *id,
                                 const char *parts,
                                 const char *at,
                                 char **number,
                                 GError **error);

/**
 * academy_validation_find:
 *
 * Returns: (transfer full) (nullable): {id, number, at, parts}, or NULL where this was never validated
 */
JsonNode *academy_validation_find (AcademyDatabase *self, const char *mission_id, const char *id);
JsonNode *academy_validation_list (AcademyDatabase *self, const char *mission_id);

/**
 * academy_remark_add:
 * @added: (out): FALSE where the id was there already; its first text stays
 */
gboolean academy_remark_add (AcademyDatabase *self,
                             const char *mission_id,
                             const char *id,
                             const char *text,
                             const char *field,
                             const char *at,
                             gboolean *added,
                             GError **error);
JsonNode *academy_remark_find (AcademyDatabase *self, const char *mission_id, const char *id);
JsonNode *academy_remark_list (AcademyDatabase *self, const char *mission_id);

G_END_DECLS
