/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON in and out, strictly and with bounds; json-glib does the parsing. */

#include "base/imagin-json.h"

#include "base/imagin-error.h"
#include "base/imagin-limits.h"

#include <math.h>

/* What a parsed text holds. */
typedef struct
{
  gsize n_members;
  gboolean finite;
} Contents;

static void look_at (JsonNode *node, Contents *contents);

static void
look_at_object (JsonObject *object, Contents *contents)
{
  JsonObjectIter iter;
  JsonNode *member;

  contents->n_members += json_object_get_size (object);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, NULL, &member))
    look_at (member, contents);
}

static void
look_at (JsonNode *node, Contents *contents)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    look_at_object (json_node_get_object (node), contents);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        look_at (json_array_get_element (array, i), contents);
    }
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE && !isfinite (json_node_get_double (node)))
    contents->finite = FALSE;
}

/* Where a text ends that begins after @at; @end where it does not. */
static const char *
skip_text (const char *at, const char *end)
{
  while (at < end && *at != '"')
    at += *at == '\\' ? 2 : 1;
  return MIN (at, end);
}

/* Counts brackets and commas before anything is made of them: a value costs a hundred times its bytes. Each colon
 * outside of a text names a member. */
static gboolean
is_bounded (const char *text, gsize size, gsize *n_named)
{
  const char *end = text + size;
  gsize depth = 0, values = 1;

  for (const char *at = text; at < end; at++)
    {
      if (*at == '"')
        at = skip_text (at + 1, end);
      else if (*at == '[' || *at == '{')
        {
          values++;
          depth++;
        }
      else if (*at == ',')
        values++;
      else if (*at == ':')
        (*n_named)++;
      else if ((*at == ']' || *at == '}') && depth > 0)
        depth--;
      if (depth > IMAGIN_JSON_MAXIMUM_DEPTH || values > IMAGIN_JSON_MAXIMUM_VALUES)
        return FALSE;
    }
  return TRUE;
}

JsonNode *
imagin_json_parse (GBytes *bytes, gsize maximum_bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;
  Contents contents = { 0, TRUE };
  gsize size, n_named = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  if (size > maximum_bytes || size > G_MAXSSIZE)
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "The text is longer than %" G_GSIZE_FORMAT " bytes",
                                  maximum_bytes);
  if (size == 0 || !g_utf8_validate_len (text, size, NULL))
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "The text is empty or not UTF-8");
  if (!is_bounded (text, size, &n_named))
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "The text is too deep or holds too many values");
  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, (gssize) size, &local))
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "Not JSON: %s", local->message);
  if (json_parser_get_root (parser) == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "Not JSON: nothing there");
  look_at (json_parser_get_root (parser), &contents);
  /* json-glib keeps the last of two members of one name: fewer are left than were named. It says each as a signal,
   * whose lock the whole program shares, so nobody listens. */
  if (contents.n_members != n_named)
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "A member is named twice");
  if (!contents.finite)
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "A number is out of range");
  return json_parser_steal_root (parser);
}

char *
imagin_json_to_text (JsonNode *node)
{
  return json_to_string (node, FALSE);
}

GBytes *
imagin_json_to_bytes (JsonNode *node)
{
  char *text = imagin_json_to_text (node);

  return g_bytes_new_take (text, strlen (text));
}

static JsonNode *
member_node (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

const char *
imagin_json_text_member (JsonObject *object, const char *name)
{
  JsonNode *node = member_node (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

gint64
imagin_json_integer_member (JsonObject *object, const char *name, gint64 otherwise)
{
  JsonNode *node = member_node (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : otherwise;
}

JsonObject *
imagin_json_object_member (JsonObject *object, const char *name)
{
  JsonNode *node = member_node (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
imagin_json_array_member (JsonObject *object, const char *name)
{
  JsonNode *node = member_node (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}
