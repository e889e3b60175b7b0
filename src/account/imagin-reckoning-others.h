/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-other-mission.h"
#include "domain/imagin-estimate.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

/**
 * ImaginOthers:
 *
 * What the person's other missions say that matters to one of them.
 */
typedef struct
{
  GPtrArray *journeys; /* ImaginOtherJourney */
  GPtrArray *same_day; /* ImaginSameDay */
  GArray *drives;      /* private */
  GPtrArray *claims;   /* private */
} ImaginOthers;

/**
 * imagin_others_new:
 * @account_id: of the mission that asks
 * @mission: the mission that asks
 * @travels: (element-type ImaginStoredTravel): those of all accounts
 * @rates: for the windows of the day, and nothing else
 *
 * Returns: (transfer full): what they say
 */
ImaginOthers *
imagin_others_new (const char *account_id, ImaginMission *mission, GPtrArray *travels, ImaginRateTable *rates);

void imagin_others_free (ImaginOthers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImaginOthers, imagin_others_free)

/**
 * imagin_others_sum_kilometres:
 * @input: the mission that asks, and what it declares
 *
 * Returns: the kilometres of other missions' journeys of the same year before its first one; where two begin at once,
 * the mission that begins first has the first
 */
gint64 imagin_others_sum_kilometres (ImaginOthers *self, const char *account_id, const ImaginEstimateInput *input);

/**
 * imagin_others_list_counted:
 *
 * Returns: (transfer full): the stays that others have ("2026-06-22 lunch")
 */
char **imagin_others_list_counted (ImaginOthers *self, const char *account_id, const ImaginEstimateInput *input);

G_END_DECLS
