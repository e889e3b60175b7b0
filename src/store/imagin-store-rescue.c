/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A damaged store is set aside, byte for byte, and another one made of what can be read of it.
 *
 * The new store is made whole under another name; giving it the name "store.rescued" is the point of no return. From
 * there on each start goes on where the last one stopped: the damaged files into their folder, the new one into place.
 */

#include "base/imagin-error.h"
#include "base/imagin-folder.h"
#include "base/imagin-json.h"
#include "store/imagin-store-private.h"
#include "store/imagin-store-salvage.h"
#include "store/imagin-store-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

#define READY "store.rescued"
#define REPORT "rescue.json"
#define COPY "rescue-copy.db"
#define MADE "rescue-made.db"
#define CHUNK_BYTES 4096
#define FOLDERS_MAXIMUM 100
#define REPORT_MAXIMUM_BYTES (256 * 1024)
#define NAMED_MAXIMUM 50

static const char *const parts[] = { "", "-wal", "-shm" };

/* Files */

static char *
in_folder (const char *directory, const char *name, const char *part)
{
  g_autofree char *whole = g_strconcat (name, part, NULL);

  return g_build_filename (directory, whole, NULL);
}

static gboolean
move (const char *from, const char *to, GError **error)
{
  return g_rename (from, to) == 0 || errno == ENOENT || imagin_error_set_system (error, from);
}

/* A file that moves from one folder to another may be in neither after a power loss: it is in both first. */
static gboolean
set_aside (const char *from, const char *to, GError **error)
{
  if (link (from, to) == 0 || errno == ENOENT || errno == EEXIST)
    return TRUE;
  /* A file system without links. */
  return move (from, to, error);
}

static gboolean
write_chunk (int to, const guchar *chunk, gsize size)
{
  while (size > 0)
    {
      ssize_t written = write (to, chunk, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      chunk += written;
      size -= (gsize) written;
    }
  return TRUE;
}

/* What the disk does not give back is read as zeros: a page less, not all of them. */
static gboolean
copy_bytes (int from, int to, const char *path, GError **error)
{
  off_t end = lseek (from, 0, SEEK_END);

  for (off_t at = 0; at < end; at += CHUNK_BYTES)
    {
      guchar chunk[CHUNK_BYTES] = { 0 };
      gsize size = (gsize) MIN (end - at, CHUNK_BYTES);

      if (pread (from, chunk, size, at) < 0)
        memset (chunk, 0, size);
      if (!write_chunk (to, chunk, size))
        return imagin_error_set_system (error, path);
    }
  return TRUE;
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  int source = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  int target;
  gboolean copied;

  if (source < 0)
    return errno == ENOENT || imagin_error_set_system (error, from);
  target = g_open (to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  copied = target >= 0 ? copy_bytes (source, target, to, error) : imagin_error_set_system (error, to);
  close (source);
  if (target >= 0)
    close (target);
  return copied;
}

static void
clear_away (const char *directory, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = in_folder (directory, name, parts[i]);

      g_unlink (path);
    }
}

/* Two on one day, or a clock that was set back, have a folder each. */
static char *
make_folder (const char *directory, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "damaged-%Y-%m-%d-%H%M%S");
  char *path = NULL;

  for (int i = 1; i < FOLDERS_MAXIMUM; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%d", i) : g_strdup ("");

      path = in_folder (directory, date, number);
      if (g_mkdir (path, 0700) == 0)
        return path;
      if (errno != EEXIST)
        break;
      g_clear_pointer (&path, g_free);
    }
  imagin_error_set_system (error, directory);
  g_free (path);
  return NULL;
}

/* What the person is told */

static void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static char *
describe (const char *folder, const ImaginSalvage *salvage)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "folder");
  json_builder_add_string_value (builder, folder);
  add_number (builder, "drafts", salvage->drafts);
  add_number (builder, "entries", salvage->entries);
  add_number (builder, "receipts", salvage->receipts);
  json_builder_set_member_name (builder, "uncertain");
  json_builder_add_boolean_value (builder, salvage->uncertain);
  json_builder_set_member_name (builder, "lost");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (salvage->lost->len, NAMED_MAXIMUM); i++)
    json_builder_add_string_value (builder, g_ptr_array_index (salvage->lost, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

static gboolean
write_report (const char *directory, const char *folder, const ImaginSalvage *salvage, GError **error)
{
  g_autofree char *path = g_build_filename (directory, REPORT, NULL);
  g_autofree char *text = describe (folder, salvage);
  g_autoptr (GError) local = NULL;

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   &local) ||
         imagin_error_set_false (error,
                                 g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? IMAGIN_ERROR_DISK_FULL
                                                                                           : IMAGIN_ERROR_STORE,
                                 "%s", local->message);
}

static JsonNode *
read_report (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, REPORT, NULL);
  g_autofree char *text = NULL;
  gsize size;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_file_get_contents (path, &text, &size, NULL))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&text), size);
  return imagin_json_parse (bytes, REPORT_MAXIMUM_BYTES, NULL);
}

static char **
read_lost (JsonObject *report)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *lost = imagin_json_array_member (report, "lost");

  for (guint i = 0; lost != NULL && i < json_array_get_length (lost); i++)
    g_strv_builder_add (names, json_array_get_string_element (lost, i));
  return g_strv_builder_end (names);
}

ImaginRescue *
imagin_store_rescue_read (const char *directory)
{
  g_autoptr (JsonNode) root = read_report (directory);
  JsonObject *report = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  ImaginRescue *self;

  if (report == NULL)
    return NULL;
  self = g_object_new (IMAGIN_TYPE_RESCUE, NULL);
  self->folder = g_strdup (json_object_get_string_member_with_default (report, "folder", ""));
  self->drafts = (guint) json_object_get_int_member_with_default (report, "drafts", 0);
  self->entries = (guint) json_object_get_int_member_with_default (report, "entries", 0);
  self->receipts = (guint) json_object_get_int_member_with_default (report, "receipts", 0);
  self->uncertain = json_object_get_boolean_member_with_default (report, "uncertain", FALSE);
  self->lost = read_lost (report);
  return self;
}

void
imagin_store_rescue_told (ImaginRescue *rescue)
{
  g_autofree char *directory = g_path_get_dirname (rescue->folder);
  g_autofree char *from = g_build_filename (directory, REPORT, NULL);
  g_autofree char *to = g_build_filename (rescue->folder, REPORT, NULL);

  if (g_rename (from, to) != 0)
    g_message ("It will be said again: %s", g_strerror (errno));
}

/* The rescue */

/* From READY on; each step may have been done before. */
static gboolean
put_in_place (const char *directory, const char *path, GError **error)
{
  g_autoptr (ImaginRescue) rescue = imagin_store_rescue_read (directory);
  g_autofree char *ready = g_build_filename (directory, READY, NULL);

  if (rescue == NULL || !g_file_test (rescue->folder, G_FILE_TEST_IS_DIR))
    return imagin_error_set_false (error, IMAGIN_ERROR_STORE, "%s is there without its folder", ready);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *from = g_strconcat (path, parts[i], NULL);
      g_autofree char *to = in_folder (rescue->folder, name, parts[i]);

      if (!set_aside (from, to, error))
        return FALSE;
    }
  if (!imagin_folder_sync (rescue->folder, error))
    return FALSE;
  /* SQLite would read the damaged store's log into the new one. */
  for (guint i = 1; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *left = g_strconcat (path, parts[i], NULL);

      if (g_unlink (left) != 0 && errno != ENOENT)
        return imagin_error_set_system (error, left);
    }
  return imagin_folder_sync (directory, error) && move (ready, path, error) && imagin_folder_sync (directory, error);
}

gboolean
imagin_store_rescue_prepare (const char *path, gpointer data, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *ready = g_build_filename (directory, READY, NULL);

  clear_away (directory, COPY);
  clear_away (directory, MADE);
  return !g_file_test (ready, G_FILE_TEST_EXISTS) || put_in_place (directory, path, error);
}

/* A new store of what can be read of @path, in one file without a log. */
static gboolean
make_store (const char *directory, const char *path, ImaginSalvage *salvage, GError **error)
{
  g_autofree char *copy = g_build_filename (directory, COPY, NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *copy_of_log = g_strconcat (copy, "-wal", NULL);
  g_autofree char *made = g_build_filename (directory, MADE, NULL);
  sqlite3 *into;
  gboolean done;

  if (!copy_file (path, copy, error) || !copy_file (log, copy_of_log, error))
    return FALSE;
  into = imagin_sql_open (made, imagin_store_migrations, imagin_store_n_migrations, error);
  if (into == NULL)
    return FALSE;
  done = imagin_store_salvage (copy, into, salvage, error) &&
         imagin_sql_run (into, error, "PRAGMA wal_checkpoint (TRUNCATE)", "");
  sqlite3_close (into);
  return done;
}

gboolean
imagin_store_rescue (const char *path, gpointer data, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *made = g_build_filename (directory, MADE, NULL);
  g_autofree char *ready = g_build_filename (directory, READY, NULL);
  g_auto (ImaginSalvage) salvage = { 0 };
  g_autofree char *folder = NULL;
  gboolean done;

  g_message ("The store is damaged; it is set aside");
  clear_away (directory, COPY);
  clear_away (directory, MADE);
  done = make_store (directory, path, &salvage, error) && (folder = make_folder (directory, error)) != NULL &&
         imagin_folder_sync (directory, error) && write_report (directory, folder, &salvage, error) &&
         move (made, ready, error) && imagin_folder_sync (directory, error) && put_in_place (directory, path, error);
  clear_away (directory, COPY);
  clear_away (directory, MADE);
  return done;
}

/* What SQLite cannot know: a text that is no statement any more. */
gboolean
imagin_store_rescue_check (sqlite3 *database, gpointer data, GError **error)
{
  static const char sql[] = "SELECT 'account' FROM account WHERE NOT json_valid (body)"
                            " UNION ALL SELECT 'draft' FROM draft WHERE NOT json_valid (body) OR NOT json_valid (base)"
                            " UNION ALL SELECT 'receipt' FROM receipt WHERE NOT json_valid (body)"
                            " UNION ALL SELECT 'outbox' FROM outbox WHERE body LIKE '{%' AND NOT json_valid (body)"
                            " UNION ALL SELECT 'mission' FROM mission WHERE NOT json_valid (body) LIMIT 1";
  g_autoptr (GError) local = NULL;
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (database, error, sql, "");

  if (row == NULL)
    return FALSE;
  if (imagin_sql_step (row, &local))
    return imagin_error_set_false (error, IMAGIN_ERROR_STORE_DAMAGED, "A row of %s cannot be understood",
                                   imagin_sql_text (row, 0));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL && (error == NULL || *error == NULL);
}
