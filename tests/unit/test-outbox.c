/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person enters and asks for: kept whole, ended only with the academy's answer. */

#include "unit-store.h"

#include "store/imagin-store-papers.h"

static void
test_draft_and_entry_together (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStoredMission) stored = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  kept_reopen (&kept);
  stored = kept_load (&kept, "m");
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 124);
  g_assert_cmpint (imagin_statement_get_quantity (stored->base, "copies"), ==, -1);
  g_assert_nonnull (stored->kept_at);
  g_assert_cmpuint (stored->outbox->len, ==, 1);
  /* The academy's statement is as it was. */
  g_assert_cmpint (imagin_statement_get_quantity (imagin_mission_get_statement (stored->mission), "copies"), ==, -1);
}

static void
test_a_new_save_replaces_the_one_that_waits (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) first = NULL;
  g_autoptr (ImaginOutboxEntry) second = NULL;
  g_autoptr (ImaginStatement) declared = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (12), IMAGIN_OUTBOX_SAVE);
  first = kept_entry (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  second = kept_entry (&kept);
  g_assert_cmpint (second->sequence, >, first->sequence);
  declared = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, second->body, NULL);
  g_assert_cmpint (imagin_statement_get_quantity (declared, "copies"), ==, 124);
}

static void
test_settle_ends_entry_and_equal_draft (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStatement) answer = unit_statement_new ("m", 2, UNIT_COPIES (124) ",\"note\":null");
  g_autoptr (ImaginStoredMission) stored = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  entry = kept_entry (&kept);
  unit_await_done (imagin_store_settle (kept.store, entry, answer, NULL));
  kept_reopen (&kept);
  stored = kept_load (&kept, "m");
  g_assert_cmpuint (stored->outbox->len, ==, 0);
  g_assert_null (stored->draft);
  g_assert_cmpint (imagin_entity_get_integer (imagin_mission_get_statement (stored->mission), "version", 0), ==, 2);
}

static void
test_settle_keeps_a_draft_that_says_more (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStatement) answer = unit_statement_new ("m", 2, UNIT_COPIES (12));
  g_autoptr (ImaginStoredMission) stored = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (12), IMAGIN_OUTBOX_SAVE);
  entry = kept_entry (&kept);
  kept_write (&kept, UNIT_COPIES (124), -1); /* typed on while it was on its way */
  unit_await_done (imagin_store_settle (kept.store, entry, answer, NULL));
  stored = kept_load (&kept, "m");
  g_assert_cmpuint (stored->outbox->len, ==, 0);
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 124);
  /* It now starts from what was acknowledged. */
  g_assert_cmpint (imagin_statement_get_quantity (stored->base, "copies"), ==, 12);
  g_assert_cmpint (imagin_entity_get_integer (stored->base, "version", 0), ==, 2);
}

static void
test_a_failed_settle_keeps_all (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginOutboxEntry) elsewhere = NULL;
  g_autoptr (ImaginStatement) answer = unit_statement_new ("nowhere", 2, UNIT_COPIES (124));
  g_autoptr (ImaginOutboxEntry) after = NULL;
  g_autofree char *why = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  entry = kept_entry (&kept);
  elsewhere = imagin_outbox_entry_new ("a", "nowhere", IMAGIN_OUTBOX_SAVE, NULL, NULL);
  elsewhere->sequence = entry->sequence;
  why = unit_await_refused (imagin_store_settle (kept.store, elsewhere, answer, NULL), IMAGIN_ERROR_NOT_FOUND);
  after = kept_entry (&kept);
  g_assert_cmpint (after->sequence, ==, entry->sequence);
}

static void
refuse (Kept *kept, ImaginOutboxEntry *entry, ImaginError code, const char *message, ImaginStatement *current)
{
  g_autoptr (GError) error = g_error_new_literal (IMAGIN_ERROR, (int) code, message);

  unit_await_done (imagin_store_refuse (kept->store, entry, error, current));
}

static void
test_refused_waits_for_the_person (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;
  g_autofree char *held = NULL;
  g_autofree char *again = NULL;
  ImaginOutboxEntry *refused;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  entry = kept_entry (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_VALIDATE);
  refuse (&kept, entry, IMAGIN_ERROR_CLOSED, "La saisie est close.", NULL);
  kept_reopen (&kept);
  stored = kept_load (&kept, "m");
  refused = g_ptr_array_index (stored->outbox, 0);
  g_assert_true (refused->refused);
  g_assert_cmpint (refused->code, ==, IMAGIN_ERROR_CLOSED);
  g_assert_cmpstr (refused->message, ==, "La saisie est close.");
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 124);
  held = kept_next (&kept, "a"); /* what comes after it is held back */
  g_assert_cmpstr (held, ==, "");
  unit_await_done (imagin_store_retry (kept.store, refused->sequence));
  again = kept_next (&kept, "a");
  g_assert_cmpstr (again, ==, "m/save");
}

static void
test_a_conflict_keeps_both (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStatement) theirs = unit_statement_new ("m", 5, UNIT_COPIES (7));
  g_autoptr (ImaginStoredMission) stored = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  entry = kept_entry (&kept);
  refuse (&kept, entry, IMAGIN_ERROR_CONFLICT, "", theirs);
  stored = kept_load (&kept, "m");
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 124);
  g_assert_cmpint (imagin_statement_get_quantity (imagin_mission_get_statement (stored->mission), "copies"), ==, 7);
}

/* A save was on its way when the person saved again: its conflict is the new one's too. */
static void
test_a_conflict_meets_the_save_that_took_its_place (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) first = NULL;
  g_autoptr (ImaginOutboxEntry) second = NULL;
  g_autoptr (ImaginStatement) theirs = unit_statement_new ("m", 5, UNIT_COPIES (7));
  g_autofree char *next = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (12), IMAGIN_OUTBOX_SAVE);
  first = kept_entry (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  refuse (&kept, first, IMAGIN_ERROR_CONFLICT, "", theirs);
  second = kept_entry (&kept);
  g_assert_true (second->refused);
  g_assert_cmpint (second->code, ==, IMAGIN_ERROR_CONFLICT);
  next = kept_next (&kept, "a");
  g_assert_cmpstr (next, ==, "");
}

static void
attach (Kept *kept, const char *id)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"train.pdf\",\"media_type\":\"application/pdf\","
                                           "\"bytes\":3,\"sha256\":\"%064d\",\"state\":\"kept\"}",
                                           id, 1);
  g_autoptr (ImaginReceipt) receipt = imagin_entity_from_text (IMAGIN_TYPE_RECEIPT, text, NULL);

  unit_await_done (imagin_store_attach_receipt (kept->store, "a", "m", receipt));
}

/* A file that was still looked at when the person validated comes into the outbox after the validation. */
static void
test_a_validation_waits_for_a_late_receipt (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *alone = NULL;
  g_autofree char *late = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_VALIDATE);
  alone = kept_next (&kept, "a");
  g_assert_cmpstr (alone, ==, "m/validate");
  attach (&kept, "r");
  late = kept_next (&kept, "a");
  g_assert_cmpstr (late, ==, "m/receipt");
}

#define NOTE(text) ",\"note\":\"" text "\""

static char *
merge (Kept *kept, const char *theirs_content)
{
  g_autoptr (ImaginOutboxEntry) entry = kept_entry (kept);
  g_autoptr (ImaginStatement) theirs = unit_statement_new ("m", 5, theirs_content);

  return unit_await_string (imagin_store_merge (kept->store, entry, theirs));
}

static void
check_draft (Kept *kept, gint64 copies, const char *note)
{
  g_autoptr (ImaginStoredMission) stored = kept_load (kept, "m");

  g_assert_nonnull (stored->draft);
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, copies);
  g_assert_cmpstr (imagin_entity_get_text (stored->draft, "note"), ==, note);
}

/* The draft, the save and what they start from, in one step. */
static void
test_a_merge (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;
  g_autofree char *save = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  save = merge (&kept, NOTE ("b"));
  kept_reopen (&kept);
  check_draft (&kept, 124, "b");
  entry = kept_entry (&kept);
  g_assert_cmpstr (entry->body, ==, save);
  g_assert_nonnull (strstr (save, "124"));
  g_assert_nonnull (strstr (save, "\"b\""));
  stored = kept_load (&kept, "m");
  g_assert_cmpstr (imagin_entity_get_text (stored->base, "note"), ==, "b");
  g_assert_cmpstr (imagin_entity_get_text (imagin_mission_get_statement (stored->mission), "note"), ==, "b");
  g_assert_cmpint (stored->merged, ==, 1);
  g_assert_cmpint (imagin_statement_get_quantity (stored->unmerged, "copies"), ==, 124);
  g_assert_null (imagin_entity_get_text (stored->unmerged, "note"));
}

static void
test_no_merge (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *clash = NULL;
  g_autofree char *validating = NULL;
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStatement) theirs = unit_statement_new ("m", 5, NOTE ("b"));
  g_autoptr (ImaginStoredMission) stored = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  clash = merge (&kept, UNIT_COPIES (9));
  g_assert_cmpstr (clash, ==, "");
  check_draft (&kept, 124, NULL);
  entry = kept_entry (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_VALIDATE);
  validating = unit_await_string (imagin_store_merge (kept.store, entry, theirs));
  g_assert_cmpstr (validating, ==, "");
  stored = kept_load (&kept, "m");
  g_assert_cmpint (stored->merged, ==, 0);
}

/* A page that did not see the merge yet goes on writing: what it says is merged, too, also what it takes back. */
static void
test_writing_over_a_merge (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *save = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  save = merge (&kept, NOTE ("b"));
  kept_write (&kept, UNIT_COPIES (125), -1);
  check_draft (&kept, 125, "b");
  kept_write (&kept, UNIT_COPIES (124), -1);
  check_draft (&kept, 124, "b");
}

/* The same where it is saved at once: what is sent has the other's words, too. */
static void
test_saving_over_a_merge (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *save = NULL;
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  save = merge (&kept, NOTE ("b"));
  kept_write (&kept, UNIT_COPIES (125), IMAGIN_OUTBOX_SAVE);
  check_draft (&kept, 125, "b");
  entry = kept_entry (&kept);
  g_assert_nonnull (strstr (entry->body, "125"));
  g_assert_nonnull (strstr (entry->body, "\"b\""));
}

/* What is typed within the moment in which the academy's answer takes the draft away starts from that answer. */
static void
test_writing_over_an_answer (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStatement) answer = unit_statement_new ("m", 5, UNIT_COPIES (124));
  g_autoptr (ImaginStatement) typed = unit_statement_new ("m", 1, UNIT_COPIES (130));
  g_autoptr (ImaginStatement) base = unit_statement_new ("m", 1, "");
  g_autoptr (ImaginStoredMission) stored = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  entry = kept_entry (&kept);
  unit_await_done (imagin_store_settle (kept.store, entry, answer, NULL));
  g_free (unit_await_string (imagin_store_keep_draft (kept.store, "a", "m", typed, base, 0, TRUE, NULL)));
  stored = kept_load (&kept, "m");
  g_assert_cmpint (imagin_statement_get_quantity (stored->base, "copies"), ==, 124);
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 130);
}

static void
test_a_conflict_is_resolved (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStatement) theirs = unit_statement_new ("m", 5, UNIT_COPIES (7));
  g_autoptr (ImaginStatement) chosen = unit_statement_new ("m", 5, UNIT_COPIES (8));
  g_autoptr (ImaginStoredMission) before = NULL;
  g_autoptr (ImaginStoredMission) after = NULL;
  g_autofree char *next = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  entry = kept_entry (&kept);
  refuse (&kept, entry, IMAGIN_ERROR_CONFLICT, "", theirs);
  before = kept_load (&kept, "m");
  /* What both started from stays until the person decided: it tells whose each change is. */
  g_assert_cmpint (imagin_statement_get_quantity (before->base, "copies"), ==, -1);
  unit_await_done (imagin_store_resolve (kept.store, "a", "m", chosen));
  kept_reopen (&kept);
  after = kept_load (&kept, "m");
  g_assert_cmpint (imagin_statement_get_quantity (after->base, "copies"), ==, 7);
  g_assert_cmpint (imagin_statement_get_quantity (after->draft, "copies"), ==, 8);
  next = kept_next (&kept, "a");
  g_assert_cmpstr (next, ==, "m/save");
}

static void
test_abandon_and_drop (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  entry = kept_entry (&kept);
  unit_await_done (imagin_store_abandon (kept.store, entry->sequence));
  unit_await_done (imagin_store_drop_draft (kept.store, "a", "m"));
  stored = kept_load (&kept, "m");
  g_assert_null (stored->draft);
  g_assert_cmpuint (stored->outbox->len, ==, 0);
}

static void
test_rebase_touches_nothing_entered (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStatement) current = unit_statement_new ("m", 3, "");
  g_autoptr (ImaginStoredMission) stored = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  unit_await_done (imagin_store_rebase (kept.store, "a", "m", current));
  stored = kept_load (&kept, "m");
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 124);
  g_assert_cmpint (imagin_entity_get_integer (stored->base, "version", 0), ==, 3);
  g_assert_cmpuint (stored->outbox->len, ==, 1);
}

/* A pull that was on its way must not undo what was entered. */
static void
test_a_pull_touches_nothing_entered (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStoredMission) stored = NULL;
  g_autofree char *changed = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  changed = kept_pull (&kept, unit_mission_new ("m", "under_way", NULL, ""), NULL, "c2");
  stored = kept_load (&kept, "m");
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 124);
  g_assert_cmpuint (stored->outbox->len, ==, 1);
}

static void
keep_alone (Kept *kept, ImaginOutboxKind kind, const char *body)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (entries, imagin_outbox_entry_new ("a", "m", kind, NULL, body));
  g_free (unit_await_string (imagin_store_keep_draft (kept->store, "a", "m", NULL, NULL, 0, FALSE, entries)));
}

static void
test_in_order_within_a_mission (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *others = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  keep_alone (&kept, IMAGIN_OUTBOX_ABSENCE, "Malade");
  keep_alone (&kept, IMAGIN_OUTBOX_WITHDRAW, NULL);
  first = kept_next (&kept, "a");
  g_assert_cmpstr (first, ==, "m/absence");
  others = kept_next (&kept, "b");
  g_assert_cmpstr (others, ==, "");
  entries = unit_await_boxed (imagin_store_next_entries (kept.store, "a"));
  unit_await_done (imagin_store_settle (kept.store, g_ptr_array_index (entries, 0), NULL, NULL));
  second = kept_next (&kept, "a");
  g_assert_cmpstr (second, ==, "m/withdraw");
}

static ImaginStoredPapers *
load_papers (Kept *kept)
{
  return unit_await_object (imagin_store_load_papers (kept->store, "a", "m"));
}

/* It may be about the very thing that was refused. */
static void
test_a_remark_stands_apart (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) save = NULL;
  g_autoptr (GError) refusal = g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_INVALID, "");
  g_autoptr (ImaginStoredPapers) papers = NULL;
  g_autofree char *next = NULL;
  g_autofree char *later = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  save = kept_entry (&kept);
  unit_await_done (imagin_store_refuse (kept.store, save, refusal, NULL));
  unit_await_done (imagin_store_put_paper (kept.store, "a", "m", IMAGIN_PAPER_WRITING, "Il manque"));
  unit_await_done (imagin_store_write_remark (kept.store, "a", "m", "Il manque 12 copies"));
  kept_reopen (&kept);
  next = kept_next (&kept, "a");
  g_assert_cmpstr (next, ==, "m/remark");
  papers = load_papers (&kept);
  g_assert_null (papers->bodies[IMAGIN_PAPER_WRITING]);
  g_assert_cmpuint (papers->remarks->len, ==, 1);
  unit_await_done (imagin_store_refuse (kept.store, g_ptr_array_index (papers->remarks, 0), refusal, NULL));
  unit_await_done (imagin_store_retry (kept.store, save->sequence));
  later = kept_next (&kept, "a");
  g_assert_cmpstr (later, ==, "m/save");
}

static void
test_a_remark_ends_with_the_answer (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStoredPapers) before = NULL;
  g_autoptr (ImaginStoredPapers) after = NULL;
  g_autoptr (ImaginRemark) answer = g_object_new (IMAGIN_TYPE_REMARK, "id", "r", "text", "Il manque 12 copies", NULL);

  kept_open (&kept);
  kept_plant (&kept);
  unit_await_done (imagin_store_write_remark (kept.store, "a", "m", "Il manque 12 copies"));
  before = load_papers (&kept);
  unit_await_done (imagin_store_settle_remark (kept.store, g_ptr_array_index (before->remarks, 0), answer));
  kept_reopen (&kept);
  after = load_papers (&kept);
  g_assert_cmpuint (after->remarks->len, ==, 0);
  g_assert_nonnull (strstr (after->bodies[IMAGIN_PAPER_REMARKS], "Il manque 12 copies"));
}

static void
test_forgetting_takes_all_of_an_account (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStoredPapers) papers = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *next = NULL;
  g_autofree char *why = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  unit_await_done (imagin_store_put_paper (kept.store, "a", "m", IMAGIN_PAPER_WRITING, "Il manque"));
  unit_await_done (imagin_store_forget_missions (kept.store, "a"));
  kept_reopen (&kept);
  next = kept_next (&kept, "a");
  g_assert_cmpstr (next, ==, "");
  cursor = unit_await_string (imagin_store_get_cursor (kept.store, "a"));
  g_assert_cmpstr (cursor, ==, "");
  papers = load_papers (&kept);
  g_assert_null (papers->bodies[IMAGIN_PAPER_WRITING]);
  why = unit_await_refused (imagin_store_load_mission (kept.store, "a", "m"), IMAGIN_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/outbox/a-draft-and-its-entry-are-kept-together", test_draft_and_entry_together);
  g_test_add_func ("/outbox/a-new-save-replaces-the-one-that-waits", test_a_new_save_replaces_the_one_that_waits);
  g_test_add_func ("/outbox/settling-ends-the-entry-and-the-equal-draft", test_settle_ends_entry_and_equal_draft);
  g_test_add_func ("/outbox/settling-keeps-a-draft-that-says-more", test_settle_keeps_a_draft_that_says_more);
  g_test_add_func ("/outbox/settling-that-fails-keeps-all", test_a_failed_settle_keeps_all);
  g_test_add_func ("/outbox/what-is-refused-waits-for-the-person", test_refused_waits_for_the_person);
  g_test_add_func ("/outbox/a-conflict-keeps-both-versions", test_a_conflict_keeps_both);
  g_test_add_func ("/outbox/a-validation-waits-for-a-late-receipt", test_a_validation_waits_for_a_late_receipt);
  g_test_add_func ("/outbox/what-each-side-changed-is-merged-in-one-step", test_a_merge);
  g_test_add_func ("/outbox/a-clash-and-a-validation-are-not-merged", test_no_merge);
  g_test_add_func ("/outbox/a-page-that-writes-over-a-merge-is-merged-too", test_writing_over_a_merge);
  g_test_add_func ("/outbox/a-page-that-saves-over-a-merge-sends-both", test_saving_over_a_merge);
  g_test_add_func ("/outbox/a-page-that-writes-over-an-answer-starts-from-it", test_writing_over_an_answer);
  g_test_add_func ("/outbox/a-conflict-ends-with-what-was-chosen", test_a_conflict_is_resolved);
  g_test_add_func ("/outbox/a-conflict-meets-the-save-that-took-its-place",
                   test_a_conflict_meets_the_save_that_took_its_place);
  g_test_add_func ("/outbox/what-is-given-up-leaves-nothing", test_abandon_and_drop);
  g_test_add_func ("/outbox/a-rebase-touches-nothing-entered", test_rebase_touches_nothing_entered);
  g_test_add_func ("/outbox/a-pull-touches-nothing-entered", test_a_pull_touches_nothing_entered);
  g_test_add_func ("/outbox/entries-of-a-mission-go-in-order", test_in_order_within_a_mission);
  g_test_add_func ("/outbox/a-remark-neither-waits-nor-holds-back", test_a_remark_stands_apart);
  g_test_add_func ("/outbox/a-remark-ends-with-the-academy's-answer", test_a_remark_ends_with_the_answer);
  g_test_add_func ("/store/forgetting-takes-all-of-an-account's-missions", test_forgetting_takes_all_of_an_account);
  return g_test_run ();
}
