/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person does on a computer: entering, attaching, sending, deciding. */

#include "client-script.h"

#include "account/imagin-account-private.h"
#include "base/imagin-json.h"
#include "domain/imagin-merge.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define ATTACH_MS 20000 /* what is looked at is looked at in the end */

/* What is entered */

static gboolean
is_text (const char *field)
{
  return g_str_equal (field, "note");
}

static char *
value_of (ImaginStatement *statement, const char *field)
{
  return is_text (field) ? g_strdup (imagin_entity_get_text (statement, field))
                         : g_strdup_printf ("%d", (int) imagin_statement_get_quantity (statement, field));
}

/* set FIELD VALUE */
gboolean
client_act_set (Script *self, char **words)
{
  ImaginStatement *statement = imagin_draft_get_statement (self->draft);
  Entered *entered;
  g_autofree char *shown = value_of (statement, words[1]);

  if (!imagin_draft_is_open (self->draft))
    return FALSE;
  client_ack (self, "typing %s %s %s %s", self->mission_id, words[1], words[2], shown != NULL ? shown : "-");
  if (is_text (words[1]))
    imagin_entity_set_text (statement, words[1], words[2]);
  else
    imagin_statement_set_quantity (statement, words[1], g_ascii_strtoll (words[2], NULL, 10));
  if (!client_await (imagin_draft_keep (self->draft), words[1]))
    return FALSE;
  entered = g_new0 (Entered, 1);
  entered->draft = g_object_ref (self->draft);
  entered->mission_id = g_strdup (self->mission_id);
  entered->field = g_strdup (words[1]);
  entered->value = g_strdup (words[2]);
  g_ptr_array_add (self->entered, entered);
  client_ack (self, "kept %s %s %s", self->mission_id, words[1], words[2]);
  return TRUE;
}

gboolean
client_act_save (Script *self, char **words)
{
  if (!imagin_draft_is_open (self->draft) || !client_await (imagin_draft_save (self->draft), "save"))
    return FALSE;
  client_ack (self, "saved %s", self->mission_id);
  return TRUE;
}

static gboolean
is_validating (gpointer data)
{
  return imagin_draft_is_validating (data) || !imagin_draft_is_open (data);
}

gboolean
client_act_validate (Script *self, char **words)
{
  if (!imagin_draft_is_open (self->draft) || !client_await (imagin_draft_validate (self->draft), "validate"))
    return FALSE;
  client_ack (self, "validated %s", self->mission_id);
  /* Nobody types within the moment before the page closes. */
  return client_wait_for (is_validating, self->draft);
}

static gboolean
is_checked (gpointer data)
{
  return imagin_attachment_get_state (data) != IMAGIN_ATTACHMENT_CHECKING;
}

/* attach FILE */
gboolean
client_act_attach (Script *self, char **words)
{
  g_autoptr (GFile) file = g_file_new_for_path (words[1]);
  GListModel *all = imagin_draft_get_attachments (self->draft);
  g_autoptr (ImaginAttachment) attachment = NULL;
  g_autoptr (GError) error = NULL;
  ImaginReceipt *receipt;

  if (!imagin_draft_is_open (self->draft))
    return FALSE;
  imagin_draft_attach (self->draft, file, NULL);
  attachment = g_list_model_get_item (all, g_list_model_get_n_items (all) - 1);
  client_wait_for_ms (is_checked, attachment, ATTACH_MS);
  receipt = imagin_attachment_get_receipt (attachment);
  if (receipt == NULL || imagin_attachment_get_error (attachment) != NULL)
    {
      error = imagin_attachment_get_error (attachment) != NULL ? g_error_copy (imagin_attachment_get_error (attachment))
                                                               : NULL;
      return client_said ("attach", &error);
    }
  client_ack (self, "receipt %s %s", self->mission_id, imagin_entity_get_text (receipt, "sha256"));
  return TRUE;
}

/* Waiting for the academies */

typedef struct
{
  Script *script;
  DexFuture *reading;
  guint refused;
} Emptying;

/* What was refused holds back the rest of its mission. */
static guint
count_refused (GPtrArray *entries)
{
  g_autoptr (GHashTable) missions = g_hash_table_new (g_str_hash, g_str_equal);
  guint refused = 0;

  for (guint i = 0; i < entries->len; i++)
    if (((ImaginOutboxEntry *) g_ptr_array_index (entries, i))->refused)
      g_hash_table_add (missions, ((ImaginOutboxEntry *) g_ptr_array_index (entries, i))->mission_id);
  for (guint i = 0; i < entries->len; i++)
    refused += g_hash_table_contains (missions, ((ImaginOutboxEntry *) g_ptr_array_index (entries, i))->mission_id);
  return refused;
}

static gboolean
nothing_waits (gpointer data)
{
  Emptying *self = data;
  ImaginAccount *account = g_list_model_get_item (G_LIST_MODEL (self->script->computer->accounts), 0);
  const GValue *value = NULL;
  gboolean empty = FALSE;

  if (account == NULL)
    return TRUE;
  if (self->reading == NULL)
    self->reading = imagin_store_list_outbox (imagin_account_get_store (account));
  g_object_unref (account);
  if (dex_future_is_pending (self->reading))
    return FALSE;
  value = dex_future_get_value (self->reading, NULL);
  if (value != NULL)
    {
      GPtrArray *entries = g_value_get_boxed (value);

      self->refused = count_refused (entries);
      empty = entries->len == self->refused;
    }
  dex_clear (&self->reading);
  return empty;
}

static gboolean
has_arrived (gpointer data)
{
  const Entered *entered = data;
  g_autofree char *there = value_of (imagin_draft_get_acknowledged (entered->draft), entered->field);

  return g_strcmp0 (there, entered->value) == 0;
}

/* What the window would now show as being at the academy. */
static void
tell_received (Script *self)
{
  for (guint i = 0; i < self->entered->len; i++)
    {
      Entered *entered = g_ptr_array_index (self->entered, i);

      if (has_arrived (entered))
        client_ack (self, "received %s %s %s", entered->mission_id, entered->field, entered->value);
    }
}

static gboolean
has_calmed (gpointer data)
{
  ImaginStanding standing = imagin_draft_get_standing (data);

  return standing != IMAGIN_STANDING_CHANGING && standing != IMAGIN_STANDING_WAITING &&
         standing != IMAGIN_STANDING_AHEAD;
}

/* A question as the person sees it, with what both sides say; "closed" where only theirs can be kept. */
static void
tell_question (Script *self, const char *mission_id, ImaginDraft *draft)
{
  g_autoptr (GPtrArray) clashes = imagin_draft_list_clashes (draft);

  for (guint i = 0; i < clashes->len; i++)
    {
      ImaginClash *clash = g_ptr_array_index (clashes, i);
      const char *field = clash->item != NULL ? clash->item : clash->field != NULL ? clash->field : "part";
      g_autofree char *mine = value_of (imagin_draft_get_statement (draft), field);
      g_autofree char *theirs = value_of (imagin_draft_get_acknowledged (draft), field);

      client_ack (self, "asked %s %s %s %s %s", mission_id, field, mine != NULL ? mine : "-",
                  theirs != NULL ? theirs : "-", clash->closed ? "closed" : "open");
    }
}

static gboolean
is_only_here (ImaginDraft *draft)
{
  ImaginStanding standing = imagin_draft_get_standing (draft);

  return standing == IMAGIN_STANDING_KEPT || standing == IMAGIN_STANDING_AHEAD;
}

/* save-kept: all that is kept and was not sent */
gboolean
client_act_save_kept (Script *self, char **words)
{
  GHashTableIter iter;
  gpointer draft;
  gboolean saved = TRUE;

  g_hash_table_iter_init (&iter, self->computer->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (imagin_draft_is_open (draft) && is_only_here (draft))
      saved = client_await (imagin_draft_save (draft), "save") && saved;
  return saved;
}

/* A conflict is decided as mine; anything else that was refused is tried again. */
static void
decide (Script *self)
{
  GHashTableIter iter;
  gpointer key, draft;

  g_hash_table_iter_init (&iter, self->computer->drafts);
  while (g_hash_table_iter_next (&iter, &key, &draft))
    if (imagin_draft_get_standing (draft) == IMAGIN_STANDING_REFUSED)
      {
        client_ack (self, "shown %s", strchr (key, ' ') + 1);
        if (imagin_draft_is_in_conflict (draft))
          tell_question (self, strchr (key, ' ') + 1, draft);
        imagin_draft_retry (draft);
      }
}

/* Why nothing moves, for whoever reads a failure. */
static void
tell_why (Script *self)
{
  GListModel *all = G_LIST_MODEL (self->computer->accounts);
  g_autoptr (ImaginAccount) account = g_list_model_get_item (all, 0);
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  if (account == NULL || !unit_await (imagin_store_list_outbox (imagin_account_get_store (account)), &value, NULL))
    return;
  entries = g_value_dup_boxed (&value);
  for (guint i = 0; i < entries->len; i++)
    {
      ImaginOutboxEntry *entry = entries->pdata[i];

      printf ("waits %s %s %s %d %s\n", entry->mission_id, imagin_outbox_kind_to_text (entry->kind),
              entry->refused ? "refused" : "waiting", entry->code, entry->message != NULL ? entry->message : "");
    }
}

/* sync: until nothing waits, or for a while */
gboolean
client_act_sync (Script *self, char **words)
{
  Emptying emptying = { self, NULL, 0 };
  gboolean empty = client_wait_for (nothing_waits, &emptying);
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->computer->drafts);
  while (empty && g_hash_table_iter_next (&iter, NULL, &draft))
    empty = client_wait_for (has_calmed, draft);
  if (empty && emptying.refused > 0)
    {
      printf ("decides on %u\n", emptying.refused);
      decide (self);
      unit_wait_ms (100);
      empty = client_wait_for (nothing_waits, &emptying) && emptying.refused == 0;
    }
  dex_clear (&emptying.reading);
  tell_received (self);
  if (empty)
    client_ack (self, "nothing-waits");
  else
    tell_why (self);
  return empty;
}

/* A number would be another one's as soon as a standing comes between. */
static const char *
word_of (ImaginStanding standing)
{
  switch (standing)
    {
    case IMAGIN_STANDING_UNTOUCHED:
      return "untouched";
    case IMAGIN_STANDING_CHANGING:
      return "changing";
    case IMAGIN_STANDING_KEPT:
      return "kept";
    case IMAGIN_STANDING_WAITING:
      return "waiting";
    case IMAGIN_STANDING_AHEAD:
      return "ahead";
    case IMAGIN_STANDING_REFUSED:
      return "refused";
    }
  g_return_val_if_reached (NULL);
}

/* list: what this computer keeps, as JSON; the last line says how much of it waits */
gboolean
client_act_list (Script *self, char **words)
{
  GHashTableIter iter;
  gpointer key, draft;

  g_hash_table_iter_init (&iter, self->computer->drafts);
  while (g_hash_table_iter_next (&iter, &key, &draft))
    {
      g_autofree char *statement = imagin_entity_to_text (IMAGIN_ENTITY (imagin_draft_get_statement (draft)));

      printf ("mission %s %s %s\n", (char *) key, word_of (imagin_draft_get_standing (draft)), statement);
    }
  return TRUE;
}
