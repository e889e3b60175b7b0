/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of receipts: copied in before anything else is done with them, named by their digest. */

#include "store/imagin-receipt-files.h"

#include "base/imagin-error.h"
#include "base/imagin-future.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_BYTES (64 * 1024)

G_DEFINE_FINAL_TYPE (ImaginTakenFile, imagin_taken_file, G_TYPE_OBJECT)

static void
imagin_taken_file_finalize (GObject *object)
{
  ImaginTakenFile *self = IMAGIN_TAKEN_FILE (object);

  g_free (self->sha256);
  g_free (self->path);
  G_OBJECT_CLASS (imagin_taken_file_parent_class)->finalize (object);
}

static void
imagin_taken_file_class_init (ImaginTakenFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_taken_file_finalize;
}

static void
imagin_taken_file_init (ImaginTakenFile *self)
{
}

char *
imagin_receipt_files_path (const char *directory, const char *sha256)
{
  return g_build_filename (directory, sha256, NULL);
}

typedef struct
{
  char *directory;
  GFile *source;
  gint64 maximum_bytes;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_free (taking->directory);
  g_object_unref (taking->source);
  g_free (taking);
}

static gboolean
write_all (int descriptor, const guchar *bytes, gsize size, GError **error)
{
  while (size > 0)
    {
      ssize_t written = write (descriptor, bytes, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return imagin_error_set_false (error,
                                       errno == ENOSPC || errno == EDQUOT ? IMAGIN_ERROR_DISK_FULL : IMAGIN_ERROR_STORE,
                                       "%s", g_strerror (errno));
      bytes += written;
      size -= (gsize) written;
    }
  return TRUE;
}

/* Copies and counts; the digest is taken of what was written, as it was written. */
static gboolean
copy (GInputStream *stream, int descriptor, Taking *taking, GChecksum *checksum, gint64 *total, GError **error)
{
  g_autofree guchar *chunk = g_malloc (CHUNK_BYTES);

  for (*total = 0;;)
    {
      g_autoptr (GError) local = NULL;
      gssize got = g_input_stream_read (stream, chunk, CHUNK_BYTES, NULL, &local);

      if (got < 0)
        return imagin_error_set_false (error, IMAGIN_ERROR_UNREADABLE_FILE, "%s", local->message);
      if (got == 0)
        return *total > 0 || imagin_error_set_false (error, IMAGIN_ERROR_EMPTY_FILE, "The file is empty");
      *total += got;
      if (taking->maximum_bytes > 0 && *total > taking->maximum_bytes)
        return imagin_error_set_false (error, IMAGIN_ERROR_TOO_LARGE,
                                       "The file is larger than %" G_GINT64_FORMAT " bytes", taking->maximum_bytes);
      g_checksum_update (checksum, chunk, got);
      if (!write_all (descriptor, chunk, (gsize) got, error))
        return FALSE;
    }
}

static gboolean
sync_directory (const char *directory, GError **error)
{
  int descriptor = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = descriptor >= 0 && fsync (descriptor) == 0;

  if (!synced)
    imagin_error_set_false (error, IMAGIN_ERROR_STORE, "%s", g_strerror (errno));
  if (descriptor >= 0)
    close (descriptor);
  return synced;
}

static gboolean
move_into_place (Taking *taking, int descriptor, const char *temporary, ImaginTakenFile *taken, GError **error)
{
  taken->path = imagin_receipt_files_path (taking->directory, taken->sha256);
  if (fsync (descriptor) != 0 || g_rename (temporary, taken->path) != 0)
    return imagin_error_set_false (error, errno == ENOSPC ? IMAGIN_ERROR_DISK_FULL : IMAGIN_ERROR_STORE, "%s",
                                   g_strerror (errno));
  return sync_directory (taking->directory, error);
}

static gboolean
take_job (gpointer data, GValue *result, GError **error)
{
  Taking *taking = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (taking->source, NULL, &local);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (ImaginTakenFile) taken = g_object_new (IMAGIN_TYPE_TAKEN_FILE, NULL);
  g_autofree char *temporary = g_build_filename (taking->directory, ".taking-XXXXXX", NULL);
  gboolean done;
  int descriptor;

  if (stream == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNREADABLE_FILE, "%s", local->message);
  if (g_mkdir_with_parents (taking->directory, 0700) != 0 ||
      (descriptor = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600)) < 0)
    return imagin_error_set_false (error, errno == ENOSPC ? IMAGIN_ERROR_DISK_FULL : IMAGIN_ERROR_STORE, "%s",
                                   g_strerror (errno));
  done = copy (G_INPUT_STREAM (stream), descriptor, taking, checksum, &taken->bytes, error);
  if (done)
    {
      taken->sha256 = g_strdup (g_checksum_get_string (checksum));
      done = move_into_place (taking, descriptor, temporary, taken, error);
    }
  close (descriptor);
  if (!done)
    {
      g_unlink (temporary);
      return FALSE;
    }
  g_value_init (result, IMAGIN_TYPE_TAKEN_FILE);
  g_value_take_object (result, g_steal_pointer (&taken));
  return TRUE;
}

DexFuture *
imagin_receipt_files_take (const char *directory, GFile *source, gint64 maximum_bytes)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->directory = g_strdup (directory);
  taking->source = g_object_ref (source);
  taking->maximum_bytes = maximum_bytes;
  return imagin_future_on_thread (take_job, taking, taking_free);
}
