/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An OpenID issuer: what it says of itself, its keys, and what is posted to it. */

#include "remote/imagin-issuer.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-limits.h"
#include "base/imagin-text.h"
#include "base/imagin-web-address.h"
#include "remote/imagin-jwks.h"
#include "remote/imagin-transport.h"

#define DISCOVERY_PATH "/.well-known/openid-configuration"

struct _ImaginIssuer
{
  GObject parent_instance;

  char *name;
  guint idle_seconds;
  SoupSession *http;
  char *endpoints[IMAGIN_ISSUER_N_ENDPOINTS];
  gboolean names_itself;
  ImaginJwks *keys;
};

G_DEFINE_FINAL_TYPE (ImaginIssuer, imagin_issuer, G_TYPE_OBJECT)

static const char *const endpoint_members[IMAGIN_ISSUER_N_ENDPOINTS] = {
  [IMAGIN_ISSUER_AUTHORIZATION] = "authorization_endpoint",
  [IMAGIN_ISSUER_TOKEN] = "token_endpoint",
  [IMAGIN_ISSUER_KEYS] = "jwks_uri",
  [IMAGIN_ISSUER_REVOCATION] = "revocation_endpoint",
  [IMAGIN_ISSUER_END_SESSION] = "end_session_endpoint",
};

/* Asking */

static gsize
bound_of (guint status, gpointer data)
{
  return IMAGIN_ISSUER_MAXIMUM_BYTES;
}

/* Runs in a fiber. */
static ImaginAnswer *
ask (ImaginIssuer *self, SoupMessage *message, GError **error)
{
  /* What is sent may be a secret: it goes to this address or nowhere. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  return imagin_transport_send (self->http, message, self->idle_seconds, bound_of, NULL, error);
}

/* Runs in a fiber. */
static JsonNode *
get_json (ImaginIssuer *self, const char *address, GError **error)
{
  g_autoptr (GUri) uri = imagin_web_address_parse (address);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (ImaginAnswer) answer = NULL;
  JsonNode *node;
  guint status;

  if (uri == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "Not an address of an issuer");
  message = soup_message_new_from_uri ("GET", uri);
  answer = ask (self, message, error);
  if (answer == NULL)
    return NULL;
  status = imagin_answer_get_status (answer);
  if (status != 200)
    return imagin_error_set_null (error,
                                  status >= 300 && status < 400 ? IMAGIN_ERROR_UNTRUSTED : IMAGIN_ERROR_UNAVAILABLE,
                                  "The issuer answers %u", status);
  node = imagin_answer_read_json (answer, error);
  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    {
      json_node_unref (node);
      return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "The issuer's answer is no object");
    }
  return node;
}

/* Discovery */

static gboolean
lists (JsonObject *object, const char *name, const char *wanted)
{
  JsonArray *array = imagin_json_array_member (object, name);

  /* What is not announced is tried: issuers may leave all of these out but what they require. */
  if (array == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING && g_str_equal (json_node_get_string (element), wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_description (ImaginIssuer *self, JsonObject *object, GError **error)
{
  JsonNode *names_itself = json_object_get_member (object, "authorization_response_iss_parameter_supported");

  if (g_strcmp0 (imagin_json_text_member (object, "issuer"), self->name) != 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The issuer calls itself by another name");
  for (guint i = 0; i < IMAGIN_ISSUER_N_ENDPOINTS; i++)
    {
      const char *address = imagin_json_text_member (object, endpoint_members[i]);
      g_autoptr (GUri) uri = imagin_web_address_parse (address);

      if (address == NULL && i >= IMAGIN_ISSUER_REVOCATION)
        continue;
      if (uri == NULL || g_uri_get_fragment (uri) != NULL)
        return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The issuer's %s is no safe address",
                                       endpoint_members[i]);
      self->endpoints[i] = g_uri_to_string (uri);
    }
  if (!lists (object, "response_types_supported", "code") ||
      !lists (object, "code_challenge_methods_supported", "S256"))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The issuer does not offer codes with PKCE");
  self->names_itself = names_itself != NULL && json_node_get_value_type (names_itself) == G_TYPE_BOOLEAN &&
                       json_node_get_boolean (names_itself);
  return TRUE;
}

static DexFuture *
discover_fiber (gpointer data)
{
  ImaginIssuer *self = data;
  gsize length = strlen (self->name);
  g_autofree char *address =
      g_strdup_printf ("%.*s" DISCOVERY_PATH, (int) (length - g_str_has_suffix (self->name, "/")), self->name);
  g_autoptr (JsonNode) node = NULL;
  GError *error = NULL;

  node = get_json (self, address, &error);
  if (node == NULL || !take_description (self, json_node_get_object (node), &error))
    return dex_future_new_for_error (error);
  return dex_future_new_take_object (g_object_ref (self));
}

DexFuture *
imagin_issuer_discover (const char *name, guint idle_seconds)
{
  ImaginIssuer *self = g_object_new (IMAGIN_TYPE_ISSUER, NULL);

  self->name = g_strdup (name);
  self->idle_seconds = idle_seconds;
  return dex_scheduler_spawn (NULL, 0, discover_fiber, self, g_object_unref);
}

const char *
imagin_issuer_get_name (ImaginIssuer *self)
{
  return self->name;
}

const char *
imagin_issuer_get_endpoint (ImaginIssuer *self, ImaginIssuerEndpoint endpoint)
{
  return self->endpoints[endpoint];
}

gboolean
imagin_issuer_names_itself (ImaginIssuer *self)
{
  return self->names_itself;
}

/* Posting */

typedef struct
{
  ImaginIssuer *issuer;
  SoupMessage *message;
} Posting;

static void
posting_free (gpointer data)
{
  Posting *posting = data;

  g_object_unref (posting->issuer);
  g_object_unref (posting->message);
  g_free (posting);
}

static DexFuture *
post_fiber (gpointer data)
{
  Posting *posting = data;
  GError *error = NULL;
  ImaginAnswer *answer = ask (posting->issuer, posting->message, &error);

  if (answer == NULL)
    return dex_future_new_for_error (error);
  return dex_future_new_take_object (answer);
}

DexFuture *
imagin_issuer_post (ImaginIssuer *self, ImaginIssuerEndpoint endpoint, char *form)
{
  g_autoptr (GBytes) body = g_bytes_new_with_free_func (form, strlen (form), (GDestroyNotify) imagin_text_erase, form);
  Posting *posting;

  if (self->endpoints[endpoint] == NULL)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_NOT_FOUND, "%s", "The issuer has no such endpoint");
  posting = g_new0 (Posting, 1);
  posting->issuer = g_object_ref (self);
  posting->message = soup_message_new ("POST", self->endpoints[endpoint]);
  soup_message_set_request_body_from_bytes (posting->message, "application/x-www-form-urlencoded", body);
  return dex_scheduler_spawn (NULL, 0, post_fiber, posting, posting_free);
}

/* Verifying */

typedef struct
{
  ImaginIssuer *issuer;
  ImaginJwt *token;
  char *client;
  char *nonce;
  char *access_token;
  gint64 now;
} Verifying;

static void
verifying_free (gpointer data)
{
  Verifying *verifying = data;

  g_object_unref (verifying->issuer);
  g_object_unref (verifying->token);
  g_free (verifying->client);
  g_free (verifying->nonce);
  imagin_text_erase (verifying->access_token);
  g_free (verifying);
}

/* Runs in a fiber. */
static gboolean
fetch_keys (ImaginIssuer *self, GError **error)
{
  g_autoptr (JsonNode) node = get_json (self, self->endpoints[IMAGIN_ISSUER_KEYS], error);
  ImaginJwks *keys = node != NULL ? imagin_jwks_parse (node, error) : NULL;

  if (keys == NULL)
    return FALSE;
  g_clear_object (&self->keys);
  self->keys = keys;
  return TRUE;
}

/* Runs in a fiber. */
static gboolean
signature_is_good (ImaginIssuer *self, ImaginJwt *token, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (self->keys != NULL)
    {
      if (imagin_jwks_verify (self->keys, token, &local))
        return TRUE;
      if (!imagin_error_matches (local, IMAGIN_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_clear_error (&local);
    }
  if (!fetch_keys (self, error))
    return FALSE;
  if (imagin_jwks_verify (self->keys, token, &local))
    return TRUE;
  return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "%s", local->message);
}

static DexFuture *
verify_fiber (gpointer data)
{
  Verifying *verifying = data;
  ImaginIdTokenRules rules = {
    .issuer = verifying->issuer->name,
    .client = verifying->client,
    .nonce = verifying->nonce,
    .access_token = verifying->access_token,
    .now = verifying->now,
  };
  GError *error = NULL;

  if (!signature_is_good (verifying->issuer, verifying->token, &error) ||
      !imagin_id_token_check (verifying->token, &rules, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_issuer_verify (ImaginIssuer *self, const char *id_token, const ImaginIdTokenRules *rules)
{
  GError *error = NULL;
  ImaginJwt *token = imagin_jwt_parse (id_token, &error);
  Verifying *verifying;

  if (token == NULL)
    return dex_future_new_for_error (error);
  verifying = g_new0 (Verifying, 1);
  verifying->issuer = g_object_ref (self);
  verifying->token = token;
  verifying->client = g_strdup (rules->client);
  verifying->nonce = g_strdup (rules->nonce);
  verifying->access_token = g_strdup (rules->access_token);
  verifying->now = rules->now;
  return dex_scheduler_spawn (NULL, 0, verify_fiber, verifying, verifying_free);
}

/* The object */

static void
imagin_issuer_finalize (GObject *object)
{
  ImaginIssuer *self = IMAGIN_ISSUER (object);

  g_clear_object (&self->keys);
  g_clear_object (&self->http);
  g_free (self->name);
  for (guint i = 0; i < IMAGIN_ISSUER_N_ENDPOINTS; i++)
    g_free (self->endpoints[i]);
  G_OBJECT_CLASS (imagin_issuer_parent_class)->finalize (object);
}

static void
imagin_issuer_class_init (ImaginIssuerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_issuer_finalize;
}

static void
imagin_issuer_init (ImaginIssuer *self)
{
  self->http = imagin_transport_new_session ();
}
