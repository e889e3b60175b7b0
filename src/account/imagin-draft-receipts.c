/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The receipts of a draft: taking files in, following them to the academy, taking them away. */

#include "account/imagin-account-private.h"
#include "account/imagin-draft-private.h"
#include "base/imagin-error.h"
#include "base/imagin-moment.h"
#include "media/imagin-inspection.h"
#include "store/imagin-receipt-files.h"

typedef struct
{
  ImaginDraft *draft;
  ImaginAttachment *attachment;
  GFile *file;
  char *added_at;
} Attaching;

static void
attaching_free (gpointer data)
{
  Attaching *attaching = data;

  g_object_unref (attaching->draft);
  g_object_unref (attaching->attachment);
  g_clear_object (&attaching->file);
  g_free (attaching->added_at);
  g_free (attaching);
}

static ImaginReceiptRules *
rules_of (ImaginDraft *self)
{
  ImaginAcademyInfo *info = imagin_account_get_info (self->account);

  return info != NULL ? imagin_entity_get_entity (info, "receipts") : NULL;
}

static ImaginAttachment *
attachment_at (ImaginDraft *self, guint position)
{
  g_autoptr (ImaginAttachment) attachment = g_list_model_get_item (G_LIST_MODEL (self->attachments), position);

  return attachment; /* the list holds it */
}

static guint
count (ImaginDraft *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->attachments));
}

static ImaginAttachment *
find (ImaginDraft *self, const char *receipt_id)
{
  for (guint i = 0; i < count (self); i++)
    {
      ImaginReceipt *receipt = imagin_attachment_get_receipt (attachment_at (self, i));

      if (receipt != NULL && g_strcmp0 (imagin_entity_get_text (receipt, "id"), receipt_id) == 0)
        return attachment_at (self, i);
    }
  return NULL;
}

/* What can be refused before anything is sent, by the rules that the academy gave. */

static gboolean
may_add (ImaginDraft *self, GError **error)
{
  ImaginReceiptRules *rules = rules_of (self);
  gint64 maximum = rules != NULL ? imagin_entity_get_integer (rules, "max_count", 0) : 0;
  gint64 receipts = 0;

  for (guint i = 0; i < count (self); i++)
    receipts += imagin_attachment_get_receipt (attachment_at (self, i)) != NULL;
  return maximum <= 0 || receipts < maximum ||
         imagin_error_set_false (error, IMAGIN_ERROR_TOO_MANY_FILES, "%" G_GINT64_FORMAT, maximum);
}

static gboolean
is_accepted (ImaginDraft *self, const char *media_type, GError **error)
{
  ImaginReceiptRules *rules = rules_of (self);
  const char *const *accepted = rules != NULL ? imagin_entity_get_texts (rules, "media_types") : NULL;

  return accepted == NULL || accepted[0] == NULL || g_strv_contains (accepted, media_type) ||
         imagin_error_set_false (error, IMAGIN_ERROR_UNSUPPORTED_TYPE, "%s", media_type);
}

/* What was refused before it was kept may be chosen again. */
static gboolean
is_held (ImaginAttachment *attachment)
{
  return imagin_attachment_get_state (attachment) != IMAGIN_ATTACHMENT_REFUSED ||
         imagin_attachment_get_receipt (attachment) != NULL;
}

static gboolean
is_new (ImaginDraft *self, ImaginAttachment *attachment, const char *sha256, GError **error)
{
  for (guint i = 0; i < count (self); i++)
    {
      ImaginAttachment *other = attachment_at (self, i);

      if (other != attachment && is_held (other) && g_strcmp0 (imagin_attachment_get_sha256 (other), sha256) == 0)
        return imagin_error_set_false (error, IMAGIN_ERROR_DUPLICATE_FILE, "%s", imagin_attachment_get_name (other));
    }
  imagin_attachment_set_sha256 (attachment, sha256);
  return TRUE;
}

static ImaginReceipt *
receipt_of (ImaginTakenFile *taken, const char *media_type, Attaching *attaching)
{
  ImaginReceipt *receipt = g_object_new (IMAGIN_TYPE_RECEIPT, NULL);
  g_autofree char *id = g_uuid_string_random ();

  imagin_entity_set_text (receipt, "id", id);
  imagin_entity_set_text (receipt, "name", imagin_attachment_get_name (attaching->attachment));
  imagin_entity_set_text (receipt, "label", imagin_attachment_get_label (attaching->attachment));
  imagin_entity_set_text (receipt, "media_type", media_type);
  imagin_entity_set_integer (receipt, "bytes", taken->bytes);
  imagin_entity_set_text (receipt, "sha256", taken->sha256);
  imagin_entity_set_text (receipt, "added_at", attaching->added_at);
  imagin_entity_set_text (receipt, "state", "kept");
  return receipt;
}

/* Runs in a fiber. */
static gboolean
keep_receipt (ImaginDraft *self, ImaginReceipt *receipt, GError **error)
{
  return dex_await (imagin_store_attach_receipt (imagin_account_get_store (self->account),
                                                 imagin_account_get_id (self->account), self->mission_id, receipt),
                    error);
}

static void
show_picture (ImaginAttachment *attachment, ImaginInspection *inspection)
{
  imagin_attachment_set_picture (attachment, inspection->pages, inspection->width, inspection->height,
                                 inspection->pixels);
}

/* Runs in a fiber. */
static gboolean
take_in (Attaching *attaching, GError **error)
{
  ImaginDraft *self = attaching->draft;
  ImaginReceiptRules *rules = rules_of (self);
  gint64 maximum = rules != NULL ? imagin_entity_get_integer (rules, "max_bytes", 0) : 0;
  g_autoptr (ImaginTakenFile) taken = NULL;
  g_autoptr (ImaginInspection) inspection = NULL;
  g_autoptr (ImaginReceipt) receipt = NULL;

  if (!may_add (self, error))
    return FALSE;
  taken = dex_await_object (
      imagin_receipt_files_take (imagin_account_get_files (self->account), attaching->file, maximum), error);
  if (taken == NULL)
    return FALSE;
  /* Before anything is awaited again: the same file may have been chosen twice at once. */
  if (!is_new (self, attaching->attachment, taken->sha256, error))
    return FALSE;
  inspection = dex_await_object (imagin_inspect (taken->path), error);
  if (inspection == NULL || !is_accepted (self, inspection->media_type, error))
    return FALSE;
  receipt = receipt_of (taken, inspection->media_type, attaching);
  if (!keep_receipt (self, receipt, error))
    return FALSE;
  imagin_attachment_set_receipt (attaching->attachment, receipt);
  imagin_attachment_set_state (attaching->attachment, IMAGIN_ATTACHMENT_KEPT);
  show_picture (attaching->attachment, inspection);
  return TRUE;
}

static DexFuture *
attach_fiber (gpointer data)
{
  Attaching *attaching = data;
  ImaginDraft *self = attaching->draft;
  g_autoptr (GError) error = NULL;

  if (!take_in (attaching, &error))
    {
      imagin_attachment_refuse (attaching->attachment, error);
      imagin_draft_notify_standing (self);
      return dex_future_new_for_boolean (FALSE);
    }
  imagin_account_wake (self->account);
  imagin_account_tell_changed (self->account, self->mission_id);
  return dex_future_new_for_boolean (TRUE);
}

void
imagin_draft_attach (ImaginDraft *self, GFile *file, const char *label)
{
  Attaching *attaching = g_new0 (Attaching, 1);
  g_autofree char *raw = g_file_get_basename (file);
  g_autofree char *name = raw != NULL ? g_filename_display_name (raw) : g_strdup ("");

  attaching->draft = g_object_ref (self);
  attaching->file = g_object_ref (file);
  attaching->attachment = imagin_attachment_new (name, label);
  attaching->added_at = imagin_now_text (); /* the order in which the next start shows them */
  g_list_store_append (self->attachments, attaching->attachment);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, attach_fiber, attaching, attaching_free));
}

/* Saying what it is */

static DexFuture *
describe_fiber (gpointer data)
{
  Attaching *attaching = data;
  ImaginDraft *self = attaching->draft;
  ImaginReceipt *receipt = imagin_attachment_get_receipt (attaching->attachment);
  g_autoptr (GError) error = NULL;

  if (!dex_await (imagin_store_describe_receipt (imagin_account_get_store (self->account),
                                                 imagin_account_get_id (self->account), self->mission_id, receipt),
                  &error))
    {
      imagin_attachment_refuse (attaching->attachment, error);
      imagin_draft_notify_standing (self);
      return dex_future_new_for_boolean (FALSE);
    }
  imagin_account_wake (self->account);
  imagin_account_tell_changed (self->account, self->mission_id);
  return dex_future_new_for_boolean (TRUE);
}

void
imagin_draft_describe_attachment (ImaginDraft *self, ImaginAttachment *attachment, const char *label)
{
  ImaginReceipt *old = imagin_attachment_get_receipt (attachment);
  g_autoptr (ImaginReceipt) receipt = NULL;
  Attaching *attaching;

  if (old == NULL || g_strcmp0 (imagin_entity_get_text (old, "label"), label) == 0)
    return;
  receipt = imagin_entity_copy (old);
  if (label != NULL)
    imagin_entity_set_text (receipt, "label", label);
  else
    imagin_entity_set_null (receipt, "label");
  imagin_attachment_set_receipt (attachment, receipt);
  imagin_attachment_set_state (attachment, IMAGIN_ATTACHMENT_KEPT);
  imagin_draft_notify_standing (self);
  attaching = g_new0 (Attaching, 1);
  attaching->draft = g_object_ref (self);
  attaching->attachment = g_object_ref (attachment);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, describe_fiber, attaching, attaching_free));
}

/* Taking away, and taking that back */

static DexFuture *
removed (DexFuture *completed, gpointer data)
{
  ImaginDraft *self = data;

  imagin_account_wake (self->account);
  imagin_account_tell_changed (self->account, self->mission_id);
  return NULL;
}

void
imagin_draft_remove_attachment (ImaginDraft *self, ImaginAttachment *attachment)
{
  ImaginReceipt *receipt = imagin_attachment_get_receipt (attachment);
  guint position;

  if (g_list_store_find (self->attachments, attachment, &position))
    g_list_store_remove (self->attachments, position);
  imagin_draft_notify_standing (self);
  if (receipt == NULL)
    return;
  dex_future_disown (dex_future_then (
      imagin_store_remove_receipt (imagin_account_get_store (self->account), imagin_account_get_id (self->account),
                                   self->mission_id, imagin_entity_get_text (receipt, "id")),
      removed, g_object_ref (self), g_object_unref));
}

static DexFuture *
restore_fiber (gpointer data)
{
  Attaching *attaching = data;
  ImaginReceipt *old = imagin_attachment_get_receipt (attaching->attachment);
  g_autoptr (ImaginReceipt) receipt = imagin_entity_copy (old);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;

  /* A new receipt of the same bytes: the old one may be gone at the academy already. */
  imagin_entity_set_text (receipt, "id", id);
  imagin_entity_set_text (receipt, "state", "kept");
  imagin_entity_set_null (receipt, "received_at");
  imagin_attachment_set_receipt (attaching->attachment, receipt);
  imagin_attachment_set_state (attaching->attachment, IMAGIN_ATTACHMENT_KEPT);
  g_list_store_append (attaching->draft->attachments, attaching->attachment);
  if (!keep_receipt (attaching->draft, receipt, &error))
    imagin_attachment_refuse (attaching->attachment, error);
  imagin_account_wake (attaching->draft->account);
  imagin_account_tell_changed (attaching->draft->account, attaching->draft->mission_id);
  return dex_future_new_for_boolean (TRUE);
}

void
imagin_draft_restore_attachment (ImaginDraft *self, ImaginAttachment *attachment)
{
  Attaching *attaching = g_new0 (Attaching, 1);

  attaching->draft = g_object_ref (self);
  attaching->attachment = g_object_ref (attachment);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, restore_fiber, attaching, attaching_free));
}

/* Following */

void
imagin_draft_receipt_progress (ImaginAccount *account, const char *receipt_id, double fraction, ImaginDraft *self)
{
  ImaginAttachment *attachment = find (self, receipt_id);

  if (attachment == NULL || imagin_attachment_get_state (attachment) == IMAGIN_ATTACHMENT_RECEIVED)
    return;
  imagin_attachment_set_state (attachment, IMAGIN_ATTACHMENT_SENDING);
  imagin_attachment_set_fraction (attachment, fraction);
}

static DexFuture *
draw_fiber (gpointer data)
{
  Attaching *attaching = data;
  ImaginReceipt *receipt = imagin_attachment_get_receipt (attaching->attachment);
  g_autofree char *path = imagin_receipt_files_path (imagin_account_get_files (attaching->draft->account),
                                                     imagin_entity_get_text (receipt, "sha256"));
  g_autoptr (ImaginInspection) inspection = path != NULL ? dex_await_object (imagin_inspect (path), NULL) : NULL;

  if (inspection != NULL)
    show_picture (attaching->attachment, inspection);
  return dex_future_new_for_boolean (TRUE);
}

/* The bytes may be here from before, or only at the academy; without them there is no picture, and nothing else is
 * missing. */
static void
draw_later (ImaginDraft *self, ImaginAttachment *attachment)
{
  Attaching *attaching = g_new0 (Attaching, 1);

  attaching->draft = g_object_ref (self);
  attaching->attachment = g_object_ref (attachment);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, draw_fiber, attaching, attaching_free));
}

static const ImaginOutboxEntry *
entry_of (ImaginDraft *self, const char *receipt_id)
{
  for (guint i = 0; i < self->outbox->len; i++)
    {
      const ImaginOutboxEntry *entry = g_ptr_array_index (self->outbox, i);

      if (entry->kind == IMAGIN_OUTBOX_RECEIPT && g_strcmp0 (entry->uuid, receipt_id) == 0)
        return entry;
    }
  return NULL;
}

static void
set_state (ImaginDraft *self, ImaginAttachment *attachment, ImaginReceipt *receipt)
{
  const ImaginOutboxEntry *entry = entry_of (self, imagin_entity_get_text (receipt, "id"));

  if (entry == NULL && g_strcmp0 (imagin_entity_get_text (receipt, "state"), "received") == 0)
    imagin_attachment_set_state (attachment, IMAGIN_ATTACHMENT_RECEIVED);
  else if (entry != NULL && entry->refused)
    {
      g_autoptr (GError) error =
          g_error_new_literal (IMAGIN_ERROR, entry->code, entry->message != NULL ? entry->message : "");

      imagin_attachment_refuse (attachment, error);
    }
  else if (imagin_attachment_get_state (attachment) != IMAGIN_ATTACHMENT_SENDING ||
           imagin_account_get_state (self->account) != IMAGIN_ACCOUNT_BUSY)
    imagin_attachment_set_state (attachment, IMAGIN_ATTACHMENT_KEPT);
}

static gboolean
is_stored (ImaginAttachment *attachment, ImaginStoredMission *stored)
{
  ImaginReceipt *receipt = imagin_attachment_get_receipt (attachment);

  for (guint i = 0; receipt != NULL && i < stored->receipts->len; i++)
    if (g_strcmp0 (imagin_entity_get_text (receipt, "id"),
                   imagin_entity_get_text (g_ptr_array_index (stored->receipts, i), "id")) == 0)
      return TRUE;
  /* Being checked, or refused before it was kept: only the person takes it away. */
  return receipt == NULL;
}

void
imagin_draft_merge_attachments (ImaginDraft *self, ImaginStoredMission *stored)
{
  for (guint i = 0; i < stored->receipts->len; i++)
    {
      ImaginReceipt *receipt = g_ptr_array_index (stored->receipts, i);
      g_autoptr (ImaginAttachment) attachment = find (self, imagin_entity_get_text (receipt, "id"));

      if (attachment != NULL)
        g_object_ref (attachment);
      else
        {
          attachment = imagin_attachment_new (imagin_entity_get_text (receipt, "name"), NULL);
          imagin_attachment_set_receipt (attachment, receipt);
          g_list_store_append (self->attachments, attachment);
          draw_later (self, attachment);
        }
      set_state (self, attachment, receipt);
    }
  for (guint i = count (self); i > 0; i--)
    if (!is_stored (attachment_at (self, i - 1), stored))
      g_list_store_remove (self->attachments, i - 1);
}
