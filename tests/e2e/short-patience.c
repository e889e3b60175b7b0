/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the real window: five minutes to sign in at the portal are as many seconds. The program itself knows
 * nothing of it. */

#include <dlfcn.h>
#include <glib.h>
#include <libdex.h>
#include <stdlib.h>

#define QUICKER 60

DexFuture *
dex_timeout_new_deadline (gint64 deadline)
{
  static DexFuture *(*real) (gint64);
  gint64 now = g_get_monotonic_time ();

  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "dex_timeout_new_deadline");
  if (real == NULL)
    abort ();
  return real (now + (deadline - now) / QUICKER);
}
