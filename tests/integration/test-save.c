/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person enters: onto the disk while they type, to the academy when they save, whatever happens between. */

#include "domain/imagin-merge.h"

#include "stand.h"

typedef struct
{
  Stand stand;
  Client client;
  ImaginDraft *draft;
} Work;

static void
work_open (Work *self, const char *poll_seconds)
{
  stand_open (&self->stand, poll_seconds);
  client_open (&self->client, &self->stand, "home");
  client_sign_in (&self->client, TRUE);
  self->draft = client_draft (&self->client, STAND_MARKING);
}

static void
work_close (Work *self)
{
  g_clear_object (&self->draft);
  client_close (&self->client);
  stand_close (&self->stand);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_close)

static void
test_saved (void)
{
  g_auto (Work) work = { 0 };
  g_autoptr (ImaginStoredMission) stored = NULL;

  work_open (&work, "3600");
  client_save (work.draft, 124);
  client_wait_standing (work.draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_cmpint (stand_copies (&work.stand, STAND_MARKING), ==, 124);
  g_assert_nonnull (imagin_draft_get_acknowledged_at (work.draft));
  stored = client_stored (&work.client, STAND_MARKING);
  g_assert_cmpuint (stored->outbox->len, ==, 0);
  g_assert_null (stored->draft);
  g_assert_cmpint (imagin_statement_get_quantity (imagin_mission_get_statement (stored->mission), "copies"), ==, 124);
}

static void
test_two_quick_saves (void)
{
  g_auto (Work) work = { 0 };
  DexFuture *one, *two;

  work_open (&work, "3600");
  client_enter (work.draft, 10);
  one = imagin_draft_save (work.draft);
  client_enter (work.draft, 20);
  two = imagin_draft_save (work.draft);
  unit_await_done (one);
  unit_await_done (two);
  client_wait_standing (work.draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_cmpint (stand_copies (&work.stand, STAND_MARKING), ==, 20);
  g_assert_cmpint (imagin_statement_get_quantity (imagin_draft_get_statement (work.draft), "copies"), ==, 20);
}

/* The second is saved while the first is on its way. */
static void
test_saved_while_sending (void)
{
  g_auto (Work) work = { 0 };

  work_open (&work, "3600");
  client_save (work.draft, 10);
  client_wait_state (&work.client, IMAGIN_ACCOUNT_BUSY);
  client_save (work.draft, 20);
  stand_wait_copies (&work.stand, STAND_MARKING, 20);
  client_wait_standing (work.draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_cmpint (imagin_statement_get_quantity (imagin_draft_get_statement (work.draft), "copies"), ==, 20);
}

static void
test_office_verb (void)
{
  g_auto (Work) work = { 0 };

  work_open (&work, "3600");
  client_enter (work.draft, 60);
  stand_office (&work.stand, "certify " STAND_MARKING);
  unit_await_done (imagin_draft_save (work.draft));
  client_wait_standing (work.draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_no_error (imagin_draft_get_refusal (work.draft));
  g_assert_cmpint (stand_copies (&work.stand, STAND_MARKING), ==, 60);
  g_assert_cmpuint (stand_count_seen (&work.stand, "saveStatement", 412), ==, 1);
  g_assert_cmpuint (stand_count_seen (&work.stand, "saveStatement", 200), ==, 1);
}

/* The same person, at another computer, was first: 99 there, 50 here. */
static void
quarrel (Work *self)
{
  g_auto (Client) other = { 0 };
  g_autoptr (ImaginDraft) draft = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;

  client_open (&other, &self->stand, "school");
  client_sign_in (&other, FALSE);
  draft = client_draft (&other, STAND_MARKING);
  client_save (draft, 99);
  client_wait_standing (draft, IMAGIN_STANDING_UNTOUCHED);
  client_save (self->draft, 50);
  client_wait_standing (self->draft, IMAGIN_STANDING_REFUSED);
  g_assert_error (imagin_draft_get_refusal (self->draft), IMAGIN_ERROR, IMAGIN_ERROR_CONFLICT);
  g_assert_cmpint (imagin_statement_get_quantity (imagin_draft_get_statement (self->draft), "copies"), ==, 50);
  g_assert_cmpint (imagin_statement_get_quantity (imagin_draft_get_acknowledged (self->draft), "copies"), ==, 99);
  stored = client_stored (&self->client, STAND_MARKING);
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 50);
  g_assert_cmpint (imagin_statement_get_quantity (imagin_mission_get_statement (stored->mission), "copies"), ==, 99);
  g_assert_cmpint (stand_copies (&self->stand, STAND_MARKING), ==, 99);
}

/* Another computer of the same person was first, with a remark; the copies are entered here. */
static void
meet (Work *self)
{
  g_auto (Client) other = { 0 };
  g_autoptr (ImaginDraft) draft = NULL;

  client_open (&other, &self->stand, "school");
  client_sign_in (&other, FALSE);
  draft = client_draft (&other, STAND_MARKING);
  imagin_entity_set_text (imagin_draft_get_statement (draft), "note", "Depuis la salle des professeurs");
  unit_await_done (imagin_draft_save (draft));
  client_wait_standing (draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_cmpint (stand_copies (&self->stand, STAND_MARKING), ==, -1);
}

static void
check_both (Work *self, int copies)
{
  client_wait_standing (self->draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_no_error (imagin_draft_get_refusal (self->draft));
  g_assert_cmpint (stand_copies (&self->stand, STAND_MARKING), ==, copies);
  g_assert_cmpint (imagin_statement_get_quantity (imagin_draft_get_statement (self->draft), "copies"), ==, copies);
  g_assert_cmpstr (imagin_entity_get_text (imagin_draft_get_statement (self->draft), "note"), ==,
                   "Depuis la salle des professeurs");
  g_assert_cmpstr (imagin_entity_get_text (imagin_draft_get_acknowledged (self->draft), "note"), ==,
                   "Depuis la salle des professeurs");
}

static void
test_each_another_field (void)
{
  g_auto (Work) work = { 0 };

  work_open (&work, "3600");
  meet (&work);
  client_save (work.draft, 50);
  check_both (&work, 50);
}

/* What is typed while both are put together is the later one, and loses nothing of the other's. */
static void
test_typed_while_merging (void)
{
  g_auto (Work) work = { 0 };

  work_open (&work, "3600");
  meet (&work);
  client_save (work.draft, 50);
  client_wait_state (&work.client, IMAGIN_ACCOUNT_BUSY);
  client_enter (work.draft, 51);
  stand_wait_copies (&work.stand, STAND_MARKING, 50);
  unit_await_done (imagin_draft_keep (work.draft));
  client_save (work.draft, 52);
  stand_wait_copies (&work.stand, STAND_MARKING, 52);
  check_both (&work, 52);
}

/* The last word was given for what was seen: with another's words in it, it is asked for again. */
static void
test_validation_asks (void)
{
  g_auto (Work) work = { 0 };
  g_autoptr (GPtrArray) clashes = NULL;

  work_open (&work, "3600");
  meet (&work);
  client_enter (work.draft, 50);
  unit_await_done (imagin_draft_validate (work.draft));
  client_wait_standing (work.draft, IMAGIN_STANDING_REFUSED);
  g_assert_true (imagin_draft_is_in_conflict (work.draft));
  clashes = imagin_draft_list_clashes (work.draft);
  g_assert_cmpuint (clashes->len, ==, 0);
  g_assert_cmpuint (stand_count_seen (&work.stand, "validateStatement", 200), ==, 0);
  imagin_draft_resolve (work.draft, NULL);
  check_both (&work, 50);
  g_assert_cmpuint (stand_count_seen (&work.stand, "validateStatement", 412), ==, 0);
}

static void
test_field_chosen (void)
{
  g_auto (Work) work = { 0 };
  g_autoptr (GHashTable) choices = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) clashes = NULL;

  work_open (&work, "3600");
  quarrel (&work);
  clashes = imagin_draft_list_clashes (work.draft);
  g_assert_cmpuint (clashes->len, ==, 1);
  imagin_entity_set_text (imagin_draft_get_statement (work.draft), "note", "Écrit entre-temps");
  g_hash_table_insert (choices, ((ImaginClash *) clashes->pdata[0])->id, GINT_TO_POINTER (IMAGIN_CHOICE_THEIRS));
  imagin_draft_resolve (work.draft, choices);
  client_wait_standing (work.draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_cmpint (stand_copies (&work.stand, STAND_MARKING), ==, 99);
  g_assert_cmpstr (imagin_entity_get_text (imagin_draft_get_acknowledged (work.draft), "note"), ==,
                   "Écrit entre-temps");
}

static void
test_conflict_mine (void)
{
  g_auto (Work) work = { 0 };

  work_open (&work, "3600");
  quarrel (&work);
  imagin_draft_retry (work.draft);
  client_wait_standing (work.draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_cmpint (stand_copies (&work.stand, STAND_MARKING), ==, 50);
  g_assert_cmpint (imagin_statement_get_quantity (imagin_draft_get_statement (work.draft), "copies"), ==, 50);
}

static void
test_conflict_theirs (void)
{
  g_auto (Work) work = { 0 };

  work_open (&work, "3600");
  quarrel (&work);
  imagin_draft_abandon (work.draft);
  client_wait_standing (work.draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_cmpint (imagin_statement_get_quantity (imagin_draft_get_statement (work.draft), "copies"), ==, 99);
  unit_wait_ms (500);
  g_assert_cmpint (stand_copies (&work.stand, STAND_MARKING), ==, 99);
  g_assert_cmpuint (stand_count_seen (&work.stand, "saveStatement", 200), ==, 1);
}

static void
test_refused (void)
{
  g_auto (Work) work = { 0 };
  g_autoptr (ImaginStoredMission) stored = NULL;
  ImaginOutboxEntry *entry;

  work_open (&work, "3600");
  client_enter (work.draft, 70);
  stand_office (&work.stand, "enter " STAND_MARKING " --amount-cents 5000");
  unit_await_done (imagin_draft_save (work.draft));
  client_wait_standing (work.draft, IMAGIN_STANDING_REFUSED);
  g_assert_error (imagin_draft_get_refusal (work.draft), IMAGIN_ERROR, IMAGIN_ERROR_CLOSED);
  imagin_account_refresh (work.client.account);
  unit_wait_ms (1500);
  g_assert_cmpuint (stand_count_seen (&work.stand, "saveStatement", 409), ==, 1);
  stored = client_stored (&work.client, STAND_MARKING);
  g_assert_cmpuint (stored->outbox->len, ==, 1);
  entry = g_ptr_array_index (stored->outbox, 0);
  g_assert_true (entry->refused);
  g_assert_cmpint (entry->code, ==, IMAGIN_ERROR_CLOSED);
  g_assert_cmpstr (entry->message, !=, NULL);
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 70);
  g_assert_cmpint (stand_copies (&work.stand, STAND_MARKING), ==, -1);
}

static void
test_academy_away (void)
{
  g_auto (Work) work = { 0 };

  work_open (&work, "3600");
  stand_stop_academy (&work.stand);
  client_save (work.draft, 45);
  client_wait_state (&work.client, IMAGIN_ACCOUNT_OFFLINE);
  client_wait_standing (work.draft, IMAGIN_STANDING_WAITING);
  stand_start_academy (&work.stand);
  client_wait_standing (work.draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_cmpint (stand_copies (&work.stand, STAND_MARKING), ==, 45);
  client_wait_state (&work.client, IMAGIN_ACCOUNT_UP_TO_DATE);
}

/* The program was ended while a save was on its way, and a newer one took its place before the academy, that has the
 * first, said anything: nobody else entered that. */
static void
test_ended_while_sending (void)
{
  g_auto (Work) work = { 0 };

  work_open (&work, "3600");
  g_subprocess_send_signal (work.stand.academy, SIGSTOP);
  client_save (work.draft, 77);
  unit_wait_ms (500);
  g_clear_object (&work.draft);
  client_close (&work.client);
  client_open (&work.client, &work.stand, "home");
  client_load (&work.client);
  work.draft = client_draft (&work.client, STAND_MARKING);
  client_save (work.draft, 78);
  g_subprocess_send_signal (work.stand.academy, SIGCONT);
  client_wait_standing (work.draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_cmpint (stand_copies (&work.stand, STAND_MARKING), ==, 78);
  g_assert_cmpuint (stand_count_seen (&work.stand, "saveStatement", 200), ==, 2);
}

typedef struct
{
  ImaginDraft *draft;
  gint64 copies;
  gint64 kept_copies; /* what had been entered when it was kept */
} Typing;

static gboolean
type_on (gpointer data)
{
  Typing *typing = data;

  client_enter (typing->draft, ++typing->copies);
  return G_SOURCE_CONTINUE;
}

static void
noted_kept (Typing *typing)
{
  if (typing->kept_copies == 0)
    typing->kept_copies = typing->copies;
}

static gboolean
is_kept (gpointer data)
{
  return ((Typing *) data)->kept_copies > 0;
}

/* Who types every 50 ms is kept all the same: 300 ms are six changes; a loaded machine gets five times that, and no
 * more, because a timer that began anew with each change would never end. */
static void
test_kept_while_typing (void)
{
  g_auto (Work) work = { 0 };
  Typing typing = { 0 };
  g_autoptr (ImaginStoredMission) stored = NULL;
  guint source;

  work_open (&work, "3600");
  typing.draft = work.draft;
  g_signal_connect_swapped (work.draft, "notify::kept-at", G_CALLBACK (noted_kept), &typing);
  source = g_timeout_add (50, type_on, &typing);
  unit_wait_until (is_kept, &typing, "it is kept while typing goes on");
  stored = client_stored (&work.client, STAND_MARKING);
  g_source_remove (source);
  g_test_message ("kept after %d changes", (int) typing.kept_copies);
  g_assert_cmpint (typing.kept_copies, <=, 30);
  g_assert_nonnull (stored->draft);
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), >=, 1);
  g_assert_cmpuint (stored->outbox->len, ==, 0);
  g_signal_handlers_disconnect_by_data (work.draft, &typing);
  unit_await_done (imagin_draft_keep (work.draft));
}

static gboolean
is_closed (gpointer data)
{
  return !imagin_draft_is_open (data);
}

static void
test_office_change_arrives (void)
{
  g_auto (Work) work = { 0 };

  work_open (&work, "1");
  g_assert_true (imagin_draft_is_open (work.draft));
  stand_office (&work.stand, "enter " STAND_MARKING " --amount-cents 5000");
  unit_wait_until (is_closed, work.draft, "the office's change arrives");
}

int
main (int argc, char **argv)
{
  stand_init (&argc, &argv);
  g_test_add_func ("/save/copies-are-at-the-academy-and-nothing-waits", test_saved);
  g_test_add_func ("/save/two-quick-saves-end-with-the-last", test_two_quick_saves);
  g_test_add_func ("/save/a-save-during-another-ends-with-the-last", test_saved_while_sending);
  g_test_add_func ("/save/an-office-verb-between-is-no-conflict", test_office_verb);
  g_test_add_func ("/save/two-computers-with-each-another-field-need-no-question", test_each_another_field);
  g_test_add_func ("/save/what-is-typed-during-a-merge-loses-nothing", test_typed_while_merging);
  g_test_add_func ("/save/a-validation-of-what-another-changed-is-asked-again", test_validation_asks);
  g_test_add_func ("/save/a-field-that-both-changed-is-chosen", test_field_chosen);
  g_test_add_func ("/save/a-conflict-keeps-both-and-mine-wins", test_conflict_mine);
  g_test_add_func ("/save/a-conflict-keeps-both-and-theirs-wins", test_conflict_theirs);
  g_test_add_func ("/save/a-refusal-is-kept-with-its-reason-and-not-tried-again", test_refused);
  g_test_add_func ("/save/an-academy-that-was-away-gets-everything-by-itself", test_academy_away);
  g_test_add_func ("/save/what-was-sent-before-the-program-ended-is-no-conflict", test_ended_while_sending);
  g_test_add_func ("/save/a-draft-is-kept-while-typing-goes-on", test_kept_while_typing);
  g_test_add_func ("/save/an-office-change-arrives-by-polling", test_office_change_arrives);
  return stand_run ();
}
