/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ImaginUnsentCard:
 *
 * Names the missions of which the academy does not have everything, with what waits of each. As long as it is shown it
 * says what is true now: what a question names may arrive before its answer.
 *
 * Signal `changed`: what it names is other than before.
 */
#define IMAGIN_TYPE_UNSENT_CARD (imagin_unsent_card_get_type ())
G_DECLARE_FINAL_TYPE (ImaginUnsentCard, imagin_unsent_card, IMAGIN, UNSENT_CARD, GtkBox)

/**
 * imagin_unsent_card_new:
 * @account: (nullable): NULL: of all of them
 * @unsent: (element-type ImaginSummary): what imagin_accounts_list_unsent() or imagin_accounts_list_all_unsent() said
 */
ImaginUnsentCard *imagin_unsent_card_new (ImaginAccounts *accounts, ImaginAccount *account, GPtrArray *unsent);

/**
 * imagin_unsent_card_is_empty:
 *
 * Returns: whether the academy has everything
 */
gboolean imagin_unsent_card_is_empty (ImaginUnsentCard *self);

G_END_DECLS
