/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entity from JSON and back, by its table of fields. */

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-limits.h"
#include "base/imagin-moment.h"
#include "domain/imagin-entity-private.h"

#define TEXT_MAXIMUM 4000
#define LIST_MAXIMUM 1000

/* Reading JSON */

static gboolean
refuse (GError **error, const char *pointer, const char *why)
{
  return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "%s: %s", *pointer != '\0' ? pointer : "/", why);
}

static gpointer read_entity (GType type, JsonNode *node, const char *pointer, GError **error);

static gboolean
read_text (const ImaginField *field, ImaginValue *value, JsonNode *node, const char *pointer, GError **error)
{
  glong maximum = field->maximum > 0 ? (glong) field->maximum : TEXT_MAXIMUM;
  const char *text;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (error, pointer, "a text is expected");
  text = json_node_get_string (node);
  if (g_utf8_strlen (text, -1) > maximum)
    return refuse (error, pointer, "the text is too long");
  if ((field->kind == IMAGIN_FIELD_DAY && !imagin_day_is_valid (text)) ||
      (field->kind == IMAGIN_FIELD_TIME && imagin_time_to_minutes (text) < 0) ||
      (field->kind == IMAGIN_FIELD_INSTANT && !imagin_instant_is_valid (text)))
    return refuse (error, pointer, "not a date or time as the contract writes them");
  value->text = g_strdup (text);
  return TRUE;
}

static gboolean
read_integer (const ImaginField *field, ImaginValue *value, JsonNode *node, const char *pointer, GError **error)
{
  gint64 number;

  if (json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse (error, pointer, "a whole number is expected");
  number = json_node_get_int (node);
  /* json-glib saturates what does not fit 64 bits: the two ends stand for anything. */
  if (number == G_MAXINT64 || number == G_MININT64)
    return refuse (error, pointer, "the number is out of range");
  if ((field->minimum != 0 || field->maximum != 0) && (number < field->minimum || number > field->maximum))
    return refuse (error, pointer, "the number is out of range");
  value->integer = number;
  return TRUE;
}

static gboolean
read_list (
    gpointer self, const ImaginField *field, ImaginValue *value, JsonNode *node, const char *pointer, GError **error)
{
  guint maximum = field->maximum > 0 ? (guint) field->maximum : LIST_MAXIMUM;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, pointer, "a list is expected");
  array = json_node_get_array (node);
  if (json_array_get_length (array) > maximum)
    return refuse (error, pointer, "the list is too long");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *here = g_strdup_printf ("%s/%u", pointer, i);
      g_autoptr (GObject) item = read_entity (field->item_type (), json_array_get_element (array, i), here, error);

      if (item == NULL)
        return FALSE;
      imagin_entity_adopt (self, item);
      g_list_store_append (value->list, item);
    }
  return TRUE;
}

static gboolean
read_texts (const ImaginField *field, ImaginValue *value, JsonNode *node, const char *pointer, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint maximum = field->maximum > 0 ? (guint) field->maximum : LIST_MAXIMUM;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, pointer, "a list is expected");
  array = json_node_get_array (node);
  if (json_array_get_length (array) > maximum)
    return refuse (error, pointer, "the list is too long");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING ||
          g_utf8_strlen (json_node_get_string (element), -1) > TEXT_MAXIMUM)
        return refuse (error, pointer, "a list of texts is expected");
      g_strv_builder_add (builder, json_node_get_string (element));
    }
  value->texts = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_value (
    gpointer self, const ImaginField *field, ImaginValue *value, JsonNode *node, const char *pointer, GError **error)
{
  switch (field->kind)
    {
    case IMAGIN_FIELD_INTEGER:
      return read_integer (field, value, node, pointer, error);
    case IMAGIN_FIELD_BOOLEAN:
      if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return refuse (error, pointer, "true or false is expected");
      value->integer = json_node_get_boolean (node);
      return TRUE;
    case IMAGIN_FIELD_ENTITY:
      value->entity = read_entity (field->item_type (), node, pointer, error);
      if (value->entity != NULL)
        imagin_entity_adopt (self, value->entity);
      return value->entity != NULL;
    case IMAGIN_FIELD_LIST:
      return read_list (self, field, value, node, pointer, error);
    case IMAGIN_FIELD_TEXTS:
      return read_texts (field, value, node, pointer, error);
    case IMAGIN_FIELD_TEXT:
    case IMAGIN_FIELD_WORD:
    case IMAGIN_FIELD_DAY:
    case IMAGIN_FIELD_TIME:
    case IMAGIN_FIELD_INSTANT:
    default:
      return read_text (field, value, node, pointer, error);
    }
}

static gboolean
read_fields (gpointer self, JsonObject *object, const char *pointer, GError **error)
{
  ImaginEntityClass *klass = IMAGIN_ENTITY_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const ImaginField *field = &klass->fields[i];
      ImaginValue *value = &imagin_entity_get_private (self)->values[i];
      JsonNode *node = json_object_get_member (object, field->name);
      g_autofree char *here = g_strdup_printf ("%s/%s", pointer, field->name);

      if (node == NULL || JSON_NODE_HOLDS_NULL (node))
        {
          if (field->required)
            return refuse (error, here, "this member is missing");
          value->presence = node == NULL ? IMAGIN_VALUE_ABSENT : IMAGIN_VALUE_NULL;
          continue;
        }
      if (!read_value (self, field, value, node, here, error))
        return FALSE;
      value->presence = IMAGIN_VALUE_PRESENT;
    }
  return TRUE;
}

static gpointer
read_entity (GType type, JsonNode *node, const char *pointer, GError **error)
{
  g_autoptr (ImaginEntity) self = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (error, pointer, "an object is expected");
      return NULL;
    }
  self = g_object_new (type, NULL);
  if (!read_fields (self, json_node_get_object (node), pointer, error))
    return NULL;
  imagin_entity_get_private (self)->received = json_object_ref (json_node_get_object (node));
  return g_steal_pointer (&self);
}

gpointer
imagin_entity_from_json (GType type, JsonNode *node, GError **error)
{
  g_return_val_if_fail (g_type_is_a (type, IMAGIN_TYPE_ENTITY), NULL);
  g_return_val_if_fail (node != NULL, NULL);

  return read_entity (type, node, "", error);
}

gpointer
imagin_entity_from_text (GType type, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) node = imagin_json_parse (bytes, IMAGIN_STORED_MAXIMUM_BYTES, error);

  return node != NULL ? imagin_entity_from_json (type, node, error) : NULL;
}

/* Writing JSON */

static JsonNode *
list_to_json (GListStore *list)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (ImaginEntity) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      json_array_add_element (array, imagin_entity_to_json (item));
    }
  json_node_set_array (node, array);
  return node;
}

static JsonNode *
texts_to_json (char **texts)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  json_node_set_array (node, array);
  return node;
}

static JsonNode *
value_to_json (const ImaginField *field, const ImaginValue *value)
{
  JsonNode *node;

  if (value->presence == IMAGIN_VALUE_NULL)
    return json_node_new (JSON_NODE_NULL);
  if (field->kind == IMAGIN_FIELD_ENTITY)
    return imagin_entity_to_json (value->entity);
  if (field->kind == IMAGIN_FIELD_LIST)
    return list_to_json (value->list);
  if (field->kind == IMAGIN_FIELD_TEXTS)
    return texts_to_json (value->texts);
  node = json_node_alloc ();
  if (field->kind == IMAGIN_FIELD_INTEGER)
    return json_node_init_int (node, value->integer);
  if (field->kind == IMAGIN_FIELD_BOOLEAN)
    return json_node_init_boolean (node, value->integer != 0);
  return json_node_init_string (node, value->text);
}

JsonNode *
imagin_entity_to_json (ImaginEntity *self)
{
  ImaginEntityClass *klass = IMAGIN_ENTITY_GET_CLASS (self);
  ImaginEntityPrivate *priv = imagin_entity_get_private (self);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  if (priv->received != NULL)
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, priv->received);
      while (json_object_iter_next_ordered (&iter, &name, &member))
        json_object_set_member (object, name, json_node_copy (member));
    }
  for (guint i = 0; i < klass->n_fields; i++)
    if (priv->values[i].presence != IMAGIN_VALUE_ABSENT)
      json_object_set_member (object, klass->fields[i].name, value_to_json (&klass->fields[i], &priv->values[i]));
    else if (json_object_has_member (object, klass->fields[i].name))
      json_object_remove_member (object, klass->fields[i].name);
  json_node_set_object (node, object);
  return node;
}

char *
imagin_entity_to_text (ImaginEntity *self)
{
  g_autoptr (JsonNode) node = imagin_entity_to_json (self);

  return imagin_json_to_text (node);
}

gpointer
imagin_entity_copy (gpointer self)
{
  g_autofree char *text = imagin_entity_to_text (self);
  g_autoptr (GError) error = NULL;
  gpointer copy = imagin_entity_from_text (G_OBJECT_TYPE (self), text, &error);

  /* An entity made in memory may lack what a received one must have; it is copied all the same. */
  if (copy == NULL)
    g_critical ("%s cannot be copied: %s", G_OBJECT_TYPE_NAME (self), error->message);
  return copy;
}
