/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of receipts: copied in before anything else is done with them, named by their digest; in a folder, or in
 * memory where nothing may stay on this computer. */

#include "store/imagin-receipt-files.h"

#include "base/imagin-error.h"
#include "base/imagin-folder.h"
#include "base/imagin-future.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_BYTES (64 * 1024)
/* In memory; more is a full disk. */
#define MEMORY_MAXIMUM_BYTES (G_GINT64_CONSTANT (512) * 1024 * 1024)
/* A file that no receipt names may be one that is being attached just now: its row comes moments after it. */
#define SPARED_SECONDS 300
#define DIGEST_LENGTH 64

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

/* A file in memory; the system takes it back with the last descriptor, however the program ends. */
typedef struct
{
  int descriptor;
  gint64 bytes;
} Held;

static void
held_free (gpointer data)
{
  Held *held = data;

  close (held->descriptor);
  g_free (held);
}

struct _ImaginReceiptFiles
{
  GObject parent_instance;

  char *directory; /* NULL: in memory */
  GMutex lock;     /* of what follows: files are taken in and swept on other threads */
  GHashTable *held;
  gint64 held_bytes;
  GHashTable *taken; /* since the program began: whatever the clock says, these are not old */
};

G_DEFINE_FINAL_TYPE (ImaginReceiptFiles, imagin_receipt_files, G_TYPE_OBJECT)

static void
imagin_receipt_files_finalize (GObject *object)
{
  ImaginReceiptFiles *self = IMAGIN_RECEIPT_FILES (object);

  g_free (self->directory);
  g_hash_table_unref (self->held);
  g_hash_table_unref (self->taken);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (imagin_receipt_files_parent_class)->finalize (object);
}

static void
imagin_receipt_files_class_init (ImaginReceiptFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_receipt_files_finalize;
}

static void
imagin_receipt_files_init (ImaginReceiptFiles *self)
{
  g_mutex_init (&self->lock);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, held_free);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

ImaginReceiptFiles *
imagin_receipt_files_new (const char *directory)
{
  ImaginReceiptFiles *self = g_object_new (IMAGIN_TYPE_RECEIPT_FILES, NULL);

  self->directory = g_strdup (directory);
  return self;
}

/* By the number of this process: the decoder is another one, with the same person behind it. */
static char *
path_of (const Held *held)
{
  return g_strdup_printf ("/proc/%d/fd/%d", (int) getpid (), held->descriptor);
}

char *
imagin_receipt_files_path (ImaginReceiptFiles *self, const char *sha256)
{
  g_autoptr (GMutexLocker) locker = NULL;
  const Held *held;

  if (self->directory != NULL)
    return g_build_filename (self->directory, sha256, NULL);
  locker = g_mutex_locker_new (&self->lock);
  held = g_hash_table_lookup (self->held, sha256);
  return held != NULL ? path_of (held) : NULL;
}

typedef struct
{
  ImaginReceiptFiles *files;
  GFile *source;
  gint64 maximum_bytes;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_object_unref (taking->files);
  g_object_unref (taking->source);
  g_free (taking);
}

static gboolean
set_write_error (GError **error)
{
  gboolean full = errno == ENOSPC || errno == EDQUOT || errno == ENOMEM;

  return imagin_error_set_false (error, full ? IMAGIN_ERROR_DISK_FULL : IMAGIN_ERROR_STORE, "%s", g_strerror (errno));
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
        return set_write_error (error);
      bytes += written;
      size -= (gsize) written;
    }
  return TRUE;
}

/* Copies and counts; the digest is taken of what was written, as it was written. */
static gboolean
copy (GInputStream *stream, int descriptor, Taking *taking, ImaginTakenFile *taken, GError **error)
{
  g_autofree guchar *chunk = g_malloc (CHUNK_BYTES);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (;;)
    {
      g_autoptr (GError) local = NULL;
      gssize got = g_input_stream_read (stream, chunk, CHUNK_BYTES, NULL, &local);

      if (got < 0)
        return imagin_error_set_false (error, IMAGIN_ERROR_UNREADABLE_FILE, "%s", local->message);
      if (got == 0)
        break;
      taken->bytes += got;
      if (taking->maximum_bytes > 0 && taken->bytes > taking->maximum_bytes)
        return imagin_error_set_false (error, IMAGIN_ERROR_TOO_LARGE,
                                       "The file is larger than %" G_GINT64_FORMAT " bytes", taking->maximum_bytes);
      g_checksum_update (checksum, chunk, got);
      if (!write_all (descriptor, chunk, (gsize) got, error))
        return FALSE;
    }
  taken->sha256 = g_strdup (g_checksum_get_string (checksum));
  return taken->bytes > 0 || imagin_error_set_false (error, IMAGIN_ERROR_EMPTY_FILE, "The file is empty");
}

static gboolean
move_into_place (
    ImaginReceiptFiles *self, int descriptor, const char *temporary, ImaginTakenFile *taken, GError **error)
{
  taken->path = imagin_receipt_files_path (self, taken->sha256);
  g_mutex_lock (&self->lock);
  g_hash_table_add (self->taken, g_strdup (taken->sha256));
  g_mutex_unlock (&self->lock);
  if (fsync (descriptor) != 0 || g_rename (temporary, taken->path) != 0)
    return set_write_error (error);
  return imagin_folder_sync (self->directory, error);
}

static gboolean
take_onto_disk (Taking *taking, GInputStream *stream, ImaginTakenFile *taken, GError **error)
{
  const char *directory = taking->files->directory;
  g_autofree char *temporary = g_build_filename (directory, ".taking-XXXXXX", NULL);
  gboolean done;
  int descriptor;

  if (!imagin_folder_make (directory, error))
    return FALSE;
  descriptor = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return set_write_error (error);
  done = copy (stream, descriptor, taking, taken, error) &&
         move_into_place (taking->files, descriptor, temporary, taken, error);
  close (descriptor);
  if (!done)
    g_unlink (temporary);
  return done;
}

/* The same bytes once more take no more room. */
static gboolean
hold (ImaginReceiptFiles *self, int descriptor, ImaginTakenFile *taken, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Held *held = g_hash_table_lookup (self->held, taken->sha256);

  if (held != NULL)
    close (descriptor);
  else if (self->held_bytes + taken->bytes > MEMORY_MAXIMUM_BYTES)
    {
      close (descriptor);
      return imagin_error_set_false (error, IMAGIN_ERROR_DISK_FULL, "The receipts take too much memory");
    }
  else
    {
      held = g_new0 (Held, 1);
      held->descriptor = descriptor;
      held->bytes = taken->bytes;
      self->held_bytes += held->bytes;
      g_hash_table_insert (self->held, g_strdup (taken->sha256), held);
    }
  taken->path = path_of (held);
  return TRUE;
}

static gboolean
take_into_memory (Taking *taking, GInputStream *stream, ImaginTakenFile *taken, GError **error)
{
  int descriptor = memfd_create ("receipt", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (descriptor < 0)
    return set_write_error (error);
  if (taking->maximum_bytes <= 0 || taking->maximum_bytes > MEMORY_MAXIMUM_BYTES)
    taking->maximum_bytes = MEMORY_MAXIMUM_BYTES;
  if (!copy (stream, descriptor, taking, taken, error))
    {
      close (descriptor);
      return FALSE;
    }
  /* As on disk, nobody changes it any more. */
  fcntl (descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
  return hold (taking->files, descriptor, taken, error);
}

static gboolean
take_job (gpointer data, GValue *result, GError **error)
{
  Taking *taking = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (taking->source, NULL, &local);
  g_autoptr (ImaginTakenFile) taken = g_object_new (IMAGIN_TYPE_TAKEN_FILE, NULL);
  gboolean done;

  if (stream == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_UNREADABLE_FILE, "%s", local->message);
  done = taking->files->directory != NULL ? take_onto_disk (taking, G_INPUT_STREAM (stream), taken, error)
                                          : take_into_memory (taking, G_INPUT_STREAM (stream), taken, error);
  if (!done)
    return FALSE;
  g_value_init (result, IMAGIN_TYPE_TAKEN_FILE);
  g_value_take_object (result, g_steal_pointer (&taken));
  return TRUE;
}

DexFuture *
imagin_receipt_files_take (ImaginReceiptFiles *self, GFile *source, gint64 maximum_bytes)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->files = g_object_ref (self);
  taking->source = g_object_ref (source);
  taking->maximum_bytes = maximum_bytes;
  return imagin_future_on_thread (take_job, taking, taking_free);
}

/* Sweeping */

static gboolean
is_old (ImaginReceiptFiles *self, const char *name, const char *path)
{
  GStatBuf status;
  gboolean taken;

  g_mutex_lock (&self->lock);
  taken = g_hash_table_contains (self->taken, name);
  g_mutex_unlock (&self->lock);
  if (taken)
    return FALSE;

  return g_stat (path, &status) == 0 && status.st_mtime < g_get_real_time () / G_USEC_PER_SEC - SPARED_SECONDS;
}

static void
sweep_folder (ImaginReceiptFiles *self, const char *const *needed, const char *const *let_go)
{
  g_autoptr (GDir) folder = g_dir_open (self->directory, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = imagin_receipt_files_path (self, name);

      if (strlen (name) != DIGEST_LENGTH || g_strv_contains (needed, name))
        continue;
      if ((g_strv_contains (let_go, name) || is_old (self, name, path)) && g_unlink (path) != 0)
        g_message ("A receipt's file stays: %s", g_strerror (errno));
    }
}

static void
sweep_memory (ImaginReceiptFiles *self, const char *const *needed, const char *const *let_go)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = 0; let_go[i] != NULL; i++)
    {
      const Held *held = g_strv_contains (needed, let_go[i]) ? NULL : g_hash_table_lookup (self->held, let_go[i]);

      if (held != NULL)
        {
          self->held_bytes -= held->bytes;
          g_hash_table_remove (self->held, let_go[i]);
        }
    }
}

void
imagin_receipt_files_sweep (ImaginReceiptFiles *self, const char *const *needed, const char *const *let_go)
{
  if (self->directory != NULL)
    sweep_folder (self, needed, let_go);
  else
    sweep_memory (self, needed, let_go);
}
