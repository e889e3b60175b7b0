/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define IMAGIN_TYPE_RECEIPT_ROW (imagin_receipt_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginReceiptRow, imagin_receipt_row, IMAGIN, RECEIPT_ROW, AdwActionRow)

GtkWidget *imagin_receipt_row_new (ImaginAttachment *attachment, ImaginDraft *draft);

/**
 * imagin_receipt_row_state_text:
 * @icon_name: (out): computer = kept here, arrow = leaving, ✓ = at the academy, error = refused
 *
 * Returns: (transfer none): where a receipt is, in two or three words
 */
const char *imagin_receipt_row_state_text (ImaginAttachmentState state, const char **icon_name);

/**
 * imagin_receipt_row_detail:
 *
 * Returns: (transfer full): "PDF, 2 pages, 184 ko"
 */
char *imagin_receipt_row_detail (ImaginAttachment *attachment);

ImaginAttachment *imagin_receipt_row_get_attachment (ImaginReceiptRow *self);

/**
 * imagin_receipt_row_set_needs:
 * @labels: what the receipts that are needed are called
 *
 * Offers to say which of them this one is, by the action `receipts.tie` (its identifier, a label or nothing).
 */
void imagin_receipt_row_set_needs (ImaginReceiptRow *self, const char *const *labels);

G_END_DECLS
