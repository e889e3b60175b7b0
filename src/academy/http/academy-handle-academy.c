/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The academy's description, its rate cards, and the person signed in. */

#include "academy/academy-info.h"
#include "academy/academy-json.h"
#include "academy/database/academy-people.h"
#include "academy/http/academy-router.h"
#include "academy/office/academy-amount.h"

void
academy_handle_academy (AcademyRequest *request)
{
  g_autoptr (JsonNode) node = academy_info (request->database, request->options->poll_seconds, request->options->trust);

  academy_answer_cached (request, node, NULL);
}

void
academy_handle_rate_cards (AcademyRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  academy_json_node (builder, "items", academy_rate_cards ());
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  academy_answer_cached (request, node, NULL);
}

void
academy_handle_me (AcademyRequest *request)
{
  g_autofree char *document = academy_people_document (request->database, request->intervener_id);
  g_autoptr (JsonNode) node = document != NULL ? academy_json_read (document) : NULL;

  if (node == NULL)
    academy_answer_problem (request, "not-found");
  else
    academy_answer_cached (request, node, NULL);
}
