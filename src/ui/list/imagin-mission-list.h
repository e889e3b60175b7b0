/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginMissionList:
 *
 * The sidebar: every mission of every account, by what is asked of the person.
 */
#define IMAGIN_TYPE_MISSION_LIST (imagin_mission_list_get_type ())
G_DECLARE_FINAL_TYPE (ImaginMissionList, imagin_mission_list, IMAGIN, MISSION_LIST, AdwNavigationPage)

/**
 * ImaginMissionList::mission-chosen:
 * @account_id: whose
 * @mission_id: which
 */

/**
 * imagin_mission_list_set_accounts:
 *
 * Has the list show the missions of these accounts, now and as they change.
 *
 * Returns: (transfer full): a future that resolves once the first rows are there, or why there are none
 */
DexFuture *imagin_mission_list_set_accounts (ImaginMissionList *self, ImaginAccounts *accounts);

/**
 * imagin_mission_list_set_far_banner:
 * @banner: what says the same as the list's own banner, where the list is out of sight; kept as a weak reference
 */
void imagin_mission_list_set_far_banner (ImaginMissionList *self, AdwBanner *banner);

/**
 * imagin_mission_list_select:
 *
 * Marks a mission as the one that is shown, where it is in the list.
 */
void imagin_mission_list_select (ImaginMissionList *self, const char *account_id, const char *mission_id);

/**
 * imagin_mission_list_search:
 *
 * Opens the search, with the keyboard in it.
 */
void imagin_mission_list_search (ImaginMissionList *self);

/**
 * imagin_mission_list_focus:
 *
 * Gives the keyboard to the list: to the missions, where there are some.
 */
void imagin_mission_list_focus (ImaginMissionList *self);

G_END_DECLS
