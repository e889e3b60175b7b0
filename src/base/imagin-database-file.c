/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file below a database: one process has it, it is looked through in the background, and set aside where it is
 * damaged. */

#include "base/imagin-database-file.h"

#include "base/imagin-error.h"
#include "base/imagin-folder.h"
#include "base/imagin-sql-log.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/resource.h>
#include <unistd.h>

/* A disk that damages every new file as well is not helped by yet another one. */
#define RESCUES_MAXIMUM 3
#define LOOK_AFTER_OPERATIONS 1000
#define LAZIEST 19

struct _ImaginDatabaseFile
{
  char *path; /* NULL: in memory */
  const char *const *migrations;
  guint n_migrations;
  const ImaginDatabaseCare *care; /* nullable */
  GPtrArray *connections;
  GRWLock jobs;   /* read by who works on the file, written by who sets it aside */
  GMutex opening; /* of what follows */
  int lock;       /* -1: not taken yet */
  gboolean prepared;
  gboolean log_is_sound;
  guint generation; /* under the lock of the jobs */
  guint rescues;
  int stopped; /* atomic: 1 while the check shall make way for good or for a rescue */
  int closed;  /* atomic */
  GThread *checker;
};

ImaginDatabaseFile *
imagin_database_file_new (const char *path, const char *const *migrations, guint n_migrations)
{
  ImaginDatabaseFile *self = g_new0 (ImaginDatabaseFile, 1);

  self->path = g_strdup (path);
  self->migrations = migrations;
  self->n_migrations = n_migrations;
  self->connections = g_ptr_array_new ();
  self->lock = -1;
  g_rw_lock_init (&self->jobs);
  g_mutex_init (&self->opening);
  return self;
}

void
imagin_database_file_free (ImaginDatabaseFile *self)
{
  if (self->checker != NULL)
    g_thread_join (self->checker);
  if (self->lock >= 0)
    close (self->lock);
  g_ptr_array_unref (self->connections);
  g_rw_lock_clear (&self->jobs);
  g_mutex_clear (&self->opening);
  g_free (self->path);
  g_free (self);
}

const char *
imagin_database_file_get_path (ImaginDatabaseFile *self)
{
  return self->path;
}

void
imagin_database_file_take_care (ImaginDatabaseFile *self, const ImaginDatabaseCare *care)
{
  self->care = care;
}

void
imagin_database_file_add (ImaginDatabaseFile *self, sqlite3 **connection)
{
  g_ptr_array_add (self->connections, connection);
}

gboolean
imagin_database_file_is_interrupted (ImaginDatabaseFile *self)
{
  g_autofree char *lock = self->path != NULL ? g_strconcat (self->path, ".lock", NULL) : NULL;

  /* Who had a store here left the lock's file: what is missing may only lie under another name yet. */
  return self->care != NULL && lock != NULL && g_file_test (lock, G_FILE_TEST_EXISTS);
}

/* Opening */

/* The lock is the process's, and goes with it however it ends. Where the file system knows no locks, there is none. */
static gboolean
take_lock (ImaginDatabaseFile *self, GError **error)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char *path = g_strconcat (self->path, ".lock", NULL);
  g_autofree char *directory = g_path_get_dirname (self->path);
  int descriptor;

  if (self->lock >= 0)
    return TRUE;
  if (!imagin_folder_make (directory, error))
    return FALSE;
  descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return imagin_error_set_system (error, path);
  if (fcntl (descriptor, F_SETLK, &whole) != 0 && (errno == EACCES || errno == EAGAIN))
    {
      close (descriptor);
      return imagin_error_set_false (error, IMAGIN_ERROR_STORE_IN_USE, "Another program holds %s", path);
    }
  self->lock = descriptor;
  return TRUE;
}

/* Before SQLite opens the file first, and after the disk refused something: whoever opens it with a damaged log writes
 * over what can still be read of it. */
static gboolean
check_log (ImaginDatabaseFile *self, GError **error)
{
  if (!self->log_is_sound && imagin_sql_log_is_damaged (self->path))
    return imagin_error_set_false (error, IMAGIN_ERROR_STORE_DAMAGED, "The log of %s is damaged", self->path);
  if (!self->log_is_sound && !imagin_sql_log_write_anew (self->path, error))
    return FALSE;
  self->log_is_sound = TRUE;
  return TRUE;
}

static gboolean
get_ready (ImaginDatabaseFile *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->opening);

  if (self->path == NULL || self->care == NULL)
    return TRUE;
  if (!take_lock (self, error))
    return FALSE;
  self->prepared = self->prepared || self->care->prepare (self->path, self->care->data, error);
  return self->prepared && check_log (self, error);
}

/* SQLite has the names of its files written, too, and goes on where the disk refuses that: what is told kept is then in
 * a log that may have no name after a loss of power. */
static gboolean
keep_names (ImaginDatabaseFile *self, GError **error)
{
  g_autofree char *directory = self->path != NULL ? g_path_get_dirname (self->path) : NULL;

  return directory == NULL || imagin_folder_sync (directory, error);
}

sqlite3 *
imagin_database_file_open (ImaginDatabaseFile *self, gboolean writes, GError **error)
{
  sqlite3 *database;

  if (!get_ready (self, error))
    return NULL;
  database = imagin_sql_open (self->path, self->migrations, self->n_migrations, error);
  if (database != NULL && writes && !keep_names (self, error))
    {
      imagin_sql_close_as_it_is (database);
      database = NULL;
    }
  /* Who only reads never looks after the log: the other may be writing to it. */
  if (database == NULL && writes)
    {
      g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->opening);

      self->log_is_sound = FALSE;
    }
  return database;
}

sqlite3 *
imagin_database_file_open_empty (ImaginDatabaseFile *self, GError **error)
{
  return imagin_sql_open (NULL, self->migrations, self->n_migrations, error);
}

/* Rescuing */

guint
imagin_database_file_begin (ImaginDatabaseFile *self)
{
  g_rw_lock_reader_lock (&self->jobs);
  return self->generation;
}

void
imagin_database_file_end (ImaginDatabaseFile *self)
{
  g_rw_lock_reader_unlock (&self->jobs);
}

static gboolean
set_aside (ImaginDatabaseFile *self, GError **error)
{
  if (self->rescues == RESCUES_MAXIMUM)
    return FALSE;
  self->rescues++;
  for (guint i = 0; i < self->connections->len; i++)
    {
      sqlite3 **connection = g_ptr_array_index (self->connections, i);

      if (*connection != NULL)
        imagin_sql_close_as_it_is (*connection);
      *connection = NULL;
    }
  g_clear_error (error);
  if (!self->care->rescue (self->path, self->care->data, error))
    return FALSE;
  self->generation++;
  return TRUE;
}

gboolean
imagin_database_file_rescue (ImaginDatabaseFile *self, guint generation, GError **error)
{
  gboolean rescued;

  if (self->care == NULL || self->path == NULL || error == NULL ||
      !imagin_error_matches (*error, IMAGIN_ERROR_STORE_DAMAGED))
    return FALSE;
  g_atomic_int_set (&self->stopped, 1);
  g_rw_lock_writer_lock (&self->jobs);
  rescued = self->generation != generation || set_aside (self, error);
  g_atomic_int_set (&self->stopped, 0);
  g_rw_lock_writer_unlock (&self->jobs);
  if (rescued)
    g_clear_error (error);
  return rescued;
}

/* Checking */

static int
make_way (gpointer data)
{
  ImaginDatabaseFile *self = data;

  return g_atomic_int_get (&self->stopped) || g_atomic_int_get (&self->closed);
}

static gboolean
says_ok (sqlite3 *database, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (database, error, "PRAGMA integrity_check (1)", "");

  if (row == NULL || !imagin_sql_step (row, error))
    return FALSE;
  return g_strcmp0 (imagin_sql_text (row, 0), "ok") == 0 ||
         imagin_error_set_false (error, IMAGIN_ERROR_STORE_DAMAGED, "%s", imagin_sql_text (row, 0));
}

static gboolean
look_through (ImaginDatabaseFile *self, GError **error)
{
  sqlite3 *database = NULL;
  gboolean sound;

  if (!get_ready (self, error))
    return FALSE;
  if (sqlite3_open_v2 (self->path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      imagin_sql_set_error (error, database);
      sqlite3_close (database);
      return FALSE;
    }
  sqlite3_progress_handler (database, LOOK_AFTER_OPERATIONS, make_way, self);
  sound =
      says_ok (database, error) && (self->care->check == NULL || self->care->check (database, self->care->data, error));
  imagin_sql_close_as_it_is (database);
  return sound;
}

typedef struct
{
  ImaginDatabaseFile *file;
  DexPromise *promise;
} Check;

static gpointer
check_main (gpointer data)
{
  Check *check = data;
  ImaginDatabaseFile *self = check->file;
  g_autoptr (GError) error = NULL;
  gboolean sound;
  guint generation;

  /* On Linux this is the thread's own. */
  setpriority (PRIO_PROCESS, 0, LAZIEST);
  generation = imagin_database_file_begin (self);
  sound = look_through (self, &error);
  imagin_database_file_end (self);
  if (!sound && !imagin_database_file_rescue (self, generation, &error))
    g_message ("The store was not looked through: %s", error != NULL ? error->message : "it is damaged again");
  dex_promise_resolve_boolean (check->promise, sound);
  dex_unref (check->promise);
  g_free (check);
  return NULL;
}

DexFuture *
imagin_database_file_check (ImaginDatabaseFile *self)
{
  Check *check;
  DexPromise *promise;

  if (self->checker != NULL || self->care == NULL || self->path == NULL ||
      !g_file_test (self->path, G_FILE_TEST_EXISTS))
    return dex_future_new_for_boolean (TRUE);
  promise = dex_promise_new ();
  check = g_new0 (Check, 1);
  check->file = self;
  check->promise = dex_ref (promise);
  self->checker = g_thread_new ("store-check", check_main, check);
  return DEX_FUTURE (promise);
}

void
imagin_database_file_stop (ImaginDatabaseFile *self)
{
  g_atomic_int_set (&self->closed, 1);
}
