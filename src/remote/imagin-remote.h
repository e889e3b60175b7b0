/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-academy-info.h"
#include "remote/imagin-answer.h"
#include "remote/imagin-portal.h"
#include "remote/imagin-request.h"
#include "remote/imagin-session.h"

G_BEGIN_DECLS

#define IMAGIN_TYPE_REMOTE (imagin_remote_get_type ())
G_DECLARE_FINAL_TYPE (ImaginRemote, imagin_remote, IMAGIN, REMOTE, GObject)

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
void imagin_remote_set_token_keeper (ImaginRemote *self, ImaginSessionKeep keep, gpointer data);

/**
 * imagin_remote_set_portal:
 * @portal: (nullable): who gives and renews the tokens from now on; NULL for the academy's own session resource
 *
 * Where it changes, the tokens of the other source are forgotten.
 */
void imagin_remote_set_portal (ImaginRemote *self, ImaginPortal *portal);

/**
 * imagin_remote_take_tokens:
 * @tokens: what imagin_portal_sign_in() gave
 *
 * Returns: (transfer full): a future that resolves to TRUE once the token keeper has kept the refresh token
 */
DexFuture *imagin_remote_take_tokens (ImaginRemote *self, ImaginTokens *tokens);

/**
 * imagin_remote_set_refresh_token:
 * @refresh_token: (nullable): NULL forgets both tokens
 */
void imagin_remote_set_refresh_token (ImaginRemote *self, const char *refresh_token);

/**
 * imagin_remote_get_refresh_token:
 *
 * Returns: (transfer none) (nullable): worth nothing after an await
 */
const char *imagin_remote_get_refresh_token (ImaginRemote *self);

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
 * imagin_remote_set_epoch:
 * @epoch: (nullable): in which epoch of the academy's everything here was last compared with it
 */
void imagin_remote_set_epoch (ImaginRemote *self, const char *epoch);

/**
 * imagin_remote_get_epoch:
 *
 * Returns: (transfer none) (nullable): as it was set
 */
const char *imagin_remote_get_epoch (ImaginRemote *self);

/**
 * imagin_remote_get_not_before:
 *
 * Returns: until when the academy asked to be left alone with its last answer (Retry-After), on the clock of
 * g_get_monotonic_time(); 0: it did not
 */
gint64 imagin_remote_get_not_before (ImaginRemote *self);

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
 * Tells the academy, or the portal, that the refresh token is worth nothing any more, and forgets both tokens.
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected where nobody could be told
 */
DexFuture *imagin_remote_sign_out (ImaginRemote *self);

G_END_DECLS
