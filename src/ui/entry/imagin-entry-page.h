/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginEntryPage:
 *
 * The guided entry: one step at a time, only the steps that this mission needs. Actions: `entry.previous`,
 * `entry.next`, `entry.save`, `entry.validate`, `entry.attach`, `entry.go` (a step's name).
 */
#define IMAGIN_TYPE_ENTRY_PAGE (imagin_entry_page_get_type ())
G_DECLARE_FINAL_TYPE (ImaginEntryPage, imagin_entry_page, IMAGIN, ENTRY_PAGE, AdwNavigationPage)

ImaginEntryPage *imagin_entry_page_new (ImaginDraft *draft);

G_END_DECLS
