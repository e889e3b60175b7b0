/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the intervener writes to the office. */

#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/database/academy-journal.h"
#include "academy/database/academy-letters.h"
#include "academy/http/academy-statement-request.h"
#include "academy/office/academy-rules.h"

void
academy_handle_remarks (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  if (!academy_case_open (request, &the_case))
    return;
  json_builder_begin_object (builder);
  academy_json_node (builder, "items", academy_remark_list (request->database, the_case.mission->id));
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  academy_answer_json (request, SOUP_STATUS_OK, node);
}

/* RFC 6901: empty, or each token behind a slash, with ~ only in ~0 and ~1. */
static gboolean
is_pointer (const char *text)
{
  if (*text != '\0' && *text != '/')
    return FALSE;
  for (const char *at = strchr (text, '~'); at != NULL; at = strchr (at + 1, '~'))
    if (at[1] != '0' && at[1] != '1')
      return FALSE;
  return strlen (text) <= 200;
}

static gboolean
text_or_null (JsonObject *body, const char *name)
{
  JsonNode *node = json_object_get_member (body, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) || json_node_get_value_type (node) == G_TYPE_STRING;
}

/* Returns whether the body is a remark; otherwise the answer is set. */
static gboolean
check_remark (AcademyRequest *request, JsonObject *body)
{
  g_autoptr (JsonArray) faults = json_array_new ();
  const char *text = imagin_json_text_member (body, "text");
  const char *field = imagin_json_text_member (body, "field");

  if (!text_or_null (body, "text") || !text_or_null (body, "field"))
    {
      academy_answer_problem (request, "malformed");
      return FALSE;
    }
  if (text == NULL || *text == '\0')
    academy_faults_add (faults, "required", "Écrivez votre remarque.", "/text");
  else if (g_utf8_strlen (text, -1) > 4000)
    academy_faults_add (faults, "too_long", "Une remarque compte au plus 4000 caractères.", "/text");
  if (field != NULL && !is_pointer (field))
    academy_faults_add (faults, "bad_pointer", "Ce champ n’existe pas.", "/field");
  if (json_array_get_length (faults) == 0)
    return TRUE;
  academy_answer_faults (request, "invalid", faults);
  return FALSE;
}

void
academy_handle_put_remark (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *at = academy_now_text ();
  g_autoptr (GError) error = NULL;
  gboolean added = FALSE;

  if (!academy_request_uuid (request, 1) || !academy_case_open (request, &the_case))
    return;
  body = academy_request_object (request);
  if (body == NULL || !check_remark (request, body))
    return;
  if (!academy_remark_add (request->database, the_case.mission->id, request->parameters[1],
                           imagin_json_text_member (body, "text"), imagin_json_text_member (body, "field"), at, &added,
                           &error) ||
      (added && (!academy_mission_touch (request->database, the_case.mission->id, &error) ||
                 !academy_journal_add (request->database, the_case.mission->id, "remark", academy_request_id (request),
                                       request->parameters[1], NULL, at, &error))))
    {
      academy_answer_failure (request, error);
      return;
    }
  node = academy_remark_find (request->database, the_case.mission->id, request->parameters[1]);
  academy_answer_json (request, added ? SOUP_STATUS_CREATED : SOUP_STATUS_OK, node);
}
