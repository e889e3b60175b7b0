/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of https://www.sqlite.org/fileformat2.html#the_write_ahead_log: the log's header, and that of each page in it. */
#define IMAGIN_SQL_LOG_HEADER_BYTES 32
#define IMAGIN_SQL_FRAME_HEADER_BYTES 24

/**
 * imagin_sql_log_is_sealed:
 * @log: a write-ahead log
 *
 * Returns: whether the log's header is one that SQLite wrote, by its checksum
 */
gboolean imagin_sql_log_is_sealed (const guchar *log, gsize size);

/**
 * imagin_sql_log_is_damaged:
 * @path: a database's file, which nobody has open
 *
 * SQLite reads a write-ahead log up to the first page whose checksum is wrong, and drops what follows without a word:
 * after a power loss that is what nobody was told of. Where a transaction follows that was only begun because the
 * one before it was on the disk, it is damage instead. Damage in the last transaction looks like a power loss.
 *
 * Returns: whether transactions that were on the disk would be dropped
 */
gboolean imagin_sql_log_is_damaged (const char *path);

/**
 * imagin_sql_log_write_anew:
 * @path: a database's file, to which nobody writes
 *
 * Writes the log over itself, byte for byte, and waits until it is on the disk. What a disk refused to sync is still
 * read back from the system's cache, and a transaction in it is taken for one that was kept; but the system takes these
 * pages for written, and no later sync writes them: whatever follows in the log would be lost with them.
 *
 * Returns: %FALSE with @error set where the disk refused
 */
gboolean imagin_sql_log_write_anew (const char *path, GError **error);

G_END_DECLS
