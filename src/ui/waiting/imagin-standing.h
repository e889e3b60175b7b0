/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginOutstanding:
 * @waiting: how many changes are kept here and not at an academy yet
 * @refused: how many an academy refused: the person decides
 * @unsaved: how many statements the person entered something in and has not saved
 *
 * What no academy has.
 */
typedef struct
{
  guint waiting;
  guint refused;
  guint unsaved;
} ImaginOutstanding;

/**
 * imagin_standing_count:
 * @unsent: (nullable) (element-type ImaginSummary): the missions of which something is kept here alone
 * @outstanding: (inout): what they hold is added to it
 */
void imagin_standing_count (GPtrArray *unsent, ImaginOutstanding *outstanding);

/**
 * imagin_standing_worst:
 * @accounts: (element-type ImaginAccount): every account
 *
 * Returns: (transfer none) (nullable): the account that stands worst, where one does not stand well; @accounts holds it
 */
ImaginAccount *imagin_standing_worst (GListModel *accounts);

/**
 * imagin_standing_text:
 * @accounts: (element-type ImaginAccount): every account
 * @outstanding: (nullable): what no academy has; NULL: that is said elsewhere
 * @icon_name: (out) (transfer none): the icon that goes with it
 *
 * Returns: (transfer full): where the data stands, as one line for the person
 */
char *imagin_standing_text (GListModel *accounts, const ImaginOutstanding *outstanding, const char **icon_name);

/**
 * imagin_standing_show_banner:
 * @banner: the banner of a page
 * @accounts: (element-type ImaginAccount): every account
 * @waiting: how many changes are kept here and not at an academy yet
 *
 * Reveals the banner where an academy asks for a new sign-in, or has not been reached for a moment, with the way out;
 * hides it otherwise.
 */
void imagin_standing_show_banner (AdwBanner *banner, GListModel *accounts, guint waiting);

G_END_DECLS
