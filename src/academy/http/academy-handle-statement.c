/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statement: read, save, absence, history. */

#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/http/academy-statement-request.h"
#include "academy/office/academy-entry.h"
#include "academy/office/academy-validation.h"

void
academy_handle_statement (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };

  if (academy_case_open (request, &the_case))
    academy_case_answer (request, &the_case, SOUP_STATUS_OK);
}

static void
save (AcademyRequest *request, AcademyCase *the_case, JsonObject *merged)
{
  g_autofree char *at = academy_now_text ();
  g_autoptr (GError) error = NULL;

  json_object_unref (the_case->statement->entered);
  the_case->statement->entered = merged;
  if (academy_save_apply (request->database, the_case->statement, academy_request_id (request), at, &error))
    academy_case_answer (request, the_case, SOUP_STATUS_OK);
  else
    academy_answer_failure (request, error);
}

void
academy_handle_save (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (JsonArray) faults = json_array_new ();
  g_autoptr (JsonObject) merged = NULL;
  AcademyEntryResult result;

  if (!academy_case_open (request, &the_case) || !academy_case_require_match (request))
    return;
  body = academy_request_object (request);
  if (body == NULL || !academy_case_check_match (request, &the_case))
    return;
  result = academy_entry_merge (the_case.mission, the_case.statement, body, &merged, faults);
  if (result == ACADEMY_ENTRY_MALFORMED)
    academy_answer_problem (request, "malformed");
  else if (result == ACADEMY_ENTRY_CLOSED)
    academy_answer_faults (request, "part-closed", faults);
  else if (result == ACADEMY_ENTRY_INVALID)
    academy_answer_faults (request, "invalid", faults);
  else if (result == ACADEMY_ENTRY_SAME)
    academy_case_answer (request, &the_case, SOUP_STATUS_OK);
  else
    save (request, &the_case, g_steal_pointer (&merged));
}

static void
set_absence (AcademyRequest *request, AcademyCase *the_case, const char *reason)
{
  g_autofree char *at = academy_now_text ();
  g_autoptr (GError) error = NULL;

  if (academy_absence_apply (request->database, the_case->statement, reason, academy_request_id (request), at, &error))
    academy_case_answer (request, the_case, SOUP_STATUS_OK);
  else
    academy_answer_failure (request, error);
}

/* The reason as it is kept, or NULL with the answer set. */
static char *
read_reason (AcademyRequest *request)
{
  g_autoptr (JsonObject) body = academy_request_object (request);
  g_autoptr (JsonArray) faults = json_array_new ();
  JsonNode *member = body != NULL ? json_object_get_member (body, "reason") : NULL;
  g_autofree char *reason = NULL;

  if (body == NULL)
    return NULL;
  if (member != NULL && !JSON_NODE_HOLDS_NULL (member) && json_node_get_value_type (member) != G_TYPE_STRING)
    {
      academy_answer_problem (request, "malformed");
      return NULL;
    }
  reason = g_strdup (imagin_json_text_member (body, "reason"));
  if (reason == NULL || *g_strstrip (reason) == '\0')
    academy_faults_add (faults, "required", "Dites pourquoi la mission n’a pas été effectuée.", "/reason");
  else if (g_utf8_strlen (reason, -1) > 1000)
    academy_faults_add (faults, "too_long", "Le motif compte au plus 1000 caractères.", "/reason");
  else
    return g_steal_pointer (&reason);
  academy_answer_faults (request, "invalid", faults);
  return NULL;
}

void
academy_handle_declare_absence (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autofree char *reason = NULL;

  if (!academy_case_open (request, &the_case) || !academy_case_require_match (request))
    return;
  reason = read_reason (request);
  if (reason == NULL || !academy_case_check_match (request, &the_case))
    return;
  if (!academy_statement_writable (the_case.statement))
    academy_answer_problem (request, "part-closed");
  else if (g_strcmp0 (the_case.statement->absence_reason, reason) == 0)
    academy_case_answer (request, &the_case, SOUP_STATUS_OK);
  else
    set_absence (request, &the_case, reason);
}

static gboolean
is_cancelled (AcademyStatement *statement)
{
  for (guint i = 0; i < statement->parts->len; i++)
    {
      AcademyPart *part = g_ptr_array_index (statement->parts, i);

      if (!g_str_equal (part->status, "cancelled"))
        return FALSE;
    }
  return TRUE;
}

void
academy_handle_withdraw_absence (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };

  if (!academy_case_open (request, &the_case) || !academy_case_require_match (request) ||
      !academy_case_check_match (request, &the_case))
    return;
  if (is_cancelled (the_case.statement))
    academy_answer_problem_full (request, "part-closed",
                                 "Le service gestionnaire a déjà annulé la mission. Écrivez-lui pour la rétablir.",
                                 NULL, NULL);
  else if (the_case.statement->absence_reason == NULL)
    academy_case_answer (request, &the_case, SOUP_STATUS_OK);
  else
    set_absence (request, &the_case, NULL);
}

void
academy_handle_history (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  if (!academy_case_open (request, &the_case))
    return;
  json_builder_begin_object (builder);
  academy_json_node (builder, "items", academy_history_list (request->database, the_case.mission->id));
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  academy_answer_json (request, SOUP_STATUS_OK, node);
}
