/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person at one academy: identity, session, and the engine that keeps the store and the academy in step. */

#include "account/imagin-account.h"

#include "account/imagin-account-private.h"
#include "account/imagin-sync.h"
#include "base/imagin-error.h"
#include "base/imagin-text.h"

#define POLL_DEFAULT_SECONDS 60

struct _ImaginAccount
{
  GObject parent_instance;

  ImaginStore *store;
  ImaginAccountRecord *record;
  ImaginAddressResolver resolver;
  gpointer resolver_data;
  ImaginReference *reference;
  ImaginRemote *remote;
  ImaginPortal *portal; /* of a sign-in under way, or NULL */
  ImaginSync *sync;
  ImaginAccountState state;
  ImaginKeeping keeping;
  gpointer signing_in; /* (nullable): the sign-in by number that is under way, and not given up */
  gboolean signed_out;
  gboolean may_move; /* from the address that this computer keeps it with */
  gboolean removed;  /* from this computer: nothing of it is kept any more */
};

G_DEFINE_FINAL_TYPE (ImaginAccount, imagin_account, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
};

static GParamSpec *state_property;
static guint changed_signal, progress_signal;

const char *
imagin_account_get_id (ImaginAccount *self)
{
  return imagin_entity_get_text (self->record, "id");
}

const char *
imagin_account_get_number (ImaginAccount *self)
{
  return imagin_entity_get_text (self->record, "number");
}

ImaginAccountState
imagin_account_get_state (ImaginAccount *self)
{
  return self->state;
}

ImaginAcademyInfo *
imagin_account_get_info (ImaginAccount *self)
{
  return imagin_entity_get_entity (self->record, "info");
}

ImaginPerson *
imagin_account_get_person (ImaginAccount *self)
{
  return imagin_entity_get_entity (self->record, "person");
}

const char *
imagin_account_get_name (ImaginAccount *self)
{
  ImaginAcademyInfo *info = imagin_account_get_info (self);
  const char *address = imagin_entity_get_text (self->record, "address");

  return info != NULL ? imagin_entity_get_text (info, "name") : address != NULL ? address : "";
}

const char *
imagin_account_get_address (ImaginAccount *self)
{
  return imagin_entity_get_text (self->record, "address");
}

const char *
imagin_account_get_synced_at (ImaginAccount *self)
{
  return self->sync != NULL ? imagin_sync_get_synced_at (self->sync) : NULL;
}

const GError *
imagin_account_get_error (ImaginAccount *self)
{
  return self->sync != NULL ? imagin_sync_get_error (self->sync) : NULL;
}

ImaginKeeping *
imagin_account_get_keeping (ImaginAccount *self)
{
  return &self->keeping;
}

ImaginReference *
imagin_account_get_reference (ImaginAccount *self)
{
  return self->reference;
}

ImaginAccountRecord *
imagin_account_get_record (ImaginAccount *self)
{
  return self->record;
}

void
imagin_account_set_signing_in (ImaginAccount *self, gpointer signing_in)
{
  self->signing_in = signing_in;
}

gpointer
imagin_account_get_signing_in (ImaginAccount *self)
{
  return self->signing_in;
}

void
imagin_account_set_portal (ImaginAccount *self, ImaginPortal *portal)
{
  g_set_object (&self->portal, portal);
}

ImaginPortal *
imagin_account_get_portal (ImaginAccount *self)
{
  return self->portal;
}

ImaginStore *
imagin_account_get_store (ImaginAccount *self)
{
  return self->store;
}

gboolean
imagin_account_is_shared (ImaginAccount *self)
{
  return imagin_store_is_in_memory (self->store);
}

ImaginReceiptFiles *
imagin_account_get_files (ImaginAccount *self)
{
  return imagin_store_get_files (self->store);
}

ImaginRemote *
imagin_account_get_remote (ImaginAccount *self)
{
  return self->remote;
}

void
imagin_account_set_removed (ImaginAccount *self, gboolean removed)
{
  self->removed = removed;
}

void
imagin_account_let_move (ImaginAccount *self)
{
  self->may_move = TRUE;
}

gboolean
imagin_account_may_move (ImaginAccount *self)
{
  return self->may_move;
}

gboolean
imagin_account_is_removed (ImaginAccount *self)
{
  return self->removed;
}

DexFuture *
imagin_account_keep_record (ImaginAccount *self)
{
  if (self->removed)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_CANCELLED, "%s", "");
  return imagin_store_put_account (self->store, self->record);
}

void
imagin_account_wake (ImaginAccount *self)
{
  if (self->sync != NULL)
    imagin_sync_wake (self->sync, FALSE);
}

void
imagin_account_refresh (ImaginAccount *self)
{
  if (self->sync != NULL)
    imagin_sync_wake (self->sync, TRUE);
  else if (self->state == IMAGIN_ACCOUNT_OFFLINE)
    dex_future_disown (imagin_account_connect (self));
}

static void
tell_changed (ImaginAccount *self, const char *const *ids)
{
  g_signal_emit (self, changed_signal, 0, ids);
  imagin_store_tell_changed (self->store, imagin_account_get_id (self), ids);
}

void
imagin_account_tell_changed (ImaginAccount *self, const char *mission_id)
{
  const char *const ids[] = { mission_id, NULL };

  tell_changed (self, ids);
}

/* State */

static ImaginAccountState
state_of (ImaginAccount *self)
{
  if (!imagin_entity_is_set (self->record, "address"))
    return IMAGIN_ACCOUNT_LOCAL;
  if (self->signed_out || (self->sync != NULL && imagin_sync_get_sign_in_required (self->sync)))
    return IMAGIN_ACCOUNT_SIGNED_OUT;
  if (self->sync == NULL)
    return IMAGIN_ACCOUNT_CONNECTING;
  if (!imagin_sync_get_online (self->sync))
    return IMAGIN_ACCOUNT_OFFLINE;
  return imagin_sync_get_busy (self->sync) || imagin_sync_get_synced_at (self->sync) == NULL
             ? IMAGIN_ACCOUNT_BUSY
             : IMAGIN_ACCOUNT_UP_TO_DATE;
}

gboolean
imagin_account_is_expired (ImaginAccount *self)
{
  return self->state == IMAGIN_ACCOUNT_SIGNED_OUT && !self->signed_out;
}

guint
imagin_account_get_wait_seconds (ImaginAccount *self)
{
  gint64 until = self->remote != NULL ? imagin_remote_get_not_before (self->remote) : 0;

  return (guint) ((MAX (until - g_get_monotonic_time (), 0) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

static void
update_state (ImaginAccount *self)
{
  ImaginAccountState state = state_of (self);

  if (state == self->state && state != IMAGIN_ACCOUNT_UP_TO_DATE)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), state_property);
}

static void
sync_changed (ImaginSync *sync, const char *const *ids, ImaginAccount *self)
{
  tell_changed (self, ids);
}

static DexFuture *
reference_pulled (DexFuture *completed, gpointer data)
{
  ImaginAccount *self = data;
  gboolean first;

  if (!dex_await_boolean (dex_ref (completed), NULL))
    return dex_future_new_for_boolean (TRUE);
  first = imagin_account_get_person (self) == NULL;
  imagin_entity_set_entity (self->record, "person", imagin_reference_get_person (self->reference));
  /* Whoever shows where the account stands may name the person from now on. */
  if (first)
    g_object_notify_by_pspec (G_OBJECT (self), state_property);
  return imagin_account_keep_record (self);
}

/* What the academy reckons with and who the person is come with the missions; an academy that does not answer is asked
 * again with the next pull. */
static void
pull_reference (ImaginAccount *self)
{
  ImaginAcademyInfo *info = imagin_account_get_info (self);
  const char *address = info != NULL ? imagin_entity_get_text (info, "rate_cards") : NULL;

  dex_future_disown (
      dex_future_then (imagin_reference_pull (self->reference, self->remote, imagin_account_get_id (self), address),
                       reference_pulled, g_object_ref (self), g_object_unref));
}

static void
sync_progress (ImaginSync *sync, const char *receipt_id, double fraction, ImaginAccount *self)
{
  g_signal_emit (self, progress_signal, 0, receipt_id, fraction);
}

static void
start_sync (ImaginAccount *self)
{
  ImaginAcademyInfo *info = imagin_account_get_info (self);
  gint64 seconds =
      info != NULL ? imagin_entity_get_integer (info, "poll_seconds", POLL_DEFAULT_SECONDS) : POLL_DEFAULT_SECONDS;

  if (self->sync == NULL)
    {
      self->sync = imagin_sync_new (self->store, self->remote, imagin_account_get_id (self));
      g_signal_connect_object (self->sync, "notify", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sync, "notify::synced-at", G_CALLBACK (pull_reference), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sync, "notify::most-gone", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sync, "changed", G_CALLBACK (sync_changed), self, G_CONNECT_DEFAULT);
      g_signal_connect_object (self->sync, "progress", G_CALLBACK (sync_progress), self, G_CONNECT_DEFAULT);
    }
  self->signed_out = FALSE;
  imagin_sync_start (self->sync, (guint) seconds);
  update_state (self);
}

gboolean
imagin_account_get_most_gone (ImaginAccount *self)
{
  return self->sync != NULL && imagin_sync_get_most_gone (self->sync);
}

void
imagin_account_let_most_go (ImaginAccount *self)
{
  if (self->sync != NULL)
    imagin_sync_let_most_go (self->sync);
}

void
imagin_account_stop (ImaginAccount *self)
{
  if (self->sync != NULL)
    imagin_sync_stop (self->sync);
}

void
imagin_account_resume (ImaginAccount *self)
{
  if (self->sync != NULL)
    start_sync (self);
}

/* Session */

ImaginRemote *
imagin_account_ensure_remote (ImaginAccount *self, GError **error)
{
  ImaginSignInMethod *method = imagin_entity_get_entity (self->record, "portal");
  g_autofree char *address = NULL;
  g_autoptr (ImaginPortal) portal = NULL;

  if (self->remote != NULL)
    return self->remote;
  address =
      dex_await_string (self->resolver (imagin_entity_get_text (self->record, "address"), self->resolver_data), error);
  if (address == NULL || (method != NULL && (portal = imagin_portal_new (method, error)) == NULL))
    return NULL;
  /* Another fiber may have been quicker. */
  if (self->remote == NULL)
    self->remote = imagin_remote_new (address, error);
  if (self->remote == NULL)
    return NULL;
  imagin_remote_set_portal (self->remote, portal);
  imagin_remote_set_token_keeper (self->remote, imagin_account_keep_token, self);
  return self->remote;
}

static DexFuture *
describe_fiber (gpointer data)
{
  ImaginAccount *self = data;
  GError *error = NULL;
  g_autoptr (ImaginAcademyInfo) info = NULL;

  if (imagin_account_ensure_remote (self, &error) != NULL)
    info = dex_await_object (imagin_remote_describe (self->remote), &error);
  if (info == NULL)
    return dex_future_new_for_error (error);
  imagin_entity_set_entity (self->record, "info", info);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_account_describe (ImaginAccount *self)
{
  return dex_scheduler_spawn (NULL, 0, describe_fiber, g_object_ref (self), g_object_unref);
}

/* Runs in a fiber, beside the first pull: what the academy says of itself may be heard late. */
static DexFuture *
learn_fiber (gpointer data)
{
  ImaginAccount *self = data;
  g_autoptr (ImaginAcademyInfo) info = dex_await_object (imagin_remote_describe (self->remote), NULL);

  if (info != NULL)
    {
      imagin_entity_set_entity (self->record, "info", info);
      dex_await (imagin_account_keep_record (self), NULL);
      /* The first pull may have been quicker, and have asked where the cards were before. */
      pull_reference (self);
    }
  update_state (self);
  return dex_future_new_for_boolean (TRUE);
}

void
imagin_account_begin (ImaginAccount *self)
{
  start_sync (self);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, learn_fiber, g_object_ref (self), g_object_unref));
}

static DexFuture *
connect_fiber (gpointer data)
{
  ImaginAccount *self = data;
  g_autoptr (GBytes) token = NULL;
  GError *error = NULL;

  dex_await (imagin_reference_load (self->reference, imagin_account_get_id (self)), NULL);
  if (!imagin_entity_is_set (self->record, "address"))
    {
      update_state (self);
      return dex_future_new_for_boolean (TRUE);
    }
  if (imagin_account_ensure_remote (self, &error) == NULL)
    {
      self->state = IMAGIN_ACCOUNT_OFFLINE;
      g_object_notify_by_pspec (G_OBJECT (self), state_property);
      return dex_future_new_for_error (error);
    }
  token = imagin_account_find_token (self);
  if (token == NULL)
    {
      self->signed_out = TRUE;
      update_state (self);
      g_signal_emit_by_name (self, "keyring-changed");
      return dex_future_new_for_boolean (TRUE);
    }
  imagin_remote_set_refresh_token (self->remote, g_bytes_get_data (token, NULL));
  imagin_account_begin (self);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_account_connect (ImaginAccount *self)
{
  return dex_scheduler_spawn (NULL, 0, connect_fiber, g_object_ref (self), g_object_unref);
}

static DexFuture *
sign_out_fiber (gpointer data)
{
  ImaginAccount *self = data;
  DexFuture *told = NULL;

  if (self->sync != NULL)
    imagin_sync_stop (self->sync);
  self->signed_out = TRUE;
  /* The keyring first: where the academy cannot be told, this computer has forgotten all the same. */
  imagin_account_forget_token (self);
  if (self->remote != NULL)
    told = imagin_remote_sign_out (self->remote);
  /* It is so from now on, however long the academy takes to hear of it. */
  update_state (self);
  if (told != NULL)
    dex_await (told, NULL);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_account_sign_out (ImaginAccount *self)
{
  return dex_scheduler_spawn (NULL, 0, sign_out_fiber, g_object_ref (self), g_object_unref);
}

/* The object */

static void
imagin_account_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_int (value, (int) IMAGIN_ACCOUNT (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
imagin_account_finalize (GObject *object)
{
  ImaginAccount *self = IMAGIN_ACCOUNT (object);

  /* Requests under way hold the remote: what they renew must not come back to an account that is no more. */
  if (self->remote != NULL)
    imagin_remote_set_token_keeper (self->remote, NULL, NULL);
  if (self->sync != NULL)
    imagin_sync_stop (self->sync);
  g_clear_object (&self->sync);
  g_clear_object (&self->remote);
  g_clear_object (&self->portal);
  g_clear_object (&self->reference);
  g_clear_object (&self->record);
  g_clear_object (&self->store);
  g_clear_error (&self->keeping.error);
  G_OBJECT_CLASS (imagin_account_parent_class)->finalize (object);
}

static void
imagin_account_class_init (ImaginAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = imagin_account_get_property;
  object_class->finalize = imagin_account_finalize;
  state_property = g_param_spec_int ("state", NULL, NULL, 0, IMAGIN_ACCOUNT_LOCAL, 0,
                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, PROP_STATE, state_property);
  changed_signal = g_signal_new ("changed", IMAGIN_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRV);
  progress_signal = g_signal_new ("progress", IMAGIN_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  2, G_TYPE_STRING, G_TYPE_DOUBLE);
  g_signal_new ("keyring-changed", IMAGIN_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_account_init (ImaginAccount *self)
{
}

ImaginAccount *
imagin_account_new (ImaginStore *store,
                    ImaginAccountRecord *record,
                    ImaginAddressResolver resolver,
                    gpointer resolver_data)
{
  ImaginAccount *self = g_object_new (IMAGIN_TYPE_ACCOUNT, NULL);

  self->store = g_object_ref (store);
  self->record = g_object_ref (record);
  self->reference = imagin_reference_new (store);
  imagin_reference_set_person (self->reference, imagin_entity_get_entity (record, "person"));
  self->resolver = resolver;
  self->resolver_data = resolver_data;
  return self;
}
