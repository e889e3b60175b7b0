/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ImaginOutboxKind:
 *
 * What an entry of the outbox asks of the academy.
 */
typedef enum
{
  IMAGIN_OUTBOX_SAVE,
  IMAGIN_OUTBOX_VALIDATE,
  IMAGIN_OUTBOX_ABSENCE,
  IMAGIN_OUTBOX_WITHDRAW,
  IMAGIN_OUTBOX_RECEIPT,
  IMAGIN_OUTBOX_REMOVE,
  IMAGIN_OUTBOX_REMARK, /* apart from all else: it neither waits for the statement nor holds it back */
} ImaginOutboxKind;

const char *imagin_outbox_kind_to_text (ImaginOutboxKind kind);
ImaginOutboxKind imagin_outbox_kind_from_text (const char *text);

/**
 * ImaginOutboxEntry:
 *
 * One thing that the person asked for and that the academy has not acknowledged. It goes from the store only in the
 * transaction that keeps the academy's answer.
 */
#define IMAGIN_TYPE_OUTBOX_ENTRY (imagin_outbox_entry_get_type ())
G_DECLARE_FINAL_TYPE (ImaginOutboxEntry, imagin_outbox_entry, IMAGIN, OUTBOX_ENTRY, GObject)

struct _ImaginOutboxEntry
{
  GObject parent_instance;

  gint64 sequence;
  char *account_id;
  char *mission_id;
  ImaginOutboxKind kind;
  char *uuid;
  char *body; /* JSON */
  char *created_at;
  gboolean refused;
  int code; /* ImaginError, where it was refused */
  char *message;
  char *paper; /* (nullable): of its mission, where a list of all missions' entries was asked for */
};

ImaginOutboxEntry *imagin_outbox_entry_new (
    const char *account_id, const char *mission_id, ImaginOutboxKind kind, const char *uuid, const char *body);

G_END_DECLS
