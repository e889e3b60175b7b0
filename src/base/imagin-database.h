/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-database-file.h"

#include <libdex.h>

G_BEGIN_DECLS

#define IMAGIN_TYPE_DATABASE (imagin_database_get_type ())
G_DECLARE_FINAL_TYPE (ImaginDatabase, imagin_database, IMAGIN, DATABASE, GObject)

/**
 * ImaginDatabaseJob:
 * @database: the worker's connection
 * @data: what was given with the job; the job does not own it
 * @result: (out): may be initialised with what the future resolves to; TRUE otherwise
 *
 * A job runs on the worker's thread and is one whole transaction: where it returns FALSE, nothing of it is kept.
 *
 * Returns: whether it succeeded; FALSE with @error set
 */
typedef gboolean (*ImaginDatabaseJob) (sqlite3 *database, gpointer data, GValue *result, GError **error);

/**
 * imagin_database_new:
 * @path: the file, or NULL for a database in memory only
 * @migrations: (array length=n_migrations) (transfer none): see imagin_sql_open(); they outlive the database
 *
 * A database with two threads, a writer and a reader, each with a connection of its own (in memory: one for both).
 * Nothing is opened here: the first job does that, on its thread, and carries the error where it fails.
 * The first that writes makes the file; before that, those that read find an empty database.
 *
 * Returns: (transfer full): the database
 */
ImaginDatabase *imagin_database_new (const char *path, const char *const *migrations, guint n_migrations);

/**
 * imagin_database_take_care:
 * @care: outlives the database
 *
 * Before the first job: from now on the file is this process's alone (IMAGIN_ERROR_STORE_IN_USE is what others get),
 * and a job that meets a damaged file runs again on the one that is made instead.
 */
void imagin_database_take_care (ImaginDatabase *self, const ImaginDatabaseCare *care);

/**
 * imagin_database_check:
 *
 * Reads the whole file, on a thread of its own that makes way for all others, and has it rescued where it is damaged.
 *
 * Returns: (transfer full): a future that resolves to whether the file was sound
 */
DexFuture *imagin_database_check (ImaginDatabase *self);

/**
 * imagin_database_write:
 * @job: what to do, in a transaction
 * @data: (transfer full): for the job
 * @free_data: (nullable): frees @data, on the worker's thread
 *
 * Returns: (transfer full): a future for the job's result, resolved once the transaction is on disk
 */
DexFuture *imagin_database_write (ImaginDatabase *self, ImaginDatabaseJob job, gpointer data, GDestroyNotify free_data);

/**
 * imagin_database_read:
 *
 * The same on the reader's thread, which never waits for the writer.
 *
 * Returns: (transfer full): a future for the job's result
 */
DexFuture *imagin_database_read (ImaginDatabase *self, ImaginDatabaseJob job, gpointer data, GDestroyNotify free_data);

/**
 * imagin_database_close:
 *
 * Returns: (transfer full): a future that resolves once every job given before has run and both files are closed
 */
DexFuture *imagin_database_close (ImaginDatabase *self);

G_END_DECLS
