/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "domain/imagin-validation-state.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

struct _ImaginDraft
{
  GObject parent_instance;

  ImaginAccount *account;
  char *mission_id;
  ImaginMission *mission;
  ImaginStatement *acknowledged;
  ImaginStatement *statement;
  ImaginStatement *base; /* what the person started from */
  GListStore *attachments;
  GPtrArray *outbox;
  ImaginStatement *saved; /* nullable: what the save says that waits */
  char *kept_at;
  char *absence_waiting;
  gboolean withdrawal_waiting;
  ImaginValidationState validation;
  gboolean drafted; /* the store holds a draft */
  gint64 merged;    /* how often somebody else's changes were merged into it, as far as `statement` knows */
  ImaginStanding standing;
  GPtrArray *news;      /* nullable: ImaginNewsFact */
  gint64 news_number;   /* of the store */
  gboolean news_unseen; /* the person does not know them yet */
  GError *refusal;
  GError *keep_error;
  guint64 change;      /* counts what was typed */
  guint64 kept_change; /* how far that is on disk */
  guint keep_source;
  guint keeping;
  guint kept; /* how often something was */
  gboolean loading;
  gboolean reload_again;
};

/* The half of a draft that is about receipts: imagin-draft-receipts.c */

/**
 * imagin_draft_merge_attachments:
 *
 * Brings the list of attachments in line with the store, moving as few rows as possible.
 */
void imagin_draft_merge_attachments (ImaginDraft *self, ImaginStoredMission *stored);

void imagin_draft_receipt_progress (ImaginAccount *account, const char *receipt_id, double fraction, ImaginDraft *self);

/* What somebody else entered: imagin-draft-merge.c */

/**
 * imagin_draft_watch_statement:
 *
 * Takes a statement for the one that the person writes in.
 */
void imagin_draft_watch_statement (ImaginDraft *self, ImaginStatement *statement);

/**
 * imagin_draft_follow_merge:
 *
 * Goes on from what the store merged, with what was typed since.
 */
void imagin_draft_follow_merge (ImaginDraft *self, ImaginStoredMission *stored);

/* What is new in its mission: imagin-draft-news.c */

void imagin_draft_take_news (ImaginDraft *self, ImaginStoredMission *stored);

/* The half of a draft that is about what the person does: imagin-draft-acts.c */

/**
 * imagin_draft_keep_with:
 * @entries: (nullable) (element-type ImaginOutboxEntry): kept in the same transaction, and sent
 * @content: whether what was entered is kept too
 *
 * Returns: (transfer full): a future that resolves to TRUE once it is on disk
 */
DexFuture *imagin_draft_keep_with (ImaginDraft *self, GPtrArray *entries, gboolean content);

/**
 * imagin_draft_read_validation:
 *
 * Says where its validation stands, from what waits and what the academy acknowledged.
 */
void imagin_draft_read_validation (ImaginDraft *self);

/**
 * imagin_draft_take_acknowledged:
 *
 * Puts what the academy has in the place of what was entered.
 */
void imagin_draft_take_acknowledged (ImaginDraft *self);

void imagin_draft_notify_standing (ImaginDraft *self);

G_END_DECLS
