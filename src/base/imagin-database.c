/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite away from the main thread: a queue of jobs a connection, a promise a job. */

#include "base/imagin-database.h"

#include "base/imagin-error.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define REST_US (G_USEC_PER_SEC / 4)

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
  char *path;
  const char *const *migrations;
  guint n_migrations;
  gboolean writes;
  gboolean stands_in; /* the connection is to an empty database in memory: there is no file yet */
} Worker;

struct _ImaginDatabase
{
  GObject parent_instance;

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
  if (job->run (database, job->data, result, error))
    {
      if (sqlite3_exec (database, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
        return TRUE;
      imagin_sql_set_error (error, database);
    }
  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* Only who writes makes the file: what was merely asked about leaves nothing on this computer. */
static sqlite3 *
open_database (Worker *worker, GError **error)
{
  worker->stands_in = !worker->writes && worker->path != NULL && !g_file_test (worker->path, G_FILE_TEST_EXISTS);
  return imagin_sql_open (worker->stands_in ? NULL : worker->path, worker->migrations, worker->n_migrations, error);
}

static void
run_job (Worker *worker, sqlite3 **database, Job *job)
{
  g_auto (GValue) result = G_VALUE_INIT;
  GError *error = NULL;
  gboolean done;

  /* Opened at the first job, and tried again at the next where it failed: a full disk may have room later. */
  if (worker->stands_in && g_file_test (worker->path, G_FILE_TEST_EXISTS))
    g_clear_pointer (database, sqlite3_close);
  if (*database == NULL)
    *database = open_database (worker, &error);
  done = *database != NULL && in_transaction (*database, worker->writes, job, &result, &error);
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
  g_free (worker->path);
  g_free (worker);
}

/* The next job. A thread that rests gives back to the system what its jobs used meanwhile: a thousand missions that
 * were read for an estimate are some fifteen megabytes. */
static Job *
next_job (Worker *worker, sqlite3 *database)
{
  Job *job = g_async_queue_timeout_pop (worker->jobs, REST_US);

  if (job != NULL)
    return job;
  if (database != NULL)
    sqlite3_db_release_memory (database);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return g_async_queue_pop (worker->jobs);
}

static gpointer
worker_main (gpointer data)
{
  Worker *worker = data;
  sqlite3 *database = NULL;
  gboolean last = FALSE;

  while (!last)
    {
      Job *job = next_job (worker, database);

      last = job->last;
      if (last)
        {
          g_clear_pointer (&database, sqlite3_close);
          dex_promise_resolve_boolean (job->promise, TRUE);
        }
      else
        run_job (worker, &database, job);
      job_free (job);
    }
  return NULL;
}

static Worker *
worker_new (const char *path, const char *const *migrations, guint n_migrations, gboolean writes)
{
  Worker *worker = g_new0 (Worker, 1);

  worker->jobs = g_async_queue_new ();
  worker->path = g_strdup (path);
  worker->migrations = migrations;
  worker->n_migrations = n_migrations;
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

  self->writer = worker_new (path, migrations, n_migrations, TRUE);
  self->reader = path != NULL ? worker_new (path, migrations, n_migrations, FALSE) : self->writer;
  return self;
}
