/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person does with a draft: save, validate, declare an absence, try again, give up. */

#include "account/imagin-account-private.h"
#include "account/imagin-draft-private.h"
#include "base/imagin-error.h"

static ImaginOutboxEntry *
new_entry (ImaginDraft *self, ImaginOutboxKind kind, const char *body)
{
  return imagin_outbox_entry_new (imagin_account_get_id (self->account), self->mission_id, kind, NULL, body);
}

static void
add_save (ImaginDraft *self, GPtrArray *entries)
{
  g_autofree char *body = imagin_entity_to_text (IMAGIN_ENTITY (self->statement));

  g_ptr_array_add (entries, new_entry (self, IMAGIN_OUTBOX_SAVE, body));
}

DexFuture *
imagin_draft_save (ImaginDraft *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  add_save (self, entries);
  return imagin_draft_keep_with (self, entries, TRUE);
}

static char *
writable_parts (ImaginDraft *self)
{
  gboolean work = imagin_statement_part_is_writable (self->acknowledged, IMAGIN_PART_WORK);
  gboolean travel = imagin_statement_part_is_writable (self->acknowledged, IMAGIN_PART_TRAVEL);

  return g_strdup (work && travel ? IMAGIN_PART_WORK " " IMAGIN_PART_TRAVEL
                   : work         ? IMAGIN_PART_WORK
                                  : IMAGIN_PART_TRAVEL);
}

static gboolean
is_validated (ImaginStatement *statement)
{
  static const char *const parts[] = { IMAGIN_PART_WORK, IMAGIN_PART_TRAVEL };

  if (imagin_statement_is_writable (statement))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      ImaginPart *part = imagin_statement_get_part (statement, parts[i]);

      if (part != NULL && imagin_entity_is_set (part, "validated_at"))
        return TRUE;
    }
  return FALSE;
}

void
imagin_draft_read_validation (ImaginDraft *self)
{
  gboolean preceded = FALSE;

  self->validation = is_validated (self->acknowledged) ? IMAGIN_VALIDATION_VALIDATED : IMAGIN_VALIDATION_NONE;
  for (guint i = 0; i < self->outbox->len; i++)
    {
      ImaginOutboxEntry *entry = g_ptr_array_index (self->outbox, i);

      if (entry->kind == IMAGIN_OUTBOX_VALIDATE)
        self->validation = entry->refused ? IMAGIN_VALIDATION_REFUSED : IMAGIN_VALIDATION_HELD;
      else if (entry->kind != IMAGIN_OUTBOX_REMARK)
        preceded = TRUE;
    }
  if (!preceded)
    imagin_validation_step (&self->validation, IMAGIN_VALIDATION_CLEARED);
}

DexFuture *
imagin_draft_validate (ImaginDraft *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *parts = writable_parts (self);
  ImaginValidationState state = self->validation;

  if (imagin_validation_step (&state, IMAGIN_VALIDATION_ASKED) != IMAGIN_VALIDATION_KEEP)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_CANCELLED, "It is asked for already");
  if (!imagin_statement_content_equal (self->statement, self->acknowledged) ||
      self->standing == IMAGIN_STANDING_WAITING || self->standing == IMAGIN_STANDING_AHEAD)
    add_save (self, entries);
  g_ptr_array_add (entries, new_entry (self, IMAGIN_OUTBOX_VALIDATE, parts));
  return imagin_draft_keep_with (self, entries, TRUE);
}

DexFuture *
imagin_draft_declare_absence (ImaginDraft *self, const char *reason)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (entries, new_entry (self, IMAGIN_OUTBOX_ABSENCE, reason));
  return imagin_draft_keep_with (self, entries, FALSE);
}

static DexFuture *
drop_entry (ImaginDraft *self, gint64 sequence)
{
  return imagin_store_abandon (imagin_account_get_store (self->account), sequence);
}

static ImaginOutboxEntry *
find_waiting (ImaginDraft *self, ImaginOutboxKind kind)
{
  for (guint i = 0; i < self->outbox->len; i++)
    {
      ImaginOutboxEntry *entry = g_ptr_array_index (self->outbox, i);

      if (entry->kind == kind)
        return entry;
    }
  return NULL;
}

static DexFuture *
reloaded_after (DexFuture *completed, gpointer data)
{
  ImaginDraft *self = data;

  imagin_account_tell_changed (self->account, self->mission_id);
  imagin_account_wake (self->account);
  return NULL;
}

DexFuture *
imagin_draft_withdraw_absence (ImaginDraft *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  ImaginOutboxEntry *waiting = find_waiting (self, IMAGIN_OUTBOX_ABSENCE);

  /* Not sent yet: there is nothing to take back. An account that is on line may be sending it at this moment; then the
   * academy is asked. */
  if (waiting != NULL && imagin_account_get_state (self->account) != IMAGIN_ACCOUNT_BUSY)
    return dex_future_then (drop_entry (self, waiting->sequence), reloaded_after, g_object_ref (self), g_object_unref);
  g_ptr_array_add (entries, new_entry (self, IMAGIN_OUTBOX_WITHDRAW, NULL));
  return imagin_draft_keep_with (self, entries, FALSE);
}

/* The same for all that the person asked for but a remark, which is tried again and given up where it is written. */
static gboolean
person_may (ImaginOutboxEntry *entry, ImaginValidationEvent event)
{
  ImaginValidationState state = entry->refused ? IMAGIN_VALIDATION_REFUSED : IMAGIN_VALIDATION_HELD;

  return entry->kind != IMAGIN_OUTBOX_REMARK && imagin_validation_step (&state, event) != IMAGIN_VALIDATION_NOTHING;
}

void
imagin_draft_retry (ImaginDraft *self)
{
  if (imagin_draft_is_in_conflict (self))
    {
      imagin_draft_resolve (self, NULL);
      return;
    }
  for (guint i = 0; i < self->outbox->len; i++)
    {
      ImaginOutboxEntry *entry = g_ptr_array_index (self->outbox, i);

      if (person_may (entry, IMAGIN_VALIDATION_RETRIED))
        dex_future_disown (
            dex_future_then (imagin_store_retry (imagin_account_get_store (self->account), entry->sequence),
                             reloaded_after, g_object_ref (self), g_object_unref));
    }
}

void
imagin_draft_abandon (ImaginDraft *self)
{
  for (guint i = 0; i < self->outbox->len; i++)
    {
      ImaginOutboxEntry *entry = g_ptr_array_index (self->outbox, i);

      if (person_may (entry, IMAGIN_VALIDATION_GIVEN_UP))
        dex_future_disown (drop_entry (self, entry->sequence));
    }
  imagin_draft_take_acknowledged (self);
  dex_future_disown (dex_future_then (imagin_store_drop_draft (imagin_account_get_store (self->account),
                                                               imagin_account_get_id (self->account), self->mission_id),
                                      reloaded_after, g_object_ref (self), g_object_unref));
}
