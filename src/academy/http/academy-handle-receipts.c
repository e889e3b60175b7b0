/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Receipts: announced, renamed, listed, removed. Their bytes are the business of academy-handle-content.c. */

#include "academy/academy-info.h"
#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/database/academy-journal.h"
#include "academy/database/academy-receipts.h"
#include "academy/http/academy-statement-request.h"
#include "academy/office/academy-rules.h"
#include "domain/imagin-receipt.h"

static void
answer_receipt (AcademyRequest *request, guint status, AcademyReceipt *receipt)
{
  g_autoptr (JsonNode) node = academy_receipt_to_json (receipt);

  academy_answer_json (request, status, node);
}

void
academy_handle_receipts (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  if (!academy_case_open (request, &the_case))
    return;
  json_builder_begin_object (builder);
  academy_json_node (builder, "items", academy_receipts_to_json (request->database, the_case.mission->id));
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  academy_answer_json (request, SOUP_STATUS_OK, node);
}

static void
check_entry (ImaginReceipt *entry, AcademyFaults *faults)
{
  const char *sha256 = imagin_entity_get_text (entry, "sha256");
  const char *name = imagin_entity_get_text (entry, "name");

  if (*name == '\0' || strpbrk (name, "/\\") != NULL || !g_utf8_validate (name, -1, NULL))
    academy_faults_add (faults, "bad_name", "Ce nom de fichier n’est pas accepté.", "/name");
  if (strlen (sha256) != 64 || strspn (sha256, "0123456789abcdef") != 64)
    academy_faults_add (faults, "bad_digest", "Cette empreinte n’est pas un SHA-256.", "/sha256");
  if (imagin_entity_get_integer (entry, "bytes", 0) < 1)
    academy_faults_add (faults, "out_of_range", "Le fichier est vide.", "/bytes");
}

/* What the client announces, or NULL with the answer set. */
static ImaginReceipt *
read_entry (AcademyRequest *request)
{
  g_autoptr (JsonObject) body = academy_request_object (request);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonArray) faults = json_array_new ();
  g_autoptr (ImaginReceipt) entry = NULL;
  g_autoptr (GError) error = NULL;

  if (body == NULL)
    return NULL;
  /* The parser's object is sealed; and the rest of a Receipt is the academy's to say. */
  node = json_node_init_object (json_node_alloc (), json_object_new ());
  for (const char *const *name = (const char *const[]) { "name", "media_type", "bytes", "sha256", "label", NULL };
       *name != NULL; name++)
    if (json_object_has_member (body, *name))
      json_object_set_member (json_node_get_object (node), *name, json_object_dup_member (body, *name));
  json_object_set_string_member (json_node_get_object (node), "id", request->parameters[1]);
  json_object_unref (json_node_get_object (node));
  entry = imagin_entity_from_json (IMAGIN_TYPE_RECEIPT, node, &error);
  if (entry == NULL && !academy_faults_add_entity (faults, error))
    {
      academy_answer_problem (request, "malformed");
      return NULL;
    }
  if (entry != NULL)
    check_entry (entry, faults);
  if (json_array_get_length (faults) == 0)
    return g_steal_pointer (&entry);
  academy_answer_faults (request, "invalid", faults);
  return NULL;
}

static gboolean
store (AcademyRequest *request, const char *mission_id, AcademyReceipt *receipt, const char *effect)
{
  g_autofree char *at = academy_now_text ();
  g_autoptr (GError) error = NULL;

  if (academy_receipt_put (request->database, mission_id, receipt, &error) &&
      academy_mission_touch (request->database, mission_id, &error) &&
      academy_journal_add (request->database, mission_id, effect, academy_request_id (request), receipt->id,
                           receipt->sha256, at, &error))
    return TRUE;
  academy_answer_failure (request, error);
  return FALSE;
}

static void
answer_too_large (AcademyRequest *request)
{
  gint64 maximum = academy_info_receipt_bytes (request->database);
  g_autofree char *size = maximum >= 1048576 ? g_strdup_printf ("%" G_GINT64_FORMAT " Mo", maximum / 1048576)
                                             : g_strdup_printf ("%" G_GINT64_FORMAT " octets", maximum);
  g_autofree char *detail =
      g_strdup_printf ("L’académie accepte %s par pièce. Réduisez l’image, ou scindez le document.", size);

  academy_answer_problem_full (request, "receipt-too-large", detail, NULL, NULL);
}

static void
add_receipt (AcademyRequest *request, AcademyCase *the_case, ImaginReceipt *entry)
{
  g_autoptr (GPtrArray) receipts = academy_receipt_list (request->database, the_case->mission->id);
  g_autoptr (AcademyReceipt) receipt = g_new0 (AcademyReceipt, 1);

  receipt->id = g_strdup (request->parameters[1]);
  receipt->name = g_strdup (imagin_entity_get_text (entry, "name"));
  receipt->media_type = g_ascii_strdown (imagin_entity_get_text (entry, "media_type"), -1);
  receipt->bytes = imagin_entity_get_integer (entry, "bytes", 0);
  receipt->sha256 = g_strdup (imagin_entity_get_text (entry, "sha256"));
  receipt->label = g_strdup (imagin_entity_get_text (entry, "label"));
  receipt->added_at = academy_now_text ();
  if (!academy_statement_writable (the_case->statement))
    academy_answer_problem (request, "part-closed");
  else if (receipt->bytes > academy_info_receipt_bytes (request->database))
    answer_too_large (request);
  else if (!g_strv_contains (academy_info_media_types (), receipt->media_type))
    academy_answer_problem (request, "media-type-refused");
  else if (receipts->len >= academy_info_receipt_count (request->database))
    academy_answer_problem (request, "too-many-receipts");
  else if (store (request, the_case->mission->id, receipt, "receipt_announced"))
    answer_receipt (request, SOUP_STATUS_CREATED, receipt);
}

/* A repeat, or another name; the bytes stay what was announced. */
static void
rename_receipt (AcademyRequest *request, AcademyCase *the_case, AcademyReceipt *receipt, ImaginReceipt *entry)
{
  const char *name = imagin_entity_get_text (entry, "name");
  const char *label = imagin_entity_get_text (entry, "label");
  g_autofree char *media_type = g_ascii_strdown (imagin_entity_get_text (entry, "media_type"), -1);

  if (!g_str_equal (receipt->media_type, media_type) ||
      !g_str_equal (receipt->sha256, imagin_entity_get_text (entry, "sha256")) ||
      receipt->bytes != imagin_entity_get_integer (entry, "bytes", 0))
    {
      academy_answer_problem (request, "receipt-differs");
      return;
    }
  if (g_strcmp0 (receipt->name, name) == 0 && g_strcmp0 (receipt->label, label) == 0)
    {
      answer_receipt (request, SOUP_STATUS_OK, receipt);
      return;
    }
  if (!academy_statement_writable (the_case->statement))
    {
      academy_answer_problem (request, "part-closed");
      return;
    }
  g_set_str (&receipt->name, name);
  g_set_str (&receipt->label, label);
  if (store (request, the_case->mission->id, receipt, "receipt_renamed"))
    answer_receipt (request, SOUP_STATUS_OK, receipt);
}

void
academy_handle_put_receipt (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autoptr (ImaginReceipt) entry = NULL;
  g_autoptr (AcademyReceipt) receipt = NULL;

  if (!academy_request_uuid (request, 1) || !academy_case_open (request, &the_case))
    return;
  entry = read_entry (request);
  if (entry == NULL)
    return;
  receipt = academy_receipt_find (request->database, the_case.mission->id, request->parameters[1]);
  if (receipt != NULL)
    rename_receipt (request, &the_case, receipt, entry);
  else
    add_receipt (request, &the_case, entry);
}

void
academy_handle_delete_receipt (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autoptr (AcademyReceipt) receipt = NULL;
  g_autofree char *at = academy_now_text ();
  g_autoptr (GError) error = NULL;
  gboolean known;

  known = g_uuid_string_is_valid (request->parameters[1]) && academy_request_uuid (request, 1);
  if (!academy_case_open (request, &the_case))
    return;
  receipt = known ? academy_receipt_find (request->database, the_case.mission->id, request->parameters[1]) : NULL;
  if (receipt == NULL)
    academy_answer_problem (request, "not-found");
  else if (!academy_statement_writable (the_case.statement))
    academy_answer_problem (request, "part-closed");
  else if (!academy_receipt_remove (request->database, the_case.mission->id, receipt, &error) ||
           !academy_mission_touch (request->database, the_case.mission->id, &error) ||
           !academy_journal_add (request->database, the_case.mission->id, "receipt_removed",
                                 academy_request_id (request), receipt->id, receipt->sha256, at, &error))
    academy_answer_failure (request, error);
  else
    {
      request->sweep = g_strdup (receipt->sha256);
      academy_answer_empty (request);
    }
}
