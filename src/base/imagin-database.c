/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite away from the main thread: a queue of jobs a connection, a promise a job. */

#include "base/imagin-database.h"

#include "base/imagin-database-file.h"
#include "base/imagin-error.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define REST_US (G_USEC_PER_SEC / 4)
/* A job that meets a damaged file runs once more on the new one. */
#define TRIES 2

typedef struct
{
  ImaginDatabaseJob run;
  gpointer data;
  GDestroyNotify free_data;
  DexPromise *promise;
  gboolean last;
} Job;

typedef struct
{
  GAsyncQueue *jobs;
  GThread *thread;
  ImaginDatabaseFile *file;
  sqlite3 *database; /* nullable: closed by whoever rescues the file, while no job runs */
  gboolean writes;
  gboolean stands_in; /* the connection is to an empty database in memory: there is no file yet */
} Worker;

struct _ImaginDatabase
{
  GObject parent_instance;

  ImaginDatabaseFile *file;
  Worker *writer;
  Worker *reader; /* the writer itself where the database is in memory */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (ImaginDatabase, imagin_database, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  dex_unref (job->promise);
  g_free (job);
}

static gboolean
in_transaction (sqlite3 *database, gboolean writes, Job *job, GValue *result, GError **error)
{
  if (sqlite3_exec (database, writes ? "BEGIN IMMEDIATE" : "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return imagin_sql_set_error (error, database);
  if (job->run (database, job->data, result, error) && imagin_sql_check_failures (error))
    {
      if (sqlite3_exec (database, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
        return TRUE;
      imagin_sql_set_error (error, database);
    }
  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
  if (G_IS_VALUE (result))
    g_value_unset (result);
  return FALSE;
}

/* Only who writes makes the file: what was merely asked about leaves nothing on this computer. */
static gboolean
open_database (Worker *worker, GError **error)
{
  const char *path = imagin_database_file_get_path (worker->file);
  gboolean absent = path != NULL && !g_file_test (path, G_FILE_TEST_EXISTS);

  if (worker->stands_in && !absent)
    g_clear_pointer (&worker->database, sqlite3_close);
  if (worker->database != NULL)
    return TRUE;
  worker->stands_in = !worker->writes && absent && !imagin_database_file_is_interrupted (worker->file);
  worker->database = worker->stands_in ? imagin_database_file_open_empty (worker->file, error)
                                       : imagin_database_file_open (worker->file, worker->writes, error);
  return worker->database != NULL;
}

/* A job whose statements failed on the file has failed, whatever it made of that. */
static gboolean
try_job (Worker *worker, Job *job, GValue *result, GError **error)
{
  /* Opened at the first job, and tried again at the next where it failed: a full disk may have room later. */
  if (!open_database (worker, error))
    return FALSE;
  imagin_sql_forget_failures ();
  return in_transaction (worker->database, worker->writes, job, result, error);
}

static void
run_job (Worker *worker, Job *job)
{
  g_auto (GValue) result = G_VALUE_INIT;
  GError *error = NULL;
  gboolean done = FALSE;

  for (int i = 0; i < TRIES && !done; i++)
    {
      guint generation = imagin_database_file_begin (worker->file);

      g_clear_error (&error);
      done = try_job (worker, job, &result, &error);
      imagin_database_file_end (worker->file);
      if (!done && !imagin_database_file_rescue (worker->file, generation, &error))
        break;
    }
  if (!done)
    {
      dex_promise_reject (job->promise,
                          error != NULL ? error
                                        : g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_STORE, "The store refused"));
      return;
    }
  if (!G_IS_VALUE (&result))
    {
      g_value_init (&result, G_TYPE_BOOLEAN);
      g_value_set_boolean (&result, TRUE);
    }
  dex_promise_resolve (job->promise, &result);
}

static void
worker_free (Worker *worker)
{
  g_async_queue_unref (worker->jobs);
  g_free (worker);
}

/* The next job. A thread that rests gives back to the system what its jobs used meanwhile: a thousand missions that
 * were read for an estimate are some fifteen megabytes. */
static Job *
next_job (Worker *worker)
{
  Job *job = g_async_queue_timeout_pop (worker->jobs, REST_US);

  if (job != NULL)
    return job;
  imagin_database_file_begin (worker->file);
  if (worker->database != NULL)
    sqlite3_db_release_memory (worker->database);
  imagin_database_file_end (worker->file);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return g_async_queue_pop (worker->jobs);
}

static gpointer
worker_main (gpointer data)
{
  Worker *worker = data;
  gboolean last = FALSE;

  while (!last)
    {
      Job *job = next_job (worker);

      last = job->last;
      if (last)
        {
          g_clear_pointer (&worker->database, sqlite3_close);
          dex_promise_resolve_boolean (job->promise, TRUE);
        }
      else
        run_job (worker, job);
      job_free (job);
    }
  return NULL;
}

static Worker *
worker_new (ImaginDatabaseFile *file, gboolean writes)
{
  Worker *worker = g_new0 (Worker, 1);

  worker->jobs = g_async_queue_new ();
  worker->file = file;
  imagin_database_file_add (file, &worker->database);
  worker->writes = writes;
  worker->thread = g_thread_new (writes ? "store-writer" : "store-reader", worker_main, worker);
  return worker;
}

static DexFuture *
worker_push (Worker *worker, ImaginDatabaseJob run, gpointer data, GDestroyNotify free_data, gboolean last)
{
  Job *job = g_new0 (Job, 1);
  DexPromise *promise = dex_promise_new ();

  job->run = run;
  job->data = data;
  job->free_data = free_data;
  job->last = last;
  job->promise = dex_ref (promise);
  g_async_queue_push (worker->jobs, job);
  return DEX_FUTURE (promise);
}

static DexFuture *
push (ImaginDatabase *self, Worker *worker, ImaginDatabaseJob job, gpointer data, GDestroyNotify free_data)
{
  if (self->closed)
    {
      if (free_data != NULL)
        free_data (data);
      return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_STORE, "The store is closed");
    }
  return worker_push (worker, job, data, free_data, FALSE);
}

DexFuture *
imagin_database_write (ImaginDatabase *self, ImaginDatabaseJob job, gpointer data, GDestroyNotify free_data)
{
  return push (self, self->writer, job, data, free_data);
}

DexFuture *
imagin_database_read (ImaginDatabase *self, ImaginDatabaseJob job, gpointer data, GDestroyNotify free_data)
{
  return push (self, self->reader, job, data, free_data);
}

DexFuture *
imagin_database_close (ImaginDatabase *self)
{
  DexFuture *writer;

  if (self->closed)
    return dex_future_new_for_boolean (TRUE);
  self->closed = TRUE;
  imagin_database_file_stop (self->file);
  writer = worker_push (self->writer, NULL, NULL, NULL, TRUE);
  if (self->reader == self->writer)
    return writer;
  return dex_future_all (writer, worker_push (self->reader, NULL, NULL, NULL, TRUE), NULL);
}

static void
imagin_database_finalize (GObject *object)
{
  ImaginDatabase *self = IMAGIN_DATABASE (object);

  /* What was given before is still done: the threads end after it, and the program does not end before them. */
  if (!self->closed)
    dex_unref (imagin_database_close (self));
  g_thread_join (self->writer->thread);
  if (self->reader != self->writer)
    {
      g_thread_join (self->reader->thread);
      worker_free (self->reader);
    }
  worker_free (self->writer);
  imagin_database_file_free (self->file);
  G_OBJECT_CLASS (imagin_database_parent_class)->finalize (object);
}

static void
imagin_database_class_init (ImaginDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_database_finalize;
}

static void
imagin_database_init (ImaginDatabase *self)
{
}

ImaginDatabase *
imagin_database_new (const char *path, const char *const *migrations, guint n_migrations)
{
  ImaginDatabase *self = g_object_new (IMAGIN_TYPE_DATABASE, NULL);

  self->file = imagin_database_file_new (path, migrations, n_migrations);
  self->writer = worker_new (self->file, TRUE);
  self->reader = path != NULL ? worker_new (self->file, FALSE) : self->writer;
  return self;
}

void
imagin_database_take_care (ImaginDatabase *self, const ImaginDatabaseCare *care)
{
  imagin_database_file_take_care (self->file, care);
}

DexFuture *
imagin_database_check (ImaginDatabase *self)
{
  return self->closed ? dex_future_new_for_boolean (TRUE) : imagin_database_file_check (self->file);
}
