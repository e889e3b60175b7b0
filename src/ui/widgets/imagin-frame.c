/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for what was changed to be seen. */

#include "ui/widgets/imagin-frame.h"

#define PATIENCE_MS 500

static void
painted (GdkFrameClock *clock, DexPromise *promise)
{
  if (dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_resolve_boolean (promise, TRUE);
  g_signal_handlers_disconnect_by_func (clock, painted, promise);
}

static void
forget (gpointer promise, GClosure *closure)
{
  dex_unref (promise);
}

DexFuture *
imagin_frame_painted (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  DexPromise *promise = dex_promise_new ();

  if (clock != NULL)
    {
      g_signal_connect_data (clock, "after-paint", G_CALLBACK (painted), dex_ref (promise), forget, G_CONNECT_DEFAULT);
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
    }
  return dex_future_first (DEX_FUTURE (promise), dex_timeout_new_msec (PATIENCE_MS), NULL);
}
