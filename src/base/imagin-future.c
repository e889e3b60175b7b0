/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Futures for libsoup, streams and threads. */

#include "base/imagin-future.h"

#include "base/imagin-error.h"

#define CHUNK_BYTES (64 * 1024)
#define POOL_THREADS 2

static void
soup_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  GInputStream *stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream != NULL)
    dex_promise_resolve_object (promise, stream);
  else
    dex_promise_reject (promise, error);
}

DexFuture *
imagin_future_soup_send (SoupSession *session, SoupMessage *message)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, dex_promise_get_cancellable (promise), soup_sent,
                           dex_ref (promise));
  return DEX_FUTURE (promise);
}

typedef struct
{
  GInputStream *stream;
  gsize maximum_bytes;
} ReadAll;

static void
read_all_free (gpointer data)
{
  ReadAll *read_all = data;

  g_object_unref (read_all->stream);
  g_free (read_all);
}

static DexFuture *
read_all_fiber (gpointer data)
{
  ReadAll *read_all = data;
  g_autoptr (GByteArray) all = g_byte_array_new ();

  while (TRUE)
    {
      GError *error = NULL;
      g_autoptr (GBytes) chunk =
          dex_await_boxed (dex_input_stream_read_bytes (read_all->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT), &error);

      if (chunk == NULL)
        return dex_future_new_for_error (error);
      if (g_bytes_get_size (chunk) == 0)
        return dex_future_new_take_boxed (G_TYPE_BYTES, g_byte_array_free_to_bytes (g_steal_pointer (&all)));
      if (all->len + g_bytes_get_size (chunk) > read_all->maximum_bytes)
        return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_TOO_LARGE, "More than %" G_GSIZE_FORMAT " bytes came",
                                      read_all->maximum_bytes);
      g_byte_array_append (all, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
    }
}

DexFuture *
imagin_future_read_all (GInputStream *stream, gsize maximum_bytes)
{
  ReadAll *read_all = g_new0 (ReadAll, 1);

  read_all->stream = g_object_ref (stream);
  read_all->maximum_bytes = MIN (maximum_bytes, G_MAXUINT - CHUNK_BYTES);
  return dex_scheduler_spawn (NULL, 0, read_all_fiber, read_all, read_all_free);
}

typedef struct
{
  ImaginThreadJob function;
  gpointer data;
  GDestroyNotify free_data;
  DexPromise *promise;
} ThreadJob;

static void
run_thread_job (gpointer data, gpointer pool_data)
{
  ThreadJob *job = data;
  g_auto (GValue) result = G_VALUE_INIT;
  GError *error = NULL;

  if (job->function (job->data, &result, &error))
    dex_promise_resolve (job->promise, &result);
  else
    dex_promise_reject (job->promise, error);
  if (job->free_data != NULL)
    job->free_data (job->data);
  dex_unref (job->promise);
  g_free (job);
}

DexFuture *
imagin_future_on_thread (ImaginThreadJob function, gpointer data, GDestroyNotify free_data)
{
  static GThreadPool *pool;
  ThreadJob *job = g_new0 (ThreadJob, 1);
  DexPromise *promise = dex_promise_new ();

  if (g_once_init_enter_pointer (&pool))
    g_once_init_leave_pointer (&pool, g_thread_pool_new (run_thread_job, NULL, POOL_THREADS, FALSE, NULL));
  job->function = function;
  job->data = data;
  job->free_data = free_data;
  job->promise = dex_ref (promise);
  g_thread_pool_push (pool, job, NULL);
  return DEX_FUTURE (promise);
}
