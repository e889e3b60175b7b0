/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public keys of an issuer, and what they say of a token; GnuTLS does the arithmetic. */

#include "remote/imagin-jwks.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-limits.h"
#include "remote/imagin-base64url.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>

#define RSA_BITS_MINIMUM 2048
#define RSA_BITS_MAXIMUM 8192
#define P256_BYTES 32

typedef struct
{
  char *id; /* NULL: it has no name */
  const char *algorithm;
  gnutls_pubkey_t key;
} Key;

struct _ImaginJwks
{
  GObject parent_instance;

  GPtrArray *keys;
};

G_DEFINE_FINAL_TYPE (ImaginJwks, imagin_jwks, G_TYPE_OBJECT)

static void
key_free (gpointer data)
{
  Key *key = data;

  gnutls_pubkey_deinit (key->key);
  g_free (key->id);
  g_free (key);
}

static void
imagin_jwks_finalize (GObject *object)
{
  g_ptr_array_unref (IMAGIN_JWKS (object)->keys);
  G_OBJECT_CLASS (imagin_jwks_parent_class)->finalize (object);
}

static void
imagin_jwks_class_init (ImaginJwksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_jwks_finalize;
}

static void
imagin_jwks_init (ImaginJwks *self)
{
  self->keys = g_ptr_array_new_with_free_func (key_free);
}

/* Reading */

static GBytes *
number_member (JsonObject *object, const char *name)
{
  const char *text = imagin_json_text_member (object, name);

  return text != NULL ? imagin_base64url_decode (text, strlen (text)) : NULL;
}

static gnutls_datum_t
datum_of (GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return (gnutls_datum_t) { (guchar *) data, (unsigned int) size };
}

static gboolean
import_rsa (gnutls_pubkey_t key, JsonObject *object)
{
  g_autoptr (GBytes) modulus = number_member (object, "n");
  g_autoptr (GBytes) exponent = number_member (object, "e");
  gnutls_datum_t n, e;
  unsigned int bits = 0;

  /* The size is looked at first: a number of a megabyte would keep the processor busy for long. */
  if (modulus == NULL || exponent == NULL || g_bytes_get_size (modulus) > RSA_BITS_MAXIMUM / 8 + 1 ||
      g_bytes_get_size (exponent) > 8)
    return FALSE;
  n = datum_of (modulus);
  e = datum_of (exponent);
  return gnutls_pubkey_import_rsa_raw (key, &n, &e) == GNUTLS_E_SUCCESS &&
         gnutls_pubkey_get_pk_algorithm (key, &bits) == GNUTLS_PK_RSA && bits >= RSA_BITS_MINIMUM &&
         bits <= RSA_BITS_MAXIMUM;
}

static gboolean
import_p256 (gnutls_pubkey_t key, JsonObject *object)
{
  g_autoptr (GBytes) abscissa = number_member (object, "x");
  g_autoptr (GBytes) ordinate = number_member (object, "y");
  gnutls_datum_t x, y;

  if (g_strcmp0 (imagin_json_text_member (object, "crv"), "P-256") != 0 || abscissa == NULL || ordinate == NULL ||
      g_bytes_get_size (abscissa) != P256_BYTES || g_bytes_get_size (ordinate) != P256_BYTES)
    return FALSE;
  x = datum_of (abscissa);
  y = datum_of (ordinate);
  return gnutls_pubkey_import_ecc_raw (key, GNUTLS_ECC_CURVE_SECP256R1, &x, &y) == GNUTLS_E_SUCCESS;
}

static void
take_key (ImaginJwks *self, JsonObject *object)
{
  const char *kind = imagin_json_text_member (object, "kty");
  const char *use = imagin_json_text_member (object, "use");
  const char *algorithm = imagin_json_text_member (object, "alg");
  gboolean rsa = g_strcmp0 (kind, "RSA") == 0;
  const char *fits = rsa ? "RS256" : "ES256";
  gnutls_pubkey_t imported;
  Key *key;

  if ((!rsa && g_strcmp0 (kind, "EC") != 0) || (use != NULL && g_strcmp0 (use, "sig") != 0) ||
      (algorithm != NULL && g_strcmp0 (algorithm, fits) != 0) || gnutls_pubkey_init (&imported) != GNUTLS_E_SUCCESS)
    return;
  if (!(rsa ? import_rsa (imported, object) : import_p256 (imported, object)))
    {
      gnutls_pubkey_deinit (imported);
      return;
    }
  key = g_new0 (Key, 1);
  key->id = g_strdup (imagin_json_text_member (object, "kid"));
  key->algorithm = fits;
  key->key = imported;
  g_ptr_array_add (self->keys, key);
}

ImaginJwks *
imagin_jwks_parse (JsonNode *node, GError **error)
{
  JsonArray *keys =
      JSON_NODE_HOLDS_OBJECT (node) ? imagin_json_array_member (json_node_get_object (node), "keys") : NULL;
  g_autoptr (ImaginJwks) self = NULL;

  if (keys == NULL || json_array_get_length (keys) > IMAGIN_KEYS_MAXIMUM)
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "Not a key set");
  self = g_object_new (IMAGIN_TYPE_JWKS, NULL);
  for (guint i = 0; i < json_array_get_length (keys); i++)
    {
      JsonNode *element = json_array_get_element (keys, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        take_key (self, json_node_get_object (element));
    }
  return g_steal_pointer (&self);
}

guint
imagin_jwks_get_n_keys (ImaginJwks *self)
{
  return self->keys->len;
}

/* Verifying */

static gboolean
verifies_rsa (gnutls_pubkey_t key, ImaginJwt *jwt)
{
  gnutls_datum_t data = datum_of (imagin_jwt_get_signed (jwt));
  gnutls_datum_t signature = datum_of (imagin_jwt_get_signature (jwt));

  return gnutls_pubkey_verify_data2 (key, GNUTLS_SIGN_RSA_SHA256, 0, &data, &signature) >= 0;
}

/* RFC 7518, section 3.4: the two numbers side by side, where GnuTLS wants them in DER. */
static gboolean
verifies_p256 (gnutls_pubkey_t key, ImaginJwt *jwt)
{
  gnutls_datum_t data = datum_of (imagin_jwt_get_signed (jwt));
  gnutls_datum_t both = datum_of (imagin_jwt_get_signature (jwt));
  gnutls_datum_t r = { both.data, P256_BYTES };
  gnutls_datum_t s = { both.data + P256_BYTES, P256_BYTES };
  gnutls_datum_t signature;
  gboolean good;

  if (both.size != 2 * P256_BYTES || gnutls_encode_rs_value (&signature, &r, &s) != GNUTLS_E_SUCCESS)
    return FALSE;
  good = gnutls_pubkey_verify_data2 (key, GNUTLS_SIGN_ECDSA_SHA256, 0, &data, &signature) >= 0;
  gnutls_free (signature.data);
  return good;
}

gboolean
imagin_jwks_verify (ImaginJwks *self, ImaginJwt *jwt, GError **error)
{
  const char *algorithm = imagin_jwt_get_algorithm (jwt);
  const char *id = imagin_jwt_get_key_id (jwt);
  gboolean known = FALSE;

  if (g_strcmp0 (algorithm, "RS256") != 0 && g_strcmp0 (algorithm, "ES256") != 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The token is not signed by RS256 or ES256");
  for (guint i = 0; i < self->keys->len; i++)
    {
      Key *key = g_ptr_array_index (self->keys, i);

      if (g_strcmp0 (key->algorithm, algorithm) != 0 || (id != NULL && g_strcmp0 (key->id, id) != 0))
        continue;
      known = TRUE;
      if (g_str_equal (algorithm, "RS256") ? verifies_rsa (key->key, jwt) : verifies_p256 (key->key, jwt))
        return TRUE;
    }
  if (!known)
    return imagin_error_set_false (error, IMAGIN_ERROR_NOT_FOUND, "The issuer has no such key");
  return imagin_error_set_false (error, IMAGIN_ERROR_UNTRUSTED, "The token's signature is wrong");
}
