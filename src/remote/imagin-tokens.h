/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-limits.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The longest token that is taken, of any kind. */

#define IMAGIN_TYPE_TOKENS (imagin_tokens_get_type ())
G_DECLARE_FINAL_TYPE (ImaginTokens, imagin_tokens, IMAGIN, TOKENS, GObject)

/**
 * imagin_tokens_from_json:
 * @node: what an academy or an issuer answered (RFC 6749, section 5.1)
 *
 * Returns: (transfer full): the tokens, overwritten in memory when they go, or NULL with IMAGIN_ERROR_MALFORMED set
 * where there is no access token of the kind Bearer (in any case)
 */
ImaginTokens *imagin_tokens_from_json (JsonNode *node, GError **error);

const char *imagin_tokens_get_access (ImaginTokens *self);

/**
 * imagin_tokens_get_refresh:
 *
 * Returns: (transfer none) (nullable): NULL where the one that was used goes on, or none is given
 */
const char *imagin_tokens_get_refresh (ImaginTokens *self);

/**
 * imagin_tokens_get_id:
 *
 * Returns: (transfer none) (nullable): the ID token of OpenID Connect
 */
const char *imagin_tokens_get_id (ImaginTokens *self);

G_END_DECLS
