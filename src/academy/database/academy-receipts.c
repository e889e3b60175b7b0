/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Receipts: their description in the database, their bytes in files named by digest. */

#include "academy/database/academy-receipts.h"

#include "academy/academy-json.h"
#include "base/imagin-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define COLUMNS "id, name, media_type, bytes, sha256, label, added_at, received_at"

void
academy_receipt_free (AcademyReceipt *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self->sha256);
  g_free (self->label);
  g_free (self->added_at);
  g_free (self->received_at);
  g_free (self);
}

static AcademyReceipt *
read_receipt (sqlite3_stmt *row)
{
  AcademyReceipt *receipt = g_new0 (AcademyReceipt, 1);

  receipt->id = g_strdup (imagin_sql_text (row, 0));
  receipt->name = g_strdup (imagin_sql_text (row, 1));
  receipt->media_type = g_strdup (imagin_sql_text (row, 2));
  receipt->bytes = sqlite3_column_int64 (row, 3);
  receipt->sha256 = g_strdup (imagin_sql_text (row, 4));
  receipt->label = g_strdup (imagin_sql_text (row, 5));
  receipt->added_at = g_strdup (imagin_sql_text (row, 6));
  receipt->received_at = g_strdup (imagin_sql_text (row, 7));
  return receipt;
}

AcademyReceipt *
academy_receipt_find (AcademyDatabase *self, const char *mission_id, const char *receipt_id)
{
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (self->sql, NULL, "SELECT " COLUMNS " FROM receipts WHERE mission_id = ?1 AND id = ?2", "ss",
                          mission_id, receipt_id);

  return row != NULL && imagin_sql_step (row, NULL) ? read_receipt (row) : NULL;
}

GPtrArray *
academy_receipt_list (AcademyDatabase *self, const char *mission_id)
{
  GPtrArray *receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) academy_receipt_free);
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, NULL, "SELECT " COLUMNS " FROM receipts WHERE mission_id = ?1 ORDER BY rowid", "s", mission_id);

  while (row != NULL && imagin_sql_step (row, NULL))
    g_ptr_array_add (receipts, read_receipt (row));
  return receipts;
}

gboolean
academy_receipt_put (AcademyDatabase *self, const char *mission_id, AcademyReceipt *receipt, GError **error)
{
  return imagin_sql_run (self->sql, error,
                         "INSERT INTO receipts (mission_id, " COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
                         "ON CONFLICT (mission_id, id) DO UPDATE SET name = excluded.name, label = excluded.label, "
                         "  received_at = excluded.received_at",
                         "ssssissss", mission_id, receipt->id, receipt->name, receipt->media_type, receipt->bytes,
                         receipt->sha256, receipt->label, receipt->added_at, receipt->received_at);
}

gboolean
academy_receipt_remove (AcademyDatabase *self, const char *mission_id, AcademyReceipt *receipt, GError **error)
{
  return imagin_sql_run (self->sql, error, "DELETE FROM receipts WHERE mission_id = ?1 AND id = ?2", "ss", mission_id,
                         receipt->id);
}

static char *
blob_path (AcademyDatabase *self, const char *sha256)
{
  return g_build_filename (self->directory, "receipts", sha256, NULL);
}

static gboolean
sync_folder (AcademyDatabase *self)
{
  g_autofree char *folder = g_build_filename (self->directory, "receipts", NULL);
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synced = descriptor >= 0 && fsync (descriptor) == 0;

  if (descriptor >= 0)
    close (descriptor);
  return synced;
}

gboolean
academy_receipt_write_blob (AcademyDatabase *self, const char *sha256, GBytes *bytes, GError **error)
{
  g_autofree char *path = blob_path (self, sha256);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  /* DURABLE: a temporary file, fsync, rename. The rename itself is on the disk once the folder is. */
  if (!g_file_set_contents_full (path, data, (gssize) size,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return FALSE;
  if (!sync_folder (self))
    return imagin_error_set_false (error, IMAGIN_ERROR_STORE, "The folder of receipts: %s", g_strerror (errno));
  return TRUE;
}

GBytes *
academy_receipt_read_blob (AcademyDatabase *self, const char *sha256)
{
  g_autofree char *path = blob_path (self, sha256);
  char *data;
  gsize size;

  return g_file_get_contents (path, &data, &size, NULL) ? g_bytes_new_take (data, size) : NULL;
}

void
academy_receipt_sweep_blob (AcademyDatabase *self, const char *sha256)
{
  g_autofree char *path = blob_path (self, sha256);
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      self->sql, NULL, "SELECT 1 FROM receipts WHERE sha256 = ?1 AND received_at IS NOT NULL LIMIT 1", "s", sha256);

  if (row != NULL && !imagin_sql_step (row, NULL))
    g_unlink (path);
}

JsonNode *
academy_receipt_to_json (AcademyReceipt *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  academy_json_text (builder, "id", self->id);
  academy_json_text (builder, "name", self->name);
  academy_json_text (builder, "media_type", self->media_type);
  academy_json_integer (builder, "bytes", self->bytes);
  academy_json_text (builder, "sha256", self->sha256);
  academy_json_text (builder, "label", self->label);
  academy_json_text (builder, "added_at", self->added_at);
  academy_json_text (builder, "state", self->received_at != NULL ? "received" : "expected");
  academy_json_text (builder, "received_at", self->received_at);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

JsonNode *
academy_receipts_to_json (AcademyDatabase *self, const char *mission_id)
{
  g_autoptr (GPtrArray) receipts = academy_receipt_list (self, mission_id);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < receipts->len; i++)
    json_builder_add_value (builder, academy_receipt_to_json (g_ptr_array_index (receipts, i)));
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}
