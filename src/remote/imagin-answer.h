/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define IMAGIN_TYPE_ANSWER (imagin_answer_get_type ())
G_DECLARE_FINAL_TYPE (ImaginAnswer, imagin_answer, IMAGIN, ANSWER, GObject)

/**
 * imagin_answer_new:
 * @message: whose headers have come
 * @bytes: the body
 *
 * Returns: (transfer full): the answer
 */
ImaginAnswer *imagin_answer_new (SoupMessage *message, GBytes *bytes);

guint imagin_answer_get_status (ImaginAnswer *self);
GBytes *imagin_answer_get_bytes (ImaginAnswer *self);

/**
 * imagin_answer_get_header:
 *
 * Returns: (transfer none) (nullable): the header's value
 */
const char *imagin_answer_get_header (ImaginAnswer *self, const char *name);

/**
 * imagin_answer_get_next:
 *
 * Returns: (transfer full) (nullable): the reference of `Link: …; rel="next"` (RFC 8288)
 */
char *imagin_answer_get_next (ImaginAnswer *self);

/**
 * imagin_answer_is_json:
 *
 * Returns: whether it says of itself that it is JSON, or a problem (RFC 9457)
 */
gboolean imagin_answer_is_json (ImaginAnswer *self);

/**
 * imagin_answer_is_page:
 *
 * Returns: whether it says of itself that it is a page of the web, or nothing
 */
gboolean imagin_answer_is_page (ImaginAnswer *self);

/**
 * imagin_answer_read_json:
 *
 * Returns: (transfer full): the body as JSON, or NULL with @error set
 */
JsonNode *imagin_answer_read_json (ImaginAnswer *self, GError **error);

/**
 * imagin_answer_read_entity:
 *
 * Returns: (transfer full): the body as an entity of @type, or NULL with @error set
 */
gpointer imagin_answer_read_entity (ImaginAnswer *self, GType type, GError **error);

/**
 * imagin_answer_get_retry_seconds:
 *
 * Reads Retry-After (RFC 9110, section 10.2.3), as a delay or as a date. A date is measured against the answer's own
 * Date where it has one: the computer's clock may be wrong.
 *
 * Returns: how long the academy asks to be left alone, at most an hour; 0 where it does not say
 */
guint imagin_answer_get_retry_seconds (ImaginAnswer *self);

G_END_DECLS
