/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_receipt_chooser_present:
 * @draft: what the files are attached to
 * @label: (nullable): what they are receipts of
 * @parent: a part of the entry, which goes to its receipts once files are chosen
 *
 * Lets the person choose files, and attaches them.
 */
void imagin_receipt_chooser_present (ImaginDraft *draft, const char *label, GtkWidget *parent);

G_END_DECLS
