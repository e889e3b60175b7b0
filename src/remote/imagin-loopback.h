/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * ImaginLoopbackWords:
 * @language: of the texts ("fr")
 * @title: of the page
 * @done: that the person may close the page and go back to the program
 * @refused: that the portal did not let the person in, and that the program says more
 * @stray: that this page was not expected, and that nothing was changed
 *
 * What the person reads in the browser. Plain text.
 */
typedef struct
{
  const char *language;
  const char *title;
  const char *done;
  const char *refused;
  const char *stray;
} ImaginLoopbackWords;

#define IMAGIN_TYPE_LOOPBACK (imagin_loopback_get_type ())
G_DECLARE_FINAL_TYPE (ImaginLoopback, imagin_loopback, IMAGIN, LOOPBACK, GObject)

/**
 * imagin_loopback_new:
 * @ports: (nullable) (element-type guint16): the ports that the issuer knows, NULL or empty for any free one
 * @words: for the page in the browser
 *
 * Listens for the browser to come back (RFC 8252, section 7.3): on 127.0.0.1, or where that is not to be had on [::1],
 * at any free port or at the first free one of @ports.
 *
 * Returns: (transfer full): a listener that answers 400 to everything until imagin_loopback_wait(), or NULL with
 * IMAGIN_ERROR_FAILED set
 */
ImaginLoopback *imagin_loopback_new (GArray *ports, const ImaginLoopbackWords *words, GError **error);

/**
 * imagin_loopback_get_address:
 *
 * Returns: the redirect address to send to the issuer
 */
const char *imagin_loopback_get_address (ImaginLoopback *self);

/**
 * imagin_loopback_wait:
 * @state: what was sent with this sign-in
 * @issuer: who may answer it
 * @issuer_required: whether that issuer names itself in each callback (RFC 9207)
 *
 * Waits for the one callback that belongs to this sign-in: GET, at the redirect address, with @state and either `code`
 * or `error`, each once, and the issuer's own name where it has to be there. Everything else is answered by 400 and
 * changes nothing.
 *
 * Returns: (transfer full): a future for the code; rejected with IMAGIN_ERROR_PORTAL_REFUSED, its message being the
 * issuer's word ("access_denied"), or IMAGIN_ERROR_UNAVAILABLE where the issuer says that it cannot answer now
 */
DexFuture *imagin_loopback_wait (ImaginLoopback *self, const char *state, const char *issuer, gboolean issuer_required);

G_END_DECLS
