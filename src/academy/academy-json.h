/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-json.h"

G_BEGIN_DECLS

/* Members for a JsonBuilder. A NULL text or a negative number is written as null. */
void academy_json_text (JsonBuilder *builder, const char *name, const char *text);
void academy_json_integer (JsonBuilder *builder, const char *name, gint64 number);
void academy_json_boolean (JsonBuilder *builder, const char *name, gboolean value);

/**
 * academy_json_node:
 * @node: (transfer full): the member's value
 */
void academy_json_node (JsonBuilder *builder, const char *name, JsonNode *node);

/**
 * academy_json_read:
 * @text: JSON that the academy wrote itself, or ships
 *
 * Returns: (transfer full): the root node, which can be changed; NULL where it is not JSON
 */
JsonNode *academy_json_read (const char *text);

/**
 * academy_json_resource:
 * @name: a file of the demonstration, such as "academy.json"
 * @year: stands for `{year}` in it; `{last_year}` is the one before
 *
 * Returns: (transfer full): the root node
 */
JsonNode *academy_json_resource (const char *name, int year);

G_END_DECLS
