/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-academy-info.h"
#include "remote/imagin-loopback.h"
#include "remote/imagin-tokens.h"

G_BEGIN_DECLS

#define IMAGIN_TYPE_PORTAL (imagin_portal_get_type ())
G_DECLARE_FINAL_TYPE (ImaginPortal, imagin_portal, IMAGIN, PORTAL, GObject)

/* How long a person has to sign in, in seconds. */
#define IMAGIN_PORTAL_LIMIT_SECONDS 300

/**
 * ImaginPortalOpen:
 * @address: https, or http on the loopback; good until the sign-in ends
 *
 * Opens @address in the person's own browser; it may be called anew as often as the person likes.
 */
typedef void (*ImaginPortalOpen) (const char *address, gpointer data);

/**
 * imagin_portal_new:
 * @method: the academy's own entry: issuer, client, scopes, ports; nothing about an issuer is known beforehand
 *
 * Returns: (transfer full): the academy's portal, not yet asked anything, or NULL with IMAGIN_ERROR_UNTRUSTED set where
 * @method cannot be used
 */
ImaginPortal *imagin_portal_new (ImaginSignInMethod *method, GError **error);

/**
 * imagin_portal_set_patience:
 * @limit_seconds: how long a person has, IMAGIN_PORTAL_LIMIT_SECONDS where nothing is said
 * @idle_seconds: how long nothing may move in a request
 */
void imagin_portal_set_patience (ImaginPortal *self, guint limit_seconds, guint idle_seconds);

/**
 * imagin_portal_sign_in:
 * @words: what the browser shows at the end
 * @open: called once, with the address to open
 *
 * Signs a person in by OpenID Connect as a native program does it (RFC 8252): authorization code, PKCE with S256
 * (RFC 7636), a state and a nonce that nobody can guess, a loopback redirect, no secret of the program's. The ID token
 * is verified by the issuer's clock: what this computer's says does not count. One sign-in at a time: a new one ends
 * the one before.
 *
 * Returns: (transfer full): a future for the #ImaginTokens; rejected with IMAGIN_ERROR_CANCELLED,
 * IMAGIN_ERROR_PORTAL_EXPIRED after the limit, IMAGIN_ERROR_PORTAL_REFUSED, IMAGIN_ERROR_UNTRUSTED, or what hinders a
 * request
 */
DexFuture *imagin_portal_sign_in (ImaginPortal *self,
                                  const ImaginLoopbackWords *words,
                                  ImaginPortalOpen open,
                                  gpointer data,
                                  GDestroyNotify free_data);

/**
 * imagin_portal_cancel:
 *
 * Ends a sign-in that is under way.
 */
void imagin_portal_cancel (ImaginPortal *self);

/**
 * imagin_portal_renew:
 *
 * Returns: (transfer full): a future for the #ImaginTokens; rejected with IMAGIN_ERROR_SIGN_IN_REQUIRED where the
 * issuer says that the token is worth nothing any more, and with another error where it could not be asked
 */
DexFuture *imagin_portal_renew (ImaginPortal *self, const char *refresh_token);

/**
 * imagin_portal_revoke:
 *
 * Tells the issuer that the token is worth nothing any more (RFC 7009), where it can be told.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_portal_revoke (ImaginPortal *self, const char *refresh_token);

/**
 * imagin_portal_find_end_session:
 *
 * The person's session in the browser is another thing than the program's (OpenID Connect RP-Initiated Logout 1.0).
 *
 * Returns: (transfer full): a future for the address that ends it, "" where the issuer has none
 */
DexFuture *imagin_portal_find_end_session (ImaginPortal *self);

G_END_DECLS
