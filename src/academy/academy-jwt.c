/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an access token must be before anybody is let in by it. */

#include "academy/academy-jwt.h"

#include "academy/academy-jose.h"
#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-limits.h"

#include <sodium.h>
#include <string.h>

#define NAME_MAXIMUM_BYTES 512
#define INSTANT_MAXIMUM 1e12

static JsonNode *
read_part (const char *part, gsize length)
{
  guchar *bytes = g_malloc (length + 1);
  gsize size = 0;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (JsonNode) node = NULL;

  /* Strict: no blank, no padding, no bit left over. */
  if (sodium_base642bin (bytes, length + 1, part, length, NULL, &size, NULL,
                         sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    size = 0;
  text = g_bytes_new_take (bytes, size);
  node = imagin_json_parse (text, ACADEMY_JWT_MAXIMUM_BYTES, NULL);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

AcademyJwt *
academy_jwt_parse (const char *compact)
{
  g_autoptr (AcademyJwt) self = g_new0 (AcademyJwt, 1);
  gsize length = strnlen (compact, ACADEMY_JWT_MAXIMUM_BYTES + 1);
  const char *claims = length <= ACADEMY_JWT_MAXIMUM_BYTES ? strchr (compact, '.') : NULL;
  const char *signature = claims != NULL ? strchr (claims + 1, '.') : NULL;

  if (signature == NULL || strchr (signature + 1, '.') != NULL)
    return NULL;
  self->compact = g_strdup (compact);
  self->header = read_part (compact, (gsize) (claims - compact));
  self->claims = read_part (claims + 1, (gsize) (signature - claims - 1));
  return self->header != NULL && self->claims != NULL ? g_steal_pointer (&self) : NULL;
}

void
academy_jwt_free (AcademyJwt *self)
{
  g_free (self->compact);
  g_clear_pointer (&self->header, json_node_unref);
  g_clear_pointer (&self->claims, json_node_unref);
  g_free (self);
}

/* RFC 9068, section 4: an ID token, signed by the same key for the same receiver, is no access token. */
static gboolean
kind_is_right (JsonObject *header, GError **error)
{
  const char *type = imagin_json_text_member (header, "typ");
  const char *key = imagin_json_text_member (header, "kid");

  if (type == NULL ||
      (g_ascii_strcasecmp (type, "at+jwt") != 0 && g_ascii_strcasecmp (type, "application/at+jwt") != 0))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "It is no access token (typ)");
  if (json_object_has_member (header, "crit") || json_object_has_member (header, "b64"))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "It asks for an extension");
  if (json_object_has_member (header, "kid") && (key == NULL || strlen (key) > NAME_MAXIMUM_BYTES))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "Its key has no usable name");
  return TRUE;
}

static gboolean
audience_is_right (JsonObject *claims, const char *audience)
{
  JsonArray *list = imagin_json_array_member (claims, "aud");

  if (g_strcmp0 (imagin_json_text_member (claims, "aud"), audience) == 0)
    return TRUE;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING && g_str_equal (json_node_get_string (element), audience))
        return TRUE;
    }
  return FALSE;
}

/* A NumericDate (RFC 7519, section 2) may have a fraction. */
static gboolean
read_instant (JsonObject *claims, const char *name, double *instant)
{
  JsonNode *node = json_object_get_member (claims, name);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *instant = json_node_get_double (node);
  return *instant >= 0 && *instant < INSTANT_MAXIMUM;
}

/* Absent, or not after now. */
static gboolean
is_past (JsonObject *claims, const char *name, double now)
{
  double instant;

  return !json_object_has_member (claims, name) || (read_instant (claims, name, &instant) && instant <= now);
}

gboolean
academy_jwt_check (AcademyJwt *self, const AcademyJwtRules *rules, GError **error)
{
  JsonObject *claims = json_node_get_object (self->claims);
  double until, now = (double) rules->now, skew = (double) rules->skew;

  if (!kind_is_right (json_node_get_object (self->header), error))
    return FALSE;
  if (g_strcmp0 (imagin_json_text_member (claims, "iss"), rules->issuer) != 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "It is of another issuer (iss)");
  if (!audience_is_right (claims, rules->audience))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "It is for another receiver (aud)");
  if (!read_instant (claims, "exp", &until) || until + skew <= now)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "It is over (exp)");
  if (!is_past (claims, "iat", now + skew) || !is_past (claims, "nbf", now + skew))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "It is not good yet (iat, nbf)");
  return TRUE;
}

static gboolean
may_be (JsonObject *key, const char *algorithm, const char *id)
{
  const char *kind = imagin_json_text_member (key, "kty");
  const char *use = imagin_json_text_member (key, "use");
  const char *made_for = imagin_json_text_member (key, "alg");

  return g_strcmp0 (kind, g_str_equal (algorithm, "RS256") ? "RSA" : "EC") == 0 &&
         (use == NULL || g_str_equal (use, "sig")) && (made_for == NULL || g_str_equal (made_for, algorithm)) &&
         (id == NULL || g_strcmp0 (imagin_json_text_member (key, "kid"), id) == 0);
}

AcademyJwtSignature
academy_jwt_verify (AcademyJwt *self, JsonNode *keys)
{
  JsonObject *header = json_node_get_object (self->header);
  const char *algorithm = imagin_json_text_member (header, "alg");
  const char *id = imagin_json_text_member (header, "kid");
  JsonArray *list = imagin_json_array_member (json_node_get_object (keys), "keys");
  AcademyJwtSignature answer = ACADEMY_JWT_UNKNOWN_KEY;

  if (g_strcmp0 (algorithm, "RS256") != 0 && g_strcmp0 (algorithm, "ES256") != 0)
    return ACADEMY_JWT_BAD;
  for (guint i = 0; list != NULL && i < MIN (json_array_get_length (list), IMAGIN_KEYS_MAXIMUM); i++)
    {
      JsonNode *key = json_array_get_element (list, i);
      g_autofree char *text = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (key) || !may_be (json_node_get_object (key), algorithm, id))
        continue;
      text = imagin_json_to_text (key);
      if (academy_jose_verify (text, algorithm, self->compact))
        return ACADEMY_JWT_GOOD;
      answer = ACADEMY_JWT_BAD;
    }
  return answer;
}
