/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One whole answer over HTTP: its status, headers and bytes. */

#include "remote/imagin-answer.h"

#include "base/imagin-json.h"
#include "base/imagin-limits.h"
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

guint
imagin_answer_get_retry_seconds (ImaginAnswer *self)
{
  const char *text = imagin_answer_get_header (self, "Retry-After");
  const char *date = imagin_answer_get_header (self, "Date");
  g_autoptr (GDateTime) until = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds = 0;

  if (text == NULL)
    return 0;
  /* Digits only; more of them than a number takes are a long time all the same. */
  if (*text != '\0' && text[strspn (text, "0123456789")] == '\0')
    return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &seconds, NULL)
               ? (guint) MIN (seconds, IMAGIN_RETRY_MAXIMUM_SECONDS)
               : IMAGIN_RETRY_MAXIMUM_SECONDS;
  until = soup_date_time_new_from_http_string (text);
  now = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;
  if (now == NULL)
    now = g_date_time_new_now_utc ();
  if (until == NULL)
    return 0;
  return (guint) CLAMP (g_date_time_difference (until, now) / G_TIME_SPAN_SECOND, 0, IMAGIN_RETRY_MAXIMUM_SECONDS);
}

gboolean
imagin_answer_is_json (ImaginAnswer *self)
{
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (self->message), NULL);

  return type != NULL && (g_ascii_strcasecmp (type, "application/json") == 0 ||
                          g_ascii_strcasecmp (type, "application/problem+json") == 0);
}

gboolean
imagin_answer_is_page (ImaginAnswer *self)
{
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (self->message), NULL);

  return type == NULL || g_ascii_strncasecmp (type, "text/html", strlen ("text/html")) == 0 ||
         g_ascii_strcasecmp (type, "application/xhtml+xml") == 0;
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
