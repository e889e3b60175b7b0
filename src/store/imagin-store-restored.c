/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An academy that came back from an older backup has forgotten what it acknowledged: it is sent again. */

#include "base/imagin-error.h"
#include "base/imagin-json.h"
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

/* What the academy forgot of one mission, and what is kept here of it. */
typedef struct
{
  sqlite3 *database;
  const char *account_id;
  const char *mission_id;
  ImaginStatement *ours;
  ImaginStatement *theirs;
  char *ours_text;
  char *theirs_text;
  char *save;       /* nullable: that waits, or was refused */
  gboolean refused; /* that one was */
  ImaginKeptDraft draft;
  char *validation; /* nullable: the parts that the person had validated and that are open again */
} Forgotten;

static void
forgotten_clear (Forgotten *self)
{
  g_free (self->ours_text);
  g_free (self->theirs_text);
  g_free (self->save);
  imagin_kept_draft_clear (&self->draft);
  g_free (self->validation);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Forgotten, forgotten_clear)

static GDateTime *
changed_at (ImaginStatement *statement)
{
  ImaginAuthor *author = imagin_entity_get_entity (statement, "changed_by");

  return author != NULL ? imagin_instant_parse (imagin_entity_get_text (author, "at")) : NULL;
}

/* Whether theirs is how ours once was. By the academy's own clock: its versions are counted anew from the backup on. */
static gboolean
is_older (ImaginStatement *theirs, ImaginStatement *ours)
{
  g_autoptr (GDateTime) there = changed_at (theirs);
  g_autoptr (GDateTime) here = changed_at (ours);

  if (there != NULL && here != NULL)
    return g_date_time_compare (there, here) < 0;
  return imagin_entity_get_integer (theirs, "version", 0) < imagin_entity_get_integer (ours, "version", 0);
}

static gboolean
read_save (Forgotten *self, GError **error)
{
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (self->database, error,
                          "SELECT body, state FROM outbox WHERE account_id = ?1 AND mission_id = ?2 AND kind = 'save'",
                          "ss", self->account_id, self->mission_id);

  if (row == NULL)
    return FALSE;
  if (imagin_sql_step (row, NULL))
    {
      self->save = g_strdup (imagin_sql_text (row, 0));
      self->refused = g_strcmp0 (imagin_sql_text (row, 1), "refused") == 0;
    }
  return TRUE;
}

/* In the place of one that waits; what the person asked for after it comes after it. */
static gboolean
put_save (Forgotten *self, const char *body, gboolean ask, GError **error)
{
  return add (self->database, self->account_id, self->mission_id, IMAGIN_OUTBOX_SAVE, NULL, body, error) &&
         imagin_sql_run (self->database, error,
                         "UPDATE outbox SET state = iif (?3, 'refused', state), code = iif (?3, ?4, code)"
                         " WHERE account_id = ?1 AND mission_id = ?2 AND kind = 'save'",
                         "ssii", self->account_id, self->mission_id, (gint64) ask, (gint64) IMAGIN_ERROR_CONFLICT) &&
         imagin_sql_run (self->database, error,
                         "UPDATE outbox SET sequence = sequence + (SELECT max (sequence) FROM outbox)"
                         " WHERE account_id = ?1 AND mission_id = ?2 AND kind IN ('validate', 'absence', 'withdraw')",
                         "ss", self->account_id, self->mission_id);
}

/* A page may show what the draft said before: it goes on from there. */
static gboolean
put_draft (Forgotten *self, const char *body, const char *base, GError **error)
{
  const char *shown = self->draft.body != NULL ? self->draft.body : self->ours_text;
  g_autofree char *now = imagin_now_text ();
  g_auto (ImaginKeptDraft) draft = { g_strdup (body), g_strdup (base), self->draft.merged, NULL };

  if (!g_str_equal (body, shown))
    {
      draft.merged++;
      draft.unmerged = g_strdup (shown);
    }
  return imagin_store_write_draft (self->database, self->account_id, self->mission_id, &draft, now, error);
}

/* With nothing entered: what one side alone has stands, and what both have otherwise is a question. */
static char *
nothing_entered (Forgotten *self)
{
  static const char *const names[] = { "work", "travel", "note", "receipts_by_post" };
  g_autoptr (JsonNode) node = imagin_entity_to_json (IMAGIN_ENTITY (self->theirs));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    json_object_remove_member (json_node_get_object (node), names[i]);
  return imagin_json_to_text (node);
}

static gboolean
same_content (const char *one, const char *other)
{
  g_autoptr (ImaginStatement) first = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, one, NULL);
  g_autoptr (ImaginStatement) second = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, other, NULL);

  return first != NULL && second != NULL && imagin_statement_content_equal (first, second);
}

static gboolean
ask (Forgotten *self, const char *mine, const char *base, GError **error)
{
  return put_draft (self, mine, base, error) && put_save (self, self->save != NULL ? self->save : mine, TRUE, error);
}

/* Somebody entered something there since the backup. */
static gboolean
put_together (Forgotten *self, const char *mine, const char *save, GError **error)
{
  g_autofree char *base = nothing_entered (self);
  g_autofree char *both = imagin_store_merged_text (base, mine, self->theirs, FALSE, NULL);
  g_autofree char *sent = both != NULL ? imagin_store_merged_text (base, save, self->theirs, FALSE, NULL) : NULL;

  /* What is validated is what the person saw. */
  if (sent == NULL || (self->validation != NULL && !same_content (sent, save)))
    return ask (self, mine, base, error);
  if (same_content (both, self->theirs_text) && self->save == NULL && self->draft.body == NULL)
    return TRUE;
  return put_draft (self, both, self->theirs_text, error) && put_save (self, sent, FALSE, error);
}

/* What the academy had acknowledged is sent again, with what was entered on it since. */
static gboolean
send_content (Forgotten *self, GError **error)
{
  g_autofree char *mine = NULL;
  g_autofree char *save = NULL;

  /* A question that is open already stays one. */
  if (imagin_statement_content_equal (self->ours, self->theirs) || self->refused)
    return TRUE;
  if (self->draft.body == NULL)
    mine = g_strdup (self->ours_text);
  /* Ours may say what another computer sent after the draft was begun. */
  else if ((mine = imagin_store_merged_text (self->draft.base, self->draft.body, self->ours, FALSE, NULL)) == NULL)
    return ask (self, self->draft.body, self->draft.base, error);
  if (self->save != NULL && self->draft.base != NULL)
    save = imagin_store_merged_text (self->draft.base, self->save, self->ours, FALSE, NULL);
  if (save == NULL)
    save = g_strdup (self->ours_text);
  if (!is_older (self->theirs, self->ours))
    return put_together (self, mine, save, error);
  return put_draft (self, mine, self->theirs_text, error) && put_save (self, save, FALSE, error);
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

static gboolean
is_waiting (Forgotten *self, const char *kind)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->database, NULL, "SELECT 1 FROM outbox WHERE account_id = ?1 AND mission_id = ?2 AND kind = ?3", "sss",
      self->account_id, self->mission_id, kind);

  return row != NULL && imagin_sql_step (row, NULL);
}

static gboolean
send_acts (Forgotten *self, GError **error)
{
  ImaginNotPerformed *absence = imagin_entity_get_entity (self->ours, "not_performed");

  if (self->validation != NULL && !is_waiting (self, "validate") &&
      !add (self->database, self->account_id, self->mission_id, IMAGIN_OUTBOX_VALIDATE, NULL, self->validation, error))
    return FALSE;
  /* One that was taken back since is no more. */
  return absence == NULL || imagin_entity_is_set (self->theirs, "not_performed") ||
         !is_older (self->theirs, self->ours) || is_waiting (self, "absence") ||
         add (self->database, self->account_id, self->mission_id, IMAGIN_OUTBOX_ABSENCE, NULL,
              imagin_entity_get_text (absence, "reason"), error);
}

gboolean
imagin_store_send_again (
    sqlite3 *database, const char *account_id, ImaginMission *stored, ImaginMission *mission, GError **error)
{
  g_auto (Forgotten) self = { .database = database,
                              .account_id = account_id,
                              .mission_id = imagin_entity_get_text (mission, "id"),
                              .ours = imagin_mission_get_statement (stored),
                              .theirs = imagin_mission_get_statement (mission) };

  self.ours_text = imagin_entity_to_text (IMAGIN_ENTITY (self.ours));
  self.theirs_text = imagin_entity_to_text (IMAGIN_ENTITY (self.theirs));
  self.validation = forgotten_validation (self.ours, self.theirs);
  return read_save (&self, error) &&
         imagin_store_read_draft (database, account_id, self.mission_id, &self.draft, error) &&
         send_receipts (database, account_id, mission, error) && send_content (&self, error) &&
         send_acts (&self, error);
}
