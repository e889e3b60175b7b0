/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a damaged database, read from its pages one by one (https://www.sqlite.org/fileformat2.html). */

#include "base/imagin-sql-image.h"

#include "base/imagin-error.h"
#include "base/imagin-sql-log.h"

#define FILE_HEADER_BYTES 100
#define USUAL_PAGE_BYTES 4096
#define LOG_HEADER_BYTES IMAGIN_SQL_LOG_HEADER_BYTES
#define FRAME_HEADER_BYTES IMAGIN_SQL_FRAME_HEADER_BYTES
#define FILE_MAXIMUM_BYTES (G_GINT64_CONSTANT (1024) * 1024 * 1024)
#define PAYLOAD_MAXIMUM_BYTES (16 * 1024 * 1024)

#define INTERIOR_OF_INDEX 0x02
#define LEAF_OF_INDEX 0x0a
#define LEAF_OF_TABLE 0x0d

typedef struct
{
  const guchar *file;
  gsize file_bytes;
  const guchar *log;
  gsize log_bytes;
  guint page_bytes;
  guint usable_bytes;
  guint n_pages;
  GHashTable *frames; /* number of a page → its bytes in the log */
  ImaginSqlRowFound found;
  gpointer data;
} Image;

static guint32
read_32 (const guchar *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static guint
read_16 (const guchar *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

/* Advances @at; FALSE where it does not end before @end. */
static gboolean
read_varint (const guchar **at, const guchar *end, guint64 *value)
{
  *value = 0;
  for (int i = 0; i < 9 && *at < end; i++)
    {
      guchar byte = *(*at)++;

      if (i == 8)
        {
          *value = *value << 8 | byte;
          return TRUE;
        }
      *value = *value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        return TRUE;
    }
  return FALSE;
}

static const guchar *
get_page (Image *image, guint number)
{
  const guchar *page = g_hash_table_lookup (image->frames, GUINT_TO_POINTER (number));

  if (page != NULL || number == 0)
    return page;
  return (gsize) number * image->page_bytes <= image->file_bytes
             ? image->file + (gsize) (number - 1) * image->page_bytes
             : NULL;
}

/* Records */

static gsize
size_of_type (guint64 type)
{
  static const gsize sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  return type < G_N_ELEMENTS (sizes) ? sizes[type] : type < 12 ? G_MAXSIZE : (gsize) ((type - 12) / 2);
}

static gint64
read_number (const guchar *bytes, gsize size)
{
  guint64 value = size > 0 && (bytes[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

  for (gsize i = 0; i < size; i++)
    value = value << 8 | bytes[i];
  return (gint64) value;
}

static void
read_cell (ImaginSqlCell *cell, guint64 type, const guchar *bytes, gsize size, gsize there, GPtrArray *texts)
{
  if (type == 0)
    cell->kind = IMAGIN_SQL_CELL_NULL;
  else if (there < size)
    cell->kind = IMAGIN_SQL_CELL_LOST;
  else if (type <= 6 || type == 8 || type == 9)
    {
      cell->kind = IMAGIN_SQL_CELL_NUMBER;
      cell->number = type >= 8 ? (gint64) type - 8 : read_number (bytes, size);
    }
  else if (type < 12 || type % 2 == 0)
    cell->kind = IMAGIN_SQL_CELL_OTHER;
  else if (!g_utf8_validate_len ((const char *) bytes, size, NULL))
    cell->kind = IMAGIN_SQL_CELL_LOST;
  else
    {
      char *text = g_strndup ((const char *) bytes, size);

      g_ptr_array_add (texts, text);
      cell->kind = IMAGIN_SQL_CELL_TEXT;
      cell->text = text;
    }
}

/* @size is what the record should have, @there what of it was found. */
static void
read_record (Image *image, const guchar *record, gsize size, gsize there, gint64 key)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  ImaginSqlCell cells[IMAGIN_SQL_IMAGE_CELLS] = { 0 };
  const guchar *at = record;
  const guchar *end = record + there;
  guint64 header_bytes;
  gsize offset;
  guint n_cells = 0;

  if (!read_varint (&at, end, &header_bytes) || header_bytes > there || header_bytes < 2)
    return;
  offset = (gsize) header_bytes;
  for (end = record + header_bytes; at < end; n_cells++)
    {
      guint64 type;
      gsize bytes;

      if (n_cells == IMAGIN_SQL_IMAGE_CELLS || !read_varint (&at, end, &type))
        return;
      bytes = size_of_type (type);
      if (bytes > size || offset > size - bytes)
        return;
      read_cell (&cells[n_cells], type, record + MIN (offset, there), bytes, there - MIN (offset, there), texts);
      offset += bytes;
    }
  image->found (cells, n_cells, key, image->data);
}

/* Pages */

/* How many bytes of a payload stand in the page itself. */
static gsize
local_bytes (Image *image, guint64 payload, gboolean of_table)
{
  guint usable = image->usable_bytes;
  guint maximum = of_table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  guint minimum = (usable - 12) * 32 / 255 - 23;
  guint64 kept = minimum + (payload - minimum) % (usable - 4);

  return payload <= maximum ? (gsize) payload : kept <= maximum ? (gsize) kept : minimum;
}

/* Follows the chain of overflow pages as far as it leads. */
static void
read_overflow (Image *image, GByteArray *payload, guint64 size, guint number)
{
  guint left = image->n_pages;

  while (payload->len < size && number != 0 && left-- > 0)
    {
      const guchar *page = get_page (image, number);

      if (page == NULL)
        return;
      g_byte_array_append (payload, page + 4, (guint) MIN (size - payload->len, image->usable_bytes - 4));
      number = read_32 (page);
    }
}

static void
read_cell_of_page (Image *image, const guchar *page, guint offset, guchar kind)
{
  g_autoptr (GByteArray) payload = NULL;
  const guchar *at = page + offset;
  const guchar *end = page + image->usable_bytes;
  guint64 size;
  guint64 key = 0;
  gsize local;

  if (kind == INTERIOR_OF_INDEX)
    at += 4;
  if (at >= end || !read_varint (&at, end, &size) || size == 0 || size > PAYLOAD_MAXIMUM_BYTES)
    return;
  if (kind == LEAF_OF_TABLE && !read_varint (&at, end, &key))
    return;
  local = local_bytes (image, size, kind == LEAF_OF_TABLE);
  if (local > (gsize) (end - at))
    return;
  payload = g_byte_array_new ();
  g_byte_array_append (payload, at, (guint) local);
  if (local < size && (gsize) (end - at) >= local + 4)
    read_overflow (image, payload, size, read_32 (at + local));
  read_record (image, payload->data, (gsize) size, payload->len, (gint64) key);
}

static void
read_page (Image *image, guint number)
{
  const guchar *page = get_page (image, number);
  guint head = number == 1 ? FILE_HEADER_BYTES : 0;
  guint pointers, n_cells;
  guchar kind;

  if (page == NULL)
    return;
  kind = page[head];
  if (kind != INTERIOR_OF_INDEX && kind != LEAF_OF_INDEX && kind != LEAF_OF_TABLE)
    return;
  pointers = head + (kind == INTERIOR_OF_INDEX ? 12 : 8);
  n_cells = MIN (read_16 (page + head + 3), (image->usable_bytes - pointers) / 2);
  for (guint i = 0; i < n_cells; i++)
    {
      guint offset = read_16 (page + pointers + 2 * i);

      if (offset >= pointers && offset < image->usable_bytes)
        read_cell_of_page (image, page, offset, kind);
    }
}

/* The file and its log */

static gboolean
is_page_size (guint bytes)
{
  return bytes >= 512 && bytes <= 65536 && (bytes & (bytes - 1)) == 0;
}

static void
read_header (Image *image)
{
  guint bytes = image->file_bytes >= FILE_HEADER_BYTES ? read_16 (image->file + 16) : 0;

  image->page_bytes = bytes == 1 ? 65536 : bytes;
  if (!is_page_size (image->page_bytes) || memcmp (image->file, "SQLite format 3", 16) != 0)
    image->page_bytes = USUAL_PAGE_BYTES;
  image->usable_bytes = image->page_bytes;
  image->n_pages = (guint) (image->file_bytes / image->page_bytes);
}

/* The frames that carry the salt of the log's header (or of its first, where that is damaged) belong to it; those after
 * the last commit never counted. A frame whose checksum is wrong is taken all the same: its rows are looked at one by
 * one. */
static void
read_log (Image *image)
{
  gsize frame_bytes = FRAME_HEADER_BYTES + image->page_bytes;
  gsize n_frames = image->log_bytes > LOG_HEADER_BYTES ? (image->log_bytes - LOG_HEADER_BYTES) / frame_bytes : 0;
  const guchar *first = image->log + LOG_HEADER_BYTES;
  const guchar *salt;
  gsize committed = 0;

  if (n_frames == 0)
    return;
  salt = imagin_sql_log_is_sealed (image->log, image->log_bytes) ? image->log + 16 : first + 8;
  for (gsize i = 0; i < n_frames; i++)
    {
      const guchar *frame = first + i * frame_bytes;

      if (memcmp (frame + 8, salt, 8) == 0 && read_32 (frame + 4) != 0)
        committed = i + 1;
    }
  for (gsize i = 0; i < committed; i++)
    {
      const guchar *frame = first + i * frame_bytes;
      guint number = read_32 (frame);

      if (memcmp (frame + 8, salt, 8) != 0 || number == 0 || number > G_MAXUINT / 512)
        continue;
      g_hash_table_insert (image->frames, GUINT_TO_POINTER (number), (gpointer) (frame + FRAME_HEADER_BYTES));
      image->n_pages = MAX (image->n_pages, MIN (number, image->n_pages + (guint) n_frames));
    }
}

gboolean
imagin_sql_image_scan (const char *path, ImaginSqlRowFound found, gpointer data, GError **error)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &local);
  g_autoptr (GMappedFile) log = g_mapped_file_new (log_path, FALSE, NULL);
  Image image = { .found = found, .data = data };

  if (file == NULL || g_mapped_file_get_length (file) > FILE_MAXIMUM_BYTES)
    return imagin_error_set_false (error, IMAGIN_ERROR_STORE, "%s", local != NULL ? local->message : "It is too large");
  image.file = (const guchar *) g_mapped_file_get_contents (file);
  image.file_bytes = g_mapped_file_get_length (file);
  if (log != NULL)
    {
      image.log = (const guchar *) g_mapped_file_get_contents (log);
      image.log_bytes = g_mapped_file_get_length (log);
    }
  image.frames = g_hash_table_new (NULL, NULL);
  read_header (&image);
  read_log (&image);
  for (guint number = 1; number <= image.n_pages; number++)
    read_page (&image, number);
  g_hash_table_unref (image.frames);
  return TRUE;
}
