/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginCapitalsNotice:
 *
 * Says that the capitals are locked, as long as they are: a password cannot be seen while it is typed.
 */
#define IMAGIN_TYPE_CAPITALS_NOTICE (imagin_capitals_notice_get_type ())
G_DECLARE_FINAL_TYPE (ImaginCapitalsNotice, imagin_capitals_notice, IMAGIN, CAPITALS_NOTICE, AdwBin)

G_END_DECLS
