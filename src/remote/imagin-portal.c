/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in through an academy's portal: the person's browser goes there and comes back with a code. */

#include "remote/imagin-portal.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-limits.h"
#include "base/imagin-text.h"
#include "base/imagin-web-address.h"
#include "remote/imagin-base64url.h"
#include "remote/imagin-issuer.h"

struct _ImaginPortal
{
  GObject parent_instance;

  char *name; /* the issuer */
  char *client;
  char *scope;
  GArray *ports;
  ImaginIssuer *issuer; /* NULL: not asked yet */
  guint limit_seconds;
  guint idle_seconds;
  DexPromise *cancelled; /* of the sign-in under way */
};

G_DEFINE_FINAL_TYPE (ImaginPortal, imagin_portal, G_TYPE_OBJECT)

/* Runs in a fiber. */
static gboolean
ensure_issuer (ImaginPortal *self, GError **error)
{
  ImaginIssuer *issuer;

  if (self->issuer != NULL)
    return TRUE;
  issuer = dex_await_object (imagin_issuer_discover (self->name, self->idle_seconds), error);
  if (issuer == NULL)
    return FALSE;
  g_clear_object (&self->issuer);
  self->issuer = issuer;
  return TRUE;
}

/* What the issuer answers at its token endpoint; @refused stands for its `invalid_grant` (RFC 6749, section 5.2). */
static ImaginTokens *
tokens_of (ImaginAnswer *answer, ImaginError refused, GError **error)
{
  guint status = imagin_answer_get_status (answer);
  g_autoptr (JsonNode) node = imagin_answer_read_json (answer, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *word = imagin_json_text_member (object, "error");

  if (status == 200 && node != NULL)
    return imagin_tokens_from_json (node, error);
  if (status >= 300 && status < 400)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "The issuer points to another address");
  if ((status == 400 || status == 401) && g_strcmp0 (word, "invalid_grant") == 0)
    return imagin_error_set_null (error, refused, "invalid_grant");
  /* A proxy's page, a program that is not registered any more, an overload: none of it says that a token is worthless.
   */
  return imagin_error_set_null (error, IMAGIN_ERROR_UNAVAILABLE, "The issuer answers %u", status);
}

/* Signing in */

typedef struct
{
  ImaginPortal *portal;
  ImaginIssuer *issuer; /* a refresh beside this sign-in may forget the portal's */
  ImaginLoopback *loopback;
  ImaginPortalOpen open;
  gpointer data;
  GDestroyNotify free_data;
  DexPromise *cancelled;
  gint64 deadline_us;
  char *state, *nonce, *verifier;
} SigningIn;

static void
signing_in_free (gpointer data)
{
  SigningIn *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_clear_object (&self->loopback);
  g_clear_object (&self->issuer);
  g_object_unref (self->portal);
  dex_unref (self->cancelled);
  imagin_text_erase (self->state);
  imagin_text_erase (self->nonce);
  imagin_text_erase (self->verifier);
  g_free (self);
}

/* @future, or the end of the person's patience, whichever comes first. */
static DexFuture *
in_time (SigningIn *self, DexFuture *future)
{
  return dex_future_first (future, dex_ref (DEX_FUTURE (self->cancelled)), dex_timeout_new_deadline (self->deadline_us),
                           NULL);
}

static DexFuture *
ended (SigningIn *self, GError *error)
{
  if (!g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return dex_future_new_for_error (error);
  g_error_free (error);
  return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_PORTAL_EXPIRED, "%s", "Nobody signed in in time");
}

static char *
challenge_of (const char *verifier)
{
  guint8 digest[32];
  gsize size = sizeof digest;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *) verifier, (gssize) strlen (verifier));
  g_checksum_get_digest (sum, digest, &size);
  return imagin_base64url_encode (digest, size);
}

static char *
address_of (SigningIn *self)
{
  ImaginPortal *portal = self->portal;
  const char *endpoint = imagin_issuer_get_endpoint (self->issuer, IMAGIN_ISSUER_AUTHORIZATION);
  g_autofree char *challenge = challenge_of (self->verifier);
  /* OpenID Connect Core 1.0, section 11: without asking for consent there is no token for later. */
  gboolean later = strstr (portal->scope, "offline_access") != NULL;
  g_autofree char *query = soup_form_encode ("response_type", "code", "client_id", portal->client, "redirect_uri",
                                             imagin_loopback_get_address (self->loopback), "scope", portal->scope,
                                             "state", self->state, "nonce", self->nonce, "code_challenge", challenge,
                                             "code_challenge_method", "S256", later ? "prompt" : NULL, "consent", NULL);

  return g_strconcat (endpoint, strchr (endpoint, '?') != NULL ? "&" : "?", query, NULL);
}

/* Runs in a fiber. */
static char *
fetch_code (SigningIn *self, GError **error)
{
  ImaginIssuer *issuer = self->issuer;
  g_autofree char *address = address_of (self);
  DexFuture *code = imagin_loopback_wait (self->loopback, self->state, imagin_issuer_get_name (issuer),
                                          imagin_issuer_names_itself (issuer));

  self->open (address, self->data);
  return dex_await_string (in_time (self, code), error);
}

/* The issuer's own clock, by the answer that brought the token. Without one, the token's own beginning stands for it:
 * the nonce says already that the token was made for this very sign-in. */
static gint64
now_of (ImaginAnswer *answer, const char *id_token)
{
  const char *field = imagin_answer_get_header (answer, "Date");
  g_autoptr (GDateTime) date = field != NULL ? soup_date_time_new_from_http_string (field) : NULL;
  g_autoptr (ImaginJwt) token = date == NULL ? imagin_jwt_parse (id_token, NULL) : NULL;

  if (date != NULL)
    return g_date_time_to_unix (date);
  return token != NULL ? imagin_json_integer_member (imagin_jwt_get_claims (token), "iat", 0) : 0;
}

/* Runs in a fiber. */
static ImaginTokens *
exchange (SigningIn *self, const char *code, GError **error)
{
  ImaginPortal *portal = self->portal;
  char *form = soup_form_encode ("grant_type", "authorization_code", "code", code, "redirect_uri",
                                 imagin_loopback_get_address (self->loopback), "client_id", portal->client,
                                 "code_verifier", self->verifier, NULL);
  g_autoptr (ImaginAnswer) answer =
      dex_await_object (in_time (self, imagin_issuer_post (self->issuer, IMAGIN_ISSUER_TOKEN, form)), error);
  g_autoptr (ImaginTokens) tokens = answer != NULL ? tokens_of (answer, IMAGIN_ERROR_PORTAL_REFUSED, error) : NULL;
  ImaginIdTokenRules rules = { .client = portal->client, .nonce = self->nonce };

  if (tokens == NULL)
    return NULL;
  rules.access_token = imagin_tokens_get_access (tokens);
  rules.now = now_of (answer, imagin_tokens_get_id (tokens));
  if (!dex_await (in_time (self, imagin_issuer_verify (self->issuer, imagin_tokens_get_id (tokens), &rules)), error))
    return NULL;
  return g_steal_pointer (&tokens);
}

static DexFuture *
sign_in_fiber (gpointer data)
{
  SigningIn *self = data;
  ImaginTokens *tokens = NULL;
  char *code;
  GError *error = NULL;

  if (self->portal->issuer == NULL)
    self->issuer = dex_await_object (
        in_time (self, imagin_issuer_discover (self->portal->name, self->portal->idle_seconds)), &error);
  else
    self->issuer = g_object_ref (self->portal->issuer);
  if (self->issuer == NULL)
    return ended (self, error);
  g_set_object (&self->portal->issuer, self->issuer);
  code = fetch_code (self, &error);
  if (code != NULL)
    tokens = exchange (self, code, &error);
  imagin_text_erase (code);
  return tokens != NULL ? dex_future_new_take_object (tokens) : ended (self, error);
}

DexFuture *
imagin_portal_sign_in (ImaginPortal *self,
                       const ImaginLoopbackWords *words,
                       ImaginPortalOpen open,
                       gpointer data,
                       GDestroyNotify free_data)
{
  SigningIn *signing_in = g_new0 (SigningIn, 1);
  GError *error = NULL;

  imagin_portal_cancel (self);
  self->cancelled = dex_promise_new ();
  signing_in->portal = g_object_ref (self);
  signing_in->cancelled = dex_ref (self->cancelled);
  signing_in->open = open;
  signing_in->data = data;
  signing_in->free_data = free_data;
  signing_in->deadline_us = g_get_monotonic_time () + (gint64) self->limit_seconds * G_USEC_PER_SEC;
  signing_in->state = imagin_random_word ();
  signing_in->nonce = imagin_random_word ();
  signing_in->verifier = imagin_random_word ();
  signing_in->loopback = imagin_loopback_new (self->ports, words, &error);
  if (signing_in->loopback == NULL)
    {
      signing_in_free (signing_in);
      return dex_future_new_for_error (error);
    }
  return dex_scheduler_spawn (NULL, 0, sign_in_fiber, signing_in, signing_in_free);
}

void
imagin_portal_cancel (ImaginPortal *self)
{
  if (self->cancelled != NULL && dex_future_is_pending (DEX_FUTURE (self->cancelled)))
    dex_promise_reject (self->cancelled,
                        g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_CANCELLED, "The sign-in was stopped"));
  dex_clear (&self->cancelled);
}

/* Renewing and revoking */

typedef struct
{
  ImaginPortal *portal;
  char *refresh_token;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->portal);
  imagin_text_erase (asking->refresh_token);
  g_free (asking);
}

static DexFuture *
ask (ImaginPortal *self, const char *refresh_token, DexFiberFunc fiber)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->portal = g_object_ref (self);
  asking->refresh_token = g_strdup (refresh_token);
  return dex_scheduler_spawn (NULL, 0, fiber, asking, asking_free);
}

/* An ID token that may come with the answer is not looked at: nothing is ever read from it. */
static DexFuture *
renew_fiber (gpointer data)
{
  Asking *asking = data;
  ImaginPortal *self = asking->portal;
  g_autoptr (ImaginAnswer) answer = NULL;
  ImaginTokens *tokens = NULL;
  GError *error = NULL;

  if (ensure_issuer (self, &error))
    answer = dex_await_object (
        imagin_issuer_post (self->issuer, IMAGIN_ISSUER_TOKEN,
                            soup_form_encode ("grant_type", "refresh_token", "refresh_token", asking->refresh_token,
                                              "client_id", self->client, NULL)),
        &error);
  if (answer != NULL)
    tokens = tokens_of (answer, IMAGIN_ERROR_SIGN_IN_REQUIRED, &error);
  if (tokens != NULL)
    return dex_future_new_take_object (tokens);
  /* What it said of itself may be old by now: the next try asks it anew. */
  g_clear_object (&self->issuer);
  /* A portal that is slow is as far away as one that is down; the academy itself may be well. */
  if (imagin_error_matches (error, IMAGIN_ERROR_TIMED_OUT) || imagin_error_matches (error, IMAGIN_ERROR_UNAVAILABLE))
    error->code = IMAGIN_ERROR_OFFLINE;
  return dex_future_new_for_error (error);
}

DexFuture *
imagin_portal_renew (ImaginPortal *self, const char *refresh_token)
{
  return ask (self, refresh_token, renew_fiber);
}

static DexFuture *
revoke_fiber (gpointer data)
{
  Asking *asking = data;
  ImaginPortal *self = asking->portal;
  g_autoptr (ImaginAnswer) answer = NULL;
  GError *error = NULL;

  if (!ensure_issuer (self, &error))
    return dex_future_new_for_error (error);
  if (imagin_issuer_get_endpoint (self->issuer, IMAGIN_ISSUER_REVOCATION) == NULL)
    return dex_future_new_for_boolean (TRUE);
  answer = dex_await_object (imagin_issuer_post (self->issuer, IMAGIN_ISSUER_REVOCATION,
                                                 soup_form_encode ("token", asking->refresh_token, "token_type_hint",
                                                                   "refresh_token", "client_id", self->client, NULL)),
                             &error);
  if (answer == NULL)
    return dex_future_new_for_error (error);
  if (imagin_answer_get_status (answer) != 200)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_UNAVAILABLE, "The issuer answers %u",
                                  imagin_answer_get_status (answer));
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_portal_revoke (ImaginPortal *self, const char *refresh_token)
{
  return ask (self, refresh_token, revoke_fiber);
}

static DexFuture *
end_session_fiber (gpointer data)
{
  Asking *asking = data;
  ImaginPortal *self = asking->portal;
  const char *endpoint;
  g_autofree char *query = NULL;
  GError *error = NULL;

  if (!ensure_issuer (self, &error))
    return dex_future_new_for_error (error);
  endpoint = imagin_issuer_get_endpoint (self->issuer, IMAGIN_ISSUER_END_SESSION);
  if (endpoint == NULL)
    return dex_future_new_take_string (g_strdup (""));
  query = soup_form_encode ("client_id", self->client, NULL);
  return dex_future_new_take_string (g_strconcat (endpoint, strchr (endpoint, '?') != NULL ? "&" : "?", query, NULL));
}

DexFuture *
imagin_portal_find_end_session (ImaginPortal *self)
{
  return ask (self, NULL, end_session_fiber);
}

/* The object */

static void
imagin_portal_finalize (GObject *object)
{
  ImaginPortal *self = IMAGIN_PORTAL (object);

  dex_clear (&self->cancelled);
  g_clear_object (&self->issuer);
  g_clear_pointer (&self->ports, g_array_unref);
  g_free (self->name);
  g_free (self->client);
  g_free (self->scope);
  G_OBJECT_CLASS (imagin_portal_parent_class)->finalize (object);
}

static void
imagin_portal_class_init (ImaginPortalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_portal_finalize;
}

static void
imagin_portal_init (ImaginPortal *self)
{
  self->limit_seconds = IMAGIN_PORTAL_LIMIT_SECONDS;
  self->idle_seconds = IMAGIN_ISSUER_IDLE_SECONDS;
}

/* Without `openid` an issuer gives no ID token, and nobody would be known to have signed in. */
static char *
scope_of (ImaginSignInMethod *method)
{
  const char *const *scopes = imagin_entity_get_texts (method, "scopes");
  g_autofree char *joined = scopes != NULL ? g_strjoinv (" ", (char **) scopes) : g_strdup ("");

  if (scopes != NULL && g_strv_contains (scopes, "openid"))
    return g_steal_pointer (&joined);
  return g_strchomp (g_strconcat ("openid ", joined, NULL));
}

ImaginPortal *
imagin_portal_new (ImaginSignInMethod *method, GError **error)
{
  const char *name = imagin_entity_get_text (method, "issuer");
  const char *client = imagin_entity_get_text (method, "client_id");
  g_autoptr (GUri) uri = imagin_web_address_parse (name);
  ImaginPortal *self;

  if (uri == NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL || client == NULL ||
      *client == '\0')
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "The academy names no portal that can be used");
  self = g_object_new (IMAGIN_TYPE_PORTAL, NULL);
  self->name = g_strdup (name);
  self->client = g_strdup (client);
  self->scope = scope_of (method);
  self->ports = imagin_sign_in_method_get_ports (method);
  return self;
}

void
imagin_portal_set_patience (ImaginPortal *self, guint limit_seconds, guint idle_seconds)
{
  self->limit_seconds = limit_seconds;
  self->idle_seconds = idle_seconds;
}
