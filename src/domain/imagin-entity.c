/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One description of an entity: a table of fields from which properties, JSON, equality and copy follow. */

#include "domain/imagin-entity.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-moment.h"

#define TEXT_MAXIMUM 4000
#define LIST_MAXIMUM 1000
#define STORED_TEXT_MAXIMUM (64 * 1024 * 1024)

typedef enum
{
  ABSENT,
  NULL_VALUE,
  PRESENT,
} Presence;

typedef struct
{
  Presence presence;
  char *text;
  gint64 integer; /* booleans too */
  ImaginEntity *entity;
  GListStore *list;
  char **texts;
} Value;

typedef struct
{
  Value *values;
  JsonObject *received;
} ImaginEntityPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (ImaginEntity, imagin_entity, G_TYPE_OBJECT)

static guint changed_signal;

/* The values are made at the first use: an instance knows its final class, and with it their number, only after its init. */
static ImaginEntityPrivate *
private_of (gpointer self)
{
  ImaginEntityPrivate *priv = imagin_entity_get_instance_private (self);
  ImaginEntityClass *klass = IMAGIN_ENTITY_GET_CLASS (self);

  if (priv->values == NULL)
    {
      priv->values = g_new0 (Value, MAX (klass->n_fields, 1));
      for (guint i = 0; i < klass->n_fields; i++)
        if (klass->fields[i].kind == IMAGIN_FIELD_LIST)
          priv->values[i].list = g_list_store_new (klass->fields[i].item_type ());
    }
  return priv;
}

static gint
field_index (gpointer self, const char *name)
{
  ImaginEntityClass *klass = IMAGIN_ENTITY_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    if (g_str_equal (klass->fields[i].name, name))
      return (gint) i;
  g_critical ("%s has no field %s", G_OBJECT_TYPE_NAME (self), name);
  return -1;
}

static Value *
value_of (gpointer self, const char *name)
{
  gint index = field_index (self, name);

  return index < 0 ? NULL : &private_of (self)->values[index];
}

static gboolean
holds_text (ImaginFieldKind kind)
{
  return kind <= IMAGIN_FIELD_INSTANT;
}

/* Children */

static void
child_changed (ImaginEntity *child, gpointer parent)
{
  g_signal_emit (parent, changed_signal, 0);
}

static void
adopt (gpointer self, gpointer child)
{
  g_signal_connect_object (child, "changed", G_CALLBACK (child_changed), self, G_CONNECT_DEFAULT);
}

static void
abandon (gpointer self, gpointer child)
{
  g_signal_handlers_disconnect_by_func (child, child_changed, self);
}

static void
value_clear (gpointer self, Value *value)
{
  g_clear_pointer (&value->text, g_free);
  g_clear_pointer (&value->texts, g_strfreev);
  value->integer = 0;
  if (value->entity != NULL)
    abandon (self, value->entity);
  g_clear_object (&value->entity);
  if (value->list != NULL)
    {
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (value->list)); i++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (value->list), i);

          abandon (self, item);
        }
      g_list_store_remove_all (value->list);
    }
  value->presence = ABSENT;
}

static void
announce (gpointer self, const char *name)
{
  g_autofree char *property = g_strdelimit (g_strdup (name), "_", '-');

  g_object_notify (self, property);
  g_signal_emit (self, changed_signal, 0);
}

/* Reading JSON */

static gboolean
refuse (GError **error, const char *pointer, const char *why)
{
  return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "%s: %s", *pointer != '\0' ? pointer : "/", why);
}

static gpointer read_entity (GType type, JsonNode *node, const char *pointer, GError **error);

static gboolean
read_text (const ImaginField *field, Value *value, JsonNode *node, const char *pointer, GError **error)
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
read_integer (const ImaginField *field, Value *value, JsonNode *node, const char *pointer, GError **error)
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
read_list (gpointer self, const ImaginField *field, Value *value, JsonNode *node, const char *pointer, GError **error)
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
      adopt (self, item);
      g_list_store_append (value->list, item);
    }
  return TRUE;
}

static gboolean
read_texts (const ImaginField *field, Value *value, JsonNode *node, const char *pointer, GError **error)
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
read_value (gpointer self, const ImaginField *field, Value *value, JsonNode *node, const char *pointer, GError **error)
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
        adopt (self, value->entity);
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
      Value *value = &private_of (self)->values[i];
      JsonNode *node = json_object_get_member (object, field->name);
      g_autofree char *here = g_strdup_printf ("%s/%s", pointer, field->name);

      if (node == NULL || JSON_NODE_HOLDS_NULL (node))
        {
          if (field->required)
            return refuse (error, here, "this member is missing");
          value->presence = node == NULL ? ABSENT : NULL_VALUE;
          continue;
        }
      if (!read_value (self, field, value, node, here, error))
        return FALSE;
      value->presence = PRESENT;
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
  private_of (self)->received = json_object_ref (json_node_get_object (node));
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
  g_autoptr (JsonNode) node = imagin_json_parse (bytes, STORED_TEXT_MAXIMUM, error);

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
value_to_json (const ImaginField *field, const Value *value)
{
  JsonNode *node;

  if (value->presence == NULL_VALUE)
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
  ImaginEntityPrivate *priv = private_of (self);
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
    if (priv->values[i].presence != ABSENT)
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

/* Equality */

static gboolean
lists_equal (GListModel *list, GListModel *other)
{
  if (g_list_model_get_n_items (list) != g_list_model_get_n_items (other))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      g_autoptr (GObject) other_item = g_list_model_get_item (other, i);

      if (!imagin_entity_equal (item, other_item))
        return FALSE;
    }
  return TRUE;
}

static gboolean
values_equal (const ImaginField *field, const Value *value, const Value *other)
{
  if (value->presence != other->presence)
    return FALSE;
  if (value->presence != PRESENT)
    return TRUE;
  if (field->kind == IMAGIN_FIELD_ENTITY)
    return imagin_entity_equal (value->entity, other->entity);
  if (field->kind == IMAGIN_FIELD_LIST)
    return lists_equal (G_LIST_MODEL (value->list), G_LIST_MODEL (other->list));
  if (field->kind == IMAGIN_FIELD_TEXTS)
    return g_strv_equal ((const char *const *) value->texts, (const char *const *) other->texts);
  return holds_text (field->kind) ? g_str_equal (value->text, other->text) : value->integer == other->integer;
}

gboolean
imagin_entity_equal (gpointer self, gpointer other)
{
  ImaginEntityClass *klass;

  if (self == other)
    return TRUE;
  if (self == NULL || other == NULL || G_OBJECT_TYPE (self) != G_OBJECT_TYPE (other))
    return FALSE;
  klass = IMAGIN_ENTITY_GET_CLASS (self);
  for (guint i = 0; i < klass->n_fields; i++)
    if (!values_equal (&klass->fields[i], &private_of (self)->values[i], &private_of (other)->values[i]))
      return FALSE;
  return TRUE;
}

/* Getters */

gboolean
imagin_entity_is_set (gpointer self, const char *name)
{
  Value *value = value_of (self, name);

  return value != NULL && value->presence == PRESENT;
}

const char *
imagin_entity_get_text (gpointer self, const char *name)
{
  Value *value = value_of (self, name);

  return value != NULL ? value->text : NULL;
}

gint64
imagin_entity_get_integer (gpointer self, const char *name, gint64 otherwise)
{
  Value *value = value_of (self, name);

  return value != NULL && value->presence == PRESENT ? value->integer : otherwise;
}

gboolean
imagin_entity_get_boolean (gpointer self, const char *name)
{
  return imagin_entity_get_integer (self, name, FALSE) != 0;
}

gpointer
imagin_entity_get_entity (gpointer self, const char *name)
{
  Value *value = value_of (self, name);

  return value != NULL ? value->entity : NULL;
}

GListModel *
imagin_entity_get_list (gpointer self, const char *name)
{
  Value *value = value_of (self, name);

  return value != NULL ? G_LIST_MODEL (value->list) : NULL;
}

const char *const *
imagin_entity_get_texts (gpointer self, const char *name)
{
  static const char *const none[] = { NULL };
  Value *value = value_of (self, name);

  return value != NULL && value->texts != NULL ? (const char *const *) value->texts : none;
}

/* Setters */

void
imagin_entity_set_null (gpointer self, const char *name)
{
  Value *value = value_of (self, name);

  if (value == NULL || value->presence == NULL_VALUE)
    return;
  value_clear (self, value);
  value->presence = NULL_VALUE;
  announce (self, name);
}

void
imagin_entity_set_text (gpointer self, const char *name, const char *text)
{
  Value *value = value_of (self, name);

  if (text == NULL)
    {
      imagin_entity_set_null (self, name);
      return;
    }
  if (value == NULL || !g_set_str (&value->text, text))
    return;
  value->presence = PRESENT;
  announce (self, name);
}

void
imagin_entity_set_integer (gpointer self, const char *name, gint64 integer)
{
  Value *value = value_of (self, name);

  if (value == NULL || (value->presence == PRESENT && value->integer == integer))
    return;
  value->integer = integer;
  value->presence = PRESENT;
  announce (self, name);
}

void
imagin_entity_set_boolean (gpointer self, const char *name, gboolean boolean)
{
  imagin_entity_set_integer (self, name, boolean ? 1 : 0);
}

void
imagin_entity_set_entity (gpointer self, const char *name, gpointer entity)
{
  Value *value = value_of (self, name);

  if (entity == NULL)
    {
      imagin_entity_set_null (self, name);
      return;
    }
  if (value == NULL || value->entity == entity)
    return;
  g_object_ref (entity);
  value_clear (self, value);
  value->entity = entity;
  value->presence = PRESENT;
  adopt (self, entity);
  announce (self, name);
}

void
imagin_entity_append (gpointer self, const char *name, gpointer item)
{
  Value *value = value_of (self, name);

  g_return_if_fail (value != NULL && value->list != NULL);

  adopt (self, item);
  g_list_store_append (value->list, item);
  value->presence = PRESENT;
  announce (self, name);
}

void
imagin_entity_remove (gpointer self, const char *name, gpointer item)
{
  Value *value = value_of (self, name);
  guint position;

  g_return_if_fail (value != NULL && value->list != NULL);

  if (!g_list_store_find (value->list, item, &position))
    return;
  abandon (self, item);
  g_list_store_remove (value->list, position);
  announce (self, name);
}

gpointer
imagin_entity_find (GListModel *list, const char *name, const char *text)
{
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      if (g_strcmp0 (imagin_entity_get_text (item, name), text) == 0)
        return item; /* the list holds it */
    }
  return NULL;
}

/* The class */

static void
imagin_entity_get_property (GObject *object, guint id, GValue *out, GParamSpec *pspec)
{
  const ImaginField *field = &IMAGIN_ENTITY_GET_CLASS (object)->fields[id - 1];
  Value *value = &private_of (object)->values[id - 1];

  if (field->kind == IMAGIN_FIELD_INTEGER)
    g_value_set_int64 (out, value->integer);
  else if (field->kind == IMAGIN_FIELD_BOOLEAN)
    g_value_set_boolean (out, value->integer != 0);
  else if (field->kind == IMAGIN_FIELD_ENTITY)
    g_value_set_object (out, value->entity);
  else if (field->kind == IMAGIN_FIELD_LIST)
    g_value_set_object (out, value->list);
  else if (field->kind == IMAGIN_FIELD_TEXTS)
    g_value_set_boxed (out, value->texts);
  else
    g_value_set_string (out, value->text);
}

static void
imagin_entity_set_property (GObject *object, guint id, const GValue *in, GParamSpec *pspec)
{
  const ImaginField *field = &IMAGIN_ENTITY_GET_CLASS (object)->fields[id - 1];

  if (field->kind == IMAGIN_FIELD_INTEGER)
    imagin_entity_set_integer (object, field->name, g_value_get_int64 (in));
  else if (field->kind == IMAGIN_FIELD_BOOLEAN)
    imagin_entity_set_boolean (object, field->name, g_value_get_boolean (in));
  else if (field->kind == IMAGIN_FIELD_ENTITY)
    imagin_entity_set_entity (object, field->name, g_value_get_object (in));
  else
    imagin_entity_set_text (object, field->name, g_value_get_string (in));
}

static void
imagin_entity_finalize (GObject *object)
{
  ImaginEntityClass *klass = IMAGIN_ENTITY_GET_CLASS (object);
  ImaginEntityPrivate *priv = private_of (object);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      value_clear (object, &priv->values[i]);
      g_clear_object (&priv->values[i].list);
    }
  g_free (priv->values);
  g_clear_pointer (&priv->received, json_object_unref);
  G_OBJECT_CLASS (imagin_entity_parent_class)->finalize (object);
}

static GParamSpec *
property_of (const ImaginField *field)
{
  g_autofree char *name = g_strdelimit (g_strdup (field->name), "_", '-');
  GParamFlags both = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const char *interned = g_intern_string (name);

  if (field->kind == IMAGIN_FIELD_INTEGER)
    return g_param_spec_int64 (interned, NULL, NULL, G_MININT64, G_MAXINT64, 0, both);
  if (field->kind == IMAGIN_FIELD_BOOLEAN)
    return g_param_spec_boolean (interned, NULL, NULL, FALSE, both);
  if (field->kind == IMAGIN_FIELD_ENTITY)
    return g_param_spec_object (interned, NULL, NULL, field->item_type (), both);
  if (field->kind == IMAGIN_FIELD_LIST)
    return g_param_spec_object (interned, NULL, NULL, G_TYPE_LIST_MODEL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  if (field->kind == IMAGIN_FIELD_TEXTS)
    return g_param_spec_boxed (interned, NULL, NULL, G_TYPE_STRV, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  return g_param_spec_string (interned, NULL, NULL, NULL, both);
}

void
imagin_entity_class_describe (ImaginEntityClass *klass, const ImaginField *fields, guint n_fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = imagin_entity_get_property;
  object_class->set_property = imagin_entity_set_property;
  klass->fields = fields;
  klass->n_fields = n_fields;
  for (guint i = 0; i < n_fields; i++)
    g_object_class_install_property (object_class, i + 1, property_of (&fields[i]));
}

static void
imagin_entity_class_init (ImaginEntityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_entity_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_entity_init (ImaginEntity *self)
{
}
