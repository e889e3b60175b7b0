/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request to an academy, as it is meant; it can be sent several times. */

#include "remote/imagin-request.h"

#include "base/imagin-json.h"

struct _ImaginRequest
{
  GObject parent_instance;

  char *method;
  char *path;
  GHashTable *headers;
  GBytes *bytes;
  GFile *file;
  char *media_type;
  gint64 size;
  GArray *accepted;
  gsize maximum_bytes;
  gboolean anonymous;
  gboolean document;
};

G_DEFINE_FINAL_TYPE (ImaginRequest, imagin_request, G_TYPE_OBJECT)

static guint progress_signal;

static void
imagin_request_finalize (GObject *object)
{
  ImaginRequest *self = IMAGIN_REQUEST (object);

  g_free (self->method);
  g_free (self->path);
  g_hash_table_unref (self->headers);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->file);
  g_free (self->media_type);
  g_array_unref (self->accepted);
  G_OBJECT_CLASS (imagin_request_parent_class)->finalize (object);
}

static void
imagin_request_class_init (ImaginRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_request_finalize;
  progress_signal = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
imagin_request_init (ImaginRequest *self)
{
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->accepted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->maximum_bytes = IMAGIN_ANSWER_MAXIMUM_BYTES;
}

ImaginRequest *
imagin_request_new (const char *method, const char *path)
{
  ImaginRequest *self = g_object_new (IMAGIN_TYPE_REQUEST, NULL);

  self->method = g_strdup (method);
  self->path = g_strdup (path);
  return self;
}

char *
imagin_request_path (const char *segment, ...)
{
  GString *path = g_string_new (NULL);
  va_list segments;

  va_start (segments, segment);
  for (; segment != NULL; segment = va_arg (segments, const char *))
    {
      g_string_append_c (path, '/');
      g_string_append_uri_escaped (path, segment, NULL, FALSE);
    }
  va_end (segments);
  return g_string_free_and_steal (path);
}

void
imagin_request_set_header (ImaginRequest *self, const char *name, const char *value)
{
  g_hash_table_insert (self->headers, g_strdup (name), g_strdup (value));
}

void
imagin_request_set_json (ImaginRequest *self, JsonNode *node)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = imagin_json_to_bytes (node);
  self->size = (gint64) g_bytes_get_size (self->bytes);
  g_set_str (&self->media_type, "application/json");
}

void
imagin_request_set_file (ImaginRequest *self, GFile *file, const char *media_type, gint64 bytes)
{
  g_set_object (&self->file, file);
  g_set_str (&self->media_type, media_type);
  self->size = bytes;
}

void
imagin_request_accept (ImaginRequest *self, guint status)
{
  g_array_append_val (self->accepted, status);
}

void
imagin_request_set_anonymous (ImaginRequest *self)
{
  self->anonymous = TRUE;
}

void
imagin_request_set_document (ImaginRequest *self)
{
  self->document = TRUE;
  self->maximum_bytes = IMAGIN_DOCUMENT_MAXIMUM_BYTES;
}

void
imagin_request_set_maximum_bytes (ImaginRequest *self, gsize maximum_bytes)
{
  self->maximum_bytes = maximum_bytes;
}

const char *
imagin_request_get_method (ImaginRequest *self)
{
  return self->method;
}

const char *
imagin_request_get_path (ImaginRequest *self)
{
  return self->path;
}

gboolean
imagin_request_is_anonymous (ImaginRequest *self)
{
  return self->anonymous;
}

gboolean
imagin_request_accepts (ImaginRequest *self, guint status)
{
  for (guint i = 0; i < self->accepted->len; i++)
    if (g_array_index (self->accepted, guint, i) == status)
      return TRUE;
  return status >= 200 && status < 300;
}

gboolean
imagin_request_is_document (ImaginRequest *self)
{
  return self->document;
}

gsize
imagin_request_get_maximum_bytes (ImaginRequest *self)
{
  return self->maximum_bytes;
}

GHashTable *
imagin_request_get_headers (ImaginRequest *self)
{
  return self->headers;
}

GBytes *
imagin_request_get_bytes (ImaginRequest *self)
{
  return self->bytes;
}

GFile *
imagin_request_get_file (ImaginRequest *self)
{
  return self->file;
}

const char *
imagin_request_get_media_type (ImaginRequest *self)
{
  return self->media_type;
}

gint64
imagin_request_get_size (ImaginRequest *self)
{
  return self->size;
}

void
imagin_request_report_progress (ImaginRequest *self, gint64 sent)
{
  g_signal_emit (self, progress_signal, 0, MIN (sent, self->size), self->size);
}
