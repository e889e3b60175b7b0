/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-account.h"
#include "account/imagin-attachment.h"
#include "domain/imagin-mission.h"
#include "domain/imagin-news.h"

G_BEGIN_DECLS

/**
 * ImaginStanding:
 *
 * Where what the person entered stands, as one word for the screen.
 */
typedef enum
{
  IMAGIN_STANDING_UNTOUCHED, /* nothing was entered that the academy does not have */
  IMAGIN_STANDING_CHANGING,  /* typed within the last moment, not on disk yet */
  IMAGIN_STANDING_KEPT,      /* on this computer, not asked to be sent */
  IMAGIN_STANDING_WAITING,   /* to be sent */
  IMAGIN_STANDING_AHEAD,     /* what was saved is to be sent; what was typed since is on this computer only */
  IMAGIN_STANDING_REFUSED,   /* the academy refused, or holds something else: the person decides */
} ImaginStanding;

/**
 * ImaginDraft:
 *
 * One mission as the person works on it: what they enter, what the academy last acknowledged, and where each stands.
 * Every change of `statement` is on disk within 300 ms, also while typing goes on.
 *
 * Properties: `mission`, `acknowledged` (the statement as the academy has it), `statement` (what the person enters; the
 * object is replaced only when the academy's content took its place), `standing` (int), `kept-at`, `open`,
 * `absence-waiting`, `attachments` (a list of #ImaginAttachment).
 */
#define IMAGIN_TYPE_DRAFT (imagin_draft_get_type ())
G_DECLARE_FINAL_TYPE (ImaginDraft, imagin_draft, IMAGIN, DRAFT, GObject)

/**
 * imagin_draft_open:
 *
 * Returns: (transfer full): a future for the #ImaginDraft of a mission
 */
DexFuture *imagin_draft_open (ImaginAccount *account, const char *mission_id);

ImaginAccount *imagin_draft_get_account (ImaginDraft *self);
ImaginMission *imagin_draft_get_mission (ImaginDraft *self);
ImaginStatement *imagin_draft_get_acknowledged (ImaginDraft *self);
ImaginStatement *imagin_draft_get_statement (ImaginDraft *self);
GListModel *imagin_draft_get_attachments (ImaginDraft *self);
ImaginStanding imagin_draft_get_standing (ImaginDraft *self);

/**
 * imagin_draft_get_kept_at:
 *
 * Returns: (transfer none) (nullable): when what was entered was last put on disk (RFC 3339)
 */
const char *imagin_draft_get_kept_at (ImaginDraft *self);

/**
 * imagin_draft_get_acknowledged_at:
 *
 * Returns: (transfer none) (nullable): when the academy last took something from the person (RFC 3339)
 */
const char *imagin_draft_get_acknowledged_at (ImaginDraft *self);

/**
 * imagin_draft_get_refusal:
 *
 * Returns: (transfer none) (nullable): why the academy refused; IMAGIN_ERROR_CONFLICT where somebody else changed the
 * same
 */
const GError *imagin_draft_get_refusal (ImaginDraft *self);

/**
 * imagin_draft_get_news:
 *
 * Returns: (transfer none) (nullable) (element-type ImaginNewsFact): what is new in the mission since the person saw it
 * last; it stays as long as the draft, until there is something newer
 */
GPtrArray *imagin_draft_get_news (ImaginDraft *self);

/**
 * imagin_draft_has_unseen_news:
 *
 * Returns: whether the person has not seen yet what is new
 */
gboolean imagin_draft_has_unseen_news (ImaginDraft *self);

/**
 * imagin_draft_see_news:
 *
 * The person has what is new before their eyes: it is news no more.
 */
void imagin_draft_see_news (ImaginDraft *self);

/**
 * imagin_draft_is_validating:
 *
 * Returns: whether a validation is kept and waits for the academy
 */
gboolean imagin_draft_is_validating (ImaginDraft *self);

/**
 * imagin_draft_get_absence_waiting:
 *
 * Returns: (transfer none) (nullable): the reason of an absence that was declared and not sent yet
 */
const char *imagin_draft_get_absence_waiting (ImaginDraft *self);

/**
 * imagin_draft_is_withdrawal_waiting:
 *
 * Returns: whether an absence is being taken back
 */
gboolean imagin_draft_is_withdrawal_waiting (ImaginDraft *self);

/**
 * imagin_draft_is_absence_declared:
 *
 * Returns: whether the person says that the mission was not done, at the academy or still only here
 */
gboolean imagin_draft_is_absence_declared (ImaginDraft *self);

/**
 * imagin_draft_is_open:
 *
 * Returns: whether the person may enter anything now: a part is writable, no validation waits, no absence is declared
 */
gboolean imagin_draft_is_open (ImaginDraft *self);

/**
 * imagin_draft_is_part_open:
 * @part: %IMAGIN_PART_WORK or %IMAGIN_PART_TRAVEL
 *
 * Returns: the same of one part, as the academy last said
 */
gboolean imagin_draft_is_part_open (ImaginDraft *self, const char *part);

/**
 * imagin_draft_count_unreceived:
 *
 * Returns: how many receipts the academy has not acknowledged
 */
guint imagin_draft_count_unreceived (ImaginDraft *self);

/* Acts of the person. Each resolves once it is on disk; the academy hears of it from the account's engine. */
DexFuture *imagin_draft_keep (ImaginDraft *self);
DexFuture *imagin_draft_save (ImaginDraft *self);
DexFuture *imagin_draft_validate (ImaginDraft *self);
DexFuture *imagin_draft_declare_absence (ImaginDraft *self, const char *reason);
DexFuture *imagin_draft_withdraw_absence (ImaginDraft *self);

/**
 * imagin_draft_attach:
 * @label: (nullable): what it is a receipt of, for the office
 *
 * Takes a file as a receipt: its bytes are copied into the store first, then looked at, then kept with what will send
 * them. It is in `attachments` from now on, refused or not.
 */
void imagin_draft_attach (ImaginDraft *self, GFile *file, const char *label);

/**
 * imagin_draft_describe_attachment:
 * @attachment: one that is kept or received
 * @label: (nullable): what it is a receipt of, for the office; NULL: nothing in particular
 *
 * Says of a file that is attached already what it is. The academy is told as of any other edit.
 */
void imagin_draft_describe_attachment (ImaginDraft *self, ImaginAttachment *attachment, const char *label);
void imagin_draft_remove_attachment (ImaginDraft *self, ImaginAttachment *attachment);

/**
 * imagin_draft_restore_attachment:
 *
 * Takes back a removal: the same bytes are attached again.
 */
void imagin_draft_restore_attachment (ImaginDraft *self, ImaginAttachment *attachment);

/**
 * imagin_draft_is_in_conflict:
 *
 * Returns: whether somebody else changed the same, so that the person decides
 */
gboolean imagin_draft_is_in_conflict (ImaginDraft *self);

/**
 * imagin_draft_list_clashes:
 *
 * Returns: (transfer full) (element-type ImaginClash): what both sides changed since the person began, each otherwise;
 * empty where both fit together
 */
GPtrArray *imagin_draft_list_clashes (ImaginDraft *self);

/**
 * imagin_draft_resolve:
 * @choices: (nullable) (element-type utf8 ImaginChoice): what the person chose, by the ids of the clashes; what is not
 * in it is mine
 *
 * Ends a conflict: what each side alone changed is taken from it, what both changed is as chosen, and it is sent.
 */
void imagin_draft_resolve (ImaginDraft *self, GHashTable *choices);

/**
 * imagin_draft_retry:
 *
 * Sends again what was refused; after a conflict this means "mine" wherever both changed the same.
 */
void imagin_draft_retry (ImaginDraft *self);

/**
 * imagin_draft_abandon:
 *
 * Gives up what was refused, and takes what the academy has.
 */
void imagin_draft_abandon (ImaginDraft *self);

G_END_DECLS
