/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define IMAGIN_TYPE_STORE_PAGE (imagin_store_page_get_type ())
G_DECLARE_FINAL_TYPE (ImaginStorePage, imagin_store_page, IMAGIN, STORE_PAGE, AdwBin)

/**
 * ImaginStorePage::try-again:
 *
 * The person has done what was said.
 */

ImaginStorePage *imagin_store_page_new (void);

/**
 * imagin_store_page_explain:
 * @error: why what this computer keeps cannot be opened
 * @directory: (nullable): where it lies
 *
 * Says what is the matter, that nothing is lost, and what to do.
 */
void imagin_store_page_explain (ImaginStorePage *self, const GError *error, const char *directory);

G_END_DECLS
