/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/http/academy-request.h"

G_BEGIN_DECLS

/**
 * academy_server_new:
 * @database: outlives the server
 * @options: outlive the server
 *
 * Starts to listen on 127.0.0.1. Requests are answered in the main loop of the calling thread.
 *
 * Returns: (transfer full): the server, or NULL with @error set
 */
SoupServer *academy_server_new (AcademyDatabase *database, const AcademyOptions *options, GError **error);

/**
 * academy_server_address:
 *
 * Returns: (transfer full): where it listens, "http://127.0.0.1:PORT/"
 */
char *academy_server_address (SoupServer *server);

/**
 * academy_server_port:
 *
 * Returns: the port that it listens on, 0: on none
 */
int academy_server_port (SoupServer *server);

/**
 * academy_server_drain:
 *
 * Waits for the passwords that are still being looked at; called before the database is closed.
 */
void academy_server_drain (void);

G_END_DECLS
