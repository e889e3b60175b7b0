/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginMissionPage:
 *
 * One mission: the question first, then both tracks, then the facts. Actions: `mission.enter`,
 * `mission.declare-absence`, `mission.withdraw-absence`, `mission.open-convocation`, `mission.save-convocation`.
 */
#define IMAGIN_TYPE_MISSION_PAGE (imagin_mission_page_get_type ())
G_DECLARE_FINAL_TYPE (ImaginMissionPage, imagin_mission_page, IMAGIN, MISSION_PAGE, AdwNavigationPage)

ImaginMissionPage *imagin_mission_page_new (ImaginDraft *draft);
ImaginDraft *imagin_mission_page_get_draft (ImaginMissionPage *self);

G_END_DECLS
