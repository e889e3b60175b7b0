/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/office/academy-rules.h"

G_BEGIN_DECLS

typedef enum
{
  ACADEMY_ENTRY_CHANGED,
  ACADEMY_ENTRY_SAME,
  ACADEMY_ENTRY_MALFORMED, /* not the JSON of the contract */
  ACADEMY_ENTRY_CLOSED,    /* a change in a part that is not open */
  ACADEMY_ENTRY_INVALID,   /* values that break a rule */
} AcademyEntryResult;

/**
 * academy_entry_merge:
 * @body: the statement as a client sends it
 * @merged: (out) (transfer full) (nullable): what is to be kept, where something changes
 * @faults: what is wrong, for the two last results
 *
 * Lays what the intervener may write over what is kept. Members that the academy does not know are kept.
 */
AcademyEntryResult academy_entry_merge (
    AcademyMission *mission, AcademyStatement *statement, JsonObject *body, JsonObject **merged, AcademyFaults *faults);

G_END_DECLS
