/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * imagin_web_address_parse:
 * @address: (nullable): what a person or an answer gave
 *
 * The only addresses that anything is sent to, and that a browser is opened with.
 *
 * Returns: (transfer full) (nullable): @address where it is https with a host, or http on the loopback, and holds no
 * name or password; NULL for everything else
 */
GUri *imagin_web_address_parse (const char *address);

G_END_DECLS
