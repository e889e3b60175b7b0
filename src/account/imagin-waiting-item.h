/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ImaginWaitingKind:
 *
 * What an academy has not acknowledged yet.
 */
typedef enum
{
  IMAGIN_WAITING_STATEMENT,
  IMAGIN_WAITING_VALIDATION,
  IMAGIN_WAITING_ABSENCE,
  IMAGIN_WAITING_WITHDRAWAL, /* of an absence */
  IMAGIN_WAITING_RECEIPT,
  IMAGIN_WAITING_REMOVAL, /* of a receipt */
  IMAGIN_WAITING_REMARK,
  IMAGIN_WAITING_DRAFT, /* what was entered and waits for the person to save it */
} ImaginWaitingKind;

/**
 * ImaginWaitingItem:
 *
 * One thing that the person asked for and that no academy has acknowledged.
 */
#define IMAGIN_TYPE_WAITING_ITEM (imagin_waiting_item_get_type ())
G_DECLARE_FINAL_TYPE (ImaginWaitingItem, imagin_waiting_item, IMAGIN, WAITING_ITEM, GObject)

struct _ImaginWaitingItem
{
  GObject parent_instance;

  ImaginWaitingKind kind;
  char *account_id;
  char *mission_id;
  char *paper;        /* (nullable): of the mission */
  char *receipt_name; /* (nullable) */
  char *asked_at;     /* (nullable): RFC 3339; a draft has none */
  GError *error;      /* (nullable): why the academy refused it */
  gint64 sequence;    /* of the outbox; 0 for a draft */
};

G_END_DECLS
