/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry of the outbox. */

#include "store/imagin-outbox.h"

G_DEFINE_FINAL_TYPE (ImaginOutboxEntry, imagin_outbox_entry, G_TYPE_OBJECT)

static const char *const kinds[] = { "save", "validate", "absence", "withdraw", "receipt", "remove", "remark" };

const char *
imagin_outbox_kind_to_text (ImaginOutboxKind kind)
{
  return kinds[kind];
}

ImaginOutboxKind
imagin_outbox_kind_from_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], text) == 0)
      return (ImaginOutboxKind) i;
  return IMAGIN_OUTBOX_SAVE;
}

static void
imagin_outbox_entry_finalize (GObject *object)
{
  ImaginOutboxEntry *self = IMAGIN_OUTBOX_ENTRY (object);

  g_free (self->account_id);
  g_free (self->mission_id);
  g_free (self->uuid);
  g_free (self->body);
  g_free (self->paper);
  g_free (self->created_at);
  g_free (self->message);
  G_OBJECT_CLASS (imagin_outbox_entry_parent_class)->finalize (object);
}

static void
imagin_outbox_entry_class_init (ImaginOutboxEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_outbox_entry_finalize;
}

static void
imagin_outbox_entry_init (ImaginOutboxEntry *self)
{
}

ImaginOutboxEntry *
imagin_outbox_entry_new (
    const char *account_id, const char *mission_id, ImaginOutboxKind kind, const char *uuid, const char *body)
{
  ImaginOutboxEntry *self = g_object_new (IMAGIN_TYPE_OUTBOX_ENTRY, NULL);

  self->account_id = g_strdup (account_id);
  self->mission_id = g_strdup (mission_id);
  self->kind = kind;
  self->uuid = uuid != NULL ? g_strdup (uuid) : g_uuid_string_random ();
  self->body = g_strdup (body);
  return self;
}
