/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts, pulls and the list: what the academy says, as this computer keeps it. */

#include "unit-store.h"

#include "base/imagin-text.h"
#include "store/imagin-store-schema.h"

/* What has landed is never edited: another text of version 1 needs another digest here, and stores that exist would not
 * have it. */
#define DIGEST_OF_VERSION_1 "09a585374a57a160841532d88250874215f63e38af2911cc94da5a10b1f9a605"

static void
test_schema_is_not_edited (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static (imagin_store_migrations[0], strlen (imagin_store_migrations[0]));
  g_autofree char *digest = imagin_bytes_sha256 (text);

  g_assert_cmpstr (digest, ==, DIGEST_OF_VERSION_1);
}

/* Accounts */

static char *
account_ids (Kept *kept)
{
  g_autoptr (GPtrArray) records = unit_await_boxed (imagin_store_list_accounts (kept->store));
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    g_string_append (ids, imagin_entity_get_text (g_ptr_array_index (records, i), "id"));
  return g_string_free_and_steal (ids);
}

static void
test_accounts (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginAccountRecord) first =
      g_object_new (IMAGIN_TYPE_ACCOUNT_RECORD, "id", "a", "address", "https://imagin.example/", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) records = NULL;

  kept_open (&kept);
  /* Written again, it keeps its place. */
  unit_await_done (imagin_store_put_account (kept.store, first));
  kept_reopen (&kept);
  before = account_ids (&kept);
  g_assert_cmpstr (before, ==, "ab");
  records = unit_await_boxed (imagin_store_list_accounts (kept.store));
  g_assert_cmpstr (imagin_entity_get_text (g_ptr_array_index (records, 0), "address"), ==, "https://imagin.example/");
  g_assert_null (imagin_entity_get_text (g_ptr_array_index (records, 1), "address"));
  unit_await_done (imagin_store_remove_account (kept.store, "a"));
  after = account_ids (&kept);
  g_assert_cmpstr (after, ==, "b");
}

static void
test_a_removed_account_takes_all_with_it (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (GPtrArray) summaries = NULL;
  g_autofree char *next = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  unit_await_done (imagin_store_remove_account (kept.store, "a"));
  summaries = unit_await_boxed (imagin_store_list_summaries (kept.store));
  g_assert_cmpuint (summaries->len, ==, 0);
  next = kept_next (&kept, "a");
  g_assert_cmpstr (next, ==, "");
}

/* Pulls */

static void
check_cursor (Kept *kept, const char *expected)
{
  g_autofree char *cursor = unit_await_string (imagin_store_get_cursor (kept->store, "a"));

  g_assert_cmpstr (cursor, ==, expected);
}

static void
test_cursor_moves_with_the_last_page (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  kept_open (&kept);
  check_cursor (&kept, "");
  first = kept_pull (&kept, unit_mission_new ("m", "to_validate", NULL, ""), NULL, NULL);
  check_cursor (&kept, "");
  last = kept_pull (&kept, unit_mission_new ("n", "to_validate", NULL, ""), NULL, "c2");
  kept_reopen (&kept);
  check_cursor (&kept, "c2");
  g_assert_cmpstr (first, ==, "m");
  g_assert_cmpstr (last, ==, "n");
}

static void
test_the_same_mission_is_no_news (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  same = kept_pull (&kept, unit_mission_new ("m", "to_validate", NULL, ""), NULL, "c2");
  g_assert_cmpstr (same, ==, "");
  other = kept_pull (&kept, unit_mission_new ("m", "validated", NULL, ""), NULL, "c3");
  g_assert_cmpstr (other, ==, "m");
}

static ImaginMission *
mission_at_version (int version)
{
  ImaginMission *mission = unit_mission_new ("m", "to_validate", NULL, "");
  g_autofree char *note = g_strdup_printf ("%d", version);

  imagin_entity_set_integer (imagin_mission_get_statement (mission), "version", version);
  imagin_entity_set_text (imagin_mission_get_statement (mission), "note", note);
  return mission;
}

static void
check_note (Kept *kept, const char *expected)
{
  g_autoptr (ImaginStoredMission) stored = kept_load (kept, "m");

  g_assert_cmpstr (imagin_entity_get_text (imagin_mission_get_statement (stored->mission), "note"), ==, expected);
}

static void
test_an_older_version_never_replaces_a_newer (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *newer = NULL;
  g_autofree char *older = NULL;

  kept_open (&kept);
  newer = kept_pull (&kept, mission_at_version (5), NULL, "c1");
  older = kept_pull (&kept, mission_at_version (4), NULL, "c2");
  g_assert_cmpstr (older, ==, "");
  check_note (&kept, "5");
}

static void
test_a_whole_reading_may_go_back (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *newer = NULL;
  g_auto (GStrv) changed = NULL;

  kept_open (&kept);
  newer = kept_pull (&kept, mission_at_version (5), NULL, "c1");
  /* The academy was restored from a backup: what it has now is what counts. */
  g_ptr_array_add (missions, mission_at_version (4));
  changed = unit_await_boxed (imagin_store_apply_pull (kept.store, "a", missions, NULL, TRUE, "c2"));
  check_note (&kept, "4");
}

static gboolean
is_there (Kept *kept, const char *mission_id)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gboolean found = unit_await (imagin_store_load_mission (kept->store, "a", mission_id), &value, &error);

  g_assert_true (found || imagin_error_matches (error, IMAGIN_ERROR_NOT_FOUND));
  return found;
}

static void
test_gone_goes_unless_something_is_kept (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *planted = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  planted = kept_pull (&kept, unit_mission_new ("n", "to_validate", NULL, ""), NULL, "c1");
  kept_write (&kept, UNIT_COPIES (124), -1);
  first = kept_pull (&kept, NULL, "m", "c2");
  second = kept_pull (&kept, NULL, "n", "c3");
  g_assert_true (is_there (&kept, "m"));
  g_assert_false (is_there (&kept, "n"));
}

static void
test_a_whole_reading_takes_others_away (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *planted = NULL;
  g_auto (GStrv) changed = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  planted = kept_pull (&kept, unit_mission_new ("n", "to_validate", NULL, ""), NULL, "c1");
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  g_ptr_array_add (missions, unit_mission_new ("o", "to_validate", NULL, ""));
  changed = unit_await_boxed (imagin_store_apply_pull (kept.store, "a", missions, NULL, TRUE, "c2"));
  g_assert_true (is_there (&kept, "m"));
  g_assert_false (is_there (&kept, "n"));
  g_assert_true (is_there (&kept, "o"));
}

/* An academy that suddenly has next to nothing is not believed before the person does; the cursor stays, too. */
static void
test_most_do_not_go_unasked (void)
{
  static const char *const ids[] = { "p", "q", "r", "s" };
  g_auto (Kept) kept = { NULL };
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) changed = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *cursor = NULL;

  kept_open (&kept);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (kept_pull (&kept, unit_mission_new (ids[i], "to_validate", NULL, ""), NULL, "c1"));
  g_ptr_array_add (missions, unit_mission_new ("p", "to_validate", NULL, UNIT_COPIES (3)));
  g_assert_false (
      unit_await (imagin_store_apply_pull (kept.store, "a", missions, NULL, IMAGIN_PULL_ALL, "c2"), &value, &error));
  g_assert_error (error, IMAGIN_ERROR, IMAGIN_ERROR_MOST_GONE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (is_there (&kept, ids[i]));
  cursor = unit_await_string (imagin_store_get_cursor (kept.store, "a"));
  g_assert_cmpstr (cursor, ==, "c1");
  changed = unit_await_boxed (
      imagin_store_apply_pull (kept.store, "a", missions, NULL, IMAGIN_PULL_ALL | IMAGIN_PULL_MOST_MAY_GO, "c2"));
  g_assert_true (is_there (&kept, "p"));
  g_assert_false (is_there (&kept, "q"));
}

#define CHANGED_AT(hour) ",\"changed_by\":{\"who\":\"intervener\",\"at\":\"2026-07-01T" hour ":00:00+02:00\"}"

static ImaginMission *
validated_mission (void)
{
  return unit_mission_new ("m", "validated", NULL, "");
}

/* The academy had acknowledged 124 copies and their validation, and comes back without either. */
static void
test_what_an_academy_forgot_is_sent_again (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ImaginStatement) acknowledged = unit_statement_new ("m", 5, UNIT_COPIES (124));
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;
  g_auto (GStrv) changed = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  entry = kept_entry (&kept);
  unit_await_done (imagin_store_settle (kept.store, entry, acknowledged, NULL));
  g_ptr_array_add (missions, unit_mission_new ("m", "to_validate", NULL, ""));
  changed = unit_await_boxed (
      imagin_store_apply_pull (kept.store, "a", missions, NULL, IMAGIN_PULL_ALL | IMAGIN_PULL_RESTORED, "c2"));
  stored = kept_load (&kept, "m");
  g_assert_nonnull (stored->draft);
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 124);
  g_assert_cmpint (imagin_statement_get_quantity (stored->base, "copies"), ==, -1);
  g_assert_cmpuint (stored->outbox->len, ==, 1);
  g_assert_cmpint (((ImaginOutboxEntry *) stored->outbox->pdata[0])->kind, ==, IMAGIN_OUTBOX_SAVE);
}

/* What was done at the academy since is newer than what is here: nothing is sent over it. */
static void
test_what_is_newer_there_stays (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ImaginStoredMission) stored = NULL;
  g_auto (GStrv) changed = NULL;

  kept_open (&kept);
  g_free (kept_pull (&kept, validated_mission (), NULL, "c1"));
  g_ptr_array_add (missions, unit_mission_new ("m", "to_validate", NULL, UNIT_COPIES (3)));
  changed = unit_await_boxed (
      imagin_store_apply_pull (kept.store, "a", missions, NULL, IMAGIN_PULL_ALL | IMAGIN_PULL_RESTORED, "c2"));
  stored = kept_load (&kept, "m");
  g_assert_null (stored->draft);
  g_assert_cmpuint (stored->outbox->len, ==, 0);
}

static void
come_back (Kept *kept, ImaginMission *mission)
{
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) changed = NULL;

  g_ptr_array_add (missions, mission);
  changed = unit_await_boxed (
      imagin_store_apply_pull (kept->store, "a", missions, NULL, IMAGIN_PULL_ALL | IMAGIN_PULL_RESTORED, "c2"));
}

/* 124 copies, acknowledged at ten. */
static void
acknowledge_copies (Kept *kept)
{
  g_autoptr (ImaginStatement) acknowledged = unit_statement_new ("m", 5, UNIT_COPIES (124) CHANGED_AT ("10"));
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  kept_open (kept);
  kept_plant (kept);
  kept_write (kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  entry = kept_entry (kept);
  unit_await_done (imagin_store_settle (kept->store, entry, acknowledged, NULL));
}

static ImaginOutboxEntry *
entry_at (ImaginStoredMission *stored, guint place)
{
  g_assert_cmpuint (stored->outbox->len, >, place);
  return stored->outbox->pdata[place];
}

/* What waits says more than what was forgotten, and the validation stays behind it. */
static void
test_a_newer_save_waits_on (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStoredMission) stored = NULL;
  g_autoptr (ImaginStatement) saved = NULL;

  acknowledge_copies (&kept);
  kept_write (&kept, UNIT_COPIES (130), IMAGIN_OUTBOX_SAVE);
  kept_write (&kept, UNIT_COPIES (130), IMAGIN_OUTBOX_VALIDATE);
  come_back (&kept, unit_mission_new ("m", "to_validate", NULL, CHANGED_AT ("09")));
  stored = kept_load (&kept, "m");
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 130);
  g_assert_cmpuint (stored->outbox->len, ==, 2);
  g_assert_cmpint (entry_at (stored, 0)->kind, ==, IMAGIN_OUTBOX_SAVE);
  g_assert_cmpint (entry_at (stored, 1)->kind, ==, IMAGIN_OUTBOX_VALIDATE);
  saved = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, entry_at (stored, 0)->body, NULL);
  g_assert_cmpint (imagin_statement_get_quantity (saved, "copies"), ==, 130);
}

/* Somebody sent something there after the backup: what both have otherwise is a question, the rest is put together. */
static void
test_what_was_entered_since (void)
{
  static const struct
  {
    const char *theirs;
    gboolean asked;
    int copies;
  } cases[] = {
    { UNIT_COPIES (3) CHANGED_AT ("11"), TRUE, 124 },
    { ",\"note\":\"Depuis\"" CHANGED_AT ("11"), FALSE, 124 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Kept) kept = { NULL };
      g_autoptr (ImaginStoredMission) stored = NULL;

      acknowledge_copies (&kept);
      come_back (&kept, unit_mission_new ("m", "to_validate", NULL, cases[i].theirs));
      stored = kept_load (&kept, "m");
      g_assert_nonnull (stored->draft);
      g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, cases[i].copies);
      g_assert_cmpuint (stored->outbox->len, ==, 1);
      g_assert_true (entry_at (stored, 0)->refused == cases[i].asked);
      g_assert_cmpint (entry_at (stored, 0)->code, ==, cases[i].asked ? IMAGIN_ERROR_CONFLICT : 0);
      if (!cases[i].asked)
        g_assert_cmpstr (imagin_entity_get_text (stored->draft, "note"), ==, "Depuis");
    }
}

/* The list */

static void
plant (Kept *kept, ImaginMission *mission)
{
  g_free (kept_pull (kept, mission, NULL, NULL));
}

static void
test_order_of_the_list (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (GPtrArray) summaries = NULL;
  GString *order = g_string_new (NULL);
  g_autofree char *text = NULL;

  kept_open (&kept);
  plant (&kept, unit_mission_with ("paid-old", "paid", "2026-01-10T08:00:00+01:00", NULL));
  plant (&kept, unit_mission_with ("closed", "cancelled", "2026-06-01T08:00:00+02:00", NULL));
  plant (&kept, unit_mission_with ("sent", "validated", "2026-05-01T08:00:00+02:00", NULL));
  plant (&kept, unit_mission_with ("to-come-late", "to_come", "2026-09-02T08:00:00+02:00", NULL));
  plant (&kept, unit_mission_with ("to-come-soon", "to_come", "2026-09-01T08:00:00+02:00", NULL));
  plant (&kept, unit_mission_with ("no-deadline", "to_validate", "2026-07-02T08:00:00+02:00", NULL));
  plant (&kept, unit_mission_with ("urgent", "to_validate", "2026-06-25T08:00:00+02:00", "2026-06-30"));
  plant (&kept, unit_mission_with ("later", "to_validate", "2026-06-20T08:00:00+02:00", "2026-07-31"));
  plant (&kept, unit_mission_with ("paid-new", "paid", "2026-02-10T08:00:00+01:00", NULL));
  summaries = unit_await_boxed (imagin_store_list_summaries (kept.store));
  for (guint i = 0; i < summaries->len; i++)
    g_string_append_printf (order, "%s ", ((ImaginSummary *) g_ptr_array_index (summaries, i))->mission_id);
  text = g_string_free_and_steal (order);
  g_assert_cmpstr (text, ==, "urgent no-deadline later to-come-soon to-come-late sent paid-new paid-old closed ");
}

static void
test_a_row_says_what_waits (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (GPtrArray) summaries = NULL;
  ImaginSummary *row;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_SAVE);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_VALIDATE);
  summaries = unit_await_boxed (imagin_store_list_summaries (kept.store));
  g_assert_cmpuint (summaries->len, ==, 1);
  row = g_ptr_array_index (summaries, 0);
  g_assert_cmpstr (row->account_id, ==, "a");
  g_assert_cmpstr (row->paper, ==, "Philosophie");
  g_assert_cmpstr (row->exam_label, ==, "Baccalauréat");
  g_assert_cmpstr (row->work_code, ==, "to_validate");
  g_assert_null (row->travel_code);
  g_assert_false (row->amount_known);
  g_assert_false (row->drafted); /* a save of it waits */
  g_assert_true (row->validating);
  g_assert_cmpuint (row->waiting, ==, 2);
  g_assert_cmpuint (row->refused, ==, 0);
}

static void
test_in_memory (void)
{
  g_autoptr (ImaginStore) store = imagin_store_new (NULL);
  g_autoptr (ImaginAccountRecord) record = g_object_new (IMAGIN_TYPE_ACCOUNT_RECORD, "id", "a", NULL);
  g_autoptr (GPtrArray) records = NULL;

  unit_await_done (imagin_store_put_account (store, record));
  records = unit_await_boxed (imagin_store_list_accounts (store));
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_true (imagin_store_is_in_memory (store));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/store/a-schema-that-landed-is-never-edited", test_schema_is_not_edited);
  g_test_add_func ("/store/accounts-keep-their-order", test_accounts);
  g_test_add_func ("/store/a-removed-account-takes-all-with-it", test_a_removed_account_takes_all_with_it);
  g_test_add_func ("/store/pull/the-cursor-moves-with-the-last-page", test_cursor_moves_with_the_last_page);
  g_test_add_func ("/store/pull/the-same-mission-is-no-news", test_the_same_mission_is_no_news);
  g_test_add_func ("/store/pull/an-older-version-never-replaces-a-newer", test_an_older_version_never_replaces_a_newer);
  g_test_add_func ("/store/pull/a-whole-reading-may-go-back", test_a_whole_reading_may_go_back);
  g_test_add_func ("/store/pull/what-is-gone-stays-while-something-is-kept", test_gone_goes_unless_something_is_kept);
  g_test_add_func ("/store/pull/a-whole-reading-takes-others-away", test_a_whole_reading_takes_others_away);
  g_test_add_func ("/store/most-missions-do-not-go-unasked", test_most_do_not_go_unasked);
  g_test_add_func ("/store/what-an-academy-forgot-is-sent-again", test_what_an_academy_forgot_is_sent_again);
  g_test_add_func ("/store/what-is-newer-at-a-restored-academy-stays", test_what_is_newer_there_stays);
  g_test_add_func ("/store/a-newer-save-waits-on-at-a-restored-academy", test_a_newer_save_waits_on);
  g_test_add_func ("/store/what-was-entered-since-a-restoration", test_what_was_entered_since);
  g_test_add_func ("/store/list/the-order-is-the-screen's", test_order_of_the_list);
  g_test_add_func ("/store/list/a-row-says-what-waits", test_a_row_says_what_waits);
  g_test_add_func ("/store/in-memory", test_in_memory);
  return g_test_run ();
}
