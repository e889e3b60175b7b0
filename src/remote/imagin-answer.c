/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One whole answer over HTTP: its status, headers and bytes. */

#include "remote/imagin-answer.h"

#include "base/imagin-json.h"
#include "remote/imagin-request.h"

struct _ImaginAnswer
{
  GObject parent_instance;

  SoupMessage *message;
  GBytes *bytes;
};

G_DEFINE_FINAL_TYPE (ImaginAnswer, imagin_answer, G_TYPE_OBJECT)

static void
imagin_answer_finalize (GObject *object)
{
  ImaginAnswer *self = IMAGIN_ANSWER (object);

  g_clear_object (&self->message);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  G_OBJECT_CLASS (imagin_answer_parent_class)->finalize (object);
}

static void
imagin_answer_class_init (ImaginAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_answer_finalize;
}

static void
imagin_answer_init (ImaginAnswer *self)
{
}

ImaginAnswer *
imagin_answer_new (SoupMessage *message, GBytes *bytes)
{
  ImaginAnswer *self = g_object_new (IMAGIN_TYPE_ANSWER, NULL);

  self->message = g_object_ref (message);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

guint
imagin_answer_get_status (ImaginAnswer *self)
{
  return soup_message_get_status (self->message);
}

GBytes *
imagin_answer_get_bytes (ImaginAnswer *self)
{
  return self->bytes;
}

const char *
imagin_answer_get_header (ImaginAnswer *self, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (self->message), name);
}

char *
imagin_answer_get_next (ImaginAnswer *self)
{
  const char *link = soup_message_headers_get_list (soup_message_get_response_headers (self->message), "Link");
  g_autoptr (GRegex) regex = g_regex_new (
      "<([^>]+)>[^,]*;\\s*rel=(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next(?=[\\s;,]|$))", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return link != NULL && g_regex_match (regex, link, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

JsonNode *
imagin_answer_read_json (ImaginAnswer *self, GError **error)
{
  return imagin_json_parse (self->bytes, IMAGIN_ANSWER_MAXIMUM_BYTES, error);
}

gpointer
imagin_answer_read_entity (ImaginAnswer *self, GType type, GError **error)
{
  g_autoptr (JsonNode) node = imagin_answer_read_json (self, error);

  return node != NULL ? imagin_entity_from_json (type, node, error) : NULL;
}
