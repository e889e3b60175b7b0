/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of receipts: taken once, looked into, on the disk before they are acknowledged. */

#include "academy/academy-info.h"
#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/database/academy-journal.h"
#include "academy/database/academy-receipts.h"
#include "academy/http/academy-statement-request.h"
#include "base/imagin-text.h"

static AcademyReceipt *
find_receipt (AcademyRequest *request, AcademyCase *the_case)
{
  g_autofree char *id = g_ascii_strdown (request->parameters[1], -1);
  AcademyReceipt *receipt = academy_receipt_find (request->database, the_case->mission->id, id);

  if (receipt == NULL)
    academy_answer_problem (request, "not-found");
  return receipt;
}

static void
set_digest (AcademyRequest *request, const char *sha256)
{
  g_autofree char *field = imagin_digest_to_field (sha256);

  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Repr-Digest", field);
}

void
academy_handle_content (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autoptr (AcademyReceipt) receipt = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *digest = NULL;

  if (!academy_case_open (request, &the_case))
    return;
  receipt = find_receipt (request, &the_case);
  if (receipt == NULL)
    return;
  bytes = receipt->received_at != NULL ? academy_receipt_read_blob (request->database, receipt->sha256) : NULL;
  if (bytes == NULL)
    {
      academy_answer_problem (request, "not-found");
      return;
    }
  /* Of what is on the disk, not of what was said once. */
  digest = imagin_bytes_sha256 (bytes);
  set_digest (request, digest);
  soup_server_message_set_status (request->message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (request->message, receipt->media_type, SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Returns the problem that the headers of an upload have, or NULL. */
static const char *
check_headers (AcademyRequest *request, const char *sent_digest)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *if_none_match = academy_request_header (request, "If-None-Match");

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
      academy_request_header (request, "Content-Length") == NULL)
    return "length-required";
  if (if_none_match == NULL || !g_str_equal (if_none_match, "*"))
    return "precondition-required";
  return sent_digest == NULL ? "digest-required" : NULL;
}

/* Returns the problem that the bytes have, or NULL. */
static const char *
check_bytes (AcademyRequest *request, AcademyReceipt *receipt, GBytes *bytes, const char *sent_digest)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *media_type = soup_message_headers_get_content_type (headers, NULL);
  const char *seen = academy_info_sniff (bytes);
  g_autofree char *digest = NULL;

  if (media_type == NULL || g_ascii_strcasecmp (media_type, receipt->media_type) != 0)
    return "media-type-refused";
  if ((gint64) g_bytes_get_size (bytes) != receipt->bytes)
    return "length-differs";
  digest = imagin_bytes_sha256 (bytes);
  if (!g_str_equal (digest, sent_digest) || !g_str_equal (digest, receipt->sha256))
    return "digest-differs";
  return g_strcmp0 (seen, receipt->media_type) != 0 ? "media-type-refused" : NULL;
}

static gboolean
store (AcademyRequest *request, AcademyCase *the_case, AcademyReceipt *receipt, GBytes *bytes, GError **error)
{
  receipt->received_at = academy_now_text ();
  return academy_receipt_write_blob (request->database, receipt->sha256, bytes, error) &&
         academy_receipt_put (request->database, the_case->mission->id, receipt, error) &&
         academy_mission_touch (request->database, the_case->mission->id, error) &&
         academy_journal_add (request->database, the_case->mission->id, "receipt_stored", academy_request_id (request),
                              receipt->id, receipt->sha256, receipt->received_at, error);
}

static void
receive (AcademyRequest *request, AcademyCase *the_case, AcademyReceipt *receipt, const char *sent_digest)
{
  g_autoptr (GBytes) bytes = academy_request_body (request);
  const char *problem = check_bytes (request, receipt, bytes, sent_digest);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (problem != NULL)
    {
      academy_answer_problem (request, problem);
      return;
    }
  if (!store (request, the_case, receipt, bytes, &error))
    {
      academy_answer_failure (request, error);
      return;
    }
  node = academy_receipt_to_json (receipt);
  set_digest (request, receipt->sha256);
  academy_answer_json (request, SOUP_STATUS_CREATED, node);
}

void
academy_handle_put_content (AcademyRequest *request)
{
  g_auto (AcademyCase) the_case = { NULL, NULL };
  g_autoptr (AcademyReceipt) receipt = NULL;
  g_autofree char *sent_digest = imagin_digest_from_field (academy_request_header (request, "Repr-Digest"));
  const char *problem;

  if (!academy_case_open (request, &the_case))
    return;
  receipt = find_receipt (request, &the_case);
  if (receipt == NULL)
    return;
  problem = check_headers (request, sent_digest);
  if (problem != NULL)
    academy_answer_problem (request, problem);
  else if (receipt->received_at != NULL)
    {
      set_digest (request, receipt->sha256);
      academy_answer_problem (request, "already-stored");
    }
  else if (!academy_statement_writable (the_case.statement))
    academy_answer_problem (request, "part-closed");
  else
    receive (request, &the_case, receipt, sent_digest);
}
