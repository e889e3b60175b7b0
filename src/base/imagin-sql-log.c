/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite does not look after in a write-ahead log: that nothing in it is lost unseen. */

#include "base/imagin-sql-log.h"

#include "base/imagin-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAGIC 0x377f0682u /* the last bit: the sums are of big-endian words */
#define SEALED_BYTES 24   /* of the log's header, before its sum */
#define SALT_OFFSET 16
#define SUMMED_BYTES 8 /* of a page's header */
#define PAGE_MAXIMUM_BYTES 65536

typedef struct
{
  const guchar *bytes;
  gsize frame_bytes;
  gsize n_frames;
  gboolean big_endian;
} Log;

typedef struct
{
  guint32 first;
  guint32 second;
} Sum;

static guint32
read_32 (const guchar *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static guint32
read_word (const guchar *bytes, gboolean big_endian)
{
  return big_endian ? read_32 (bytes) : GUINT32_SWAP_LE_BE (read_32 (bytes));
}

static Sum
add (Sum sum, const guchar *bytes, gsize size, gboolean big_endian)
{
  for (gsize i = 0; i + 8 <= size; i += 8)
    {
      sum.first += read_word (bytes + i, big_endian) + sum.second;
      sum.second += read_word (bytes + i + 4, big_endian) + sum.first;
    }
  return sum;
}

static gboolean
stands_at (Sum sum, const guchar *bytes)
{
  return sum.first == read_32 (bytes) && sum.second == read_32 (bytes + 4);
}

gboolean
imagin_sql_log_is_sealed (const guchar *log, gsize size)
{
  return size >= IMAGIN_SQL_LOG_HEADER_BYTES && (read_32 (log) & ~1u) == MAGIC &&
         stands_at (add ((Sum) { 0, 0 }, log, SEALED_BYTES, read_32 (log) & 1), log + SEALED_BYTES);
}

static const guchar *
get_frame (const Log *log, gsize number)
{
  return log->bytes + IMAGIN_SQL_LOG_HEADER_BYTES + number * log->frame_bytes;
}

/* Not one that an earlier run of the log left behind. */
static gboolean
is_of_this_log (const Log *log, gsize number)
{
  return memcmp (get_frame (log, number) + 8, log->bytes + SALT_OFFSET, 8) == 0;
}

/* The sum of a page goes on from that of the page before it. */
static gboolean
follows (const Log *log, gsize number)
{
  const guchar *before =
      number == 0 ? log->bytes + SEALED_BYTES : get_frame (log, number - 1) + IMAGIN_SQL_FRAME_HEADER_BYTES - 8;
  const guchar *frame = get_frame (log, number);
  Sum sum = { read_32 (before), read_32 (before + 4) };

  sum = add (sum, frame, SUMMED_BYTES, log->big_endian);
  sum = add (sum, frame + IMAGIN_SQL_FRAME_HEADER_BYTES, log->frame_bytes - IMAGIN_SQL_FRAME_HEADER_BYTES,
             log->big_endian);
  return is_of_this_log (log, number) && stands_at (sum, frame + IMAGIN_SQL_FRAME_HEADER_BYTES - 8);
}

static gboolean
ends_transaction (const Log *log, gsize number)
{
  return is_of_this_log (log, number) && read_32 (get_frame (log, number) + 4) != 0;
}

/* What a disk refused is written over, so nothing ever follows it: whatever goes on from the end of a transaction was
 * written after that end was synced. */
static gboolean
drops_transactions (const Log *log)
{
  gsize number = 0;

  while (number < log->n_frames && follows (log, number))
    number++;
  for (; number + 1 < log->n_frames; number++)
    if (ends_transaction (log, number) && follows (log, number + 1))
      return TRUE;
  return FALSE;
}

gboolean
imagin_sql_log_is_damaged (const char *path)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (log_path, FALSE, NULL);
  gsize size = file != NULL ? g_mapped_file_get_length (file) : 0;
  Log log = { 0 };
  guint32 page_bytes;

  if (size <= IMAGIN_SQL_LOG_HEADER_BYTES)
    return FALSE;
  log.bytes = (const guchar *) g_mapped_file_get_contents (file);
  /* It was synced before the first page was written, and is too short to be there in part. */
  if (!imagin_sql_log_is_sealed (log.bytes, size))
    return TRUE;
  page_bytes = read_32 (log.bytes + 8);
  if (page_bytes < 512 || page_bytes > PAGE_MAXIMUM_BYTES || page_bytes % 8 != 0)
    return FALSE;
  log.big_endian = read_32 (log.bytes) & 1;
  log.frame_bytes = IMAGIN_SQL_FRAME_HEADER_BYTES + page_bytes;
  log.n_frames = (size - IMAGIN_SQL_LOG_HEADER_BYTES) / log.frame_bytes;
  return drops_transactions (&log);
}

/* The same bytes at the same place: a loss of power in the midst of it changes nothing. */
static gboolean
write_over (int log)
{
  guchar bytes[65536];

  for (off_t at = 0;;)
    {
      gssize n_read = pread (log, bytes, sizeof bytes, at);

      if (n_read == 0)
        return TRUE;
      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        return FALSE;
      for (gssize written = 0; written < n_read;)
        {
          gssize n = pwrite (log, bytes + written, (gsize) (n_read - written), at + written);

          if (n < 0 && errno != EINTR)
            return FALSE;
          written += MAX (n, 0);
        }
      at += n_read;
    }
}

gboolean
imagin_sql_log_write_anew (const char *path, GError **error)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  int log = g_open (log_path, O_RDWR | O_CLOEXEC, 0);
  gboolean done;

  /* Where it may not be written, SQLite says so. */
  if (log < 0)
    return errno == ENOENT || errno == EACCES || errno == EROFS || imagin_error_set_system (error, log_path);
  done = (write_over (log) && fdatasync (log) == 0) || imagin_error_set_system (error, log_path);
  close (log);
  return done;
}
