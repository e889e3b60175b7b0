/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mission as the person works on it. */

#include "account/imagin-draft.h"

#include "account/imagin-account-private.h"
#include "account/imagin-draft-private.h"
#include "base/imagin-error.h"

#define KEEP_AFTER_MS 200 /* after the first change that is not on disk; with the write itself under 300 */

G_DEFINE_FINAL_TYPE (ImaginDraft, imagin_draft, G_TYPE_OBJECT)

typedef enum
{
  PROP_MISSION = 1,
  PROP_ACKNOWLEDGED,
  PROP_STATEMENT,
  PROP_STANDING,
  PROP_KEPT_AT,
  PROP_OPEN,
  PROP_ABSENCE_WAITING,
  PROP_ATTACHMENTS,
} Property;

static GParamSpec *properties[PROP_ATTACHMENTS + 1];

static void
notify (ImaginDraft *self, Property property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
imagin_draft_notify_standing (ImaginDraft *self)
{
  notify (self, PROP_STANDING);
}

/* What was entered, onto the disk */

static void statement_changed (ImaginDraft *self);

/* A copy to write in, with room for what the screens write, so that opening a page changes nothing. */
static ImaginStatement *
writable_copy (ImaginStatement *statement)
{
  ImaginStatement *copy = imagin_entity_copy (statement);

  imagin_statement_ensure_work (copy);
  return copy;
}

void
imagin_draft_watch_statement (ImaginDraft *self, ImaginStatement *statement)
{
  g_autoptr (ImaginStatement) writable = writable_copy (statement);

  if (self->statement != NULL)
    g_signal_handlers_disconnect_by_data (self->statement, self);
  g_set_object (&self->statement, writable);
  g_signal_connect_object (writable, "changed", G_CALLBACK (statement_changed), self, G_CONNECT_SWAPPED);
  notify (self, PROP_STATEMENT);
}

typedef struct
{
  ImaginDraft *draft;
  GPtrArray *entries; /* nullable */
  gboolean content;   /* whether what was entered is kept too */
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_object_unref (keeping->draft);
  g_clear_pointer (&keeping->entries, g_ptr_array_unref);
  g_free (keeping);
}

static DexFuture *
keep_fiber (gpointer data)
{
  Keeping *keeping = data;
  ImaginDraft *self = keeping->draft;
  GError *error = NULL;
  g_autofree char *kept_at = NULL;
  guint64 change = self->change;

  self->keeping++;
  kept_at = dex_await_string (imagin_store_keep_draft (imagin_account_get_store (self->account),
                                                       imagin_account_get_id (self->account), self->mission_id,
                                                       keeping->content ? self->statement : NULL, self->base,
                                                       self->merged, self->drafted, keeping->entries),
                              &error);
  self->keeping--;
  self->kept += kept_at != NULL;
  if (kept_at == NULL)
    {
      /* It stays "not kept", and is tried again with the next change or by the person. */
      g_warning ("What was entered could not be kept: %s", error->message);
      g_clear_error (&self->keep_error);
      self->keep_error = g_error_copy (error);
      notify (self, PROP_STANDING);
      return dex_future_new_for_error (error);
    }
  g_clear_error (&self->keep_error);
  if (keeping->content)
    {
      g_set_str (&self->kept_at, kept_at);
      self->kept_change = MAX (self->kept_change, change);
      self->drafted = TRUE;
      notify (self, PROP_KEPT_AT);
    }
  notify (self, PROP_STANDING);
  imagin_account_tell_changed (self->account, self->mission_id);
  if (keeping->entries != NULL)
    imagin_account_wake (self->account);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_draft_keep_with (ImaginDraft *self, GPtrArray *entries, gboolean content)
{
  Keeping *keeping = g_new0 (Keeping, 1);
  DexFuture *fiber;

  g_clear_handle_id (&self->keep_source, g_source_remove);
  keeping->draft = g_object_ref (self);
  keeping->entries = entries != NULL ? g_ptr_array_ref (entries) : NULL;
  keeping->content = content;
  fiber = dex_scheduler_spawn (NULL, 0, keep_fiber, keeping, keeping_free);
  /* Whatever keeps belongs to the account: a page that goes away must not cancel it. */
  dex_future_disown (dex_ref (fiber));
  return fiber;
}

DexFuture *
imagin_draft_keep (ImaginDraft *self)
{
  return self->kept_change == self->change ? dex_future_new_for_boolean (TRUE)
                                           : imagin_draft_keep_with (self, NULL, TRUE);
}

static gboolean
keep_now (gpointer data)
{
  ImaginDraft *self = data;

  self->keep_source = 0;
  dex_unref (imagin_draft_keep_with (self, NULL, TRUE));
  return G_SOURCE_REMOVE;
}

static void
statement_changed (ImaginDraft *self)
{
  self->change++;
  /* From the first change, not after the last: somebody who types on is kept all the same. */
  if (self->keep_source == 0)
    self->keep_source = g_timeout_add (KEEP_AFTER_MS, keep_now, self);
  notify (self, PROP_STANDING);
}

void
imagin_draft_take_acknowledged (ImaginDraft *self)
{
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->kept_change = self->change;
  self->drafted = FALSE;
  imagin_draft_watch_statement (self, self->acknowledged);
}

/* What the store knows */

static ImaginStanding
standing_of (ImaginDraft *self)
{
  if (self->refusal != NULL)
    return IMAGIN_STANDING_REFUSED;
  if (self->change != self->kept_change)
    return IMAGIN_STANDING_CHANGING;
  for (guint i = 0; self->outbox != NULL && i < self->outbox->len; i++)
    if (((ImaginOutboxEntry *) g_ptr_array_index (self->outbox, i))->kind < IMAGIN_OUTBOX_RECEIPT)
      return self->saved != NULL && self->validation == IMAGIN_VALIDATION_NONE &&
                     !imagin_statement_content_equal (self->statement, self->saved)
                 ? IMAGIN_STANDING_AHEAD
                 : IMAGIN_STANDING_WAITING;
  return self->drafted && !imagin_statement_content_equal (self->statement, self->acknowledged)
             ? IMAGIN_STANDING_KEPT
             : IMAGIN_STANDING_UNTOUCHED;
}

static void
read_outbox (ImaginDraft *self)
{
  gboolean withdrawing = FALSE;
  const char *absence = NULL;

  g_clear_error (&self->refusal);
  for (guint i = 0; i < self->outbox->len; i++)
    {
      ImaginOutboxEntry *entry = g_ptr_array_index (self->outbox, i);

      if (entry->refused && entry->kind < IMAGIN_OUTBOX_RECEIPT && self->refusal == NULL)
        self->refusal = g_error_new_literal (IMAGIN_ERROR, entry->code, entry->message != NULL ? entry->message : "");
      if (entry->kind == IMAGIN_OUTBOX_ABSENCE)
        absence = entry->body;
      withdrawing = withdrawing || entry->kind == IMAGIN_OUTBOX_WITHDRAW;
    }
  g_set_str (&self->absence_waiting, absence);
  self->withdrawal_waiting = withdrawing;
  imagin_draft_read_validation (self);
}

static void
take_statement (ImaginDraft *self, ImaginStoredMission *stored)
{
  gboolean untouched = self->change == self->kept_change && self->keeping == 0;

  g_set_object (&self->acknowledged, imagin_mission_get_statement (stored->mission));
  if (self->statement == NULL)
    {
      ImaginStatement *base = stored->base != NULL ? stored->base : self->acknowledged;

      imagin_draft_watch_statement (self, stored->draft != NULL ? stored->draft : self->acknowledged);
      g_set_object (&self->base, base);
      g_set_str (&self->kept_at, stored->kept_at);
      self->drafted = stored->draft != NULL;
      self->merged = stored->merged;
      return;
    }
  if (stored->draft != NULL && stored->merged > self->merged)
    imagin_draft_follow_merge (self, stored);
  if (stored->base != NULL)
    g_set_object (&self->base, stored->base);
  /* What was kept here is gone because the academy has it: what is typed at this moment goes on from there. */
  else if (untouched || self->drafted)
    g_set_object (&self->base, self->acknowledged);
  if (!untouched)
    return;
  self->drafted = stored->draft != NULL;
  self->merged = stored->merged;
  /* What the person sees is replaced only where it says something else, so that no row and no focus moves for nothing.
   */
  if (stored->draft == NULL && !imagin_statement_content_equal (self->statement, self->acknowledged))
    imagin_draft_watch_statement (self, self->acknowledged);
}

static void
apply (ImaginDraft *self, ImaginStoredMission *stored)
{
  gboolean was_open = self->acknowledged != NULL && imagin_draft_is_open (self);

  g_set_object (&self->mission, stored->mission);
  g_clear_pointer (&self->outbox, g_ptr_array_unref);
  self->outbox = g_ptr_array_ref (stored->outbox);
  g_set_object (&self->saved, stored->saved);
  take_statement (self, stored);
  read_outbox (self);
  imagin_draft_take_news (self, stored);
  imagin_draft_merge_attachments (self, stored);
  self->standing = standing_of (self);
  notify (self, PROP_MISSION);
  notify (self, PROP_ACKNOWLEDGED);
  /* Only when it really opened or closed: the rows are made anew for it, and the keyboard would leave the one that is
   * typed in. */
  if (imagin_draft_is_open (self) != was_open)
    notify (self, PROP_OPEN);
  notify (self, PROP_ABSENCE_WAITING);
  notify (self, PROP_STANDING);
}

static DexFuture *
load_fiber (gpointer data)
{
  ImaginDraft *self = data;
  GError *error = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;

  do
    {
      guint kept = self->kept;

      self->reload_again = FALSE;
      g_clear_object (&stored);
      stored = dex_await_object (imagin_store_load_mission (imagin_account_get_store (self->account),
                                                            imagin_account_get_id (self->account), self->mission_id),
                                 &error);
      /* What was read before it was kept would take it back. */
      if (stored != NULL && kept != self->kept)
        self->reload_again = TRUE;
      else if (stored != NULL)
        apply (self, stored);
    }
  while (stored != NULL && self->reload_again);
  self->loading = FALSE;
  if (error != NULL)
    g_message ("The mission cannot be read: %s", error->message);
  return stored != NULL ? dex_future_new_take_object (g_object_ref (self)) : dex_future_new_for_error (error);
}

static DexFuture *
load (ImaginDraft *self)
{
  self->loading = TRUE;
  return dex_scheduler_spawn (NULL, 0, load_fiber, g_object_ref (self), g_object_unref);
}

static void
account_changed (ImaginAccount *account, const char *const *ids, ImaginDraft *self)
{
  if (!g_strv_contains (ids, self->mission_id))
    return;
  if (self->loading)
    self->reload_again = TRUE;
  else
    dex_future_disown (load (self));
}

DexFuture *
imagin_draft_open (ImaginAccount *account, const char *mission_id)
{
  g_autoptr (ImaginDraft) self = g_object_new (IMAGIN_TYPE_DRAFT, NULL);

  self->account = g_object_ref (account);
  self->mission_id = g_strdup (mission_id);
  g_signal_connect_object (account, "changed", G_CALLBACK (account_changed), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (account, "progress", G_CALLBACK (imagin_draft_receipt_progress), self, G_CONNECT_DEFAULT);
  return load (self);
}

/* Getters */

ImaginAccount *
imagin_draft_get_account (ImaginDraft *self)
{
  return self->account;
}

ImaginMission *
imagin_draft_get_mission (ImaginDraft *self)
{
  return self->mission;
}

ImaginStatement *
imagin_draft_get_acknowledged (ImaginDraft *self)
{
  return self->acknowledged;
}

ImaginStatement *
imagin_draft_get_statement (ImaginDraft *self)
{
  return self->statement;
}

GListModel *
imagin_draft_get_attachments (ImaginDraft *self)
{
  return G_LIST_MODEL (self->attachments);
}

ImaginStanding
imagin_draft_get_standing (ImaginDraft *self)
{
  return self->standing = standing_of (self);
}

const char *
imagin_draft_get_kept_at (ImaginDraft *self)
{
  return self->kept_at;
}

const char *
imagin_draft_get_acknowledged_at (ImaginDraft *self)
{
  ImaginAuthor *author = imagin_entity_get_entity (self->acknowledged, "changed_by");

  return author != NULL && g_strcmp0 (imagin_entity_get_text (author, "who"), "intervener") == 0
             ? imagin_entity_get_text (author, "at")
             : NULL;
}

const GError *
imagin_draft_get_refusal (ImaginDraft *self)
{
  return self->refusal != NULL ? self->refusal : self->keep_error;
}

gboolean
imagin_draft_is_validating (ImaginDraft *self)
{
  return self->validation != IMAGIN_VALIDATION_NONE && self->validation != IMAGIN_VALIDATION_VALIDATED;
}

const char *
imagin_draft_get_absence_waiting (ImaginDraft *self)
{
  return self->absence_waiting;
}

gboolean
imagin_draft_is_withdrawal_waiting (ImaginDraft *self)
{
  return self->withdrawal_waiting;
}

gboolean
imagin_draft_is_absence_declared (ImaginDraft *self)
{
  return self->absence_waiting != NULL ||
         (imagin_entity_is_set (self->acknowledged, "not_performed") && !self->withdrawal_waiting);
}

gboolean
imagin_draft_is_open (ImaginDraft *self)
{
  return imagin_statement_is_writable (self->acknowledged) && !imagin_draft_is_validating (self) &&
         self->absence_waiting == NULL && !imagin_entity_is_set (self->acknowledged, "not_performed");
}

gboolean
imagin_draft_is_part_open (ImaginDraft *self, const char *part)
{
  return imagin_draft_is_open (self) && imagin_statement_part_is_writable (self->acknowledged, part);
}

guint
imagin_draft_count_unreceived (ImaginDraft *self)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->attachments)); i++)
    {
      g_autoptr (ImaginAttachment) attachment = g_list_model_get_item (G_LIST_MODEL (self->attachments), i);

      if (imagin_attachment_get_receipt (attachment) != NULL &&
          imagin_attachment_get_state (attachment) != IMAGIN_ATTACHMENT_RECEIVED)
        count++;
    }
  return count;
}

/* The object */

static void
imagin_draft_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ImaginDraft *self = IMAGIN_DRAFT (object);

  switch ((Property) id)
    {
    case PROP_MISSION:
      g_value_set_object (value, self->mission);
      break;
    case PROP_ACKNOWLEDGED:
      g_value_set_object (value, self->acknowledged);
      break;
    case PROP_STATEMENT:
      g_value_set_object (value, self->statement);
      break;
    case PROP_STANDING:
      g_value_set_int (value, (int) imagin_draft_get_standing (self));
      break;
    case PROP_KEPT_AT:
      g_value_set_string (value, self->kept_at);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, imagin_draft_is_open (self));
      break;
    case PROP_ABSENCE_WAITING:
      g_value_set_string (value, self->absence_waiting);
      break;
    case PROP_ATTACHMENTS:
      g_value_set_object (value, self->attachments);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
imagin_draft_dispose (GObject *object)
{
  ImaginDraft *self = IMAGIN_DRAFT (object);

  /* Typed within the last 200 ms and the page is gone: the store's own queue keeps it, nothing here is needed any more.
   */
  if (self->keep_source != 0)
    {
      g_clear_handle_id (&self->keep_source, g_source_remove);
      dex_future_disown (imagin_store_keep_draft (imagin_account_get_store (self->account),
                                                  imagin_account_get_id (self->account), self->mission_id,
                                                  self->statement, self->base, self->merged, self->drafted, NULL));
    }
  if (self->statement != NULL)
    g_signal_handlers_disconnect_by_data (self->statement, self);
  G_OBJECT_CLASS (imagin_draft_parent_class)->dispose (object);
}

static void
imagin_draft_finalize (GObject *object)
{
  ImaginDraft *self = IMAGIN_DRAFT (object);

  g_clear_object (&self->account);
  g_clear_object (&self->mission);
  g_clear_object (&self->acknowledged);
  g_clear_object (&self->statement);
  g_clear_object (&self->base);
  g_clear_object (&self->attachments);
  g_clear_pointer (&self->outbox, g_ptr_array_unref);
  g_clear_object (&self->saved);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_error (&self->refusal);
  g_clear_error (&self->keep_error);
  g_free (self->mission_id);
  g_free (self->kept_at);
  g_free (self->absence_waiting);
  G_OBJECT_CLASS (imagin_draft_parent_class)->finalize (object);
}

static void
imagin_draft_class_init (ImaginDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = imagin_draft_get_property;
  object_class->dispose = imagin_draft_dispose;
  object_class->finalize = imagin_draft_finalize;
  properties[PROP_MISSION] = g_param_spec_object ("mission", NULL, NULL, IMAGIN_TYPE_MISSION, readable);
  properties[PROP_ACKNOWLEDGED] = g_param_spec_object ("acknowledged", NULL, NULL, IMAGIN_TYPE_STATEMENT, readable);
  properties[PROP_STATEMENT] = g_param_spec_object ("statement", NULL, NULL, IMAGIN_TYPE_STATEMENT, readable);
  properties[PROP_STANDING] = g_param_spec_int ("standing", NULL, NULL, 0, IMAGIN_STANDING_REFUSED, 0, readable);
  properties[PROP_KEPT_AT] = g_param_spec_string ("kept-at", NULL, NULL, NULL, readable);
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, readable);
  properties[PROP_ABSENCE_WAITING] = g_param_spec_string ("absence-waiting", NULL, NULL, NULL, readable);
  properties[PROP_ATTACHMENTS] = g_param_spec_object ("attachments", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
imagin_draft_init (ImaginDraft *self)
{
  self->attachments = g_list_store_new (IMAGIN_TYPE_ATTACHMENT);
}
