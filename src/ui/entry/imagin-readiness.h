/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

G_BEGIN_DECLS

/**
 * ImaginReadiness:
 *
 * What is still in the way of a draft, counted once for all that shows it.
 */
typedef struct
{
  guint missing;          /* problems that stop validating */
  guint blocking;         /* problems that stop saving, too */
  guint unfinished;       /* … of these, what is only being entered: a session without its times */
  guint unreceived;       /* receipts that the academy does not have */
  gboolean wrong_work;    /* something of the work is wrong, and stops saving */
  gboolean wrong_travel;  /* … of the travel */
  gboolean done_work;     /* everything that the step asks for is said */
  gboolean done_travel;   /* … of the journeys */
  gboolean done_stays;    /* … of meals and nights */
  gboolean done_receipts; /* what is needed is attached, and at the academy */
} ImaginReadiness;

ImaginReadiness imagin_readiness_of (ImaginDraft *draft);

/**
 * imagin_readiness_count_open_stays:
 *
 * Returns: nights and meals that the person has a right to, can still say something of, and said nothing of
 */
guint imagin_readiness_count_open_stays (ImaginDraft *draft);

/**
 * imagin_readiness_is_wrong:
 * @step: work, travel, stays, receipts or review
 *
 * Returns: whether something in that step is wrong; what is not finished is not
 */
gboolean imagin_readiness_is_wrong (const ImaginReadiness *self, const char *step);

/**
 * imagin_readiness_is_done:
 *
 * Returns: whether nothing is left to do in that step
 */
gboolean imagin_readiness_is_done (const ImaginReadiness *self, const char *step);

G_END_DECLS
