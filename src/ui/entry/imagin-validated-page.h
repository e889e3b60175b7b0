/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-follow-up.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginValidatedPage:
 *
 * After "Validate": the date, the number, what happens next and who does it, and how to have the statement returned. A
 * page of a navigation view.
 */
#define IMAGIN_TYPE_VALIDATED_PAGE (imagin_validated_page_get_type ())
G_DECLARE_FINAL_TYPE (ImaginValidatedPage, imagin_validated_page, IMAGIN, VALIDATED_PAGE, AdwNavigationPage)

ImaginValidatedPage *imagin_validated_page_new (ImaginFollowUp *follow_up);

/**
 * imagin_validated_page_focus:
 *
 * Gives the keyboard to the headline, once all that happens at this moment is done: a dialog that closes gives it back
 * to a page that is no more.
 */
void imagin_validated_page_focus (ImaginValidatedPage *self);

G_END_DECLS
