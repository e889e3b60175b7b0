/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-academy-info.h"
#include "remote/imagin-request.h"

#include <libdex.h>

G_BEGIN_DECLS

#define IMAGIN_TYPE_ANSWER (imagin_answer_get_type ())
G_DECLARE_FINAL_TYPE (ImaginAnswer, imagin_answer, IMAGIN, ANSWER, GObject)

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

#define IMAGIN_TYPE_REMOTE (imagin_remote_get_type ())
G_DECLARE_FINAL_TYPE (ImaginRemote, imagin_remote, IMAGIN, REMOTE, GObject)

/**
 * ImaginRemoteKeepToken:
 * @refresh_token: the new refresh token
 *
 * Keeps a refresh token that was just rotated; the old one is worth nothing from now on.
 *
 * Returns: (transfer full): a future that resolves once it is kept
 */
typedef DexFuture *(*ImaginRemoteKeepToken) (const char *refresh_token, gpointer data);

/**
 * imagin_remote_new:
 * @address: the academy's root ("https://imagin.ac-demo.example/"); http only for the loopback
 *
 * Returns: (transfer full) (nullable): an academy to talk to, or NULL with @error set where @address may not be used
 */
ImaginRemote *imagin_remote_new (const char *address, GError **error);

const char *imagin_remote_get_address (ImaginRemote *self);

/**
 * imagin_remote_set_token_keeper:
 * @keep: called, before the new access token is used, each time that the refresh token changes
 */
void imagin_remote_set_token_keeper (ImaginRemote *self, ImaginRemoteKeepToken keep, gpointer data);

/**
 * imagin_remote_set_refresh_token:
 * @refresh_token: (nullable): NULL forgets both tokens
 */
void imagin_remote_set_refresh_token (ImaginRemote *self, const char *refresh_token);

gboolean imagin_remote_has_session (ImaginRemote *self);

/**
 * imagin_remote_send:
 *
 * Sends @request and reads the whole answer. No redirect is followed. A 401 refreshes the session once (one refresh in
 * flight, however many requests wait) and tries again. A status that the request does not accept rejects with what the
 * academy says.
 *
 * Returns: (transfer full): a future for the #ImaginAnswer
 */
DexFuture *imagin_remote_send (ImaginRemote *self, ImaginRequest *request);

/**
 * imagin_remote_describe:
 *
 * Returns: (transfer full): a future for the #ImaginAcademyInfo at the well-known address
 */
DexFuture *imagin_remote_describe (ImaginRemote *self);

/**
 * imagin_remote_sign_in:
 * @new_password: (nullable): where the password must be replaced
 *
 * Signs in with an intervener number. Rejected with IMAGIN_ERROR_PASSWORD_CHANGE_REQUIRED at the first connection.
 *
 * Returns: (transfer full): a future that resolves to TRUE once the token keeper has kept the refresh token
 */
DexFuture *
imagin_remote_sign_in (ImaginRemote *self, const char *number, const char *password, const char *new_password);

/**
 * imagin_remote_sign_out:
 *
 * Tells the academy that the refresh token is worth nothing any more, and forgets both tokens.
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected where the academy could not be told
 */
DexFuture *imagin_remote_sign_out (ImaginRemote *self);

G_END_DECLS
