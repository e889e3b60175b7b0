/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An academy that came back from an older backup has forgotten what it acknowledged: it is sent again. */

#include "base/imagin-moment.h"
#include "store/imagin-store-private.h"

static gboolean
add (sqlite3 *database,
     const char *account_id,
     const char *mission_id,
     ImaginOutboxKind kind,
     const char *uuid,
     const char *body,
     GError **error)
{
  g_autoptr (ImaginOutboxEntry) entry = imagin_outbox_entry_new (account_id, mission_id, kind, uuid, body);

  return imagin_store_add_entry (database, entry, error);
}

/* A draft that goes on from what was forgotten holds it already; it only starts from elsewhere now. */
static gboolean
send_content (sqlite3 *database, const char *account_id, ImaginStatement *ours, ImaginStatement *theirs, GError **error)
{
  const char *mission_id = imagin_entity_get_text (ours, "mission_id");
  g_autofree char *body = imagin_entity_to_text (IMAGIN_ENTITY (ours));
  g_autofree char *base = imagin_entity_to_text (IMAGIN_ENTITY (theirs));
  g_autofree char *now = imagin_now_text ();

  if (imagin_statement_content_equal (ours, theirs))
    return TRUE;
  return imagin_sql_run (database, error,
                         "INSERT INTO draft (account_id, mission_id, body, base, kept_at) VALUES (?1, ?2, ?3, ?4, ?5)"
                         " ON CONFLICT (account_id, mission_id) DO UPDATE SET base = excluded.base",
                         "sssss", account_id, mission_id, body, base, now) &&
         add (database, account_id, mission_id, IMAGIN_OUTBOX_SAVE, NULL, body, error);
}

/* Receipts that were acknowledged and are not there any more; their bytes are still here. */
static gboolean
send_receipts (sqlite3 *database, const char *account_id, ImaginMission *mission, GError **error)
{
  const char *mission_id = imagin_entity_get_text (mission, "id");
  GListModel *there = imagin_entity_get_list (mission, "receipts");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database, error,
                          "SELECT id, body FROM receipt WHERE account_id = ?1 AND mission_id = ?2"
                          " AND received_at IS NOT NULL AND removed = 0 ORDER BY id",
                          "ss", account_id, mission_id);

  if (row == NULL)
    return FALSE;
  while (imagin_sql_step (row, NULL))
    {
      ImaginReceipt *receipt = imagin_entity_find (there, "id", imagin_sql_text (row, 0));

      if (receipt != NULL && g_strcmp0 (imagin_entity_get_text (receipt, "state"), "received") == 0)
        continue;
      g_ptr_array_add (ids, g_strdup (imagin_sql_text (row, 0)));
      g_ptr_array_add (bodies, g_strdup (imagin_sql_text (row, 1)));
    }
  for (guint i = 0; i < ids->len; i++)
    if (!imagin_sql_run (database, error,
                         "UPDATE receipt SET received_at = NULL WHERE account_id = ?1 AND mission_id = ?2 AND id = ?3",
                         "sss", account_id, mission_id, ids->pdata[i]) ||
        !add (database, account_id, mission_id, IMAGIN_OUTBOX_RECEIPT, ids->pdata[i], bodies->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* The parts that the person had validated and that are open again. */
static char *
forgotten_validation (ImaginStatement *ours, ImaginStatement *theirs)
{
  static const char *const parts[] = { IMAGIN_PART_WORK, IMAGIN_PART_TRAVEL };
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      ImaginPart *part = imagin_statement_get_part (ours, parts[i]);

      if (part != NULL && imagin_entity_is_set (part, "validated_at") &&
          !imagin_statement_part_is_writable (ours, parts[i]) && imagin_statement_part_is_writable (theirs, parts[i]))
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", parts[i]);
    }
  return names->len > 0 ? g_string_free_and_steal (g_steal_pointer (&names)) : NULL;
}

gboolean
imagin_store_send_again (
    sqlite3 *database, const char *account_id, ImaginMission *stored, ImaginMission *mission, GError **error)
{
  ImaginStatement *ours = imagin_mission_get_statement (stored);
  ImaginStatement *theirs = imagin_mission_get_statement (mission);
  const char *mission_id = imagin_entity_get_text (mission, "id");
  ImaginNotPerformed *absence = imagin_entity_get_entity (ours, "not_performed");
  g_autofree char *validation = forgotten_validation (ours, theirs);

  /* What is newer there than here was done since the backup, and is the academy's word. */
  if (!imagin_statement_is_writable (theirs) ||
      imagin_entity_get_integer (theirs, "version", 0) >= imagin_entity_get_integer (ours, "version", 0))
    return TRUE;
  return send_receipts (database, account_id, mission, error) &&
         send_content (database, account_id, ours, theirs, error) &&
         (validation == NULL ||
          add (database, account_id, mission_id, IMAGIN_OUTBOX_VALIDATE, NULL, validation, error)) &&
         (absence == NULL || imagin_entity_is_set (theirs, "not_performed") ||
          add (database, account_id, mission_id, IMAGIN_OUTBOX_ABSENCE, NULL,
               imagin_entity_get_text (absence, "reason"), error));
}
