/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "domain/imagin-checklist.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ImaginNeedItem:
 *
 * A receipt that is needed and not attached: the dashed hole of the list.
 */
#define IMAGIN_TYPE_NEED_ITEM (imagin_need_item_get_type ())
G_DECLARE_FINAL_TYPE (ImaginNeedItem, imagin_need_item, IMAGIN, NEED_ITEM, GObject)

/**
 * imagin_need_item_new:
 * @label: what the receipt is called, see imagin_need_item_label()
 * @cents: what it is worth in cents, -1 where that is not known
 * @by_post: the person sends it by post
 */
ImaginNeedItem *imagin_need_item_new (const char *label, gint64 cents, gboolean by_post);

const char *imagin_need_item_get_label (ImaginNeedItem *self);

/**
 * imagin_need_item_consequence:
 *
 * Returns: (transfer full): what comes of it that the receipt is not attached
 */
char *imagin_need_item_consequence (ImaginNeedItem *self);

/**
 * imagin_need_item_is_missing:
 *
 * Returns: whether nobody said that it comes another way
 */
gboolean imagin_need_item_is_missing (ImaginNeedItem *self);
gboolean imagin_need_item_equal (ImaginNeedItem *self, ImaginNeedItem *other);

/**
 * imagin_need_item_label:
 *
 * Returns: (transfer full): what a needed receipt is called, by the person and by the office ("Facture de l’hôtel, nuit
 * du 22 juin")
 */
char *imagin_need_item_label (const ImaginNeed *need);

/**
 * ImaginNeedCount:
 *
 * How far the receipts of a statement are.
 */
typedef struct
{
  guint needed; /* receipts that what was declared calls for */
  guint met;    /* … for which one is attached and was not refused */
  guint others; /* attached for nothing in particular, not refused */
} ImaginNeedCount;

/**
 * imagin_need_items_list:
 * @draft: whose statement and receipts these are
 * @count: (out) (optional): how far they are
 *
 * Lists the receipts in the order of the screen: each that is needed, with what is attached for it or a hole, and what
 * was refused for it beside that; then those that are attached for nothing in particular.
 *
 * Returns: (transfer full): a list of #ImaginNeedItem (holes) and #ImaginAttachment
 */
GPtrArray *imagin_need_items_list (ImaginDraft *draft, ImaginNeedCount *count);

/**
 * imagin_need_items_labels:
 *
 * Returns: (transfer full): what every receipt that is needed is called, attached or not
 */
GStrv imagin_need_items_labels (ImaginDraft *draft);

G_END_DECLS
