/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"
#include "ui/list/imagin-mission-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginMissionOpener:
 *
 * Which mission the content shows. One that is chosen takes the place of the one before; one that is visited, from
 * another's page, lies above it, and "back" returns to where one was. The list marks the one in sight, and the next
 * start shows it again.
 */
#define IMAGIN_TYPE_MISSION_OPENER (imagin_mission_opener_get_type ())
G_DECLARE_FINAL_TYPE (ImaginMissionOpener, imagin_mission_opener, IMAGIN, MISSION_OPENER, GObject)

ImaginMissionOpener *imagin_mission_opener_new (ImaginAccounts *accounts,
                                                ImaginMissionList *list,
                                                AdwNavigationSplitView *split_view,
                                                AdwNavigationView *navigation);

/**
 * imagin_mission_opener_choose:
 *
 * Shows a mission alone. Why it cannot be shown is said in a toast. Another call drops one that goes on.
 */
void imagin_mission_opener_choose (ImaginMissionOpener *self, const char *account_id, const char *mission_id);

/**
 * imagin_mission_opener_visit:
 *
 * Shows a mission above the pages that are there; goes back to it where it is one of them.
 */
void imagin_mission_opener_visit (ImaginMissionOpener *self, const char *account_id, const char *mission_id);

/**
 * imagin_mission_opener_resume:
 *
 * Shows the mission that was shown last, if there is one: a folded window stays at its list.
 *
 * Returns: (transfer full): a future that resolves once it is there or cannot be
 */
DexFuture *imagin_mission_opener_resume (ImaginMissionOpener *self);

G_END_DECLS
