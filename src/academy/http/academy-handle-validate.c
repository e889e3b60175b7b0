/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Valider: named parts become the office's, once all that they need is there. */

#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/academy-view.h"
#include "academy/database/academy-letters.h"
#include "academy/database/academy-receipts.h"
#include "academy/http/academy-statement-request.h"
#include "academy/office/academy-rules.h"
#include "academy/office/academy-validation.h"
#include "domain/imagin-status.h"

static void
answer_validation (AcademyRequest *request, AcademyCase *the_case, guint status, JsonNode *validation)
{
  json_object_set_member (json_node_get_object (validation), "statement",
                          academy_view_statement (request->database, the_case->statement, TRUE));
  academy_case_set_etag (request, the_case);
  academy_answer_json (request, status, validation);
}

/* The names of the parts, or NULL where the body is not the JSON of the contract. */
static GStrv
read_parts (JsonObject *body)
{
  JsonArray *parts = imagin_json_array_member (body, "parts");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (parts == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      JsonNode *node = json_array_get_element (parts, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        return NULL;
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

static gboolean
receipts_are_read (JsonObject *body)
{
  JsonArray *receipts = imagin_json_array_member (body, "receipts");

  if (receipts == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (receipts); i++)
    {
      JsonNode *node = json_array_get_element (receipts, i);
      JsonObject *receipt = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *id = imagin_json_text_member (receipt, "id");
      const char *sha256 = imagin_json_text_member (receipt, "sha256");

      if (id == NULL || !g_uuid_string_is_valid (id) || sha256 == NULL || strlen (sha256) != 64 ||
          strspn (sha256, "0123456789abcdef") != 64)
        return FALSE;
    }
  return TRUE;
}

static void
check_parts (char **parts, AcademyFaults *faults)
{
  static const char *const known[] = { "work", "travel", NULL };

  if (parts[0] == NULL)
    academy_faults_add (faults, "required", "Dites ce que vous validez.", "/parts");
  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_strv_contains (known, parts[i]))
      academy_faults_add (faults, "unknown_part", "Cette partie n’existe pas.", "/parts/%u", i);
    else
      for (guint j = 0; j < i; j++)
        if (g_str_equal (parts[i], parts[j]))
          academy_faults_add (faults, "repeated", "Cette partie est donnée deux fois.", "/parts/%u", i);
}

static void
check_open (AcademyStatement *statement, char **parts, AcademyFaults *faults)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      AcademyPart *part = academy_statement_part (statement, parts[i]);

      if (part == NULL || !imagin_status_lookup (part->status)->writable)
        academy_faults_add (faults, "part_closed", "Cette partie n’est pas ouverte à la saisie.", "/parts/%u", i);
    }
}

static void
check_receipts (AcademyRequest *request, AcademyStatement *statement, JsonArray *receipts, AcademyFaults *faults)
{
  for (guint i = 0; i < json_array_get_length (receipts); i++)
    {
      JsonObject *named = json_array_get_object_element (receipts, i);
      g_autofree char *id = g_ascii_strdown (imagin_json_text_member (named, "id"), -1);
      g_autoptr (AcademyReceipt) receipt = academy_receipt_find (request->database, statement->mission_id, id);
      g_autofree char *detail = NULL;

      if (receipt != NULL && receipt->received_at != NULL &&
          g_strcmp0 (receipt->sha256, imagin_json_text_member (named, "sha256")) == 0)
        continue;
      detail = receipt != NULL ? g_strdup_printf ("La pièce «\u202f%s\u202f» n’est pas arrivée.", receipt->name)
                               : g_strdup ("Cette pièce n’est pas arrivée.");
      academy_faults_add (faults, "receipt_missing", detail, "/receipts/%u", i);
    }
}

/* Answers what stands against the validation, if anything. */
static gboolean
may_validate (AcademyRequest *request, AcademyCase *the_case, JsonObject *body, char **parts)
{
  g_autoptr (JsonArray) faults = json_array_new ();
  const char *problem = "invalid";

  check_parts (parts, faults);
  if (json_array_get_length (faults) == 0)
    {
      problem = "part-closed";
      check_open (the_case->statement, parts, faults);
      if (the_case->statement->absence_reason != NULL)
        academy_faults_add (faults, "absence_declared", "Retirez d’abord la déclaration de mission non effectuée.",
                            "/parts");
    }
  if (json_array_get_length (faults) == 0)
    {
      problem = "receipt-missing";
      check_receipts (request, the_case->statement, imagin_json_array_member (body, "receipts"), faults);
    }
  if (json_array_get_length (faults) == 0)
    {
      problem = "invalid";
      for (guint i = 0; parts[i] != NULL; i++)
        academy_rules_check_complete (the_case->mission, the_case->statement->entered, parts[i], faults);
    }
  if (json_array_get_length (faults) == 0)
    return TRUE;
  academy_answer_faults (request, problem, faults);
  return FALSE;
}

static gboolean
validate (AcademyRequest *request, AcademyCase *the_case, char **parts, GError **error)
{
  g_autofree char *at = academy_now_text ();

  return academy_validate_apply (request->database, the_case->statement, (const char *const *) parts,
                                 request->parameters[1], academy_request_id (request), at, error);
}

void
academy_handle_validate (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autoptr (JsonObject) body = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (JsonNode) validation = NULL;
  g_autoptr (GError) error = NULL;

  if (!academy_request_uuid (request, 1) || !academy_case_open (request, &the_case))
    return;
  validation = academy_validation_find (request->database, the_case.mission->id, request->parameters[1]);
  if (validation != NULL)
    {
      answer_validation (request, &the_case, SOUP_STATUS_OK, validation);
      return;
    }
  if (!academy_case_require_match (request))
    return;
  body = academy_request_object (request);
  if (body == NULL)
    return;
  parts = read_parts (body);
  if (parts == NULL || !receipts_are_read (body))
    {
      academy_answer_problem (request, "malformed");
      return;
    }
  if (!academy_case_check_match (request, &the_case) || !may_validate (request, &the_case, body, parts))
    return;
  if (!validate (request, &the_case, parts, &error))
    {
      academy_answer_failure (request, error);
      return;
    }
  validation = academy_validation_find (request->database, the_case.mission->id, request->parameters[1]);
  answer_validation (request, &the_case, SOUP_STATUS_CREATED, validation);
}
