/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* The addresses under which the demonstration's accounts are kept: its ports are other ones at each start. */
#define IMAGIN_DEMONSTRATION_ADDRESS "demonstration:"
#define IMAGIN_DEMONSTRATION_COMPETITIONS_ADDRESS "demonstration:competitions"

/**
 * imagin_demonstration_addresses:
 *
 * Returns: (transfer none) (array zero-terminated=1): the addresses of the demonstration's academies; who signs in to
 * the first has the others as well
 */
const char *const *imagin_demonstration_addresses (void);

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

/**
 * imagin_demonstration_restart:
 * @address: one of imagin_demonstration_addresses()
 * @data: unused
 *
 * Makes an academy of the demonstration what it was on its first day; its passwords and sessions stay.
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected with IMAGIN_ERROR_FAILED
 */
DexFuture *imagin_demonstration_restart (const char *address, gpointer data);

G_END_DECLS
