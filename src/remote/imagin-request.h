/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-limits.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define IMAGIN_TYPE_REQUEST (imagin_request_get_type ())
G_DECLARE_FINAL_TYPE (ImaginRequest, imagin_request, IMAGIN, REQUEST, GObject)

/**
 * ImaginRequest::progress:
 * @sent: bytes of the body handed to the system so far (not yet "received")
 * @total: bytes of the body
 */

/**
 * imagin_request_new:
 * @method: an HTTP method
 * @path: below the academy's API ("/missions/m1"), or from the academy's root where it begins with "//"
 * ("//.well-known/imagin")
 *
 * Returns: (transfer full): a request that waits to be sent by imagin_remote_send()
 */
ImaginRequest *imagin_request_new (const char *method, const char *path);

/**
 * imagin_request_path:
 * @...: path segments, NULL-terminated; each is escaped
 *
 * Returns: (transfer full): "/a/b/c"
 */
char *imagin_request_path (const char *segment, ...) G_GNUC_NULL_TERMINATED;

void imagin_request_set_header (ImaginRequest *self, const char *name, const char *value);
void imagin_request_set_json (ImaginRequest *self, JsonNode *node);

/**
 * imagin_request_set_file:
 * @file: read anew at each try
 * @bytes: its size
 */
void imagin_request_set_file (ImaginRequest *self, GFile *file, const char *media_type, gint64 bytes);

/**
 * imagin_request_accept:
 * @status: an HTTP status that the caller understands and wants as an answer instead of an error
 */
void imagin_request_accept (ImaginRequest *self, guint status);

/**
 * imagin_request_set_anonymous:
 *
 * The request carries no access token (description of the academy, signing in).
 */
void imagin_request_set_anonymous (ImaginRequest *self);

/**
 * imagin_request_set_document:
 *
 * What answers is a file of any type but a page of the web, and may be larger than JSON.
 */
void imagin_request_set_document (ImaginRequest *self);

void imagin_request_set_maximum_bytes (ImaginRequest *self, gsize maximum_bytes);

const char *imagin_request_get_method (ImaginRequest *self);
const char *imagin_request_get_path (ImaginRequest *self);
gboolean imagin_request_is_anonymous (ImaginRequest *self);
gboolean imagin_request_accepts (ImaginRequest *self, guint status);
gboolean imagin_request_is_document (ImaginRequest *self);
gsize imagin_request_get_maximum_bytes (ImaginRequest *self);
GHashTable *imagin_request_get_headers (ImaginRequest *self);
GBytes *imagin_request_get_bytes (ImaginRequest *self);
GFile *imagin_request_get_file (ImaginRequest *self);
const char *imagin_request_get_media_type (ImaginRequest *self);
gint64 imagin_request_get_size (ImaginRequest *self);
void imagin_request_report_progress (ImaginRequest *self, gint64 sent);

G_END_DECLS
