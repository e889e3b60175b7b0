/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an access token of the issuer's lets somebody in. The keys are asked for when they are needed, and again
 * where a token names one that is not among them: issuers change their keys. */

#include "academy/academy-trust.h"

#include "academy/academy-jwt.h"
#include "academy/academy-key-fetch.h"
#include "base/imagin-json.h"

#include <string.h>

#define FETCH_SECONDS 20      /* all that the issuer may take */
#define RETRY_SECONDS 2       /* between two tries while there are no keys at all */
#define OLD_SECONDS (60 * 60) /* keys that an issuer has withdrawn are good no longer than this */
#define WAITING_MAXIMUM 64
#define SUBJECT_MAXIMUM_BYTES 255

typedef struct
{
  GSourceOnceFunc done;
  gpointer data;
} Waiting;

struct _AcademyTrust
{
  const AcademyTrustRules *rules;
  JsonNode *keys;     /* NULL: none yet */
  gint64 fetched_us;  /* when they came */
  gint64 tried_us;    /* when they were asked for last; 0: never */
  GThread *thread;    /* NULL: nothing is under way */
  GCancellable *stop; /* of what is under way */
  guint limit;        /* the source that stops it */
  GArray *waiting;
};

/* What the thread works with, and what it found. */
typedef struct
{
  AcademyTrust *trust;
  char *issuer;
  GCancellable *stop;
  JsonNode *keys;
  GError *error;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *self = data;

  g_free (self->issuer);
  g_object_unref (self->stop);
  g_clear_pointer (&self->keys, json_node_unref);
  g_clear_error (&self->error);
  g_free (self);
}

void
academy_trust_rules_clear (AcademyTrustRules *self)
{
  g_free (self->issuer);
  g_free (self->client);
  g_free (self->audience);
  g_free (self->claim);
  g_strfreev (self->scopes);
  g_clear_pointer (&self->ports, g_array_unref);
}

AcademyTrust *
academy_trust_new (const AcademyTrustRules *rules)
{
  AcademyTrust *self = g_new0 (AcademyTrust, 1);

  self->rules = rules;
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  return self;
}

const AcademyTrustRules *
academy_trust_get_rules (AcademyTrust *self)
{
  return self->rules;
}

JsonObject *
academy_trust_describe (AcademyTrust *self)
{
  JsonObject *method = json_object_new ();
  JsonArray *scopes = json_array_new ();
  JsonArray *ports = json_array_new ();

  json_object_set_string_member (method, "method", "oidc");
  json_object_set_string_member (method, "issuer", self->rules->issuer);
  json_object_set_string_member (method, "client_id", self->rules->client);
  for (guint i = 0; self->rules->scopes[i] != NULL; i++)
    json_array_add_string_element (scopes, self->rules->scopes[i]);
  json_object_set_array_member (method, "scopes", scopes);
  for (guint i = 0; i < self->rules->ports->len; i++)
    json_array_add_int_element (ports, g_array_index (self->rules->ports, gint64, i));
  if (self->rules->ports->len > 0)
    json_object_set_array_member (method, "ports", ports);
  else
    json_array_unref (ports);
  return method;
}

/* Judging */

static gboolean
is_over (gint64 since_us, gint64 seconds)
{
  return since_us == 0 || g_get_monotonic_time () - since_us >= seconds * G_USEC_PER_SEC;
}

static AcademyVerdict
judge_signature (AcademyTrust *self, AcademyJwt *token)
{
  AcademyJwtSignature signature;

  if (self->keys == NULL)
    return is_over (self->tried_us, RETRY_SECONDS) ? ACADEMY_VERDICT_KEYS_NEEDED : ACADEMY_VERDICT_AWAY;
  if (is_over (self->fetched_us, OLD_SECONDS) && is_over (self->tried_us, self->rules->keys_seconds))
    return ACADEMY_VERDICT_KEYS_NEEDED;
  signature = academy_jwt_verify (token, self->keys);
  if (signature == ACADEMY_JWT_UNKNOWN_KEY && is_over (self->tried_us, self->rules->keys_seconds))
    return ACADEMY_VERDICT_KEYS_NEEDED;
  return signature == ACADEMY_JWT_GOOD ? ACADEMY_VERDICT_BELIEVED : ACADEMY_VERDICT_REFUSED;
}

AcademyVerdict
academy_trust_judge (AcademyTrust *self, const char *token, char **name, char **id)
{
  AcademyJwtRules rules = { self->rules->issuer, self->rules->audience, self->rules->skew,
                            g_get_real_time () / G_USEC_PER_SEC };
  g_autoptr (AcademyJwt) jwt = academy_jwt_parse (token);
  JsonObject *claims = jwt != NULL ? json_node_get_object (jwt->claims) : NULL;
  const char *subject = claims != NULL ? imagin_json_text_member (claims, self->rules->claim) : NULL;
  g_autoptr (GError) error = NULL;
  AcademyVerdict verdict;

  /* The claims first: a token that is wrong anyway makes nobody ask the issuer. */
  if (jwt == NULL || subject == NULL || *subject == '\0' || strlen (subject) > SUBJECT_MAXIMUM_BYTES)
    return ACADEMY_VERDICT_REFUSED;
  if (!academy_jwt_check (jwt, &rules, &error))
    {
      g_debug ("An access token is refused: %s", error->message);
      return ACADEMY_VERDICT_REFUSED;
    }
  verdict = judge_signature (self, jwt);
  if (verdict == ACADEMY_VERDICT_BELIEVED)
    {
      *name = g_strdup (subject);
      *id = g_strdup (imagin_json_text_member (claims, "jti"));
    }
  return verdict;
}

/* Fetching */

static void
tell_waiting (AcademyTrust *self)
{
  GArray *waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  for (guint i = 0; i < waiting->len; i++)
    g_array_index (waiting, Waiting, i).done (g_array_index (waiting, Waiting, i).data);
  g_array_unref (waiting);
}

/* Back on the main thread. */
static gboolean
fetched (gpointer data)
{
  Fetch *fetch = data;
  AcademyTrust *self = fetch->trust;

  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_handle_id (&self->limit, g_source_remove);
  g_clear_object (&self->stop);
  if (fetch->keys != NULL)
    {
      g_clear_pointer (&self->keys, json_node_unref);
      self->keys = g_steal_pointer (&fetch->keys);
      self->fetched_us = g_get_monotonic_time ();
    }
  else
    g_warning ("%s: %s", fetch->issuer, fetch->error->message);
  tell_waiting (self);
  return G_SOURCE_REMOVE;
}

static gpointer
fetch_on_thread (gpointer data)
{
  Fetch *fetch = data;

  fetch->keys = academy_key_fetch (fetch->issuer, fetch->stop, &fetch->error);
  g_idle_add_full (G_PRIORITY_DEFAULT, fetched, fetch, fetch_free);
  return NULL;
}

static gboolean
stop_fetching (gpointer data)
{
  AcademyTrust *self = data;

  self->limit = 0;
  g_cancellable_cancel (self->stop);
  return G_SOURCE_REMOVE;
}

gboolean
academy_trust_fetch_keys (AcademyTrust *self, GSourceOnceFunc done, gpointer data)
{
  Waiting one = { done, data };
  Fetch *fetch;

  if (self->waiting->len >= WAITING_MAXIMUM)
    return FALSE;
  g_array_append_val (self->waiting, one);
  if (self->thread != NULL)
    return TRUE;
  self->tried_us = g_get_monotonic_time ();
  self->stop = g_cancellable_new ();
  self->limit = g_timeout_add_seconds (FETCH_SECONDS, stop_fetching, self);
  fetch = g_new0 (Fetch, 1);
  fetch->trust = self;
  fetch->issuer = g_strdup (self->rules->issuer);
  fetch->stop = g_object_ref (self->stop);
  self->thread = g_thread_new ("keys", fetch_on_thread, fetch);
  return TRUE;
}

void
academy_trust_free (AcademyTrust *self)
{
  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);
  /* The thread's last act is to say here that it is done. */
  while (self->thread != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&self->keys, json_node_unref);
  g_array_unref (self->waiting);
  g_free (self);
}
