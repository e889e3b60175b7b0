/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "account/imagin-other-mission.h"
#include "domain/imagin-estimate.h"

G_BEGIN_DECLS

/**
 * ImaginReckoning:
 *
 * What a draft is worth at this moment, and all that it is reckoned from: the academy's rates, the person, and what the
 * person's other missions of any account say. It is reckoned anew, once a burst of changes, when what is entered, the
 * rates, the person or another mission changes. Reading it costs nothing, and nothing in it waits for a network.
 */
#define IMAGIN_TYPE_RECKONING (imagin_reckoning_get_type ())
G_DECLARE_FINAL_TYPE (ImaginReckoning, imagin_reckoning, IMAGIN, RECKONING, GObject)

/**
 * ImaginReckoning::changed:
 *
 * Anything below may be another than before. Emitted from an idle, never from within a setter.
 */

/**
 * imagin_reckoning_of:
 *
 * Returns: (transfer none): the reckoning of a draft: one for all screens, which lives as long as the draft
 */
ImaginReckoning *imagin_reckoning_of (ImaginDraft *draft);

/**
 * imagin_reckoning_get_estimate:
 *
 * Returns: (transfer none): the estimate; valid until the next `changed`
 */
ImaginEstimate *imagin_reckoning_get_estimate (ImaginReckoning *self);

/**
 * imagin_reckoning_derive_stays:
 *
 * Says at once, also within a burst of changes, what the times that are entered give a right to. The `entry` of a stay
 * is the draft's own #ImaginMeal or #ImaginNight, which may be changed.
 *
 * Returns: (transfer full) (element-type ImaginStay): as imagin_estimate_derive_stays()
 */
GPtrArray *imagin_reckoning_derive_stays (ImaginReckoning *self);

/**
 * imagin_reckoning_get_rates:
 *
 * Returns: (transfer none): the tables that are used, for the class of a commune or the windows of the day
 */
ImaginRateTable *imagin_reckoning_get_rates (ImaginReckoning *self);

/**
 * imagin_reckoning_get_residences:
 *
 * Returns: (transfer none) (nullable): where the person lives and works, as this academy knows them (#ImaginResidence);
 * NULL where nobody said
 */
GListModel *imagin_reckoning_get_residences (ImaginReckoning *self);

/**
 * imagin_reckoning_get_vehicles:
 *
 * Returns: (transfer none) (nullable): what the person drives, as this academy knows it (#ImaginVehicle)
 */
GListModel *imagin_reckoning_get_vehicles (ImaginReckoning *self);

/**
 * imagin_reckoning_is_settled:
 *
 * Returns: whether the other missions were read, so that the lists below say what the store knows
 */
gboolean imagin_reckoning_is_settled (ImaginReckoning *self);

/**
 * imagin_reckoning_get_other_journeys:
 *
 * Returns: (transfer none) (element-type ImaginOtherJourney): journeys of the person's other missions, the latest
 * first; those of the same place and account before all others; at most sixty. Valid until the next `changed`
 */
GPtrArray *imagin_reckoning_get_other_journeys (ImaginReckoning *self);

/**
 * imagin_reckoning_copy_journeys:
 * @other: a going and coming of another mission
 *
 * Makes journeys of it for this mission, one for each of its means, with ids of their own: moved to this mission's
 * first day, at the same hours. The residence and the vehicle are left out where they are of another academy.
 *
 * Returns: (transfer container) (element-type ImaginJourney): journeys that are in no statement yet
 */
GPtrArray *imagin_reckoning_copy_journeys (ImaginReckoning *self, const ImaginOtherJourney *other);

/**
 * imagin_reckoning_get_same_day:
 *
 * Returns: (transfer none) (element-type ImaginSameDay): the other missions of these days, the first before all others.
 * Valid until the next `changed`
 */
GPtrArray *imagin_reckoning_get_same_day (ImaginReckoning *self);

/**
 * imagin_reckoning_get_counted_elsewhere:
 *
 * A meal or a night counts once per person: what was sent before what is open, what was claimed before what the times
 * alone give, then the mission that begins first.
 *
 * Returns: (transfer none) (array zero-terminated=1): stays that another mission of any account has ("2026-06-22
 * lunch")
 */
const char *const *imagin_reckoning_get_counted_elsewhere (ImaginReckoning *self);

/**
 * imagin_reckoning_get_kilometres_before:
 *
 * Returns: the kilometres of the year before the first journey of this statement, from 1 January: what the person told
 * for, and the earlier journeys of their other missions, by date, each once
 */
gint64 imagin_reckoning_get_kilometres_before (ImaginReckoning *self);

/**
 * imagin_reckoning_get_kilometres_told:
 *
 * Returns: the kilometres that the person told for this mission's year and that no mission here declares; 0: none
 */
gint64 imagin_reckoning_get_kilometres_told (ImaginReckoning *self);

/**
 * imagin_reckoning_tell_kilometres:
 * @kilometres: 0 to 1,000,000, driven this mission's year for missions that are not here
 *
 * Keeps it for all missions of that year.
 *
 * Returns: (transfer full): a future that resolves to TRUE once it is on disk
 */
DexFuture *imagin_reckoning_tell_kilometres (ImaginReckoning *self, gint64 kilometres);

G_END_DECLS
