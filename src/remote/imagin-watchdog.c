/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices a request that does not move any more. */

#include "remote/imagin-watchdog.h"

#include "base/imagin-error.h"
#include "base/imagin-limits.h"

typedef struct
{
  DexPromise *held;
  SoupMessage *message;
  gint64 moved_at_us;
  gint64 paced_at_us; /* when enough bytes had moved since the time before */
  guint paced_bytes;
  guint seconds;
} Watch;

static void
watch_moved (Watch *watch)
{
  watch->moved_at_us = g_get_monotonic_time ();
}

static void
watch_moved_bytes (Watch *watch, guint bytes)
{
  watch_moved (watch);
  watch->paced_bytes += MIN (bytes, IMAGIN_PACE_BYTES);
  if (watch->paced_bytes < IMAGIN_PACE_BYTES)
    return;
  watch->paced_bytes = 0;
  watch->paced_at_us = watch->moved_at_us;
}

static gboolean
is_over (gint64 since_us, guint seconds)
{
  return g_get_monotonic_time () - since_us >= (gint64) seconds * G_USEC_PER_SEC;
}

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_signal_handlers_disconnect_by_data (watch->message, watch);
  g_object_unref (watch->message);
  dex_unref (watch->held);
  g_free (watch);
}

static gboolean
watch_look (gpointer data)
{
  Watch *watch = data;

  if (g_cancellable_is_cancelled (dex_promise_get_cancellable (watch->held)))
    return G_SOURCE_REMOVE;
  if (!is_over (watch->moved_at_us, watch->seconds) &&
      !is_over (watch->paced_at_us, watch->seconds * IMAGIN_PACE_IDLES))
    return G_SOURCE_CONTINUE;
  dex_promise_reject (watch->held,
                      g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_TIMED_OUT, "Nothing moved for too long"));
  return G_SOURCE_REMOVE;
}

DexFuture *
imagin_watchdog_new (SoupMessage *message, guint seconds)
{
  DexPromise *promise = dex_promise_new_cancellable ();
  Watch *watch = g_new0 (Watch, 1);

  watch->held = dex_ref (promise);
  watch->message = g_object_ref (message);
  watch->seconds = seconds;
  watch_moved (watch);
  watch->paced_at_us = watch->moved_at_us;
  g_signal_connect_swapped (message, "wrote-body-data", G_CALLBACK (watch_moved_bytes), watch);
  g_signal_connect_swapped (message, "got-body-data", G_CALLBACK (watch_moved_bytes), watch);
  g_signal_connect_swapped (message, "got-headers", G_CALLBACK (watch_moved), watch);
  g_signal_connect_swapped (message, "network-event", G_CALLBACK (watch_moved), watch);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 1000, watch_look, watch, watch_free);
  return DEX_FUTURE (promise);
}
