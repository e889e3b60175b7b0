/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A signed token in its three parts, read strictly and not yet believed. */

#include "remote/imagin-jwt.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "remote/imagin-base64url.h"

#include <string.h>

#define KEY_ID_MAXIMUM_BYTES 512

struct _ImaginJwt
{
  GObject parent_instance;

  JsonNode *header;
  JsonNode *claims;
  GBytes *part_signed;
  GBytes *signature;
};

G_DEFINE_FINAL_TYPE (ImaginJwt, imagin_jwt, G_TYPE_OBJECT)

static void
imagin_jwt_finalize (GObject *object)
{
  ImaginJwt *self = IMAGIN_JWT (object);

  g_clear_pointer (&self->header, json_node_unref);
  g_clear_pointer (&self->claims, json_node_unref);
  g_clear_pointer (&self->part_signed, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  G_OBJECT_CLASS (imagin_jwt_parent_class)->finalize (object);
}

static void
imagin_jwt_class_init (ImaginJwtClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_jwt_finalize;
}

static void
imagin_jwt_init (ImaginJwt *self)
{
}

static JsonNode *
object_of (const char *part, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = imagin_base64url_decode (part, length);
  g_autoptr (JsonNode) node = NULL;

  if (bytes == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "A part of the token is not base64url");
  node = imagin_json_parse (bytes, IMAGIN_JWT_MAXIMUM_BYTES, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "A part of the token is not a JSON object");
  return g_steal_pointer (&node);
}

static gboolean
header_is_right (ImaginJwt *self, GError **error)
{
  JsonObject *header = json_node_get_object (self->header);
  const char *type = imagin_json_text_member (header, "typ");
  const char *key_id = imagin_jwt_get_key_id (self);

  if (imagin_jwt_get_algorithm (self) == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The token names no algorithm");
  /* RFC 7515, section 4.1.11: extensions that are not understood make a token worthless, and none is here. */
  if (json_object_has_member (header, "crit") || json_object_has_member (header, "b64"))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The token asks for an extension");
  if (json_object_has_member (header, "typ") &&
      (type == NULL || (g_ascii_strcasecmp (type, "JWT") != 0 && g_ascii_strcasecmp (type, "application/jwt") != 0)))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The token is of another kind");
  if (json_object_has_member (header, "kid") && (key_id == NULL || strlen (key_id) > KEY_ID_MAXIMUM_BYTES))
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The token's key has no usable name");
  return TRUE;
}

ImaginJwt *
imagin_jwt_parse (const char *compact, GError **error)
{
  g_autoptr (ImaginJwt) self = g_object_new (IMAGIN_TYPE_JWT, NULL);
  gsize length = compact != NULL ? strnlen (compact, IMAGIN_JWT_MAXIMUM_BYTES + 1) : 0;
  const char *claims, *signature;

  if (length == 0 || length > IMAGIN_JWT_MAXIMUM_BYTES)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "The token is absent or too long");
  claims = strchr (compact, '.');
  signature = claims != NULL ? strchr (claims + 1, '.') : NULL;
  if (signature == NULL || strchr (signature + 1, '.') != NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "The token has not three parts");
  claims++;
  self->part_signed = g_bytes_new (compact, (gsize) (signature - compact));
  signature++;
  self->signature = imagin_base64url_decode (signature, length - (gsize) (signature - compact));
  if (self->signature == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNTRUSTED, "The token is not signed");
  self->header = object_of (compact, (gsize) (claims - 1 - compact), error);
  if (self->header == NULL || !header_is_right (self, error))
    return NULL;
  self->claims = object_of (claims, (gsize) (signature - 1 - claims), error);
  return self->claims != NULL ? g_steal_pointer (&self) : NULL;
}

const char *
imagin_jwt_get_algorithm (ImaginJwt *self)
{
  return imagin_json_text_member (json_node_get_object (self->header), "alg");
}

const char *
imagin_jwt_get_key_id (ImaginJwt *self)
{
  return imagin_json_text_member (json_node_get_object (self->header), "kid");
}

JsonObject *
imagin_jwt_get_claims (ImaginJwt *self)
{
  return json_node_get_object (self->claims);
}

GBytes *
imagin_jwt_get_signed (ImaginJwt *self)
{
  return self->part_signed;
}

GBytes *
imagin_jwt_get_signature (ImaginJwt *self)
{
  return self->signature;
}
