/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote/imagin-answer.h"

G_BEGIN_DECLS

/**
 * imagin_transport_new_session:
 *
 * Nothing is logged, nothing is kept, and a certificate that is not right is refused: there is no way around it.
 *
 * Returns: (transfer full): what requests are sent with
 */
SoupSession *imagin_transport_new_session (void);

/**
 * ImaginTransportBound:
 * @status: of the answer whose headers have come
 *
 * Returns: how many bytes of its body are read at most
 */
typedef gsize (*ImaginTransportBound) (guint status, gpointer data);

/**
 * imagin_transport_send:
 * @message: must not follow redirects
 * @idle_seconds: how long nothing may move
 *
 * Sends one message, on a connection of its own, and reads the whole answer. Runs in a fiber.
 *
 * Returns: (transfer full): the answer whatever its status, or NULL with @error set: IMAGIN_ERROR_OFFLINE,
 * IMAGIN_ERROR_TIMED_OUT, IMAGIN_ERROR_UNTRUSTED where the certificate is not right, IMAGIN_ERROR_MALFORMED where the
 * answer is larger than its bound
 */
ImaginAnswer *imagin_transport_send (SoupSession *session,
                                     SoupMessage *message,
                                     guint idle_seconds,
                                     ImaginTransportBound bound,
                                     gpointer bound_data,
                                     GError **error);

G_END_DECLS
