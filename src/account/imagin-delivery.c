/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one entry of the outbox reaches the academy, and what each of its answers means. */

#include "account/imagin-delivery.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "base/imagin-text.h"
#include "domain/imagin-validation-state.h"
#include "store/imagin-receipt-files.h"
#include "store/imagin-store-papers.h"

#define TRIES 3 /* when the office changes something else between two of our requests */
#define CONTENT_TRIES 2

typedef struct
{
  ImaginStore *store;
  ImaginRemote *remote;
  ImaginOutboxEntry *entry;
  char *validation; /* what the academy answered to one, without the statement */
  ImaginDeliveryProgress progress;
  gpointer data;
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_object_unref (delivery->store);
  g_object_unref (delivery->remote);
  g_object_unref (delivery->entry);
  g_free (delivery->validation);
  g_free (delivery);
}

gboolean
imagin_delivery_is_no_answer (const GError *error)
{
  static const ImaginError codes[] = {
    IMAGIN_ERROR_OFFLINE,     IMAGIN_ERROR_TIMED_OUT,        IMAGIN_ERROR_UNTRUSTED, IMAGIN_ERROR_TOO_MANY_REQUESTS,
    IMAGIN_ERROR_UNAVAILABLE, IMAGIN_ERROR_SIGN_IN_REQUIRED, IMAGIN_ERROR_CANCELLED, IMAGIN_ERROR_MALFORMED,
    IMAGIN_ERROR_KEYRING,     IMAGIN_ERROR_RESTORED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (imagin_error_matches (error, codes[i]))
      return TRUE;
  return FALSE;
}

/* Of an academy that came back from a backup, what it forgot looks like what somebody else took away. */
static gboolean
check_epoch (ImaginRemote *remote, JsonObject *problem, GError **error)
{
  const char *known = imagin_remote_get_epoch (remote);
  const char *now = imagin_json_text_member (problem, "epoch");

  return known == NULL || now == NULL || g_str_equal (known, now) ||
         imagin_error_set_false (error, IMAGIN_ERROR_RESTORED, "The academy is in another epoch");
}

/* The statement in a 412's problem, as the academy has it now. */
static ImaginStatement *
current_of (ImaginRemote *remote, ImaginAnswer *answer, GError **error)
{
  g_autoptr (JsonNode) node = imagin_answer_read_json (answer, error);
  JsonObject *problem = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (node == NULL)
    return NULL;
  if (problem == NULL || !json_object_has_member (problem, "current"))
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "The conflict does not say what the academy has");
  if (!check_epoch (remote, problem, error))
    return NULL;
  return imagin_entity_from_json (IMAGIN_TYPE_STATEMENT, json_object_get_member (problem, "current"), error);
}

/* A validation answers with the statement inside, and a number to keep; all else is the statement. */
static ImaginStatement *
statement_of (Delivery *delivery, ImaginAnswer *answer, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ImaginStatement) statement = NULL;
  JsonObject *object;

  if (delivery->entry->kind != IMAGIN_OUTBOX_VALIDATE)
    return imagin_answer_read_entity (answer, IMAGIN_TYPE_STATEMENT, error);
  node = imagin_answer_read_json (answer, error);
  if (node == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (object == NULL || !json_object_has_member (object, "statement"))
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "The validation does not hold its statement");
  statement = imagin_entity_from_json (IMAGIN_TYPE_STATEMENT, json_object_get_member (object, "statement"), error);
  json_object_remove_member (object, "statement");
  g_free (delivery->validation);
  delivery->validation = imagin_json_to_text (node);
  return g_steal_pointer (&statement);
}

/* Requests about the statement */

static void
add_receipt_claims (JsonBuilder *builder, GPtrArray *receipts)
{
  json_builder_set_member_name (builder, "receipts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < receipts->len; i++)
    {
      ImaginReceipt *receipt = g_ptr_array_index (receipts, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, imagin_entity_get_text (receipt, "id"));
      json_builder_set_member_name (builder, "sha256");
      json_builder_add_string_value (builder, imagin_entity_get_text (receipt, "sha256"));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static JsonNode *
validation_body (ImaginOutboxEntry *entry, ImaginStoredMission *stored, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (entry->body != NULL ? entry->body : "", " ", 0);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; parts[i] != NULL; i++)
    json_builder_add_string_value (builder, parts[i]);
  json_builder_end_array (builder);
  add_receipt_claims (builder, stored->receipts);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static JsonNode *
absence_body (ImaginOutboxEntry *entry)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "reason");
  json_builder_add_string_value (builder, entry->body);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static JsonNode *
save_body (ImaginOutboxEntry *entry, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (entry->body, strlen (entry->body));

  return imagin_json_parse (bytes, IMAGIN_ANSWER_MAXIMUM_BYTES, error);
}

static ImaginRequest *
statement_request (ImaginOutboxEntry *entry, ImaginStoredMission *stored, const char *etag, GError **error)
{
  g_autofree char *statement = imagin_request_path ("missions", entry->mission_id, "statement", NULL);
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (ImaginRequest) request = NULL;

  if (entry->kind == IMAGIN_OUTBOX_SAVE)
    {
      path = g_strdup (statement);
      body = save_body (entry, error);
    }
  else if (entry->kind == IMAGIN_OUTBOX_VALIDATE)
    {
      path = g_strdup_printf ("%s/validations/%s", statement, entry->uuid);
      body = validation_body (entry, stored, error);
    }
  else
    {
      path = g_strdup_printf ("%s/absence", statement);
      body = entry->kind == IMAGIN_OUTBOX_ABSENCE ? absence_body (entry) : NULL;
    }
  if (body == NULL && entry->kind != IMAGIN_OUTBOX_WITHDRAW)
    return NULL;
  request = imagin_request_new (entry->kind == IMAGIN_OUTBOX_WITHDRAW ? "DELETE" : "PUT", path);
  if (body != NULL)
    imagin_request_set_json (request, body);
  imagin_request_set_header (request, "If-Match", etag);
  imagin_request_accept (request, 412);
  return g_steal_pointer (&request);
}

/* What a save declares; anything else declares nothing of its own. */
static ImaginStatement *
declared_by (ImaginOutboxEntry *entry, GError **error)
{
  return entry->kind == IMAGIN_OUTBOX_SAVE ? imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, entry->body, error) : NULL;
}

static DexFuture *
refuse (Delivery *delivery, const GError *error, ImaginStatement *current)
{
  GError *local = NULL;

  if (!dex_await (imagin_store_refuse (delivery->store, delivery->entry, error, current), &local))
    return dex_future_new_for_error (local);
  return dex_future_new_for_boolean (FALSE);
}

static DexFuture *
settle (Delivery *delivery, ImaginStatement *statement)
{
  GError *local = NULL;

  if (!dex_await (imagin_store_settle (delivery->store, delivery->entry, statement, delivery->validation), &local))
    return dex_future_new_for_error (local);
  return dex_future_new_for_boolean (TRUE);
}

/* Every error ends here: no answer is passed on to be tried again, a refusal is kept for the person. */
static DexFuture *
failed (Delivery *delivery, GError *error)
{
  g_autoptr (GError) owned = error;

  if (imagin_delivery_is_no_answer (owned) || imagin_error_is_store (owned))
    return dex_future_new_for_error (g_steal_pointer (&owned));
  return refuse (delivery, owned, NULL);
}

static DexFuture *
conflict (Delivery *delivery, ImaginStatement *current)
{
  g_autoptr (GError) error = g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_CONFLICT, "");

  return refuse (delivery, error, current);
}

/**
 * Somebody else changed what the person may write: both are put together where they can be.
 *
 * Returns: (nullable): as statement_round()
 */
static DexFuture *
merge_or_ask (Delivery *delivery, ImaginStatement *current)
{
  ImaginOutboxEntry *entry = delivery->entry;
  GError *error = NULL;
  g_autofree char *merged = NULL;

  if (entry->kind != IMAGIN_OUTBOX_SAVE)
    return conflict (delivery, current);
  merged = dex_await_string (imagin_store_merge (delivery->store, entry, current), &error);
  if (merged == NULL)
    return dex_future_new_for_error (error);
  if (*merged == '\0')
    return conflict (delivery, current);
  g_set_str (&entry->body, merged);
  return NULL;
}

static gboolean
still_uploading (ImaginStoredMission *stored)
{
  for (guint i = 0; i < stored->receipts->len; i++)
    if (g_strcmp0 (imagin_entity_get_text (g_ptr_array_index (stored->receipts, i), "state"), "received") != 0)
      return TRUE;
  return FALSE;
}

/* What an answer means, or that there is none; @current is then what the academy has, or @error is set. */
static ImaginValidationEvent
read_outcome (Delivery *delivery,
              ImaginAnswer *answer,
              ImaginStatement *declared,
              ImaginStoredMission *stored,
              ImaginStatement **current,
              GError **error)
{
  gboolean precondition_failed = answer != NULL && imagin_answer_get_status (answer) == 412;

  if (answer != NULL)
    *current =
        precondition_failed ? current_of (delivery->remote, answer, error) : statement_of (delivery, answer, error);
  if (*current == NULL)
    return imagin_delivery_is_no_answer (*error) ? IMAGIN_VALIDATION_UNANSWERED : IMAGIN_VALIDATION_REJECTED;
  /* Where the academy has just what we sent, an earlier answer was lost, and this is no conflict. */
  if (!precondition_failed || (declared != NULL && imagin_statement_content_equal (*current, declared)))
    return IMAGIN_VALIDATION_ACCEPTED;
  return imagin_statement_content_equal (*current, imagin_mission_get_statement (stored->mission)) ||
                 (declared != NULL && imagin_stored_mission_was_sent (stored, *current))
             ? IMAGIN_VALIDATION_OFFICE_CHANGED
             : IMAGIN_VALIDATION_CONTENT_CHANGED;
}

static DexFuture *
begin_again (Delivery *delivery, ImaginStatement *current)
{
  ImaginOutboxEntry *entry = delivery->entry;
  GError *error = NULL;

  if (!dex_await (imagin_store_rebase (delivery->store, entry->account_id, entry->mission_id, current), &error))
    return dex_future_new_for_error (error);
  return NULL;
}

/**
 * A pull brought what somebody else entered since the person began; or this very save, whose answer was lost: to send
 * it again would be a second one; or an earlier save of theirs, which this one goes on from.
 *
 * Returns: (nullable): as statement_round()
 */
static DexFuture *
meet_pulled (Delivery *delivery, ImaginStoredMission *stored, ImaginStatement *declared)
{
  ImaginStatement *acknowledged = imagin_mission_get_statement (stored->mission);

  if (imagin_statement_content_equal (acknowledged, declared))
    return settle (delivery, acknowledged);
  return imagin_stored_mission_was_sent (stored, acknowledged) ? begin_again (delivery, acknowledged)
                                                               : merge_or_ask (delivery, acknowledged);
}

/**
 * What the table says is to be done, done.
 *
 * Returns: (nullable): as statement_round()
 */
static DexFuture *
carry_out (Delivery *delivery, ImaginValidationAct act, ImaginStatement *current, GError *error)
{
  g_autoptr (GError) owned = error;

  switch (act)
    {
    case IMAGIN_VALIDATION_SETTLE:
      return settle (delivery, current);
    case IMAGIN_VALIDATION_ASK:
      return merge_or_ask (delivery, current);
    case IMAGIN_VALIDATION_REFUSE:
      return failed (delivery, g_steal_pointer (&owned));
    case IMAGIN_VALIDATION_SEND_AGAIN:
      /* Only what is not the person's changed (a status, a date), or it is what they sent before: begin again from
       * there. */
      return begin_again (delivery, current);
    case IMAGIN_VALIDATION_WAIT:
      return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_CANCELLED, "The receipts come first");
    case IMAGIN_VALIDATION_TRY_LATER:
    case IMAGIN_VALIDATION_NOTHING:
    case IMAGIN_VALIDATION_KEEP:
    case IMAGIN_VALIDATION_SEND:
    case IMAGIN_VALIDATION_DROP:
    default:
      return dex_future_new_for_error (g_steal_pointer (&owned));
    }
}

/**
 * One round about the statement, by the table of a validation: a save and an absence go the same way, but that no
 * receipt holds them.
 *
 * Returns: (nullable): what it came to, or NULL where the academy changed something else and the round is to be run
 * again
 */
static DexFuture *
statement_round (Delivery *delivery)
{
  ImaginOutboxEntry *entry = delivery->entry;
  GError *error = NULL;
  g_autoptr (ImaginStoredMission) stored =
      dex_await_object (imagin_store_load_mission (delivery->store, entry->account_id, entry->mission_id), &error);
  g_autoptr (ImaginStatement) declared = NULL;
  g_autoptr (ImaginRequest) request = NULL;
  g_autoptr (ImaginAnswer) answer = NULL;
  g_autoptr (ImaginStatement) current = NULL;
  ImaginStatement *acknowledged, *base;
  ImaginValidationState state;
  ImaginValidationAct act;

  if (stored == NULL)
    return failed (delivery, error);
  acknowledged = imagin_mission_get_statement (stored->mission);
  base = stored->base != NULL ? stored->base : acknowledged;
  state = entry->kind == IMAGIN_OUTBOX_VALIDATE && still_uploading (stored) ? IMAGIN_VALIDATION_HELD
                                                                            : IMAGIN_VALIDATION_DUE;
  act = imagin_validation_step (&state, IMAGIN_VALIDATION_TURN);
  if (act != IMAGIN_VALIDATION_SEND)
    return carry_out (delivery, act, NULL, NULL);
  declared = declared_by (entry, &error);
  if (error != NULL)
    return failed (delivery, error);
  if (declared != NULL && !imagin_statement_content_equal (acknowledged, base))
    return meet_pulled (delivery, stored, declared);
  request = statement_request (entry, stored, imagin_entity_get_text (acknowledged, "etag"), &error);
  if (request == NULL || (declared != NULL && !dex_await (imagin_store_note_sending (delivery->store, entry->account_id,
                                                                                     entry->mission_id, declared),
                                                          &error)))
    return failed (delivery, error);
  answer = dex_await_object (imagin_remote_send (delivery->remote, request), &error);
  act = imagin_validation_step (&state, read_outcome (delivery, answer, declared, stored, &current, &error));
  return carry_out (delivery, act, current, error);
}

static DexFuture *
send_statement (Delivery *delivery)
{
  for (guint i = 0; i < TRIES; i++)
    {
      DexFuture *outcome = statement_round (delivery);

      if (outcome != NULL)
        return outcome;
    }
  return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_UNAVAILABLE, "The statement keeps changing at the academy");
}

/* Receipts */

static char *
receipt_path (ImaginOutboxEntry *entry)
{
  return imagin_request_path ("missions", entry->mission_id, "statement", "receipts", entry->uuid, NULL);
}

static void
uploaded (ImaginRequest *request, gint64 sent, gint64 total, gpointer data)
{
  Delivery *delivery = data;

  if (delivery->progress != NULL && total > 0)
    delivery->progress (delivery->entry, (double) sent / (double) total, delivery->data);
}

static ImaginRequest *
content_request (Delivery *delivery, ImaginReceipt *receipt, GError **error)
{
  const char *sha256 = imagin_entity_get_text (receipt, "sha256");
  g_autofree char *base = receipt_path (delivery->entry);
  g_autofree char *path = g_strconcat (base, "/content", NULL);
  g_autofree char *stored = imagin_receipt_files_path (imagin_store_get_files (delivery->store), sha256);
  g_autofree char *digest = imagin_digest_to_field (sha256);
  g_autoptr (GFile) file = NULL;
  ImaginRequest *request;

  if (stored == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_UNREADABLE_FILE, "The receipt's bytes are not here");
  file = g_file_new_for_path (stored);
  request = imagin_request_new ("PUT", path);
  imagin_request_set_file (request, file, imagin_entity_get_text (receipt, "media_type"),
                           imagin_entity_get_integer (receipt, "bytes", 0));
  imagin_request_set_header (request, "Repr-Digest", digest);
  imagin_request_set_header (request, "If-None-Match", "*");
  imagin_request_accept (request, 412);
  g_signal_connect (request, "progress", G_CALLBACK (uploaded), delivery);
  return request;
}

/* A receipt is at the academy when the academy says the digest of what it stored, and it is ours: 201 or, for a repeat,
 * 412. */
static gboolean
digest_agrees (ImaginAnswer *answer, ImaginReceipt *receipt, GError **error)
{
  g_autofree char *theirs = imagin_digest_from_field (imagin_answer_get_header (answer, "Repr-Digest"));

  if (theirs == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "The academy does not say what it stored");
  return g_strcmp0 (theirs, imagin_entity_get_text (receipt, "sha256")) == 0 ||
         imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "The academy stored other bytes than were sent");
}

/* What said another digest may stand between: asked again, the academy says 412 with the digest of what it has. */
static gboolean
send_content (Delivery *delivery, ImaginReceipt *receipt, GError **error)
{
  for (guint i = 0; i < CONTENT_TRIES; i++)
    {
      g_autoptr (ImaginRequest) request = NULL;
      g_autoptr (ImaginAnswer) answer = NULL;

      g_clear_error (error);
      request = content_request (delivery, receipt, error);
      if (request != NULL)
        answer = dex_await_object (imagin_remote_send (delivery->remote, request), error);
      if (answer == NULL)
        return FALSE;
      if (digest_agrees (answer, receipt, error))
        return TRUE;
    }
  return FALSE;
}

/* Whether an answer to the description is about this receipt: anybody can say 200. */
static gboolean
describes (ImaginAnswer *answer, ImaginReceipt *receipt, GError **error)
{
  g_autoptr (ImaginReceipt) theirs = imagin_answer_read_entity (answer, IMAGIN_TYPE_RECEIPT, error);

  if (theirs == NULL)
    return FALSE;
  return g_strcmp0 (imagin_entity_get_text (theirs, "sha256"), imagin_entity_get_text (receipt, "sha256")) == 0 ||
         imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "The academy speaks of another receipt");
}

static DexFuture *
send_receipt (Delivery *delivery)
{
  GError *error = NULL;
  g_autoptr (ImaginReceipt) receipt = imagin_entity_from_text (IMAGIN_TYPE_RECEIPT, delivery->entry->body, &error);
  g_autofree char *path = receipt_path (delivery->entry);
  g_autoptr (ImaginRequest) description = imagin_request_new ("PUT", path);
  g_autoptr (ImaginAnswer) answer = NULL;
  g_autoptr (JsonNode) body = NULL;

  if (receipt == NULL)
    return failed (delivery, error);
  body = imagin_entity_to_json (IMAGIN_ENTITY (receipt));
  imagin_request_set_json (description, body);
  answer = dex_await_object (imagin_remote_send (delivery->remote, description), &error);
  if (answer == NULL || !describes (answer, receipt, &error))
    return failed (delivery, error);
  /* Another name for what the academy acknowledged: 200, and its bytes stay (a 201 says that it has them no more). */
  if (imagin_answer_get_status (answer) == 200 &&
      g_strcmp0 (imagin_entity_get_text (receipt, "state"), "received") == 0)
    return settle (delivery, NULL);
  return send_content (delivery, receipt, &error) ? settle (delivery, NULL) : failed (delivery, error);
}

static DexFuture *
send_removal (Delivery *delivery)
{
  GError *error = NULL;
  g_autofree char *path = receipt_path (delivery->entry);
  g_autoptr (ImaginRequest) request = imagin_request_new ("DELETE", path);
  g_autoptr (ImaginAnswer) answer = NULL;

  imagin_request_accept (request, 404); /* it never got there, or it is gone already */
  answer = dex_await_object (imagin_remote_send (delivery->remote, request), &error);
  return answer != NULL ? settle (delivery, NULL) : failed (delivery, error);
}

/* Remarks to the office */

static DexFuture *
send_remark (Delivery *delivery)
{
  ImaginOutboxEntry *entry = delivery->entry;
  GError *error = NULL;
  g_autofree char *path = imagin_request_path ("missions", entry->mission_id, "remarks", entry->uuid, NULL);
  g_autoptr (ImaginRequest) request = imagin_request_new ("PUT", path);
  g_autoptr (ImaginRemark) written = g_object_new (IMAGIN_TYPE_REMARK, NULL);
  g_autoptr (ImaginAnswer) answer = NULL;
  g_autoptr (ImaginRemark) remark = NULL;
  g_autoptr (JsonNode) body = NULL;

  imagin_entity_set_text (written, "text", entry->body);
  body = imagin_entity_to_json (IMAGIN_ENTITY (written));
  imagin_request_set_json (request, body);
  answer = dex_await_object (imagin_remote_send (delivery->remote, request), &error);
  if (answer != NULL)
    remark = imagin_answer_read_entity (answer, IMAGIN_TYPE_REMARK, &error);
  if (remark == NULL)
    return failed (delivery, error);
  if (!dex_await (imagin_store_settle_remark (delivery->store, entry, remark), &error))
    return dex_future_new_for_error (error);
  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
delivery_fiber (gpointer data)
{
  Delivery *delivery = data;

  if (delivery->entry->kind == IMAGIN_OUTBOX_REMARK)
    return send_remark (delivery);
  if (delivery->entry->kind == IMAGIN_OUTBOX_RECEIPT)
    return send_receipt (delivery);
  if (delivery->entry->kind == IMAGIN_OUTBOX_REMOVE)
    return send_removal (delivery);
  return send_statement (delivery);
}

DexFuture *
imagin_delivery_send (
    ImaginStore *store, ImaginRemote *remote, ImaginOutboxEntry *entry, ImaginDeliveryProgress progress, gpointer data)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->store = g_object_ref (store);
  delivery->remote = g_object_ref (remote);
  delivery->entry = g_object_ref (entry);
  delivery->progress = progress;
  delivery->data = data;
  return dex_scheduler_spawn (NULL, 0, delivery_fiber, delivery, delivery_free);
}
