/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* The address under which the demonstration's account is kept: its port is another one at each start. */
#define IMAGIN_DEMONSTRATION_ADDRESS "demonstration:"

/**
 * imagin_demonstration_resolve:
 * @address: an account's address, as it is kept
 * @data: unused
 *
 * Gives every address back as it is, but for the demonstration's: then the embedded academy is started, once, as a
 * process that ends when this one does, however that ends.
 *
 * Returns: (transfer full): a future for the address to talk to
 */
DexFuture *imagin_demonstration_resolve (const char *address, gpointer data);

G_END_DECLS
