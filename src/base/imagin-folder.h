/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * imagin_folder_sync:
 *
 * Waits until the names in the folder @path are on the disk as they are now: a file that was synced under a name that
 * was not is lost with the name. Does not wait where the file system knows no such thing, or lets nobody but others
 * read the folder.
 *
 * Returns: %FALSE with @error set (IMAGIN_ERROR_STORE, _STORE_READ_ONLY or _DISK_FULL) where the disk refused
 */
gboolean imagin_folder_sync (const char *path, GError **error);

/**
 * imagin_folder_make:
 *
 * Makes the folder @path, and those that it is in, where they are not there, for the person alone. The name of each
 * folder that is made is on the disk when this returns, and the name of @path even where another program made it.
 *
 * Returns: %FALSE with @error set, as imagin_folder_sync()
 */
gboolean imagin_folder_make (const char *path, GError **error);

G_END_DECLS
