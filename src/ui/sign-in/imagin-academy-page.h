/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginAcademyPage:
 *
 * Where the person says who convoked them: an academy that is offered, or an address that is typed.
 */
#define IMAGIN_TYPE_ACADEMY_PAGE (imagin_academy_page_get_type ())
G_DECLARE_FINAL_TYPE (ImaginAcademyPage, imagin_academy_page, IMAGIN, ACADEMY_PAGE, AdwNavigationPage)

/**
 * ImaginAcademyPage::found:
 * @account: of the academy that answered, not signed in
 */

/**
 * ImaginAcademyPage::cancelled:
 *
 * The person wants none after all.
 */

/**
 * imagin_academy_page_add:
 * @name: how the academy is called
 * @subtitle: (nullable): a sentence about it
 * @address: where it is
 *
 * Offers an academy.
 */
void imagin_academy_page_add (ImaginAcademyPage *self, const char *name, const char *subtitle, const char *address);

/**
 * imagin_academy_page_begin:
 * @accounts: what an academy is opened with
 * @may_cancel: whether there is something to go back to
 *
 * Begins anew: no error, and nothing is being asked.
 */
void imagin_academy_page_begin (ImaginAcademyPage *self, ImaginAccounts *accounts, gboolean may_cancel);

/**
 * imagin_academy_page_offer_other_person:
 * @offers: whether missions of somebody are kept on this computer
 *
 * Offers somebody else a window of their own.
 */
void imagin_academy_page_offer_other_person (ImaginAcademyPage *self, gboolean offers);

G_END_DECLS
