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
 * ImaginReceiptFiles:
 *
 * The bytes of receipts, by their digest. One object may be used by several threads.
 */
#define IMAGIN_TYPE_RECEIPT_FILES (imagin_receipt_files_get_type ())
G_DECLARE_FINAL_TYPE (ImaginReceiptFiles, imagin_receipt_files, IMAGIN, RECEIPT_FILES, GObject)

/**
 * imagin_receipt_files_new:
 * @directory: (nullable): their folder, made with the first; NULL: in memory, gone with the program
 */
ImaginReceiptFiles *imagin_receipt_files_new (const char *directory);

/**
 * imagin_receipt_files_take:
 * @source: what the person chose
 * @maximum_bytes: the academy's limit; 0: none is known
 *
 * Copies @source into the store under the name of its digest, and onto the disk (fsync of the file and of the folder).
 * The person may move or change the source from then on. Rejected with IMAGIN_ERROR_EMPTY_FILE, _TOO_LARGE,
 * _UNREADABLE_FILE, _DISK_FULL.
 *
 * Returns: (transfer full): a future for the #ImaginTakenFile
 */
DexFuture *imagin_receipt_files_take (ImaginReceiptFiles *self, GFile *source, gint64 maximum_bytes);

/**
 * imagin_receipt_files_path:
 *
 * Returns: (transfer full) (nullable): where the bytes of that digest lie, for this process and those that it starts;
 * NULL where they are known not to be here
 */
char *imagin_receipt_files_path (ImaginReceiptFiles *self, const char *sha256);

/**
 * imagin_receipt_files_sweep:
 * @needed: (array zero-terminated=1): the digests that a receipt names
 * @let_go: (array zero-terminated=1): those that nobody may need any more
 *
 * Takes away what is let go and not needed, and in a folder what nobody names for a while. For another thread.
 */
void imagin_receipt_files_sweep (ImaginReceiptFiles *self, const char *const *needed, const char *const *let_go);

G_END_DECLS
