/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * ImaginTakenFile:
 *
 * A file that was copied into the store.
 */
#define IMAGIN_TYPE_TAKEN_FILE (imagin_taken_file_get_type ())
G_DECLARE_FINAL_TYPE (ImaginTakenFile, imagin_taken_file, IMAGIN, TAKEN_FILE, GObject)

struct _ImaginTakenFile
{
  GObject parent_instance;

  char *sha256; /* lower hexadecimal; also the file's name in the store */
  gint64 bytes;
  char *path;
};

/**
 * imagin_receipt_files_take:
 * @directory: the folder of the store's files; made where it is missing
 * @source: what the person chose
 * @maximum_bytes: the academy's limit; 0: none is known
 *
 * Copies @source into the store under the name of its digest, and onto the disk (fsync of the file and of the folder).
 * The person may move or change the source from then on. Rejected with IMAGIN_ERROR_EMPTY_FILE, _TOO_LARGE,
 * _UNREADABLE_FILE, _DISK_FULL.
 *
 * Returns: (transfer full): a future for the #ImaginTakenFile
 */
DexFuture *imagin_receipt_files_take (const char *directory, GFile *source, gint64 maximum_bytes);

/**
 * imagin_receipt_files_path:
 *
 * Returns: (transfer full): where the bytes of that digest lie
 */
char *imagin_receipt_files_path (const char *directory, const char *sha256);

G_END_DECLS
