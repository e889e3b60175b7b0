/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "domain/imagin-history.h"

G_BEGIN_DECLS

/**
 * ImaginLetterState:
 * @IMAGIN_LETTER_KEPT: on this computer; it leaves by itself
 * @IMAGIN_LETTER_SENT: the exams office has it
 * @IMAGIN_LETTER_REFUSED: the academy refused it: the person decides
 */
typedef enum
{
  IMAGIN_LETTER_KEPT,
  IMAGIN_LETTER_SENT,
  IMAGIN_LETTER_REFUSED,
} ImaginLetterState;

/**
 * ImaginLetter:
 *
 * One remark to the exams office, wherever it stands.
 */
#define IMAGIN_TYPE_LETTER (imagin_letter_get_type ())
G_DECLARE_FINAL_TYPE (ImaginLetter, imagin_letter, IMAGIN, LETTER, GObject)

struct _ImaginLetter
{
  GObject parent_instance;

  char *text;
  char *at; /* RFC 3339: when it was written, or received */
  ImaginLetterState state;
  GError *error;   /* why it was refused */
  gint64 sequence; /* of its entry in the outbox */
};

/**
 * ImaginFollowUp:
 *
 * What becomes of a mission after it was entered: the history of its parts, the remarks to the exams office, the number
 * of its validation. It is read from this computer first and then asked of the academy; without a network what was last
 * heard stays. The signal `changed` says that something of it is new.
 */
#define IMAGIN_TYPE_FOLLOW_UP (imagin_follow_up_get_type ())
G_DECLARE_FINAL_TYPE (ImaginFollowUp, imagin_follow_up, IMAGIN, FOLLOW_UP, GObject)

/**
 * imagin_follow_up_new:
 *
 * Returns: (transfer full): the follow-up of the draft's mission; it begins to read at once
 */
ImaginFollowUp *imagin_follow_up_new (ImaginDraft *draft);

ImaginDraft *imagin_follow_up_get_draft (ImaginFollowUp *self);

/**
 * imagin_follow_up_refresh:
 *
 * Asks the academy again.
 */
void imagin_follow_up_refresh (ImaginFollowUp *self);

/**
 * imagin_follow_up_is_loading:
 *
 * Returns: whether nothing is known of the history yet and the academy is being asked
 */
gboolean imagin_follow_up_is_loading (ImaginFollowUp *self);

/**
 * imagin_follow_up_get_error:
 *
 * Returns: (transfer none) (nullable): why the academy did not say the history last time
 */
const GError *imagin_follow_up_get_error (ImaginFollowUp *self);

/**
 * imagin_follow_up_get_history:
 *
 * Returns: (transfer none) (nullable): the history as last heard; NULL: it was never heard
 */
ImaginHistory *imagin_follow_up_get_history (ImaginFollowUp *self);

/**
 * imagin_follow_up_get_heard_at:
 *
 * Returns: (transfer none) (nullable): when the academy last said the history (RFC 3339)
 */
const char *imagin_follow_up_get_heard_at (ImaginFollowUp *self);

/**
 * imagin_follow_up_get_validation:
 *
 * Returns: (transfer none) (nullable): what the academy answered to the last validation from this computer
 */
ImaginValidation *imagin_follow_up_get_validation (ImaginFollowUp *self);

/**
 * imagin_follow_up_get_letters:
 *
 * Returns: (transfer none) (element-type ImaginLetter): the remarks to the exams office, oldest first
 */
GPtrArray *imagin_follow_up_get_letters (ImaginFollowUp *self);

/**
 * imagin_follow_up_get_writing:
 *
 * Returns: (transfer none) (nullable): the remark that was begun and not sent, or ""; NULL: this computer was not asked
 * yet
 */
const char *imagin_follow_up_get_writing (ImaginFollowUp *self);

/**
 * imagin_follow_up_keep_writing:
 *
 * Keeps a remark that is being written.
 */
void imagin_follow_up_keep_writing (ImaginFollowUp *self, const char *text);

/**
 * imagin_follow_up_write:
 * @text: at most IMAGIN_REMARK_MAXIMUM characters
 *
 * Keeps a remark to the exams office, which leaves by itself, once.
 *
 * Returns: (transfer full): a future that resolves to TRUE once it is on disk
 */
DexFuture *imagin_follow_up_write (ImaginFollowUp *self, const char *text);

/**
 * imagin_follow_up_take_back:
 * @letter: one that was refused
 *
 * Gives up a refused remark; its text is being written again.
 */
void imagin_follow_up_take_back (ImaginFollowUp *self, ImaginLetter *letter);

G_END_DECLS
