/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-follow-up.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginRemarkPage:
 *
 * Writing to the exams office about a mission, and where each remark stands: a page of a navigation view. What is being
 * written is kept.
 */
#define IMAGIN_TYPE_REMARK_PAGE (imagin_remark_page_get_type ())
G_DECLARE_FINAL_TYPE (ImaginRemarkPage, imagin_remark_page, IMAGIN, REMARK_PAGE, AdwNavigationPage)

/**
 * imagin_remark_page_new:
 * @begun: (nullable): how the text begins where nothing is being written yet
 */
ImaginRemarkPage *imagin_remark_page_new (ImaginFollowUp *follow_up, const char *begun);

G_END_DECLS
