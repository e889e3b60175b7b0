/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One description of an entity: a table of fields from which values, properties and equality follow. */

#include "domain/imagin-entity.h"

#include "domain/imagin-entity-private.h"

G_DEFINE_TYPE_WITH_PRIVATE (ImaginEntity, imagin_entity, G_TYPE_OBJECT)

static guint changed_signal;

/* The values are made at the first use: an instance knows its final class, and with it their number, only after its
 * init. */
ImaginEntityPrivate *
imagin_entity_get_private (gpointer self)
{
  ImaginEntityPrivate *priv = imagin_entity_get_instance_private (self);
  ImaginEntityClass *klass = IMAGIN_ENTITY_GET_CLASS (self);

  if (priv->values == NULL)
    {
      priv->values = g_new0 (ImaginValue, MAX (klass->n_fields, 1));
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

static ImaginValue *
value_of (gpointer self, const char *name)
{
  gint index = field_index (self, name);

  return index < 0 ? NULL : &imagin_entity_get_private (self)->values[index];
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

void
imagin_entity_adopt (gpointer self, gpointer child)
{
  g_signal_connect_object (child, "changed", G_CALLBACK (child_changed), self, G_CONNECT_DEFAULT);
}

static void
abandon (gpointer self, gpointer child)
{
  g_signal_handlers_disconnect_by_func (child, child_changed, self);
}

static void
value_clear (gpointer self, ImaginValue *value)
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
  value->presence = IMAGIN_VALUE_ABSENT;
}

static void
announce (gpointer self, const char *name)
{
  g_autofree char *property = g_strdelimit (g_strdup (name), "_", '-');

  g_object_notify (self, property);
  g_signal_emit (self, changed_signal, 0);
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
values_equal (const ImaginField *field, const ImaginValue *value, const ImaginValue *other)
{
  if (value->presence != other->presence)
    return FALSE;
  if (value->presence != IMAGIN_VALUE_PRESENT)
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
    if (!values_equal (&klass->fields[i], &imagin_entity_get_private (self)->values[i],
                       &imagin_entity_get_private (other)->values[i]))
      return FALSE;
  return TRUE;
}

/* Getters */

gboolean
imagin_entity_is_set (gpointer self, const char *name)
{
  ImaginValue *value = value_of (self, name);

  return value != NULL && value->presence == IMAGIN_VALUE_PRESENT;
}

const char *
imagin_entity_get_text (gpointer self, const char *name)
{
  ImaginValue *value = value_of (self, name);

  return value != NULL ? value->text : NULL;
}

const char *
imagin_entity_get_text_of (gpointer self, const char *child, const char *name)
{
  gpointer entity = self != NULL ? imagin_entity_get_entity (self, child) : NULL;

  return entity != NULL ? imagin_entity_get_text (entity, name) : NULL;
}

gint64
imagin_entity_get_integer (gpointer self, const char *name, gint64 otherwise)
{
  ImaginValue *value = value_of (self, name);

  return value != NULL && value->presence == IMAGIN_VALUE_PRESENT ? value->integer : otherwise;
}

gboolean
imagin_entity_get_boolean (gpointer self, const char *name)
{
  return imagin_entity_get_integer (self, name, FALSE) != 0;
}

gpointer
imagin_entity_get_entity (gpointer self, const char *name)
{
  ImaginValue *value = value_of (self, name);

  return value != NULL ? value->entity : NULL;
}

GListModel *
imagin_entity_get_list (gpointer self, const char *name)
{
  ImaginValue *value = value_of (self, name);

  return value != NULL ? G_LIST_MODEL (value->list) : NULL;
}

const char *const *
imagin_entity_get_texts (gpointer self, const char *name)
{
  static const char *const none[] = { NULL };
  ImaginValue *value = value_of (self, name);

  return value != NULL && value->texts != NULL ? (const char *const *) value->texts : none;
}

/* Setters */

void
imagin_entity_set_null (gpointer self, const char *name)
{
  ImaginValue *value = value_of (self, name);

  if (value == NULL || value->presence == IMAGIN_VALUE_NULL)
    return;
  value_clear (self, value);
  value->presence = IMAGIN_VALUE_NULL;
  announce (self, name);
}

void
imagin_entity_set_text (gpointer self, const char *name, const char *text)
{
  ImaginValue *value = value_of (self, name);

  if (text == NULL)
    {
      imagin_entity_set_null (self, name);
      return;
    }
  if (value == NULL || !g_set_str (&value->text, text))
    return;
  value->presence = IMAGIN_VALUE_PRESENT;
  announce (self, name);
}

void
imagin_entity_set_integer (gpointer self, const char *name, gint64 integer)
{
  ImaginValue *value = value_of (self, name);

  if (value == NULL || (value->presence == IMAGIN_VALUE_PRESENT && value->integer == integer))
    return;
  value->integer = integer;
  value->presence = IMAGIN_VALUE_PRESENT;
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
  ImaginValue *value = value_of (self, name);

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
  value->presence = IMAGIN_VALUE_PRESENT;
  imagin_entity_adopt (self, entity);
  announce (self, name);
}

void
imagin_entity_append (gpointer self, const char *name, gpointer item)
{
  imagin_entity_insert (self, name, G_MAXUINT, item);
}

void
imagin_entity_insert (gpointer self, const char *name, guint position, gpointer item)
{
  ImaginValue *value = value_of (self, name);

  g_return_if_fail (value != NULL && value->list != NULL);

  imagin_entity_adopt (self, item);
  g_list_store_insert (value->list, MIN (position, g_list_model_get_n_items (G_LIST_MODEL (value->list))), item);
  value->presence = IMAGIN_VALUE_PRESENT;
  announce (self, name);
}

void
imagin_entity_remove (gpointer self, const char *name, gpointer item)
{
  ImaginValue *value = value_of (self, name);
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
  ImaginValue *value = &imagin_entity_get_private (object)->values[id - 1];

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
  ImaginEntityPrivate *priv = imagin_entity_get_private (object);

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
  changed_signal =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_entity_init (ImaginEntity *self)
{
}
