/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the real window: a second thread asks the main loop, again and again, whether it is there, and writes
 * down how long each answer took, less what the main thread waited for other programs to leave it a processor. The
 * program itself knows nothing of it. */

#include <fcntl.h>
#include <glib.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define EVERY_US 2000
#define WORTH_US 1000 /* shorter ones are not written */

static gint64 asked_us;   /* atomic: 0 where the last question was answered */
static gint64 delayed_us; /* of the main thread, when it was asked */
static int schedule = -1;
static int file = -1;

/* How long the main thread was ready to run and had no processor (proc_pid_schedstat: its second figure, in ns). */
static gint64
delay_us (void)
{
  char text[128] = { 0 };
  long long ran = 0, delayed = 0;

  if (pread (schedule, text, sizeof text - 1, 0) <= 0 || sscanf (text, "%lld %lld", &ran, &delayed) != 2)
    abort ();
  return delayed / 1000;
}

static gboolean
answer (gpointer data)
{
  gint64 delayed = delay_us () - delayed_us;
  gint64 took = g_get_monotonic_time () - __atomic_load_n (&asked_us, __ATOMIC_SEQ_CST) - delayed;

  if (took >= WORTH_US)
    {
      char line[64];
      int length = snprintf (line, sizeof line, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                             g_get_real_time () / 1000, took / 1000);

      if (write (file, line, (size_t) length) < 0)
        abort ();
    }
  __atomic_store_n (&asked_us, 0, __ATOMIC_SEQ_CST);
  return G_SOURCE_REMOVE;
}

static void *
watch (void *data)
{
  while (TRUE)
    {
      g_usleep (EVERY_US);
      if (__atomic_load_n (&asked_us, __ATOMIC_SEQ_CST) != 0)
        continue;
      delayed_us = delay_us ();
      __atomic_store_n (&asked_us, g_get_monotonic_time (), __ATOMIC_SEQ_CST);
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
  if (file < 0 || schedule < 0 || pthread_create (&thread, NULL, watch, NULL) != 0)
    abort ();
  pthread_detach (thread);
}
