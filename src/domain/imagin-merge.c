/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A three-way merge of two statements, on their JSON: members that this program does not know merge as well. */

#include "domain/imagin-merge.h"

#include "base/imagin-json.h"

static const struct
{
  const char *part;
  const char *list;
  const char *identity;        /* the member that tells its items apart */
  const char *second_identity; /* (nullable) */
} lists[] = {
  { IMAGIN_PART_WORK, "entries", "key", NULL },    { IMAGIN_PART_WORK, "sessions", "id", NULL },
  { IMAGIN_PART_TRAVEL, "journeys", "id", NULL },  { IMAGIN_PART_TRAVEL, "nights", "date", NULL },
  { IMAGIN_PART_TRAVEL, "meals", "date", "kind" },
};

typedef struct
{
  GHashTable *choices;
  GPtrArray *clashes;
  const char *part;
  const char *list;
  const char *item;
} Merge;

/* The three versions of one thing; NULL where a version has none. */
typedef struct
{
  JsonNode *base;
  JsonNode *mine;
  JsonNode *theirs;
} Versions;

void
imagin_clash_free (ImaginClash *clash)
{
  g_free (clash->id);
  g_free (clash->item);
  g_free (clash->field);
  g_clear_pointer (&clash->mine, json_node_unref);
  g_clear_pointer (&clash->theirs, json_node_unref);
  g_free (clash);
}

/* Absent and null declare the same: nothing. */
static gboolean
is_nothing (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

static gboolean
equal (JsonNode *one, JsonNode *other)
{
  return is_nothing (one) || is_nothing (other) ? is_nothing (one) && is_nothing (other) : json_node_equal (one, other);
}

static JsonNode *
member (JsonNode *node, const char *name)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), name)
                                                       : NULL;
}

static Versions
members (const Versions *versions, const char *name)
{
  return (Versions) { member (versions->base, name), member (versions->mine, name), member (versions->theirs, name) };
}

static JsonNode *
copy (JsonNode *node)
{
  return node != NULL ? json_node_copy (node) : NULL;
}

/* Clashes */

static char *
clash_id (Merge *self, const char *field)
{
  g_autoptr (GString) id = g_string_new (NULL);
  const char *const steps[] = { self->part, self->list, self->item, field };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] != NULL)
      g_string_append_printf (id, "/%s", steps[i]);
  return g_string_free_and_steal (g_steal_pointer (&id));
}

/* @field: (nullable): NULL for the whole item or part */
static JsonNode *
choose (Merge *self, const Versions *versions, const char *field, gboolean closed)
{
  g_autofree char *id = clash_id (self, field);
  ImaginChoice choice =
      self->choices != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->choices, id)) : IMAGIN_CHOICE_NONE;
  ImaginClash *clash;

  if (choice == IMAGIN_CHOICE_THEIRS)
    return copy (versions->theirs);
  if (choice == IMAGIN_CHOICE_MINE && !closed)
    return copy (versions->mine);
  clash = g_new0 (ImaginClash, 1);
  clash->id = g_steal_pointer (&id);
  clash->part = self->part;
  clash->list = self->list;
  clash->item = g_strdup (self->item);
  clash->field = g_strdup (field);
  clash->mine = copy (versions->mine);
  clash->theirs = copy (versions->theirs);
  clash->closed = closed;
  g_ptr_array_add (self->clashes, clash);
  return copy (versions->mine);
}

/* One value that is not looked into; NULL: nothing. */
static JsonNode *
merge_value (Merge *self, const Versions *versions, const char *field)
{
  /* An academy may ask for a member although it is null. */
  if (is_nothing (versions->mine) && is_nothing (versions->theirs))
    return copy (versions->theirs != NULL ? versions->theirs : versions->mine);
  if (equal (versions->mine, versions->theirs) || equal (versions->mine, versions->base))
    return copy (versions->theirs);
  if (equal (versions->theirs, versions->base))
    return copy (versions->mine);
  return choose (self, versions, field, FALSE);
}

/* Objects */

static void
collect_names (GPtrArray *names, JsonNode *node)
{
  g_autoptr (GList) all =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_members (json_node_get_object (node)) : NULL;

  for (GList *name = all; name != NULL; name = name->next)
    if (!g_ptr_array_find_with_equal_func (names, name->data, g_str_equal, NULL))
      g_ptr_array_add (names, g_strdup (name->data));
}

static GPtrArray *
names_of (const Versions *versions)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  collect_names (names, versions->mine);
  collect_names (names, versions->theirs);
  collect_names (names, versions->base);
  return names;
}

typedef JsonNode *(*MergeMember) (Merge *self, const Versions *versions, const char *name);

/* An object from its members; those that come to nothing are left out. */
static JsonNode *
merge_members (Merge *self, const Versions *versions, MergeMember merge)
{
  g_autoptr (GPtrArray) names = names_of (versions);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const Versions inner = members (versions, name);
      JsonNode *merged = merge (self, &inner, name);

      if (merged != NULL)
        json_object_set_member (object, name, merged);
    }
  json_node_set_object (node, object);
  return node;
}

/* Items of a list */

/* NULL: this version has no such item. */
static JsonNode *
find_item (GPtrArray *ids, JsonNode *list, const char *id)
{
  guint position;

  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, &position)
             ? json_array_get_element (json_node_get_array (list), position)
             : NULL;
}

/* What tells the items of a list apart, in its order. What has no identity of its own is the item of its place. */
static GPtrArray *
ids_of (JsonNode *list, guint which)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (item) ? json_node_get_object (item) : NULL;
      const char *first = imagin_json_text_member (object, lists[which].identity);
      const char *second =
          lists[which].second_identity != NULL ? imagin_json_text_member (object, lists[which].second_identity) : NULL;
      g_autofree char *id = first == NULL    ? g_strdup_printf ("%u", i)
                            : second == NULL ? g_strdup (first)
                                             : g_strdup_printf ("%s %s", first, second);

      g_ptr_array_add (ids, g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL)
                                ? g_strdup_printf ("%s #%u", id, i)
                                : g_steal_pointer (&id));
    }
  return ids;
}

/* NULL: it is no more. */
static JsonNode *
merge_item (Merge *self, const Versions *versions)
{
  if (versions->mine == NULL || versions->theirs == NULL)
    return merge_value (self, versions, NULL);
  return merge_members (self, versions, merge_value);
}

static void
add_items (Merge *self,
           JsonArray *merged,
           GPtrArray *ids,
           const GPtrArray *skipped,
           GPtrArray *const *all,
           const Versions *versions)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      Versions item;
      JsonNode *node;

      if (skipped != NULL && g_ptr_array_find_with_equal_func ((GPtrArray *) skipped, id, g_str_equal, NULL))
        continue;
      item = (Versions) { find_item (all[0], versions->base, id), find_item (all[1], versions->mine, id),
                          find_item (all[2], versions->theirs, id) };
      self->item = id;
      node = merge_item (self, &item);
      self->item = NULL;
      if (node != NULL)
        json_array_add_element (merged, node);
    }
}

/* Mine in my order, then what only the others have. */
static JsonNode *
merge_list (Merge *self, const Versions *versions, guint which)
{
  g_autoptr (GPtrArray) base = ids_of (versions->base, which);
  g_autoptr (GPtrArray) mine = ids_of (versions->mine, which);
  g_autoptr (GPtrArray) theirs = ids_of (versions->theirs, which);
  GPtrArray *const all[] = { base, mine, theirs };
  g_autoptr (JsonArray) merged = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  self->list = lists[which].list;
  add_items (self, merged, mine, NULL, all, versions);
  add_items (self, merged, theirs, mine, all, versions);
  self->list = NULL;
  json_node_set_array (node, merged);
  return node;
}

/* The parts */

static JsonNode *
merge_of_part (Merge *self, const Versions *versions, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].part, self->part) && g_str_equal (lists[i].list, name))
      return merge_list (self, versions, i);
  return merge_value (self, versions, name);
}

static gboolean
is_empty (JsonNode *part)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  collect_names (names, part);
  for (guint i = 0; i < names->len; i++)
    {
      JsonNode *value = member (part, g_ptr_array_index (names, i));

      if (!is_nothing (value) &&
          (!JSON_NODE_HOLDS_ARRAY (value) || json_array_get_length (json_node_get_array (value)) > 0))
        return FALSE;
    }
  return TRUE;
}

static gboolean
part_equal (JsonNode *one, JsonNode *other)
{
  return (is_empty (one) && is_empty (other)) || equal (one, other);
}

/* A part that the office closed is as the academy has it; what was entered since is not dropped unsaid. */
static JsonNode *
merge_part (Merge *self, const Versions *versions, gboolean writable)
{
  if (writable)
    return merge_members (self, versions, merge_of_part);
  if (part_equal (versions->mine, versions->base) || part_equal (versions->mine, versions->theirs))
    return copy (versions->theirs);
  return choose (self, versions, NULL, TRUE);
}

static void
set_merged (JsonObject *statement, const char *name, JsonNode *merged)
{
  if (merged != NULL)
    json_object_set_member (statement, name, merged);
  else if (json_object_has_member (statement, name))
    json_object_remove_member (statement, name);
}

/* Not said is "no". */
static void
say_post (JsonNode *statement)
{
  JsonObject *object = json_node_get_object (statement);

  if (is_nothing (member (statement, "receipts_by_post")))
    json_object_set_boolean_member (object, "receipts_by_post", FALSE);
}

ImaginStatement *
imagin_merge_statements (ImaginStatement *base,
                         ImaginStatement *mine,
                         ImaginStatement *theirs,
                         GHashTable *choices,
                         GPtrArray *clashes,
                         GError **error)
{
  static const char *const parts[] = { IMAGIN_PART_WORK, IMAGIN_PART_TRAVEL };
  static const char *const values[] = { "receipts_by_post", "note" };
  g_autoptr (JsonNode) base_node = imagin_entity_to_json (IMAGIN_ENTITY (base));
  g_autoptr (JsonNode) mine_node = imagin_entity_to_json (IMAGIN_ENTITY (mine));
  g_autoptr (JsonNode) theirs_node = imagin_entity_to_json (IMAGIN_ENTITY (theirs));
  const Versions whole = { base_node, mine_node, theirs_node };
  Merge merge = { .choices = choices, .clashes = clashes };

  say_post (base_node);
  say_post (mine_node);
  say_post (theirs_node);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const Versions part = members (&whole, parts[i]);
      gboolean closed =
          imagin_statement_get_part (theirs, parts[i]) != NULL && !imagin_statement_part_is_writable (theirs, parts[i]);

      if (is_empty (part.base) && is_empty (part.mine) && is_empty (part.theirs))
        continue;
      merge.part = parts[i];
      set_merged (json_node_get_object (theirs_node), parts[i], merge_part (&merge, &part, !closed));
      merge.part = NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const Versions value = members (&whole, values[i]);

      set_merged (json_node_get_object (theirs_node), values[i], merge_value (&merge, &value, values[i]));
    }
  return imagin_entity_from_json (IMAGIN_TYPE_STATEMENT, theirs_node, error);
}
