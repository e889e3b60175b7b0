/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sign-in or a refresh gives. */

#include "remote/imagin-tokens.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-text.h"

struct _ImaginTokens
{
  GObject parent_instance;

  char *access;
  char *refresh;
  char *id;
};

G_DEFINE_FINAL_TYPE (ImaginTokens, imagin_tokens, G_TYPE_OBJECT)

static void
imagin_tokens_finalize (GObject *object)
{
  ImaginTokens *self = IMAGIN_TOKENS (object);

  g_clear_pointer (&self->access, imagin_text_erase);
  g_clear_pointer (&self->refresh, imagin_text_erase);
  g_clear_pointer (&self->id, imagin_text_erase);
  G_OBJECT_CLASS (imagin_tokens_parent_class)->finalize (object);
}

static void
imagin_tokens_class_init (ImaginTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_tokens_finalize;
}

static void
imagin_tokens_init (ImaginTokens *self)
{
}

/* A token goes into a header: what would end a line, or is no ASCII, is no token (RFC 6749, appendix A). */
static gboolean
is_token (const char *text)
{
  gsize length = strnlen (text, IMAGIN_TOKEN_MAXIMUM_BYTES + 1);

  if (length == 0 || length > IMAGIN_TOKEN_MAXIMUM_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (text[i] < ' ' || text[i] > '~')
      return FALSE;
  return TRUE;
}

static gboolean
take (JsonObject *object, const char *name, char **token)
{
  const char *text = imagin_json_text_member (object, name);

  if (text == NULL)
    return TRUE;
  *token = g_strdup (text);
  return is_token (text);
}

ImaginTokens *
imagin_tokens_from_json (JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *kind = imagin_json_text_member (object, "token_type");
  g_autoptr (ImaginTokens) self = g_object_new (IMAGIN_TYPE_TOKENS, NULL);

  if (kind == NULL || g_ascii_strcasecmp (kind, "Bearer") != 0 || !take (object, "access_token", &self->access) ||
      !take (object, "refresh_token", &self->refresh) || !take (object, "id_token", &self->id) || self->access == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "The answer holds no tokens");
  return g_steal_pointer (&self);
}

const char *
imagin_tokens_get_access (ImaginTokens *self)
{
  return self->access;
}

const char *
imagin_tokens_get_refresh (ImaginTokens *self)
{
  return self->refresh;
}

const char *
imagin_tokens_get_id (ImaginTokens *self)
{
  return self->id;
}
