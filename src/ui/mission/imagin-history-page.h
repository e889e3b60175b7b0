/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-follow-up.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginHistoryPage:
 *
 * What happened to each part of a statement, with its dates: a page of a navigation view.
 */
#define IMAGIN_TYPE_HISTORY_PAGE (imagin_history_page_get_type ())
G_DECLARE_FINAL_TYPE (ImaginHistoryPage, imagin_history_page, IMAGIN, HISTORY_PAGE, AdwNavigationPage)

ImaginHistoryPage *imagin_history_page_new (ImaginFollowUp *follow_up);

/**
 * imagin_history_page_describe:
 *
 * Returns: (transfer full): what an event is, in words: "Accepted by the exams office"; an unknown verb is told by the
 * statuses that it led from and to
 */
char *imagin_history_page_describe (ImaginHistoryEvent *event);

G_END_DECLS
