/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ImaginSection:
 *
 * Where a mission stands in the list: what is asked of the person. The order is the screen's order, and the more
 * demanding part of a statement decides (the smaller value).
 */
typedef enum
{
  IMAGIN_SECTION_TO_COMPLETE,
  IMAGIN_SECTION_TO_COME,
  IMAGIN_SECTION_SENT,
  IMAGIN_SECTION_PAID,
  IMAGIN_SECTION_CLOSED,
  IMAGIN_SECTION_FOLLOWS_WORK, /* travel entered on another mission of the day */
} ImaginSection;

/**
 * ImaginStep:
 *
 * The steps of a track. IMAGIN_STEP_NONE: the part is on no track (nothing to pay, cancelled, to come).
 */
typedef enum
{
  IMAGIN_STEP_NONE = -1,
  IMAGIN_STEP_ENTERED,
  IMAGIN_STEP_VALIDATED,
  IMAGIN_STEP_VERIFIED,
  IMAGIN_STEP_IN_PAYMENT,
  IMAGIN_STEP_PAID,
} ImaginStep;

/**
 * ImaginStatusInfo:
 *
 * One row of the table of statuses: what the code of a part's status means.
 */
typedef struct
{
  const char *code;
  const char *label; /* the academy's wording, verbatim */
  gboolean writable; /* the intervener may write */
  ImaginSection section;
  ImaginStep step;
} ImaginStatusInfo;

/**
 * imagin_status_lookup:
 * @code: (nullable): a status code
 *
 * Returns: (transfer none): its row; an unknown code is read-only and stands in Envoyés
 */
const ImaginStatusInfo *imagin_status_lookup (const char *code);

/**
 * imagin_status_all:
 * @count: (out): how many rows
 *
 * Returns: (transfer none): every known status
 */
const ImaginStatusInfo *imagin_status_all (guint *count);

/**
 * imagin_status_after_verb:
 * @code: the status of the part
 * @verb: an office verb (certify, enter, verify, return, liquidate, pay, cancel, restore)
 * @part: "work" or "travel"
 * @before_cancel: (nullable): the status that the part had before it was cancelled, for restore
 *
 * The one table of status × verb × part.
 *
 * Returns: (nullable): the status that follows (the same one for certify), or NULL where the verb is refused
 */
const char *imagin_status_after_verb (const char *code, const char *verb, const char *part, const char *before_cancel);

/**
 * imagin_status_verbs:
 *
 * Returns: (transfer none): every office verb, NULL-terminated
 */
const char *const *imagin_status_verbs (void);

G_END_DECLS
