/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A save: what the intervener sent, against what is kept and what is open. */

#include "academy/office/academy-entry.h"

#include "academy/academy-json.h"
#include "academy/academy-view.h"
#include "domain/imagin-status.h"

static const char *const part_names[] = { "work", "travel", NULL };

static JsonObject *
copy_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = imagin_json_to_text (node);
  g_autoptr (JsonNode) copy = academy_json_read (text);

  return json_node_dup_object (copy);
}

static gboolean
objects_equal (JsonObject *one, JsonObject *other)
{
  g_autoptr (JsonNode) one_node = json_node_init_object (json_node_alloc (), one);
  g_autoptr (JsonNode) other_node = json_node_init_object (json_node_alloc (), other);

  return json_node_equal (one_node, other_node);
}

/* The statement's entity, of what the intervener may write alone: what the academy writes is ignored, whatever it is.
 */
static ImaginStatement *
read_entry (AcademyStatement *statement, JsonObject *body, GError **error)
{
  g_autoptr (JsonObject) own = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), own);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, body);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (!academy_view_is_statement_member (name))
      json_object_set_member (own, name, json_node_copy (member));
  json_object_set_string_member (own, "mission_id", statement->mission_id);
  json_object_set_string_member (own, "etag", "-");
  return imagin_entity_from_json (IMAGIN_TYPE_STATEMENT, node, error);
}

static gboolean
part_is_open (AcademyStatement *statement, const char *name)
{
  AcademyPart *part = academy_statement_part (statement, name);

  return part != NULL && imagin_status_lookup (part->status)->writable;
}

/* Whether a part that does not exist is sent with nothing in it. */
static gboolean
is_void (gpointer part)
{
  static const char *const lists[] = { "entries", "sessions", "journeys", "nights", "meals", NULL };
  gboolean work = IMAGIN_IS_WORK (part);

  for (guint i = work ? 0 : 2; lists[i] != NULL && (i < 2 || !work); i++)
    if (g_list_model_get_n_items (imagin_entity_get_list (part, lists[i])) > 0)
      return FALSE;
  return TRUE;
}

static void
check_presence (JsonObject *body, AcademyFaults *faults)
{
  static const char *const needed[] = { "receipts_by_post", "note", NULL };

  for (guint i = 0; needed[i] != NULL; i++)
    if (!json_object_has_member (body, needed[i]))
      academy_faults_add (faults, "required", "Cette valeur manque.", "/%s", needed[i]);
  if (json_object_has_member (body, "receipts_by_post") && json_object_get_null_member (body, "receipts_by_post"))
    academy_faults_add (faults, "required", "Cette valeur manque.", "/receipts_by_post");
  for (guint i = 0; part_names[i] != NULL; i++)
    if (json_object_has_member (body, part_names[i]) && json_object_get_null_member (body, part_names[i]))
      academy_faults_add (faults, "required", "Cette valeur manque.", "/%s", part_names[i]);
}

static void
say_closed (AcademyFaults *faults, const char *pointer)
{
  academy_faults_add (faults, "part_closed", "Cette partie ne peut plus être modifiée.", "/%s", pointer);
}

/* A part that is not open may be sent along unchanged; it is then left as it is kept. */
static gboolean
closed_part_unchanged (AcademyStatement *statement, ImaginStatement *kept, ImaginStatement *entry, const char *name)
{
  gpointer sent = imagin_entity_get_entity (entry, name);

  if (sent == NULL)
    return TRUE;
  return academy_statement_part (statement, name) != NULL
             ? imagin_entity_equal (sent, imagin_entity_get_entity (kept, name))
             : is_void (sent);
}

static void
check_closed (AcademyStatement *statement, ImaginStatement *kept, ImaginStatement *entry, AcademyFaults *faults)
{
  for (guint i = 0; part_names[i] != NULL; i++)
    if (!part_is_open (statement, part_names[i]) && !closed_part_unchanged (statement, kept, entry, part_names[i]))
      say_closed (faults, part_names[i]);
  if (academy_statement_writable (statement))
    return;
  if (imagin_entity_get_boolean (entry, "receipts_by_post") != imagin_entity_get_boolean (kept, "receipts_by_post"))
    say_closed (faults, "receipts_by_post");
  if (g_strcmp0 (imagin_entity_get_text (entry, "note"), imagin_entity_get_text (kept, "note")) != 0)
    say_closed (faults, "note");
}

static JsonObject *
lay_over (AcademyStatement *statement, ImaginStatement *entry)
{
  JsonObject *merged = copy_object (statement->entered);
  g_autoptr (JsonNode) node = imagin_entity_to_json (IMAGIN_ENTITY (entry));
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (!academy_view_is_statement_member (name) &&
        (!g_strv_contains (part_names, name) || part_is_open (statement, name)))
      json_object_set_member (merged, name, json_node_copy (member));
  return merged;
}

static void
check_open (AcademyMission *mission, AcademyStatement *statement, ImaginStatement *entry, AcademyFaults *faults)
{
  gpointer work = imagin_entity_get_entity (entry, "work");
  gpointer travel = imagin_entity_get_entity (entry, "travel");

  if (work != NULL && part_is_open (statement, "work"))
    academy_rules_check_work (mission, work, faults);
  if (travel != NULL && part_is_open (statement, "travel"))
    academy_rules_check_travel (travel, faults);
}

AcademyEntryResult
academy_entry_merge (
    AcademyMission *mission, AcademyStatement *statement, JsonObject *body, JsonObject **merged, AcademyFaults *faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginStatement) entry = read_entry (statement, body, &error);
  g_autoptr (ImaginStatement) kept = read_entry (statement, statement->entered, NULL);

  if (entry == NULL)
    return academy_faults_add_entity (faults, error) ? ACADEMY_ENTRY_INVALID : ACADEMY_ENTRY_MALFORMED;
  if (kept == NULL)
    return ACADEMY_ENTRY_MALFORMED;
  check_presence (body, faults);
  if (json_array_get_length (faults) > 0)
    return ACADEMY_ENTRY_INVALID;
  check_closed (statement, kept, entry, faults);
  if (json_array_get_length (faults) > 0)
    return ACADEMY_ENTRY_CLOSED;
  check_open (mission, statement, entry, faults);
  if (json_array_get_length (faults) > 0)
    return ACADEMY_ENTRY_INVALID;
  /* Where nothing is open, what is left are members that nobody knows: not worth a version. */
  if (!academy_statement_writable (statement))
    return ACADEMY_ENTRY_SAME;
  *merged = lay_over (statement, entry);
  if (!objects_equal (*merged, statement->entered))
    return ACADEMY_ENTRY_CHANGED;
  g_clear_pointer (merged, json_object_unref);
  return ACADEMY_ENTRY_SAME;
}
