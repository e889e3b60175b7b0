/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network is back, or the computer woke up. */

#include "account/imagin-wake-up.h"

struct _ImaginWakeUp
{
  GObject parent_instance;

  gboolean available;
  GNetworkConnectivity connectivity;
  GDBusConnection *system;
  guint subscription;
};

G_DEFINE_FINAL_TYPE (ImaginWakeUp, imagin_wake_up, G_TYPE_OBJECT)

static guint woken_signal;

static void
woken (ImaginWakeUp *self)
{
  g_signal_emit (self, woken_signal, 0);
}

/* From nothing to something, or from behind a portal's page to the whole network: each worth one try. */
static void
network_changed (ImaginWakeUp *self, gboolean available, GNetworkMonitor *monitor)
{
  GNetworkConnectivity connectivity = g_network_monitor_get_connectivity (monitor);
  gboolean better = (available && !self->available) ||
                    (connectivity == G_NETWORK_CONNECTIVITY_FULL && self->connectivity != G_NETWORK_CONNECTIVITY_FULL);

  self->available = available;
  self->connectivity = connectivity;
  if (better)
    woken (self);
}

static void
prepare_for_sleep (GDBusConnection *connection,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *signal,
                   GVariant *parameters,
                   gpointer data)
{
  gboolean sleeps = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &sleeps);
  if (!sleeps)
    woken (data);
}

static void
system_bus_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ImaginWakeUp) self = data;
  g_autoptr (GError) error = NULL;

  self->system = g_bus_get_finish (result, &error);
  if (self->system == NULL)
    {
      g_debug ("There is no system bus: %s", error->message);
      return;
    }
  self->subscription = g_dbus_connection_signal_subscribe (
      self->system, "org.freedesktop.login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
      "/org/freedesktop/login1", NULL, G_DBUS_SIGNAL_FLAGS_NONE, prepare_for_sleep, self, NULL);
}

static void
imagin_wake_up_finalize (GObject *object)
{
  ImaginWakeUp *self = IMAGIN_WAKE_UP (object);

  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->system, self->subscription);
  g_clear_object (&self->system);
  G_OBJECT_CLASS (imagin_wake_up_parent_class)->finalize (object);
}

static void
imagin_wake_up_class_init (ImaginWakeUpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_wake_up_finalize;
  woken_signal = g_signal_new ("woken", IMAGIN_TYPE_WAKE_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_wake_up_init (ImaginWakeUp *self)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  self->available = g_network_monitor_get_network_available (monitor);
  self->connectivity = g_network_monitor_get_connectivity (monitor);
  g_signal_connect_object (monitor, "network-changed", G_CALLBACK (network_changed), self, G_CONNECT_SWAPPED);
  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, system_bus_found, g_object_ref (self));
}

ImaginWakeUp *
imagin_wake_up_get_default (void)
{
  static ImaginWakeUp *the_only;

  if (the_only == NULL)
    the_only = g_object_new (IMAGIN_TYPE_WAKE_UP, NULL);
  return the_only;
}
