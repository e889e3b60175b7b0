/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote/imagin-tokens.h"

#include <libdex.h>

G_BEGIN_DECLS

#define IMAGIN_TYPE_SESSION (imagin_session_get_type ())
G_DECLARE_FINAL_TYPE (ImaginSession, imagin_session, IMAGIN, SESSION, GObject)

/**
 * ImaginSessionRenew:
 *
 * Asks whoever gave @refresh_token (the academy's session resource, or an issuer) for new tokens. Rejected with
 * IMAGIN_ERROR_SIGN_IN_REQUIRED where the token is worth nothing any more, and only then.
 *
 * Returns: (transfer full): a future for the #ImaginTokens
 */
typedef DexFuture *(*ImaginSessionRenew) (const char *refresh_token, gpointer data);

/**
 * ImaginSessionKeep:
 * @refresh_token: the new refresh token
 *
 * Keeps a refresh token that was just rotated; the old one is worth nothing from now on.
 *
 * Returns: (transfer full): a future that resolves once it is kept
 */
typedef DexFuture *(*ImaginSessionKeep) (const char *refresh_token, gpointer data);

/**
 * imagin_session_new:
 *
 * Returns: (transfer full): the tokens of one account, none yet; both are in memory only
 */
ImaginSession *imagin_session_new (void);

/**
 * imagin_session_set_source:
 * @renew: (nullable): NULL where nobody is to be asked any more
 * @free_data: (nullable): frees @data
 */
void imagin_session_set_source (ImaginSession *self, ImaginSessionRenew renew, gpointer data, GDestroyNotify free_data);

/**
 * imagin_session_set_keeper:
 * @keep: (nullable): called, before the new access token is used, each time that the refresh token changes
 */
void imagin_session_set_keeper (ImaginSession *self, ImaginSessionKeep keep, gpointer data);

/**
 * imagin_session_set_refresh_token:
 * @refresh_token: (nullable): NULL forgets both tokens
 */
void imagin_session_set_refresh_token (ImaginSession *self, const char *refresh_token);

/* Both (transfer none) (nullable); worth nothing after an await. */
const char *imagin_session_get_access_token (ImaginSession *self);
const char *imagin_session_get_refresh_token (ImaginSession *self);

/**
 * imagin_session_get_renewals:
 *
 * Returns: how often the access token changed
 */
guint64 imagin_session_get_renewals (ImaginSession *self);

/**
 * imagin_session_take:
 *
 * Begins with new tokens; a refresh that is on its way changes nothing any more.
 *
 * Returns: (transfer full): a future that resolves to TRUE once the keeper has kept the refresh token
 */
DexFuture *imagin_session_take (ImaginSession *self, ImaginTokens *tokens);

/**
 * imagin_session_renew:
 *
 * Refreshes the access token: one refresh in flight, however many ask for it. An issuer that does not rotate its
 * refresh tokens gives none with the answer, and the old one goes on.
 *
 * Returns: (transfer full): a future that resolves to TRUE once there is a new access token
 */
DexFuture *imagin_session_renew (ImaginSession *self);

G_END_DECLS
