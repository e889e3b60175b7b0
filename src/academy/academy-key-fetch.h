/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * academy_issuer_is_usable:
 *
 * Returns: whether an address is one that may be trusted: https, or http on the loopback, without user, query or
 * fragment
 */
gboolean academy_issuer_is_usable (const char *address);

/**
 * academy_key_fetch:
 * @issuer: as the academy was told
 *
 * Asks an issuer what it is (OpenID Connect Discovery 1.0, section 4) and then for its keys. Blocks: called on a thread
 * of its own. No redirect is followed, and no more is read than such an answer may hold.
 *
 * Returns: (transfer full): the JWK set, or NULL with @error set
 */
JsonNode *academy_key_fetch (const char *issuer, GCancellable *cancellable, GError **error);

G_END_DECLS
