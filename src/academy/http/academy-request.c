/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request: its headers, its body, and who asks. */

#include "academy/http/academy-request.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-limits.h"

static void
request_clear (gpointer data)
{
  AcademyRequest *self = data;

  for (guint i = 0; i < ACADEMY_MAX_PARAMETERS; i++)
    g_free (self->parameters[i]);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_object (&self->message);
  g_free (self->intervener_id);
  g_free (self->sweep);
}

AcademyRequest *
academy_request_new (AcademyDatabase *database,
                     const AcademyOptions *options,
                     SoupServerMessage *message,
                     GHashTable *query)
{
  AcademyRequest *self = g_rc_box_new0 (AcademyRequest);

  self->database = database;
  self->options = options;
  self->message = g_object_ref (message);
  self->query = query != NULL ? g_hash_table_ref (query) : NULL;
  return self;
}

AcademyRequest *
academy_request_ref (AcademyRequest *self)
{
  return g_rc_box_acquire (self);
}

void
academy_request_unref (AcademyRequest *self)
{
  g_rc_box_release_full (self, request_clear);
}

const char *
academy_request_header (AcademyRequest *self, const char *name)
{
  return soup_message_headers_get_list (soup_server_message_get_request_headers (self->message), name);
}

const char *
academy_request_id (AcademyRequest *self)
{
  const char *id = academy_request_header (self, "X-Request-Id");

  return id != NULL && strlen (id) <= 200 && g_utf8_validate (id, -1, NULL) ? id : NULL;
}

GBytes *
academy_request_body (AcademyRequest *self)
{
  return soup_message_body_flatten (soup_server_message_get_request_body (self->message));
}

JsonObject *
academy_request_object (AcademyRequest *self)
{
  g_autoptr (GBytes) body = academy_request_body (self);
  g_autoptr (JsonNode) node = imagin_json_parse (body, IMAGIN_REQUEST_MAXIMUM_BYTES, NULL);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_dup_object (node);
  academy_answer_problem (self, "malformed");
  return NULL;
}

gboolean
academy_request_uuid (AcademyRequest *self, guint index)
{
  char *lower = g_ascii_strdown (self->parameters[index], -1);

  g_free (self->parameters[index]);
  self->parameters[index] = lower;
  if (g_uuid_string_is_valid (lower))
    return TRUE;
  academy_answer_problem (self, "malformed");
  return FALSE;
}

/* Conditional requests */

gboolean
academy_if_match_names (const char *if_match)
{
  return if_match != NULL && *if_match != '\0' && !g_str_equal (if_match, "*");
}

gboolean
academy_if_none_match_holds (const char *if_none_match, const char *etag)
{
  g_auto (GStrv) tags = NULL;

  if (if_none_match == NULL)
    return FALSE;
  /* Our own tags hold no comma, so that a list can be cut at commas. */
  tags = g_strsplit (if_none_match, ",", 64);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = g_strstrip (tags[i]);

      if (g_str_has_prefix (tag, "W/"))
        tag += 2;
      if (g_str_equal (tag, "*") || g_str_equal (tag, etag))
        return TRUE;
    }
  return FALSE;
}
