/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks another process what a file is, and bounds it. */

#include "media/imagin-inspection.h"

#include "base/imagin-error.h"
#include "base/imagin-future.h"
#include "base/imagin-json.h"
#include "base/imagin-limits.h"

#include "imagin-config.h"

#include <string.h>

#define SECONDS 12
#define TRIES 2
#define SIDE_MAXIMUM 512

G_DEFINE_FINAL_TYPE (ImaginInspection, imagin_inspection, G_TYPE_OBJECT)

static void
imagin_inspection_finalize (GObject *object)
{
  ImaginInspection *self = IMAGIN_INSPECTION (object);

  g_free (self->media_type);
  g_clear_pointer (&self->pixels, g_bytes_unref);
  G_OBJECT_CLASS (imagin_inspection_parent_class)->finalize (object);
}

static void
imagin_inspection_class_init (ImaginInspectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_inspection_finalize;
}

static void
imagin_inspection_init (ImaginInspection *self)
{
}

/* The helper beside the program where it runs uninstalled, the installed one otherwise. */
static char *
helper_path (void)
{
  const char *directory = g_getenv ("IMAGIN_LIBEXEC");

  return g_build_filename (directory != NULL ? directory : IMAGIN_LIBEXEC_DIR, "imagin-inspect", NULL);
}

static ImaginInspection *
refused (JsonObject *head, GError **error)
{
  const char *why = imagin_json_text_member (head, "refused");

  if (g_strcmp0 (why, "encrypted") == 0)
    return imagin_error_set_null (error, IMAGIN_ERROR_ENCRYPTED_FILE, "The PDF asks for a password");
  if (g_strcmp0 (why, "type") == 0)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNSUPPORTED_TYPE, "The bytes are no picture and no PDF");
  return imagin_error_set_null (error, IMAGIN_ERROR_UNREADABLE_FILE, "The file cannot be decoded");
}

/* One line of JSON, then the pixels. */
static ImaginInspection *
read_answer (GBytes *answer, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (answer, &size);
  const char *end = size > 0 ? memchr (text, '\n', size) : NULL;
  g_autoptr (GBytes) line = end != NULL ? g_bytes_new (text, (gsize) (end - text)) : NULL;
  g_autoptr (JsonNode) node = line != NULL ? imagin_json_parse (line, 4096, NULL) : NULL;
  JsonObject *head = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *media_type = imagin_json_text_member (head, "media_type");
  gint64 width = imagin_json_integer_member (head, "width", 0);
  gint64 height = imagin_json_integer_member (head, "height", 0);
  ImaginInspection *inspection;
  gsize rest;

  if (media_type == NULL)
    return refused (head, error);
  rest = size - (gsize) (end + 1 - text);
  if (width < 1 || height < 1 || width > SIDE_MAXIMUM || height > SIDE_MAXIMUM || rest != (gsize) (width * height * 4))
    return imagin_error_set_null (error, IMAGIN_ERROR_UNREADABLE_FILE, "The decoder's answer makes no sense");
  inspection = g_object_new (IMAGIN_TYPE_INSPECTION, NULL);
  inspection->media_type = g_strdup (media_type);
  inspection->pages = (guint) CLAMP (imagin_json_integer_member (head, "pages", 1), 1, 100000);
  inspection->width = (int) width;
  inspection->height = (int) height;
  inspection->pixels = g_bytes_new_from_bytes (answer, (gsize) (end + 1 - text), rest);
  return inspection;
}

/* Runs in a fiber. Returns NULL without an error where the helper said nothing in time. */
static GBytes *
ask_helper (const char *path, GError **error)
{
  g_autofree char *helper = helper_path ();
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error, helper, path, NULL);
  GBytes *answer;

  if (process == NULL)
    return NULL;
  answer = dex_await_boxed (dex_future_first (imagin_future_read_all (g_subprocess_get_stdout_pipe (process),
                                                                      IMAGIN_INSPECTION_MAXIMUM_BYTES),
                                              dex_timeout_new_seconds (SECONDS), NULL),
                            NULL);
  if (answer == NULL)
    g_subprocess_force_exit (process);
  return answer;
}

/* The decoder's own sandbox was seen to hang, rarely, on a file that it then decodes at once: it is asked once more
 * before the person is told that their receipt cannot be read. */
static DexFuture *
inspect_fiber (gpointer data)
{
  g_autoptr (GBytes) answer = NULL;
  ImaginInspection *inspection;
  GError *error = NULL;

  for (guint i = 0; answer == NULL && error == NULL && i < TRIES; i++)
    answer = ask_helper (data, &error);
  if (error != NULL)
    return dex_future_new_for_error (error);
  if (answer == NULL)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_UNREADABLE_FILE, "The decoder took too long");
  inspection = read_answer (answer, &error);
  return inspection != NULL ? dex_future_new_take_object (inspection) : dex_future_new_for_error (error);
}

DexFuture *
imagin_inspect (const char *path)
{
  return dex_scheduler_spawn (NULL, 0, inspect_fiber, g_strdup (path), g_free);
}
