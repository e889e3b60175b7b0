/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-sql.h"

#include <libdex.h>

G_BEGIN_DECLS

/**
 * ImaginDatabaseCare:
 * @prepare: before the file is opened first: ends what was interrupted
 * @rescue: the file is damaged, and nobody has it open: sets it aside and makes another one
 * @check: (nullable): whether what is in the file makes sense, beyond what SQLite can know
 * @data: for all
 *
 * What is done for a file beside its jobs, on one of the database's threads; each returns FALSE with @error set.
 */
typedef struct
{
  gboolean (*prepare) (const char *path, gpointer data, GError **error);
  gboolean (*rescue) (const char *path, gpointer data, GError **error);
  gboolean (*check) (sqlite3 *database, gpointer data, GError **error);
  gpointer data;
} ImaginDatabaseCare;

/**
 * ImaginDatabaseFile:
 *
 * The file that the threads of one #ImaginDatabase share: its lock, and what is done where it is damaged.
 */
typedef struct _ImaginDatabaseFile ImaginDatabaseFile;

ImaginDatabaseFile *imagin_database_file_new (const char *path, const char *const *migrations, guint n_migrations);
void imagin_database_file_free (ImaginDatabaseFile *self);
const char *imagin_database_file_get_path (ImaginDatabaseFile *self);
void imagin_database_file_take_care (ImaginDatabaseFile *self, const ImaginDatabaseCare *care);

/**
 * imagin_database_file_add:
 * @connection: where a thread holds its connection; closed there before the file is set aside
 *
 * Before the first job.
 */
void imagin_database_file_add (ImaginDatabaseFile *self, sqlite3 **connection);

/* Whether the file is absent only because the program ended while it was being made anew. */
gboolean imagin_database_file_is_interrupted (ImaginDatabaseFile *self);

/**
 * imagin_database_file_open:
 * @writes: whether this is the one connection that writes
 *
 * Returns: (transfer full): a connection, or NULL with @error set
 */
sqlite3 *imagin_database_file_open (ImaginDatabaseFile *self, gboolean writes, GError **error);
sqlite3 *imagin_database_file_open_empty (ImaginDatabaseFile *self, GError **error);

/**
 * imagin_database_file_begin:
 *
 * Nobody sets the file aside until imagin_database_file_end(); many may be between both.
 *
 * Returns: which file it is, for imagin_database_file_rescue()
 */
guint imagin_database_file_begin (ImaginDatabaseFile *self);
void imagin_database_file_end (ImaginDatabaseFile *self);

/**
 * imagin_database_file_rescue:
 * @generation: the file that failed
 * @error: (inout): why; another one where the rescue failed
 *
 * Has the file set aside where @error says that it is damaged; once, whoever notices first.
 *
 * Returns: whether there is another file now
 */
gboolean imagin_database_file_rescue (ImaginDatabaseFile *self, guint generation, GError **error);

DexFuture *imagin_database_file_check (ImaginDatabaseFile *self);

/* The check ends early: the database is being closed. */
void imagin_database_file_stop (ImaginDatabaseFile *self);

G_END_DECLS
