/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine of one account: what waits goes out, what changed comes in. */

#include "account/imagin-sync.h"

#include "account/imagin-delivery.h"
#include "account/imagin-pull.h"
#include "account/imagin-wake-up.h"
#include "base/imagin-error.h"
#include "base/imagin-moment.h"

#define IN_FLIGHT_MAXIMUM 4
#define BACK_OFF_MAXIMUM_SECONDS 60

struct _ImaginSync
{
  GObject parent_instance;

  ImaginStore *store;
  ImaginRemote *remote;
  char *account_id;
  guint poll_seconds;
  GHashTable *in_flight; /* mission ids: one operation a mission at a time */
  DexPromise *wake;
  gboolean running;
  gboolean stopping;
  gboolean woken;
  gboolean pull_wanted;
  gboolean compared;    /* the academy was read since the start, or since it said that it was restored */
  gboolean most_gone;   /* the last answer would take most missions away: nothing of it was kept */
  gboolean most_may_go; /* the person said so, for the next answer */
  gint64 pull_at_us;
  gint64 try_at_us; /* after a failure: nothing is sent before */
  guint failures;
  guint busy;
  gboolean online;
  gboolean sign_in_required;
  char *synced_at;
  GError *error;
};

G_DEFINE_FINAL_TYPE (ImaginSync, imagin_sync, G_TYPE_OBJECT)

typedef enum
{
  PROP_ONLINE = 1,
  PROP_BUSY,
  PROP_SIGN_IN_REQUIRED,
  PROP_SYNCED_AT,
  PROP_MOST_GONE,
} Property;

static GParamSpec *properties[PROP_MOST_GONE + 1];
static guint changed_signal, progress_signal;

static void
notify (ImaginSync *self, Property property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_busy (ImaginSync *self, int by)
{
  self->busy += (guint) by;
  notify (self, PROP_BUSY);
}

static void
answered (ImaginSync *self)
{
  g_clear_error (&self->error);
  self->failures = 0;
  /* Another answer may have asked for a rest that is not over. */
  self->try_at_us = imagin_remote_get_not_before (self->remote);
  if (!self->online)
    {
      self->online = TRUE;
      notify (self, PROP_ONLINE);
    }
  if (self->sign_in_required)
    {
      self->sign_in_required = FALSE;
      notify (self, PROP_SIGN_IN_REQUIRED);
    }
}

/* Waits longer each time, and never as long as another computer would. */
static void
not_answered (ImaginSync *self, GError *error)
{
  double seconds = MIN (BACK_OFF_MAXIMUM_SECONDS, 1 << MIN (self->failures, 6)) * g_random_double_range (0.5, 1.0);

  self->failures++;
  self->try_at_us =
      MAX (g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC), imagin_remote_get_not_before (self->remote));
  g_clear_error (&self->error);
  self->error = error;
  if (imagin_error_matches (error, IMAGIN_ERROR_SIGN_IN_REQUIRED) && !self->sign_in_required)
    {
      self->sign_in_required = TRUE;
      notify (self, PROP_SIGN_IN_REQUIRED);
    }
  self->online = FALSE;
  notify (self, PROP_ONLINE);
}

static void
tell_changed (ImaginSync *self, const char *const *ids)
{
  if (ids[0] != NULL)
    g_signal_emit (self, changed_signal, 0, ids);
}

/* Sending */

typedef struct
{
  ImaginSync *sync;
  ImaginOutboxEntry *entry;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_object_unref (sending->sync);
  g_object_unref (sending->entry);
  g_free (sending);
}

static void
progressed (ImaginOutboxEntry *entry, double fraction, gpointer data)
{
  g_signal_emit (data, progress_signal, 0, entry->uuid, fraction);
}

static DexFuture *
sending_fiber (gpointer data)
{
  Sending *sending = data;
  ImaginSync *self = sending->sync;
  const char *const changed[] = { sending->entry->mission_id, NULL };
  GError *error = NULL;

  dex_await_boolean (imagin_delivery_send (self->store, self->remote, sending->entry, progressed, self), &error);
  g_hash_table_remove (self->in_flight, sending->entry->mission_id);
  set_busy (self, -1);
  if (error == NULL)
    answered (self);
  else if (imagin_error_matches (error, IMAGIN_ERROR_RESTORED))
    {
      g_clear_error (&error);
      answered (self);
      self->compared = FALSE;
      self->pull_wanted = TRUE;
    }
  else
    not_answered (self, error);
  tell_changed (self, changed);
  imagin_sync_wake (self, FALSE);
  return dex_future_new_for_boolean (TRUE);
}

static void
send_entry (ImaginSync *self, ImaginOutboxEntry *entry)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->sync = g_object_ref (self);
  sending->entry = g_object_ref (entry);
  g_hash_table_add (self->in_flight, g_strdup (entry->mission_id));
  set_busy (self, 1);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, sending_fiber, sending, sending_free));
}

/* Runs in the fiber. */
static void
send_what_waits (ImaginSync *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = dex_await_boxed (imagin_store_next_entries (self->store, self->account_id), &error);

  if (entries == NULL)
    {
      g_warning ("The outbox cannot be read: %s", error->message);
      return;
    }
  for (guint i = 0; i < entries->len && g_hash_table_size (self->in_flight) < IN_FLIGHT_MAXIMUM; i++)
    {
      ImaginOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (!g_hash_table_contains (self->in_flight, entry->mission_id))
        send_entry (self, entry);
    }
}

static void
set_most_gone (ImaginSync *self, gboolean most_gone)
{
  if (self->most_gone == most_gone)
    return;
  self->most_gone = most_gone;
  notify (self, PROP_MOST_GONE);
}

/* Pulling: runs in the fiber. */
static void
pull (ImaginSync *self)
{
  GError *error = NULL;
  g_auto (GStrv) ids = NULL;

  self->pull_wanted = FALSE;
  set_busy (self, 1);
  ids = dex_await_boxed (imagin_pull (self->store, self->remote, self->account_id,
                                      self->most_may_go ? IMAGIN_PULL_MOST_MAY_GO : IMAGIN_PULL_CHANGES),
                         &error);
  set_most_gone (self, imagin_error_matches (error, IMAGIN_ERROR_MOST_GONE));
  set_busy (self, -1);
  self->pull_at_us = g_get_monotonic_time () + (gint64) self->poll_seconds * G_USEC_PER_SEC;
  /* It was answered; whether it is believed is the person's to say. */
  if (self->most_gone)
    {
      g_clear_error (&error);
      answered (self);
      return;
    }
  if (ids == NULL)
    {
      self->pull_wanted = TRUE;
      not_answered (self, error);
      return;
    }
  self->most_may_go = FALSE;
  answered (self);
  /* What waited for this goes out at once. */
  self->woken = self->woken || !self->compared;
  self->compared = TRUE;
  g_free (self->synced_at);
  self->synced_at = imagin_now_text ();
  notify (self, PROP_SYNCED_AT);
  tell_changed (self, (const char *const *) ids);
}

/* Runs in the fiber: until something happens, or it is time. */
static void
wait (ImaginSync *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 until = self->try_at_us > now ? self->try_at_us : self->pull_wanted ? now : self->pull_at_us;
  /* Nothing is to be done before somebody signs in, and waiting without waiting would hold the main thread for ever. */
  gint64 milliseconds = self->sign_in_required ? G_MAXINT : CLAMP ((until - now) / 1000, 1, G_MAXINT);

  if (!self->woken)
    {
      dex_clear (&self->wake);
      self->wake = dex_promise_new ();
      dex_await (dex_future_first (dex_ref (DEX_FUTURE (self->wake)), dex_timeout_new_msec ((int) milliseconds), NULL),
                 NULL);
    }
  self->woken = FALSE;
}

static DexFuture *
run_fiber (gpointer data)
{
  ImaginSync *self = data;

  while (!self->stopping)
    {
      if (g_get_monotonic_time () >= self->try_at_us && !self->sign_in_required)
        {
          /* An academy that came back from a backup while nobody looked must be known as one first. */
          if (self->compared)
            send_what_waits (self);
          if (!self->stopping && (self->pull_wanted || g_get_monotonic_time () >= self->pull_at_us) &&
              g_get_monotonic_time () >= self->try_at_us)
            pull (self);
        }
      if (!self->stopping)
        wait (self);
    }
  self->running = FALSE;
  return dex_future_new_for_boolean (TRUE);
}

/* Asks at once, but for what the academy itself asked for. */
static void
woke_up (ImaginSync *self)
{
  if (!self->running || self->sign_in_required)
    return;
  self->pull_wanted = TRUE;
  self->try_at_us = imagin_remote_get_not_before (self->remote);
  imagin_sync_wake (self, FALSE);
}

void
imagin_sync_start (ImaginSync *self, guint poll_seconds)
{
  self->poll_seconds = MAX (1, poll_seconds);
  self->stopping = FALSE;
  self->pull_wanted = TRUE;
  self->compared = FALSE;
  self->sign_in_required = FALSE;
  self->try_at_us = 0;
  if (self->running)
    {
      imagin_sync_wake (self, TRUE);
      return;
    }
  self->running = TRUE;
  g_signal_handlers_disconnect_by_func (imagin_wake_up_get_default (), woke_up, self);
  g_signal_connect_object (imagin_wake_up_get_default (), "woken", G_CALLBACK (woke_up), self, G_CONNECT_SWAPPED);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, run_fiber, g_object_ref (self), g_object_unref));
}

void
imagin_sync_wake (ImaginSync *self, gboolean want_pull)
{
  if (want_pull)
    {
      self->pull_wanted = TRUE;
      self->try_at_us = 0;
      self->sign_in_required = FALSE;
    }
  self->woken = TRUE;
  if (self->wake != NULL && dex_future_is_pending (DEX_FUTURE (self->wake)))
    dex_promise_resolve_boolean (self->wake, TRUE);
}

gboolean
imagin_sync_get_most_gone (ImaginSync *self)
{
  return self->most_gone;
}

void
imagin_sync_let_most_go (ImaginSync *self)
{
  self->most_may_go = TRUE;
  imagin_sync_wake (self, TRUE);
}

void
imagin_sync_stop (ImaginSync *self)
{
  self->stopping = TRUE;
  imagin_sync_wake (self, FALSE);
}

gboolean
imagin_sync_get_online (ImaginSync *self)
{
  return self->online;
}

gboolean
imagin_sync_get_busy (ImaginSync *self)
{
  return self->busy > 0;
}

gboolean
imagin_sync_get_sign_in_required (ImaginSync *self)
{
  return self->sign_in_required;
}

const char *
imagin_sync_get_synced_at (ImaginSync *self)
{
  return self->synced_at;
}

const GError *
imagin_sync_get_error (ImaginSync *self)
{
  return self->error;
}

static void
imagin_sync_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ImaginSync *self = IMAGIN_SYNC (object);

  switch ((Property) id)
    {
    case PROP_ONLINE:
      g_value_set_boolean (value, self->online);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy > 0);
      break;
    case PROP_SIGN_IN_REQUIRED:
      g_value_set_boolean (value, self->sign_in_required);
      break;
    case PROP_SYNCED_AT:
      g_value_set_string (value, self->synced_at);
      break;
    case PROP_MOST_GONE:
      g_value_set_boolean (value, self->most_gone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
imagin_sync_finalize (GObject *object)
{
  ImaginSync *self = IMAGIN_SYNC (object);

  g_clear_object (&self->store);
  g_clear_object (&self->remote);
  g_free (self->account_id);
  g_hash_table_unref (self->in_flight);
  dex_clear (&self->wake);
  g_free (self->synced_at);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (imagin_sync_parent_class)->finalize (object);
}

static void
imagin_sync_class_init (ImaginSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = imagin_sync_get_property;
  object_class->finalize = imagin_sync_finalize;
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, TRUE, readable);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  properties[PROP_SIGN_IN_REQUIRED] = g_param_spec_boolean ("sign-in-required", NULL, NULL, FALSE, readable);
  properties[PROP_SYNCED_AT] = g_param_spec_string ("synced-at", NULL, NULL, NULL, readable);
  properties[PROP_MOST_GONE] = g_param_spec_boolean ("most-gone", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  changed_signal =
      g_signal_new ("changed", IMAGIN_TYPE_SYNC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  progress_signal = g_signal_new ("progress", IMAGIN_TYPE_SYNC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_DOUBLE);
}

static void
imagin_sync_init (ImaginSync *self)
{
  self->in_flight = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->online = TRUE;
}

ImaginSync *
imagin_sync_new (ImaginStore *store, ImaginRemote *remote, const char *account_id)
{
  ImaginSync *self = g_object_new (IMAGIN_TYPE_SYNC, NULL);

  self->store = g_object_ref (store);
  self->remote = g_object_ref (remote);
  self->account_id = g_strdup (account_id);
  return self;
}
