/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * academy_journal_add:
 * @mission_id: (nullable): the mission that it concerns
 * @effect: what was done, such as "save" or "receipt_stored"
 * @request_id: (nullable): what the client called its request
 * @object_id: (nullable): the UUID of what the client made
 * @detail: (nullable): a version or a digest; never a secret
 *
 * Notes one effect in the transaction that has it, so that a test can see that nothing was done twice.
 */
gboolean academy_journal_add (AcademyDatabase *self,
                              const char *mission_id,
                              const char *effect,
                              const char *request_id,
                              const char *object_id,
                              const char *detail,
                              const char *at,
                              GError **error);

/**
 * academy_journal_list:
 * @mission_id: (nullable): NULL: what concerns no mission
 *
 * Returns: (transfer full): the effects, oldest first
 */
JsonNode *academy_journal_list (AcademyDatabase *self, const char *mission_id);

G_END_DECLS
