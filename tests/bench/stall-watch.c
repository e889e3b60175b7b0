/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the real window: a second thread asks the main loop, again and again, whether it is there, and writes
 * down how long each answer took, less what the main thread waited for other programs to leave it a processor, and how
 * much of it the main thread worked. A loop that waits for something to do is not held, however late this thread comes
 * to wake it: on a busy machine it may itself be put aside between its two steps. The program itself knows nothing of
 * it.
 *
 * A line is: when it was answered (since 1970), how long it took, how long the main thread worked and how long it had
 * no processor meanwhile; all in milliseconds. */

#include <fcntl.h>
#include <glib.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define EVERY_US 2000
#define WORTH_US 1000 /* shorter ones are not written */

/* A moment of the main thread, in microseconds. */
typedef struct
{
  gint64 at;
  gint64 worked;
  gint64 delayed;
} Moment;

static gint64 asked_us; /* atomic: 0 where the last question was answered */
static Moment asked;    /* the same, as the thread that asks has it */
static Moment waited;   /* since then, for something to do; of the main thread alone */
static int schedule = -1;
static int file = -1;

/* How long the main thread ran, and was ready to run and had no processor (proc_pid_schedstat: in ns). */
static Moment
now (void)
{
  char text[128] = { 0 };
  long long ran = 0, delayed = 0;

  if (pread (schedule, text, sizeof text - 1, 0) <= 0 || sscanf (text, "%lld %lld", &ran, &delayed) != 2)
    abort ();
  return (Moment) { g_get_monotonic_time (), ran / 1000, delayed / 1000 };
}

static int
wait_for_events (GPollFD *fds, guint n_fds, int timeout)
{
  Moment begun = now (), end;
  int n = g_poll (fds, n_fds, timeout);

  if (__atomic_load_n (&asked_us, __ATOMIC_SEQ_CST) == 0)
    return n;
  end = now ();
  if (asked.at > begun.at)
    begun = asked;
  waited.at += end.at - begun.at;
  waited.delayed += end.delayed - begun.delayed;
  return n;
}

static gboolean
answer (gpointer data)
{
  Moment end = now ();
  gint64 delayed = end.delayed - asked.delayed - waited.delayed;
  gint64 took = end.at - asked.at - waited.at - delayed;

  if (took >= WORTH_US)
    {
      char line[96];
      int length = snprintf (
          line, sizeof line, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
          g_get_real_time () / 1000, took / 1000, (end.worked - asked.worked) / 1000, delayed / 1000);

      if (write (file, line, (size_t) length) < 0)
        abort ();
    }
  waited = (Moment) { 0, 0, 0 };
  __atomic_store_n (&asked_us, 0, __ATOMIC_SEQ_CST);
  return G_SOURCE_REMOVE;
}

static void *
watch (void *data)
{
  /* Put aside while it holds the lock of the main loop, this thread would hold the loop itself. Where it may not ask
   * for that, such a line says that nothing was worked. */
  pthread_setschedparam (pthread_self (), SCHED_RR, &(struct sched_param) { .sched_priority = 1 });
  while (TRUE)
    {
      g_usleep (EVERY_US);
      if (__atomic_load_n (&asked_us, __ATOMIC_SEQ_CST) != 0)
        continue;
      asked = now ();
      __atomic_store_n (&asked_us, asked.at, __ATOMIC_SEQ_CST);
      /* Before anything else that waits: what is measured is how long one thing holds the loop. */
      g_idle_add_full (G_PRIORITY_HIGH * 2, answer, NULL, NULL);
    }
  return NULL;
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *path = getenv ("STALL_WATCH");
  pthread_t thread;

  if (path == NULL)
    return;
  /* What this program starts is not watched. */
  unsetenv ("LD_PRELOAD");
  unsetenv ("STALL_WATCH");
  file = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  schedule = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  g_main_context_set_poll_func (NULL, wait_for_events);
  if (file < 0 || schedule < 0 || pthread_create (&thread, NULL, watch, NULL) != 0)
    abort ();
  pthread_detach (thread);
}
