/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AcademyReceipt:
 *
 * What was announced of a receipt. Its bytes are a file named by their digest.
 */
typedef struct
{
  char *id;
  char *name;
  char *media_type;
  gint64 bytes;
  char *sha256;
  char *label; /* may be NULL */
  char *added_at;
  char *received_at; /* NULL while it is expected */
} AcademyReceipt;

void academy_receipt_free (AcademyReceipt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcademyReceipt, academy_receipt_free)

AcademyReceipt *academy_receipt_find (AcademyDatabase *self, const char *mission_id, const char *receipt_id);
GPtrArray *academy_receipt_list (AcademyDatabase *self, const char *mission_id);
gboolean academy_receipt_put (AcademyDatabase *self, const char *mission_id, AcademyReceipt *receipt, GError **error);
gboolean
academy_receipt_remove (AcademyDatabase *self, const char *mission_id, AcademyReceipt *receipt, GError **error);

/**
 * academy_receipt_write_blob:
 * @sha256: what @bytes have been seen to hash to
 *
 * Writes the bytes beside the database. They are on the disk, under their name, when this returns TRUE.
 */
gboolean academy_receipt_write_blob (AcademyDatabase *self, const char *sha256, GBytes *bytes, GError **error);

/**
 * academy_receipt_read_blob:
 *
 * Returns: (transfer full) (nullable): the stored bytes, or NULL where there are none
 */
GBytes *academy_receipt_read_blob (AcademyDatabase *self, const char *sha256);

/* Removes the bytes that no receipt names any more; called after the commit. */
void academy_receipt_sweep_blob (AcademyDatabase *self, const char *sha256);

/**
 * academy_receipt_to_json:
 *
 * Returns: (transfer full): a Receipt of the contract
 */
JsonNode *academy_receipt_to_json (AcademyReceipt *self);

/**
 * academy_receipts_to_json:
 *
 * Returns: (transfer full): the Receipts of a mission as an array
 */
JsonNode *academy_receipts_to_json (AcademyDatabase *self, const char *mission_id);

G_END_DECLS
