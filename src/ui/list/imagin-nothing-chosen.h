/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginNothingChosen:
 *
 * What stands beside the list before a mission is chosen. Most starts open the one that was shown last and never need
 * it.
 */
#define IMAGIN_TYPE_NOTHING_CHOSEN (imagin_nothing_chosen_get_type ())
G_DECLARE_FINAL_TYPE (ImaginNothingChosen, imagin_nothing_chosen, IMAGIN, NOTHING_CHOSEN, AdwBin)

G_END_DECLS
