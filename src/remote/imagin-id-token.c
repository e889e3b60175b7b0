/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an ID token must say before anybody is signed in by it. */

#include "remote/imagin-id-token.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "remote/imagin-base64url.h"

#define SUBJECT_MAXIMUM_BYTES 255
#define INSTANT_MAXIMUM 1e12

/* A token for several receivers must say by whom it was asked for. */
static gboolean
audience_is_right (JsonObject *claims, const char *client, GError **error)
{
  JsonArray *list = imagin_json_array_member (claims, "aud");
  const char *one = imagin_json_text_member (claims, "aud");
  const char *asked_by = imagin_json_text_member (claims, "azp");
  guint length = list != NULL ? json_array_get_length (list) : 0;
  gboolean found = g_strcmp0 (one, client) == 0;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      found = found || (json_node_get_value_type (element) == G_TYPE_STRING &&
                        g_strcmp0 (json_node_get_string (element), client) == 0);
    }
  if (!found)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The ID token is for another receiver (aud)");
  if ((json_object_has_member (claims, "azp") || length > 1) && g_strcmp0 (asked_by, client) != 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The ID token was asked for by another (azp)");
  return TRUE;
}

/* A NumericDate (RFC 7519, section 2) may have a fraction. */
static gboolean
read_instant (JsonObject *claims, const char *name, double *instant)
{
  JsonNode *node = json_object_get_member (claims, name);

  if (node == NULL ||
      (json_node_get_value_type (node) != G_TYPE_INT64 && json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return FALSE;
  *instant = json_node_get_double (node);
  return *instant >= 0 && *instant < INSTANT_MAXIMUM;
}

static gboolean
time_is_right (JsonObject *claims, double now, GError **error)
{
  double until, from;

  if (!read_instant (claims, "exp", &until) || until + IMAGIN_ID_TOKEN_LEEWAY <= now)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The ID token is over (exp)");
  if (!read_instant (claims, "iat", &from) || from > now + IMAGIN_ID_TOKEN_LEEWAY ||
      from < now - IMAGIN_ID_TOKEN_OLDEST - IMAGIN_ID_TOKEN_LEEWAY || from > until)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The ID token is not of now (iat)");
  if (json_object_has_member (claims, "nbf") &&
      (!read_instant (claims, "nbf", &from) || from > now + IMAGIN_ID_TOKEN_LEEWAY))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The ID token is not good yet (nbf)");
  return TRUE;
}

/* The left half of the hash that goes with RS256 and ES256: SHA-256. */
static gboolean
hash_is_right (JsonObject *claims, const char *access_token)
{
  guint8 digest[32];
  gsize size = sizeof digest;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *half = NULL;

  if (!json_object_has_member (claims, "at_hash") || access_token == NULL)
    return TRUE;
  g_checksum_update (sum, (const guchar *) access_token, (gssize) strlen (access_token));
  g_checksum_get_digest (sum, digest, &size);
  half = imagin_base64url_encode (digest, size / 2);
  return g_strcmp0 (imagin_json_text_member (claims, "at_hash"), half) == 0;
}

gboolean
imagin_id_token_check (ImaginJwt *jwt, const ImaginIdTokenRules *rules, GError **error)
{
  JsonObject *claims = imagin_jwt_get_claims (jwt);
  const char *subject = imagin_json_text_member (claims, "sub");

  if (g_strcmp0 (imagin_json_text_member (claims, "iss"), rules->issuer) != 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The ID token is of another issuer (iss)");
  if (!audience_is_right (claims, rules->client, error) || !time_is_right (claims, (double) rules->now, error))
    return FALSE;
  if (rules->nonce == NULL || g_strcmp0 (imagin_json_text_member (claims, "nonce"), rules->nonce) != 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The ID token answers another sign-in (nonce)");
  if (!hash_is_right (claims, rules->access_token))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The ID token came with another token (at_hash)");
  if (subject == NULL || *subject == '\0' || strlen (subject) > SUBJECT_MAXIMUM_BYTES)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The ID token names nobody (sub)");
  return TRUE;
}
