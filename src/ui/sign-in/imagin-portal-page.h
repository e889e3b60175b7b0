/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginPortalPage:
 *
 * What stands in the window while the person signs in at the academy's portal, in the browser. Leaving the page ends
 * the sign-in.
 */
#define IMAGIN_TYPE_PORTAL_PAGE (imagin_portal_page_get_type ())
G_DECLARE_FINAL_TYPE (ImaginPortalPage, imagin_portal_page, IMAGIN, PORTAL_PAGE, AdwNavigationPage)

/**
 * ImaginPortalPage::signed-in:
 *
 * The account is among the accounts, and the window in front.
 */

/**
 * imagin_portal_page_begin:
 * @account: from imagin_accounts_open_academy(), or one whose session is over
 * @method: (nullable): the academy's portal
 */
void imagin_portal_page_begin (ImaginPortalPage *self,
                               ImaginAccounts *accounts,
                               ImaginAccount *account,
                               ImaginSignInMethod *method);

G_END_DECLS
