/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as the academy writes it, and the JSON files that it ships. */

#include "academy/academy-json.h"

#include <gio/gio.h>

#define RESOURCE_PREFIX "/fr/imagin/academy/"

void
academy_json_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
academy_json_integer (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  if (number >= 0)
    json_builder_add_int_value (builder, number);
  else
    json_builder_add_null_value (builder);
}

void
academy_json_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
academy_json_node (JsonBuilder *builder, const char *name, JsonNode *node)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, node);
}

JsonNode *
academy_json_read (const char *text)
{
  /* Not the strict parser: its nodes are sealed, and these texts are the academy's own. */
  return json_from_string (text, NULL);
}

static char *
with_years (const char *text, int year)
{
  g_autofree char *this_year = g_strdup_printf ("%d", year);
  g_autofree char *last_year = g_strdup_printf ("%d", year - 1);
  GString *filled = g_string_new (text);

  g_string_replace (filled, "{year}", this_year, 0);
  g_string_replace (filled, "{last_year}", last_year, 0);
  return g_string_free_and_steal (filled);
}

JsonNode *
academy_json_resource (const char *name, int year)
{
  g_autofree char *path = g_strconcat (RESOURCE_PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  g_autofree char *filled = NULL;
  JsonNode *node;

  if (bytes == NULL)
    g_error ("The resource %s is not built in", path);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  filled = with_years (text, year);
  node = academy_json_read (filled);
  if (node == NULL)
    g_error ("The resource %s is not JSON", path);
  return node;
}
