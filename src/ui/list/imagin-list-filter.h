/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-accounts.h"
#include "domain/imagin-list-query.h"
#include "domain/imagin-listing.h"

G_BEGIN_DECLS

/**
 * ImaginListFilter:
 *
 * What the list is narrowed to, as a menu: an academy, an exam session, a mission type, and how it is grouped. It is
 * remembered for the next start. Emits `changed` where the list is another one now.
 */
#define IMAGIN_TYPE_LIST_FILTER (imagin_list_filter_get_type ())
G_DECLARE_FINAL_TYPE (ImaginListFilter, imagin_list_filter, IMAGIN, LIST_FILTER, GObject)

ImaginListFilter *imagin_list_filter_new (void);

/**
 * imagin_list_filter_get_query:
 *
 * Returns: (transfer none): what is asked of the store; its words are the owner's to write
 */
ImaginListQuery *imagin_list_filter_get_query (ImaginListFilter *self);

/**
 * imagin_list_filter_get_actions:
 *
 * Returns: (transfer none): the actions of the menu, for the prefix "missions"
 */
GActionMap *imagin_list_filter_get_actions (ImaginListFilter *self);

/**
 * imagin_list_filter_get_menu:
 *
 * Returns: (transfer none): the menu, which follows what there is to choose
 */
GMenuModel *imagin_list_filter_get_menu (ImaginListFilter *self);

/**
 * imagin_list_filter_offer:
 *
 * Makes the menu from what is in the list. A remembered choice that is there no more is dropped: the list is never
 * narrowed to what nobody can see.
 */
void imagin_list_filter_offer (ImaginListFilter *self, ImaginAccounts *accounts, ImaginListing *listing);

/**
 * imagin_list_filter_describe:
 *
 * Returns: (transfer full): what the list is narrowed to, in words
 */
char *imagin_list_filter_describe (ImaginListFilter *self);

/**
 * imagin_list_filter_show_all:
 *
 * Narrows to nothing any more; the grouping stays.
 */
void imagin_list_filter_show_all (ImaginListFilter *self);

G_END_DECLS
