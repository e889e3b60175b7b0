/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginApplication:
 *
 * The application: one window over the accounts that it was given.
 */
#define IMAGIN_TYPE_APPLICATION (imagin_application_get_type ())
G_DECLARE_FINAL_TYPE (ImaginApplication, imagin_application, IMAGIN, APPLICATION, AdwApplication)

ImaginApplication *imagin_application_new (const char *id, ImaginAccounts *accounts);

/**
 * imagin_application_offer_academy:
 *
 * Adds an academy to the ones that can be chosen at the first start.
 */
void
imagin_application_offer_academy (ImaginApplication *self, const char *name, const char *subtitle, const char *address);

G_END_DECLS
