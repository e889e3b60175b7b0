/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * imagin_json_parse:
 * @bytes: what an academy, a file or the store gave
 * @maximum_bytes: the most that is read; more is an error
 *
 * Parses one JSON text strictly. Refused, each with IMAGIN_ERROR_MALFORMED: more than @maximum_bytes, a text that is
 * not UTF-8, nesting deeper than IMAGIN_JSON_MAXIMUM_DEPTH and more values than IMAGIN_JSON_MAXIMUM_VALUES (both
 * before anything is made of them), a member named twice in one object (RFC 8259, section 4: the
 * meaning is unpredictable), a number that is not finite.
 *
 * Returns: (transfer full): the root node, or NULL with @error set
 */
JsonNode *imagin_json_parse (GBytes *bytes, gsize maximum_bytes, GError **error);

/**
 * imagin_json_to_text:
 *
 * Returns: (transfer full): @node as compact JSON
 */
char *imagin_json_to_text (JsonNode *node);

/**
 * imagin_json_to_bytes:
 *
 * Returns: (transfer full): @node as compact JSON, without a final NUL
 */
GBytes *imagin_json_to_bytes (JsonNode *node);

/**
 * imagin_json_text_member:
 * @object: (nullable): where to look
 *
 * Returns: (nullable): the member when it is a string, or NULL
 */
const char *imagin_json_text_member (JsonObject *object, const char *name);

/**
 * imagin_json_integer_member:
 *
 * Returns: the member when it is a whole number, or @otherwise
 */
gint64 imagin_json_integer_member (JsonObject *object, const char *name, gint64 otherwise);

/**
 * imagin_json_object_member:
 *
 * Returns: (transfer none) (nullable): the member when it is an object, or NULL
 */
JsonObject *imagin_json_object_member (JsonObject *object, const char *name);

/**
 * imagin_json_array_member:
 *
 * Returns: (transfer none) (nullable): the member when it is an array, or NULL
 */
JsonArray *imagin_json_array_member (JsonObject *object, const char *name);

G_END_DECLS
