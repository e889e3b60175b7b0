/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all operations on a statement begin and end with. */

#include "academy/http/academy-statement-request.h"

#include "academy/academy-view.h"

void
academy_case_clear (AcademyCase *self)
{
  g_clear_pointer (&self->mission, academy_mission_free);
  g_clear_pointer (&self->statement, academy_statement_free);
}

gboolean
academy_case_open (AcademyRequest *request, AcademyCase *self)
{
  g_autoptr (GError) error = NULL;

  self->mission = academy_mission_find (request->database, request->intervener_id, request->parameters[0]);
  if (self->mission == NULL)
    {
      academy_answer_problem_full (
          request, "not-found", "Cette mission n’est plus dans votre dossier. Votre liste va être relue.", NULL, NULL);
      return FALSE;
    }
  self->statement = academy_statement_load (request->database, self->mission->id, &error);
  if (self->statement == NULL)
    academy_answer_failure (request, error);
  return self->statement != NULL;
}

gboolean
academy_case_require_match (AcademyRequest *request)
{
  if (academy_if_match_names (academy_request_header (request, "If-Match")))
    return TRUE;
  academy_answer_problem (request, "precondition-required");
  return FALSE;
}

void
academy_case_set_etag (AcademyRequest *request, AcademyCase *self)
{
  g_autofree char *etag = academy_statement_etag (request->database, self->statement);

  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "ETag", etag);
}

gboolean
academy_case_check_match (AcademyRequest *request, AcademyCase *self)
{
  g_autofree char *etag = academy_statement_etag (request->database, self->statement);

  /* By strong comparison (RFC 9110, 13.1.1): a weak tag never matches. */
  if (g_strcmp0 (academy_request_header (request, "If-Match"), etag) == 0)
    return TRUE;
  academy_case_set_etag (request, self);
  academy_answer_problem_full (request, "changed-elsewhere", NULL, "current",
                               academy_view_statement (request->database, self->statement, TRUE));
  return FALSE;
}

void
academy_case_answer (AcademyRequest *request, AcademyCase *self, guint status)
{
  g_autofree char *etag = academy_statement_etag (request->database, self->statement);
  g_autoptr (JsonNode) node = academy_view_statement (request->database, self->statement, TRUE);

  if (status == SOUP_STATUS_OK && g_strcmp0 (soup_server_message_get_method (request->message), "PUT") != 0 &&
      g_strcmp0 (soup_server_message_get_method (request->message), "DELETE") != 0)
    {
      academy_answer_cached (request, node, etag);
      return;
    }
  academy_case_set_etag (request, self);
  academy_answer_json (request, status, node);
}
