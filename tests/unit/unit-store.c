/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store with something in it. */

#include "unit-store.h"

static void
add_account (Kept *self, const char *id)
{
  g_autoptr (ImaginAccountRecord) record =
      g_object_new (IMAGIN_TYPE_ACCOUNT_RECORD, "id", id, "number", "1000001", NULL);

  unit_await_done (imagin_store_put_account (self->store, record));
}

void
kept_open (Kept *self)
{
  self->folder = unit_folder_new ();
  self->store = imagin_store_new (self->folder);
  add_account (self, "a");
  add_account (self, "b");
}

void
kept_close (Kept *self)
{
  unit_await_done (imagin_store_close (self->store));
  g_clear_object (&self->store);
  unit_folder_remove (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

void
kept_reopen (Kept *self)
{
  unit_await_done (imagin_store_close (self->store));
  g_object_unref (self->store);
  self->store = imagin_store_new (self->folder);
}

char *
kept_pull (Kept *self, ImaginMission *mission, const char *gone, const char *cursor)
{
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  char *ids[] = { (char *) gone, NULL };
  g_auto (GStrv) changed = NULL;

  if (mission != NULL)
    g_ptr_array_add (missions, mission);
  changed = unit_await_boxed (imagin_store_apply_pull (self->store, "a", missions, ids, FALSE, cursor));
  return g_strjoinv (" ", changed);
}

void
kept_plant (Kept *self)
{
  g_autofree char *changed = kept_pull (self, unit_mission_new ("m", "to_validate", NULL, ""), NULL, "c1");

  g_assert_cmpstr (changed, ==, "m");
}

ImaginStoredMission *
kept_load (Kept *self, const char *mission_id)
{
  return unit_await_object (imagin_store_load_mission (self->store, "a", mission_id));
}

void
kept_write (Kept *self, const char *content, int kind)
{
  g_autoptr (ImaginStatement) draft = unit_statement_new ("m", 1, content);
  g_autoptr (ImaginStatement) base = unit_statement_new ("m", 1, "");
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *body = imagin_entity_to_text (IMAGIN_ENTITY (draft));
  g_autofree char *kept_at = NULL;

  if (kind >= 0)
    g_ptr_array_add (entries, imagin_outbox_entry_new ("a", "m", (ImaginOutboxKind) kind, NULL, body));
  kept_at = unit_await_string (imagin_store_keep_draft (self->store, "a", "m", draft, base, 0, FALSE, entries));
  g_assert_cmpstr (kept_at, !=, "");
}

ImaginOutboxEntry *
kept_entry (Kept *self)
{
  g_autoptr (ImaginStoredMission) stored = kept_load (self, "m");

  g_assert_cmpuint (stored->outbox->len, ==, 1);
  return g_object_ref (g_ptr_array_index (stored->outbox, 0));
}

char *
kept_next (Kept *self, const char *account_id)
{
  g_autoptr (GPtrArray) entries = unit_await_boxed (imagin_store_next_entries (self->store, account_id));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      ImaginOutboxEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (text, "%s%s/%s", i > 0 ? " " : "", entry->mission_id,
                              imagin_outbox_kind_to_text (entry->kind));
    }
  return g_string_free_and_steal (text);
}
