/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An academy that lies, stumbles or lost its own answer: what the real one does not do on demand. */

#include "unit-store.h"

#include "account/imagin-delivery.h"
#include "base/imagin-text.h"

#include <libsoup/soup.h>

#define ABC_SHA256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define OTHER_SHA256 "0000000000000000000000000000000000000000000000000000000000000000"
#define RECEIPT_ID "8f14e45f-ceea-467f-9b2a-000000000001"

typedef struct
{
  Kept kept;
  SoupServer *server;
  ImaginRemote *remote;
  char *files;
  guint lies;            /* so often it says first that it stored something else */
  const char *sha256;    /* what the academy says that it stored; NULL: it does not say */
  guint status;          /* of the answer to a statement */
  const char *answer;    /* to a statement */
  const char *then;      /* the statement that every later one is answered with; NULL: the same again */
  guint statements;      /* how many were sent */
  const char *type;      /* of that answer; NULL: JSON */
  const char *described; /* the answer to a receipt's description; NULL: as it should be */
} Lie;

static void
answer_text (SoupServerMessage *message, guint status, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, strlen (text));
}

#define DESCRIBED(sha256)                                                                                              \
  "{\"id\":\"" RECEIPT_ID "\",\"name\":\"a.pdf\",\"media_type\":\"application/pdf\",\"bytes\":3,"                      \
  "\"sha256\":\"" sha256 "\",\"added_at\":\"2026-06-22T10:00:00+02:00\",\"state\":\"announced\"}"

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Lie *self = data;

  if (g_str_has_suffix (path, "/session/refresh"))
    answer_text (message, 200, "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"token_type\":\"Bearer\"}");
  else if (g_str_has_suffix (path, "/statement"))
    {
      self->statements++;
      answer_text (message, self->status, self->answer);
      if (self->then != NULL)
        {
          self->status = 200;
          self->answer = self->then;
        }
      if (self->type != NULL)
        soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Type", self->type);
    }
  else if (!g_str_has_suffix (path, "/content"))
    answer_text (message, 201, self->described != NULL ? self->described : DESCRIBED (ABC_SHA256));
  else
    {
      answer_text (message, 201, "{}");
      if (self->sha256 != NULL)
        {
          g_autofree char *field = imagin_digest_to_field (self->lies > 0 ? OTHER_SHA256 : self->sha256);

          if (self->lies > 0)
            self->lies--;

          soup_message_headers_append (soup_server_message_get_response_headers (message), "Repr-Digest", field);
        }
    }
}

static void
lie_open (Lie *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  GSList *uris;

  kept_open (&self->kept);
  kept_plant (&self->kept);
  self->files = g_build_filename (self->kept.folder, "receipts", NULL);
  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->remote = imagin_remote_new (address, &error);
  g_assert_no_error (error);
  imagin_remote_set_refresh_token (self->remote, "r");
}

static void
lie_close (Lie *self)
{
  unit_wait_ms (20);
  g_clear_object (&self->remote);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->files, g_free);
  kept_close (&self->kept);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lie, lie_close)

static DexFuture *
deliver (Lie *self)
{
  g_autoptr (ImaginOutboxEntry) entry = kept_entry (&self->kept);

  return imagin_delivery_send (self->kept.store, self->remote, entry, NULL, NULL);
}

/* Whether the academy accepted. */
static gboolean
delivered (Lie *self)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  unit_await (deliver (self), &value, &error);
  g_assert_no_error (error);
  return g_value_get_boolean (&value);
}

static void
attach (Lie *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (ImaginReceipt) receipt = imagin_entity_from_text (
      IMAGIN_TYPE_RECEIPT,
      "{\"id\":\"" RECEIPT_ID "\",\"name\":\"a.pdf\",\"media_type\":\"application/pdf\",\"bytes\":3,"
      "\"sha256\":\"" ABC_SHA256 "\",\"added_at\":\"2026-06-22T10:00:00+02:00\",\"state\":\"kept\"}",
      &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (self->files, 0700), ==, 0);
  path = unit_file_new (self->files, ABC_SHA256, "abc", 3);
  unit_await_done (imagin_store_attach_receipt (self->kept.store, "a", "m", receipt));
}

static void
check_receipt (Lie *self, const char *state, guint waiting)
{
  g_autoptr (ImaginStoredMission) stored = kept_load (&self->kept, "m");

  g_assert_cmpuint (stored->receipts->len, ==, 1);
  g_assert_cmpstr (imagin_entity_get_text (g_ptr_array_index (stored->receipts, 0), "state"), ==, state);
  g_assert_cmpuint (stored->outbox->len, ==, waiting);
}

static void
test_right_digest (void)
{
  g_auto (Lie) lie = { .sha256 = ABC_SHA256 };

  lie_open (&lie);
  attach (&lie);
  g_assert_true (delivered (&lie));
  check_receipt (&lie, "received", 0);
}

/* Somebody between said so: the academy, asked again, has what was sent. */
static void
test_a_wrong_digest_is_looked_at_again (void)
{
  g_auto (Lie) lie = { .sha256 = ABC_SHA256, .lies = 1 };

  lie_open (&lie);
  attach (&lie);
  g_assert_true (delivered (&lie));
  check_receipt (&lie, "received", 0);
}

static void
test_wrong_digest (void)
{
  g_auto (Lie) lie = { .sha256 = OTHER_SHA256 };
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  lie_open (&lie);
  attach (&lie);
  g_assert_false (delivered (&lie));
  check_receipt (&lie, "kept", 1);
  entry = kept_entry (&lie.kept);
  g_assert_true (entry->refused);
}

static void
check_untold (Lie *lie)
{
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  lie_open (lie);
  attach (lie);
  g_free (unit_await_refused (deliver (lie), IMAGIN_ERROR_MALFORMED));
  check_receipt (lie, "kept", 1);
  entry = kept_entry (&lie->kept);
  g_assert_false (entry->refused);
}

/* Nobody refused it: it is sent again by itself. */
static void
test_no_digest (void)
{
  g_auto (Lie) lie = { NULL };

  check_untold (&lie);
}

/* A success about something else is none, and its bytes are not sent after it. */
static void
test_another_description (void)
{
  static const char *const others[] = { "{}", DESCRIBED (OTHER_SHA256), "[]" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_auto (Lie) lie = { .sha256 = ABC_SHA256, .described = others[i] };

      check_untold (&lie);
    }
}

#define STATEMENT(version, copies)                                                                                     \
  "{\"mission_id\":\"m\",\"etag\":\"\\\"v" #version "\\\"\",\"version\":" #version ",\"parts\":[{\"part\":\"work\","   \
  "\"status\":{\"code\":\"to_validate\",\"label\":\"to_validate\"}}]" copies "}"

static void
check_saved (Lie *self, guint status, const char *answer, gboolean accepted, guint waiting)
{
  g_autoptr (ImaginStoredMission) stored = NULL;

  lie_open (self);
  kept_write (&self->kept, UNIT_COPIES (5), IMAGIN_OUTBOX_SAVE);
  self->status = status;
  self->answer = answer;
  g_assert_true (delivered (self) == accepted);
  stored = kept_load (&self->kept, "m");
  g_assert_cmpuint (stored->outbox->len, ==, waiting);
  g_assert_true ((stored->draft != NULL) == (waiting > 0));
}

/* The academy took it, and its answer was lost on the way: the repeat is told 412, with just what was sent. */
static void
test_lost_answer (void)
{
  g_auto (Lie) lie = { NULL };

  check_saved (&lie, 412, "{\"type\":\"x\",\"status\":412,\"current\":" STATEMENT (2, UNIT_COPIES (5)) "}", TRUE, 0);
}

static void
test_somebody_else (void)
{
  g_auto (Lie) lie = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  check_saved (&lie, 412, "{\"type\":\"x\",\"status\":412,\"current\":" STATEMENT (2, UNIT_COPIES (9)) "}", FALSE, 1);
  entry = kept_entry (&lie.kept);
  g_assert_cmpint (entry->code, ==, IMAGIN_ERROR_CONFLICT);
}

/* The same, and a pull was quicker than the repeat: a validation that waits behind it is no reason to ask. */
static void
test_lost_answer_that_was_pulled (void)
{
  g_auto (Lie) lie = { .status = 500, .answer = "{}" };
  g_autoptr (ImaginStoredMission) stored = NULL;
  g_autoptr (ImaginOutboxEntry) save = NULL;

  lie_open (&lie);
  kept_write (&lie.kept, UNIT_COPIES (5), IMAGIN_OUTBOX_SAVE);
  save = kept_entry (&lie.kept);
  kept_write (&lie.kept, UNIT_COPIES (5), IMAGIN_OUTBOX_VALIDATE);
  g_free (kept_pull (&lie.kept, unit_mission_new ("m", "to_validate", NULL, UNIT_COPIES (5)), NULL, "c2"));
  g_assert_true (unit_await (imagin_delivery_send (lie.kept.store, lie.remote, save, NULL, NULL), NULL, NULL));
  stored = kept_load (&lie.kept, "m");
  g_assert_cmpuint (stored->outbox->len, ==, 1);
  g_assert_cmpint (((ImaginOutboxEntry *) stored->outbox->pdata[0])->kind, ==, IMAGIN_OUTBOX_VALIDATE);
}

/* An academy that came back from a backup has forgotten, and nobody took anything away: nothing is decided, nothing put
 * together, before it was read as a whole. */
static void
test_another_epoch (void)
{
  g_auto (Lie) lie = { .status = 412,
                       .answer = "{\"type\":\"x\",\"status\":412,\"epoch\":\"e-2\",\"current\":" STATEMENT (
                           2, UNIT_COPIES (9)) "}" };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;

  lie_open (&lie);
  kept_write (&lie.kept, UNIT_COPIES (5), IMAGIN_OUTBOX_SAVE);
  imagin_remote_set_epoch (lie.remote, "e-1");
  g_free (unit_await_refused (deliver (&lie), IMAGIN_ERROR_RESTORED));
  entry = kept_entry (&lie.kept);
  g_assert_false (entry->refused);
  stored = kept_load (&lie.kept, "m");
  g_assert_cmpint (imagin_statement_get_quantity (imagin_mission_get_statement (stored->mission), "copies"), ==, -1);
  imagin_remote_set_epoch (lie.remote, "e-2");
  g_assert_false (delivered (&lie));
}

/* What is no answer, or none of the contract's, leaves the entry as it was, to be sent again. */
static void
test_no_answer (void)
{
  static const struct
  {
    guint status;
    const char *answer;
    ImaginError code;
  } answers[] = {
    { 503, "{}", IMAGIN_ERROR_UNAVAILABLE },   { 429, "{}", IMAGIN_ERROR_TOO_MANY_REQUESTS },
    { 200, "<html>", IMAGIN_ERROR_MALFORMED }, { 412, "{\"status\":412}", IMAGIN_ERROR_MALFORMED },
    { 200, "[[[", IMAGIN_ERROR_MALFORMED },
  };
  g_auto (Lie) lie = { NULL };

  lie_open (&lie);
  kept_write (&lie.kept, UNIT_COPIES (5), IMAGIN_OUTBOX_SAVE);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (ImaginOutboxEntry) entry = NULL;

      lie.status = answers[i].status;
      lie.answer = answers[i].answer;
      g_free (unit_await_refused (deliver (&lie), answers[i].code));
      entry = kept_entry (&lie.kept);
      g_assert_false (entry->refused);
    }
}

/* A network's sign-in page refuses nothing in the academy's name. */
static void
test_a_page_is_no_refusal (void)
{
  static const guint statuses[] = { 200, 401, 403, 404, 409, 410, 412, 422 };
  g_auto (Lie) lie = { .type = "text/html", .answer = "<html></html>" };

  lie_open (&lie);
  kept_write (&lie.kept, UNIT_COPIES (5), IMAGIN_OUTBOX_SAVE);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (ImaginOutboxEntry) entry = NULL;

      lie.status = statuses[i];
      g_free (unit_await_refused (deliver (&lie), IMAGIN_ERROR_UNTRUSTED));
      entry = kept_entry (&lie.kept);
      g_assert_false (entry->refused);
    }
}

/* An answer that is too large says nothing of the size of what was sent. */
static void
test_a_large_answer_is_no_refusal (void)
{
  g_autofree char *filling = g_strnfill (IMAGIN_PROBLEM_MAXIMUM_BYTES, ' ');
  g_autofree char *answer = g_strconcat ("{}", filling, NULL);
  g_auto (Lie) lie = { .status = 409, .answer = answer };
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  lie_open (&lie);
  kept_write (&lie.kept, UNIT_COPIES (5), IMAGIN_OUTBOX_SAVE);
  g_free (unit_await_refused (deliver (&lie), IMAGIN_ERROR_MALFORMED));
  entry = kept_entry (&lie.kept);
  g_assert_false (entry->refused);
}

/* The answer to a save was lost, and a pull brought what it had become: it is there, and is not sent again. */
static void
test_a_pull_after_a_lost_answer (void)
{
  g_auto (Lie) lie = { .status = 500, .answer = "{}" };
  g_autoptr (ImaginStoredMission) stored = NULL;

  lie_open (&lie);
  kept_write (&lie.kept, UNIT_COPIES (5), IMAGIN_OUTBOX_SAVE);
  g_free (unit_await_refused (deliver (&lie), IMAGIN_ERROR_UNAVAILABLE));
  g_free (kept_pull (&lie.kept, unit_mission_new ("m", "to_validate", NULL, UNIT_COPIES (5)), NULL, "c2"));
  g_assert_true (delivered (&lie));
  g_assert_cmpuint (lie.statements, ==, 1);
  stored = kept_load (&lie.kept, "m");
  g_assert_cmpuint (stored->outbox->len, ==, 0);
  g_assert_null (stored->draft);
}

/* A save whose answer was lost, and a newer one in its place, after the program was ended in between. */
static void
send_and_write (Lie *lie)
{
  lie_open (lie);
  kept_write (&lie->kept, UNIT_COPIES (77), IMAGIN_OUTBOX_SAVE);
  g_free (unit_await_refused (deliver (lie), IMAGIN_ERROR_UNAVAILABLE));
  kept_reopen (&lie->kept);
  kept_write (&lie->kept, UNIT_COPIES (78), IMAGIN_OUTBOX_SAVE);
}

static void
check_newer (Lie *lie, guint sent)
{
  g_autoptr (ImaginStoredMission) stored = kept_load (&lie->kept, "m");
  ImaginStatement *statement = imagin_mission_get_statement (stored->mission);

  g_assert_cmpuint (lie->statements, ==, sent);
  g_assert_cmpint (imagin_statement_get_quantity (statement, "copies"), ==, 78);
  g_assert_cmpuint (stored->outbox->len, ==, 0);
  g_assert_cmpuint (stored->unanswered->len, ==, 0);
  g_assert_null (stored->draft);
  g_assert_false (stored->has_news);
}

/* A pull brought the one before: nobody else entered it, and the newer one goes on from it. */
static void
test_a_newer_save_after_a_lost_answer_that_was_pulled (void)
{
  g_auto (Lie) lie = { .status = 500, .answer = "{}" };

  send_and_write (&lie);
  g_free (kept_pull (&lie.kept, unit_mission_new ("m", "to_validate", NULL, UNIT_COPIES (77)), NULL, "c2"));
  lie.status = 200;
  lie.answer = STATEMENT (3, UNIT_COPIES (78));
  g_assert_true (delivered (&lie));
  check_newer (&lie, 2);
}

/* The academy itself says so, and then takes the newer one; the one in between, that never got there, is no matter. */
static void
test_a_newer_save_after_a_lost_answer (void)
{
  g_auto (Lie) lie = { .status = 500, .answer = "{}" };

  send_and_write (&lie);
  g_free (unit_await_refused (deliver (&lie), IMAGIN_ERROR_UNAVAILABLE));
  kept_write (&lie.kept, UNIT_COPIES (78) ",\"note\":\"n\"", IMAGIN_OUTBOX_SAVE);
  lie.status = 412;
  lie.answer = "{\"type\":\"x\",\"status\":412,\"current\":" STATEMENT (2, UNIT_COPIES (77)) "}";
  lie.then = STATEMENT (3, UNIT_COPIES (78) ",\"note\":\"n\"");
  g_assert_true (delivered (&lie));
  check_newer (&lie, 4);
}

/* What somebody else entered is asked about all the same. */
static void
test_a_newer_save_over_somebody_else_s (void)
{
  g_auto (Lie) lie = { .status = 500, .answer = "{}" };
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  send_and_write (&lie);
  g_free (kept_pull (&lie.kept, unit_mission_new ("m", "to_validate", NULL, UNIT_COPIES (80)), NULL, "c2"));
  g_assert_false (delivered (&lie));
  entry = kept_entry (&lie.kept);
  g_assert_cmpint (entry->code, ==, IMAGIN_ERROR_CONFLICT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/delivery/a-receipt-is-received-when-the-digest-agrees", test_right_digest);
  g_test_add_func ("/delivery/a-receipt-of-another-digest-is-not-received", test_wrong_digest);
  g_test_add_func ("/delivery/a-wrong-digest-is-looked-at-again", test_a_wrong_digest_is_looked_at_again);
  g_test_add_func ("/delivery/a-receipt-of-no-digest-is-sent-again", test_no_digest);
  g_test_add_func ("/delivery/an-answer-about-another-receipt-is-none", test_another_description);
  g_test_add_func ("/delivery/a-page-is-no-refusal", test_a_page_is_no_refusal);
  g_test_add_func ("/delivery/a-large-answer-is-no-refusal", test_a_large_answer_is_no_refusal);
  g_test_add_func ("/delivery/a-pull-after-a-lost-answer-is-no-second-save", test_a_pull_after_a_lost_answer);
  g_test_add_func ("/delivery/a-newer-save-goes-on-from-one-that-was-pulled",
                   test_a_newer_save_after_a_lost_answer_that_was_pulled);
  g_test_add_func ("/delivery/a-newer-save-goes-on-from-one-whose-answer-was-lost",
                   test_a_newer_save_after_a_lost_answer);
  g_test_add_func ("/delivery/a-newer-save-over-somebody-else-s-is-a-conflict", test_a_newer_save_over_somebody_else_s);
  g_test_add_func ("/delivery/a-save-whose-answer-was-lost-is-no-conflict", test_lost_answer);
  g_test_add_func ("/delivery/a-save-over-somebody-else-s-is-a-conflict", test_somebody_else);
  g_test_add_func ("/delivery/a-save-that-a-pull-brought-back-is-no-conflict", test_lost_answer_that_was_pulled);
  g_test_add_func ("/delivery/an-academy-in-another-epoch-is-read-first", test_another_epoch);
  g_test_add_func ("/delivery/what-is-no-answer-leaves-the-entry", test_no_answer);
  return g_test_run ();
}
