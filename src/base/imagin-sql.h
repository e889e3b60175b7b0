/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* SQLite with GError and automatic clean-up. Everything here blocks: it is called on a thread of its own only. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/**
 * imagin_sql_open:
 * @path: a file's path, or NULL for a database in memory
 * @migrations: (array length=n_migrations): SQL texts; the n-th leads from user_version n to n + 1. What has landed
 * once is never edited: a change is a new text at the end
 *
 * Opens a database as the product wants it (WAL, synchronous=FULL, foreign keys, a busy time-out) and brings its schema
 * up to date, each step in a transaction of its own. A database of a newer version than this program knows is refused.
 *
 * Returns: the connection, to be closed with sqlite3_close(), or NULL with @error set
 */
sqlite3 *imagin_sql_open (const char *path, const char *const *migrations, guint n_migrations, GError **error);

/**
 * imagin_sql_run:
 * @types: one letter a parameter: s (text, NULL is null), i (gint64), b (GBytes *, NULL is null)
 * @...: the parameters ?1, ?2 …
 *
 * Runs one statement to its end.
 *
 * Returns: whether it succeeded
 */
gboolean imagin_sql_run (sqlite3 *database, GError **error, const char *sql, const char *types, ...);

/**
 * imagin_sql_prepare:
 *
 * Prepares one statement and binds its parameters, as imagin_sql_run().
 *
 * Returns: (transfer full): the statement, to be stepped with imagin_sql_step(), or NULL with @error set
 */
sqlite3_stmt *imagin_sql_prepare (sqlite3 *database, GError **error, const char *sql, const char *types, ...);

/**
 * imagin_sql_step:
 * @error: set only where the step failed
 *
 * Returns: whether there is a row
 */
gboolean imagin_sql_step (sqlite3_stmt *statement, GError **error);

/**
 * imagin_sql_text:
 *
 * Returns: (transfer none) (nullable): the text in @column of the present row, valid until the next step
 */
const char *imagin_sql_text (sqlite3_stmt *statement, int column);

/**
 * imagin_sql_set_error:
 *
 * Sets @error from what @database said last: IMAGIN_ERROR_DISK_FULL, _STORE_DAMAGED, _STORE_READ_ONLY, or _STORE.
 *
 * Returns: FALSE, always
 */
gboolean imagin_sql_set_error (GError **error, sqlite3 *database);

/**
 * imagin_sql_close_as_it_is:
 * @database: a connection
 *
 * Closes it and writes nothing, so that a file that is damaged stays as it was found.
 */
void imagin_sql_close_as_it_is (sqlite3 *database);

/**
 * imagin_sql_forget_failures:
 *
 * From here on, this thread notes where a statement cannot read or write the file.
 */
void imagin_sql_forget_failures (void);

/**
 * imagin_sql_check_failures:
 *
 * A step that fails looks like one without a row to who does not ask: a draft that cannot be read must not be taken for
 * none.
 *
 * Returns: whether no statement of this thread failed on the file since; FALSE with @error set
 */
gboolean imagin_sql_check_failures (GError **error);

G_END_DECLS
