/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-database.h"
#include "domain/imagin-rescue.h"

G_BEGIN_DECLS

/**
 * imagin_store_rescue_prepare:
 * @path: the store's file
 *
 * Ends a rescue that was interrupted; see #ImaginDatabaseCare.
 */
gboolean imagin_store_rescue_prepare (const char *path, gpointer data, GError **error);

/**
 * imagin_store_rescue:
 * @path: the store's file, which nobody has open
 *
 * Moves the file with all that belongs to it into a folder of its own, "damaged-" and the date, and puts a store in its
 * place that holds what could be read. Nothing is deleted, and wherever this is interrupted, the next start goes on.
 */
gboolean imagin_store_rescue (const char *path, gpointer data, GError **error);

/**
 * imagin_store_rescue_check:
 *
 * Whether what the store holds can be understood; see #ImaginDatabaseCare.
 */
gboolean imagin_store_rescue_check (sqlite3 *database, gpointer data, GError **error);

/**
 * imagin_store_rescue_read:
 * @directory: the store's
 *
 * Returns: (transfer full) (nullable): what the person was not told yet
 */
ImaginRescue *imagin_store_rescue_read (const char *directory);

/**
 * imagin_store_rescue_told:
 *
 * The person knows: what is said goes into the folder, and is not said again.
 */
void imagin_store_rescue_told (ImaginRescue *rescue);

G_END_DECLS
