/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokens of one account: where they come from, who keeps them, and one refresh at a time. */

#include "remote/imagin-session.h"

#include "base/imagin-error.h"
#include "base/imagin-text.h"

struct _ImaginSession
{
  GObject parent_instance;

  char *access_token;
  char *refresh_token;
  guint64 renewals;
  guint64 beginnings;    /* how often the session began anew or ended: what was asked for before belongs to another */
  DexFuture *refreshing; /* the one refresh in flight */
  ImaginSessionRenew renew;
  gpointer renew_data;
  GDestroyNotify free_renew_data;
  ImaginSessionKeep keep;
  gpointer keep_data;
};

G_DEFINE_FINAL_TYPE (ImaginSession, imagin_session, G_TYPE_OBJECT)

static void
forget (char **secret)
{
  g_clear_pointer (secret, imagin_text_erase);
}

static void
replace (char **secret, const char *with)
{
  char *copy = g_strdup (with);

  forget (secret);
  *secret = copy;
}

/* Runs in a fiber. */
static gboolean
take (ImaginSession *self, ImaginTokens *tokens, GError **error)
{
  const char *renewed = imagin_tokens_get_refresh (tokens);

  if (renewed != NULL)
    replace (&self->refresh_token, renewed);
  /* The old refresh token is already worth nothing: the new one is kept before anything else is done with the session.
   */
  if (renewed != NULL && self->keep != NULL && !dex_await (self->keep (renewed, self->keep_data), error))
    return FALSE;
  replace (&self->access_token, imagin_tokens_get_access (tokens));
  self->renewals++;
  return TRUE;
}

static DexFuture *
renew_fiber (gpointer data)
{
  ImaginSession *self = data;
  guint64 beginnings = self->beginnings;
  g_autoptr (ImaginTokens) tokens = NULL;
  GError *error = NULL;

  if (self->refresh_token == NULL || self->renew == NULL)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_SIGN_IN_REQUIRED, "%s", "");
  tokens = dex_await_object (self->renew (self->refresh_token, self->renew_data), &error);
  if (beginnings != self->beginnings)
    {
      g_clear_error (&error);
      return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_CANCELLED, "%s", "The session ended meanwhile");
    }
  if (tokens != NULL && take (self, tokens, &error))
    return dex_future_new_for_boolean (TRUE);
  if (imagin_error_matches (error, IMAGIN_ERROR_SIGN_IN_REQUIRED))
    forget (&self->access_token);
  return dex_future_new_for_error (error);
}

static DexFuture *
renewed (DexFuture *completed, gpointer data)
{
  ImaginSession *self = data;

  if (self->refreshing == completed)
    dex_clear (&self->refreshing);
  return NULL;
}

DexFuture *
imagin_session_renew (ImaginSession *self)
{
  if (self->refreshing == NULL)
    {
      DexFuture *fiber = dex_scheduler_spawn (NULL, 0, renew_fiber, g_object_ref (self), g_object_unref);

      self->refreshing = dex_ref (fiber);
      dex_future_disown (dex_future_finally (fiber, renewed, g_object_ref (self), g_object_unref));
    }
  return dex_ref (self->refreshing);
}

typedef struct
{
  ImaginSession *session;
  ImaginTokens *tokens;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_object_unref (taking->session);
  g_object_unref (taking->tokens);
  g_free (taking);
}

static DexFuture *
take_fiber (gpointer data)
{
  Taking *taking = data;
  GError *error = NULL;

  if (!take (taking->session, taking->tokens, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_session_take (ImaginSession *self, ImaginTokens *tokens)
{
  Taking *taking = g_new0 (Taking, 1);

  imagin_session_set_refresh_token (self, NULL);
  taking->session = g_object_ref (self);
  taking->tokens = g_object_ref (tokens);
  return dex_scheduler_spawn (NULL, 0, take_fiber, taking, taking_free);
}

void
imagin_session_set_source (ImaginSession *self, ImaginSessionRenew renew, gpointer data, GDestroyNotify free_data)
{
  if (self->free_renew_data != NULL)
    self->free_renew_data (self->renew_data);
  self->renew = renew;
  self->renew_data = data;
  self->free_renew_data = free_data;
}

void
imagin_session_set_keeper (ImaginSession *self, ImaginSessionKeep keep, gpointer data)
{
  self->keep = keep;
  self->keep_data = data;
}

void
imagin_session_set_refresh_token (ImaginSession *self, const char *refresh_token)
{
  replace (&self->refresh_token, refresh_token);
  forget (&self->access_token);
  self->beginnings++;
  /* Whoever waits for it hears of its end; the next one to ask begins another. */
  dex_clear (&self->refreshing);
}

const char *
imagin_session_get_access_token (ImaginSession *self)
{
  return self->access_token;
}

const char *
imagin_session_get_refresh_token (ImaginSession *self)
{
  return self->refresh_token;
}

guint64
imagin_session_get_renewals (ImaginSession *self)
{
  return self->renewals;
}

/* The object */

static void
imagin_session_finalize (GObject *object)
{
  ImaginSession *self = IMAGIN_SESSION (object);

  forget (&self->access_token);
  forget (&self->refresh_token);
  imagin_session_set_source (self, NULL, NULL, NULL);
  dex_clear (&self->refreshing);
  G_OBJECT_CLASS (imagin_session_parent_class)->finalize (object);
}

static void
imagin_session_class_init (ImaginSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_session_finalize;
}

static void
imagin_session_init (ImaginSession *self)
{
}

ImaginSession *
imagin_session_new (void)
{
  return g_object_new (IMAGIN_TYPE_SESSION, NULL);
}
