/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/http/academy-request.h"

G_BEGIN_DECLS

/**
 * academy_bearer_prepare:
 * @done: called with a reference to @self where the answer is FALSE; it goes on with academy_bearer_sign_in()
 *
 * Looks at the access token of a request before its transaction begins. One of the issuer's may need keys that the
 * academy does not have yet: the request then waits for them, and the academy goes on serving others.
 *
 * Returns: whether academy_bearer_sign_in() can be called at once
 */
gboolean academy_bearer_prepare (AcademyRequest *self, GSourceOnceFunc done);

/**
 * academy_bearer_sign_in:
 *
 * Finds out who asks, within the transaction; answers 401 where nobody does, 503 where that cannot be told now.
 */
gboolean academy_bearer_sign_in (AcademyRequest *self);

G_END_DECLS
