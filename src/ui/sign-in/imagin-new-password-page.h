/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-academy-info.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginNewPasswordPage:
 *
 * Where a person chooses another password, because the academy asks for one.
 */
#define IMAGIN_TYPE_NEW_PASSWORD_PAGE (imagin_new_password_page_get_type ())
G_DECLARE_FINAL_TYPE (ImaginNewPasswordPage, imagin_new_password_page, IMAGIN, NEW_PASSWORD_PAGE, AdwNavigationPage)

/**
 * ImaginNewPasswordPage::chosen:
 * @password: keeps every rule of the academy's, and was typed twice
 */

/**
 * imagin_new_password_page_ask:
 * @number: the person's, which is no password
 * @old: the password that must be replaced; a copy is kept until imagin_new_password_page_clear()
 * @rules: (nullable): the academy's
 *
 * Says why another password is asked for, and by which rules.
 */
void imagin_new_password_page_ask (ImaginNewPasswordPage *self,
                                   const char *number,
                                   const char *old,
                                   ImaginPasswordRules *rules);

/**
 * imagin_new_password_page_set_busy:
 * @sent: whether the academy was given a new password: then one cannot leave, as whether it took it would remain
 * unknown
 */
void imagin_new_password_page_set_busy (ImaginNewPasswordPage *self, gboolean busy, gboolean sent);

/**
 * imagin_new_password_page_set_slow:
 *
 * Says, or says no more, that the academy has not answered yet.
 */
void imagin_new_password_page_set_slow (ImaginNewPasswordPage *self, gboolean slow);

/**
 * imagin_new_password_page_complain:
 * @text: (nullable): why the person is not signed in; NULL: nothing is wrong
 * @of_password: whether it is the new password that is wrong: its field is marked and has the keyboard
 */
void imagin_new_password_page_complain (ImaginNewPasswordPage *self, const char *text, gboolean of_password);

/**
 * imagin_new_password_page_clear:
 *
 * Forgets what was typed, and the old password.
 */
void imagin_new_password_page_clear (ImaginNewPasswordPage *self);

G_END_DECLS
