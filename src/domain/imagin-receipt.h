/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"

G_BEGIN_DECLS

#define IMAGIN_TYPE_RECEIPT (imagin_receipt_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginReceipt, imagin_receipt, RECEIPT)

G_END_DECLS
