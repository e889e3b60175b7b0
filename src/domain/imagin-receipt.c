/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A receipt's description; its bytes are elsewhere, found by their digest. */

#include "domain/imagin-receipt.h"

static const ImaginField imagin_receipt_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE },
  { "name", IMAGIN_FIELD_TEXT, .required = TRUE, .maximum = 255 },
  { "media_type", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 100 },
  { "bytes", IMAGIN_FIELD_INTEGER, .required = TRUE, .minimum = 0, .maximum = G_GINT64_CONSTANT (1073741824) },
  { "sha256", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "label", IMAGIN_FIELD_TEXT, .maximum = 200 },
  { "added_at", IMAGIN_FIELD_INSTANT },
  { "state", IMAGIN_FIELD_WORD, .maximum = 64 },
  { "received_at", IMAGIN_FIELD_INSTANT },
};

IMAGIN_DEFINE_ENTITY (ImaginReceipt, imagin_receipt, imagin_receipt_fields)
