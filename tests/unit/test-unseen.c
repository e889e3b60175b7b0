/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in a mission, as the store keeps it until the person has seen it. */

#include "unit-store.h"

#include "domain/imagin-news.h"

static ImaginMission *
mission_of (const char *id, const char *status, const char *paper)
{
  ImaginMission *mission = unit_mission_new (id, status, NULL, "");

  imagin_entity_set_text (mission, "paper", paper);
  return mission;
}

static void
pull (Kept *kept, const char *id, const char *status, const char *paper, const char *cursor)
{
  g_autofree char *changed = kept_pull (kept, mission_of (id, status, paper), NULL, cursor);
}

/* The kinds of the facts of "m", as letters. */
static char *
facts_of (Kept *kept, const char *id)
{
  static const char letters[] = "mptrdhplXRreSa$";
  g_autoptr (ImaginStoredMission) stored = kept_load (kept, id);
  g_autoptr (GPtrArray) facts = stored->has_news ? imagin_news_compare (stored->seen, stored->mission) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    g_string_append_c (text, letters[((ImaginNewsFact *) g_ptr_array_index (facts, i))->kind]);
  return g_string_free_and_steal (text);
}

/* @count: of all missions; @first: the first of them. */
static void
check (Kept *kept, const char *facts_of_m, guint count, const char *first)
{
  g_autofree char *facts = facts_of (kept, "m");
  g_autoptr (ImaginListing) listing = unit_await_object (imagin_store_list_missions (kept->store, NULL));
  guint marked = 0;

  for (guint i = 0; i < listing->summaries->len; i++)
    marked += ((ImaginSummary *) g_ptr_array_index (listing->summaries, i))->news ? 1 : 0;
  g_assert_cmpstr (facts, ==, facts_of_m);
  g_assert_cmpuint (listing->news, ==, count);
  g_assert_cmpuint (marked, ==, count);
  g_assert_cmpstr (listing->news_mission_id, ==, first);
}

static void
see (Kept *kept, const char *id)
{
  g_autoptr (ImaginStoredMission) stored = kept_load (kept, id);

  unit_await_done (imagin_store_see_news (kept->store, "a", id, stored->news_number));
}

static void
test_the_first_pull_is_no_news (void)
{
  g_auto (Kept) kept = { NULL };

  kept_open (&kept);
  pull (&kept, "m", "to_validate", "Grec", NULL);
  pull (&kept, "n", "to_validate", "Latin", "c1");
  check (&kept, "", 0, NULL);
  pull (&kept, "o", "to_validate", "Chinois", "c2");
  check (&kept, "", 1, "o");
}

static void
test_it_stays_until_it_is_seen (void)
{
  g_auto (Kept) kept = { NULL };

  kept_open (&kept);
  pull (&kept, "m", "to_validate", "Grec", "c1");
  pull (&kept, "m", "to_validate", "Latin", "c2");
  kept_reopen (&kept);
  check (&kept, "p", 1, "m");
  /* Said again, it is no other news. */
  pull (&kept, "m", "to_validate", "Latin", "c3");
  check (&kept, "p", 1, "m");
  see (&kept, "m");
  kept_reopen (&kept);
  check (&kept, "", 0, NULL);
}

static void
test_old_is_what_the_person_saw_last (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStoredMission) stored = NULL;

  kept_open (&kept);
  pull (&kept, "m", "to_validate", "Grec", "c1");
  pull (&kept, "m", "to_validate", "Latin", "c2");
  pull (&kept, "m", "cancelled", "Chinois", "c3");
  check (&kept, "pX", 1, "m");
  stored = kept_load (&kept, "m");
  g_assert_cmpstr (imagin_entity_get_text (stored->seen, "paper"), ==, "Grec");
}

static void
test_what_is_undone_is_no_news (void)
{
  g_auto (Kept) kept = { NULL };

  kept_open (&kept);
  pull (&kept, "m", "to_validate", "Grec", "c1");
  pull (&kept, "m", "cancelled", "Grec", "c2");
  check (&kept, "X", 1, "m");
  pull (&kept, "m", "to_validate", "Grec", "c3");
  check (&kept, "", 0, NULL);
  /* A mission that nobody saw stays new, whatever is done to it. */
  pull (&kept, "n", "to_validate", "Latin", "c4");
  pull (&kept, "n", "to_validate", "Chinois", "c5");
  check (&kept, "", 1, "n");
}

static void
test_what_came_after_the_look_is_still_news (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStoredMission) looked = NULL;

  kept_open (&kept);
  pull (&kept, "m", "to_validate", "Grec", "c1");
  pull (&kept, "m", "to_validate", "Latin", "c2");
  looked = kept_load (&kept, "m");
  pull (&kept, "m", "to_validate", "Chinois", "c3");
  unit_await_done (imagin_store_see_news (kept.store, "a", "m", looked->news_number));
  check (&kept, "p", 1, "m");
}

static void
test_what_the_person_did_is_no_news (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginStatement) validated = unit_statement_new ("m", 2, UNIT_COPIES (124));
  ImaginPart *work = imagin_statement_get_part (validated, "work");

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), IMAGIN_OUTBOX_VALIDATE);
  entry = kept_entry (&kept);
  imagin_entity_set_text (imagin_entity_get_entity (work, "status"), "code", "validated");
  imagin_entity_set_integer (work, "amount_cents", 62000);
  unit_await_done (imagin_store_settle (kept.store, entry, validated, NULL));
  check (&kept, "", 0, NULL);
}

static void
test_what_a_conflict_brought_is_news (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStatement) cancelled = unit_statement_new ("m", 2, "");

  kept_open (&kept);
  kept_plant (&kept);
  imagin_entity_set_text (imagin_entity_get_entity (imagin_statement_get_part (cancelled, "work"), "status"), "code",
                          "cancelled");
  unit_await_done (imagin_store_rebase (kept.store, "a", "m", cancelled));
  check (&kept, "X", 1, "m");
}

static void
test_a_mission_that_is_gone_has_no_news (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *changed = NULL;

  kept_open (&kept);
  pull (&kept, "m", "to_validate", "Grec", "c1");
  pull (&kept, "m", "to_validate", "Latin", "c2");
  pull (&kept, "n", "to_validate", "Latin", "c3");
  changed = kept_pull (&kept, NULL, "n", "c4");
  check (&kept, "p", 1, "m");
  unit_await_done (imagin_store_forget_missions (kept.store, "a"));
  pull (&kept, "m", "to_validate", "Chinois", "c5");
  check (&kept, "", 0, NULL);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unseen/the-first-pull-is-no-news", test_the_first_pull_is_no_news);
  g_test_add_func ("/unseen/it-stays-until-it-is-seen", test_it_stays_until_it_is_seen);
  g_test_add_func ("/unseen/old-is-what-the-person-saw-last", test_old_is_what_the_person_saw_last);
  g_test_add_func ("/unseen/what-is-undone-is-no-news", test_what_is_undone_is_no_news);
  g_test_add_func ("/unseen/what-came-after-the-look-is-still-news", test_what_came_after_the_look_is_still_news);
  g_test_add_func ("/unseen/what-the-person-did-is-no-news", test_what_the_person_did_is_no_news);
  g_test_add_func ("/unseen/what-a-conflict-brought-is-news", test_what_a_conflict_brought_is_news);
  g_test_add_func ("/unseen/a-mission-that-is-gone-has-no-news", test_a_mission_that_is_gone_has_no_news);
  return g_test_run ();
}
