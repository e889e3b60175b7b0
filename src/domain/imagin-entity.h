/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ImaginFieldKind:
 * @IMAGIN_FIELD_TEXT: a text of at most `maximum` characters
 * @IMAGIN_FIELD_WORD: a word of an open enumeration, kept verbatim
 * @IMAGIN_FIELD_DAY: a full-date (RFC 3339), kept as text once it was checked
 * @IMAGIN_FIELD_TIME: a time of day "HH:MM"
 * @IMAGIN_FIELD_INSTANT: a date-time with its offset (RFC 3339)
 * @IMAGIN_FIELD_INTEGER: a whole number within `minimum` and `maximum`
 * @IMAGIN_FIELD_BOOLEAN: true or false
 * @IMAGIN_FIELD_ENTITY: one entity of `item_type`
 * @IMAGIN_FIELD_LIST: a list of at most `maximum` entities of `item_type`
 * @IMAGIN_FIELD_TEXTS: a list of at most `maximum` texts
 */
typedef enum
{
  IMAGIN_FIELD_TEXT,
  IMAGIN_FIELD_WORD,
  IMAGIN_FIELD_DAY,
  IMAGIN_FIELD_TIME,
  IMAGIN_FIELD_INSTANT,
  IMAGIN_FIELD_INTEGER,
  IMAGIN_FIELD_BOOLEAN,
  IMAGIN_FIELD_ENTITY,
  IMAGIN_FIELD_LIST,
  IMAGIN_FIELD_TEXTS,
} ImaginFieldKind;

/**
 * ImaginField:
 *
 * One field of an entity: the only place where it is described. The property of the same meaning has `-` for `_`.
 * A `maximum` of 0 stands for the kind's own bound (texts: 4,000 characters; lists: 1,000; integers: any).
 */
typedef struct
{
  const char *name; /* the JSON member */
  ImaginFieldKind kind;
  gboolean required; /* absent or null is an error when reading */
  gint64 minimum;
  gint64 maximum;
  GType (*item_type) (void);
} ImaginField;

#define IMAGIN_TYPE_ENTITY (imagin_entity_get_type ())
G_DECLARE_DERIVABLE_TYPE (ImaginEntity, imagin_entity, IMAGIN, ENTITY, GObject)

/**
 * ImaginEntityClass:
 *
 * A subclass calls imagin_entity_class_describe() in its class_init with its table, and nothing else is needed:
 * properties, JSON, equality and copy follow from the table. The signal `changed` is emitted when a field of the
 * entity, or of one below it, changes.
 */
struct _ImaginEntityClass
{
  GObjectClass parent_class;

  const ImaginField *fields;
  guint n_fields;
};

void imagin_entity_class_describe (ImaginEntityClass *klass, const ImaginField *fields, guint n_fields);

/**
 * imagin_entity_from_json:
 * @type: a subclass of #ImaginEntity
 * @node: what was received
 *
 * Reads an entity. Members that the table does not know are kept and written again by imagin_entity_to_json().
 * An error (IMAGIN_ERROR_MALFORMED) begins with the JSON pointer (RFC 6901) of the member that is wrong.
 *
 * Returns: (transfer full): the entity, or NULL with @error set
 */
gpointer imagin_entity_from_json (GType type, JsonNode *node, GError **error);

/**
 * imagin_entity_from_text:
 *
 * The same from JSON text, as the store keeps it.
 *
 * Returns: (transfer full): the entity, or NULL with @error set
 */
gpointer imagin_entity_from_text (GType type, const char *text, GError **error);

/**
 * imagin_entity_to_json:
 *
 * Returns: (transfer full): the object received (or an empty one) with every field that is present written over it
 */
JsonNode *imagin_entity_to_json (ImaginEntity *self);

/**
 * imagin_entity_to_text:
 *
 * Returns: (transfer full): imagin_entity_to_json() as compact text
 */
char *imagin_entity_to_text (ImaginEntity *self);

/**
 * imagin_entity_copy:
 *
 * Returns: (transfer full): an entity of the same type that is equal to @self and shares nothing with it
 */
gpointer imagin_entity_copy (gpointer self);

/**
 * imagin_entity_equal:
 *
 * Compares the fields of the table, at every depth; absent, null and 0 are three different things.
 *
 * Returns: whether both are of one type and say the same
 */
gboolean imagin_entity_equal (gpointer self, gpointer other);

/**
 * imagin_entity_is_set:
 * @name: a field of the table
 *
 * Returns: whether the field is present and not null
 */
gboolean imagin_entity_is_set (gpointer self, const char *name);

/* Getters. A field that is absent or null reads as NULL, @otherwise, FALSE or an empty list. All (transfer none). */
const char *imagin_entity_get_text (gpointer self, const char *name);
/* A text of a child: where the entity (nullable) or its child is absent, NULL. */
const char *imagin_entity_get_text_of (gpointer self, const char *child, const char *name);
gint64 imagin_entity_get_integer (gpointer self, const char *name, gint64 otherwise);
gboolean imagin_entity_get_boolean (gpointer self, const char *name);
gpointer imagin_entity_get_entity (gpointer self, const char *name);
GListModel *imagin_entity_get_list (gpointer self, const char *name);
const char *const *imagin_entity_get_texts (gpointer self, const char *name);

/* Setters. Each notifies, and emits `changed`, only when something changes. */
void imagin_entity_set_text (gpointer self, const char *name, const char *value);
void imagin_entity_set_integer (gpointer self, const char *name, gint64 value);
void imagin_entity_set_boolean (gpointer self, const char *name, gboolean value);
void imagin_entity_set_entity (gpointer self, const char *name, gpointer value);
void imagin_entity_set_null (gpointer self, const char *name);
void imagin_entity_append (gpointer self, const char *name, gpointer item);
/* @position: from 0; beyond the end it is the end. */
void imagin_entity_insert (gpointer self, const char *name, guint position, gpointer item);
void imagin_entity_remove (gpointer self, const char *name, gpointer item);

/**
 * imagin_entity_find:
 * @list: a list of entities
 * @name: a text field of theirs
 * @value: what it must be
 *
 * Returns: (transfer none) (nullable): the first that has it
 */
gpointer imagin_entity_find (GListModel *list, const char *name, const char *value);

/**
 * IMAGIN_DECLARE_ENTITY:
 *
 * Declares a final entity type whose whole description is a table; the header's half of IMAGIN_DEFINE_ENTITY().
 */
#define IMAGIN_DECLARE_ENTITY(TypeName, type_name, TYPE_NAME)                                                          \
  G_DECLARE_FINAL_TYPE (TypeName, type_name, IMAGIN, TYPE_NAME, ImaginEntity)

/**
 * IMAGIN_DEFINE_ENTITY:
 * @table: the array of #ImaginField
 *
 * Defines the type: it has no member, no behaviour and no code of its own beside the table.
 */
#define IMAGIN_DEFINE_ENTITY(TypeName, type_name, table)                                                               \
  struct _##TypeName                                                                                                   \
  {                                                                                                                    \
    ImaginEntity parent_instance;                                                                                      \
  };                                                                                                                   \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, IMAGIN_TYPE_ENTITY)                                                        \
  static void type_name##_class_init (TypeName##Class *klass)                                                          \
  {                                                                                                                    \
    imagin_entity_class_describe (IMAGIN_ENTITY_CLASS (klass), table, G_N_ELEMENTS (table));                           \
  }                                                                                                                    \
  static void type_name##_init (TypeName *self)                                                                        \
  {                                                                                                                    \
  }

G_END_DECLS
