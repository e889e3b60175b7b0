/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list as it is searched, narrowed and grouped. */

#include "unit-store.h"

#include "base/imagin-sql.h"
#include "store/imagin-store-erase.h"
#include "store/imagin-store-private.h"
#include "store/imagin-store-schema.h"

#include <glib/gstdio.h>

/* A mission of the first account: its paper, town, session, type and the mission that holds its journey. */
static void
plant (Kept *kept, const char *id, const char *paper, const char *commune, const char *session, const char *first)
{
  g_autofree char *holder = first != NULL ? g_strdup_printf (",\"first_mission_of_day\":\"%s\"", first) : g_strdup ("");
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"%s\",\"number\":\"2026-%s\",\"exam\":{\"code\":\"bac\",\"label\":\"Baccalauréat\",\"short_label\":"
      "\"BCG\"}"
      ",\"session\":{\"code\":\"s\",\"label\":\"%s\"},\"paper\":\"%s\",\"type\":{\"code\":\"%s\",\"label\":\"Œuvre\"},"
      "\"role\":{\"code\":\"examiner\",\"label\":\"Examinateur\"},\"place\":{\"name\":\"Lycée "
      "Zola\",\"commune\":\"%s\"},"
      "\"starts_at\":\"2026-06-22T08:00:00+02:00\",\"ends_at\":\"2026-06-22T18:00:00+02:00\"%s,\"statement\":"
      "{\"mission_id\":\"%s\",\"etag\":\"v\",\"version\":1,\"parts\":[{\"part\":\"work\",\"status\":{\"code\":"
      "\"to_come\",\"label\":\"x\"}}]},\"receipts\":[]}",
      id, id, session, paper, *id == 'x' ? "marking" : "oral", commune, holder, id);
  g_autoptr (GError) error = NULL;
  ImaginMission *mission = imagin_entity_from_text (IMAGIN_TYPE_MISSION, text, &error);
  g_autofree char *changed = NULL;

  g_assert_no_error (error);
  changed = kept_pull (kept, mission, NULL, NULL);
  g_assert_cmpstr (changed, ==, id);
}

static void
plant_all (Kept *kept)
{
  plant (kept, "x1", "Français écrit", "Évry", "Session 2026", NULL);
  plant (kept, "y2", "Grand oral", "L’Haÿ-les-Roses", "Session 2026", NULL);
  plant (kept, "y3", "Œnologie (option)", "Évry", "Session 2025", "y2");
}

static char *
ids_of (GPtrArray *summaries)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < summaries->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            ((ImaginSummary *) g_ptr_array_index (summaries, i))->mission_id);
  return g_strdup (ids->str);
}

static void
check (Kept *kept, ImaginListQuery *query, const char *expected)
{
  g_autoptr (ImaginListing) listing = unit_await_object (imagin_store_list_missions (kept->store, query));
  g_autofree char *ids = ids_of (listing->summaries);

  g_assert_cmpstr (ids, ==, expected);
  g_assert_cmpuint (listing->total, ==, 3);
}

static void
check_search (Kept *kept, const char *words, const char *expected)
{
  g_autoptr (ImaginListQuery) query = imagin_list_query_new ();

  query->words = g_strdup (words);
  check (kept, query, expected);
}

static void
test_search (void)
{
  static const struct
  {
    const char *words, *ids;
  } cases[] = {
    { "", "x1 y2 y3" },
    { "francais", "x1" },
    { "FRANÇAIS", "x1" },
    { "e\xcc\x81vry", "x1 y3" }, /* an accent of its own */
    { "ecrit evr", "x1" },
    { "evry fra", "x1" },
    { "grand evry", "" },
    { "oenol", "y3" },
    { "œnol", "y3" },
    { "ŒNO", "y3" },
    { "oral", "y2" },
    { "ral", "" }, /* words are found by how they begin */
    { "l'hay les roses", "y2" },
    { "2026-y2", "y2" },
    { "session 2025", "y3" },
    { "BCG examinateur zola baccalaureat œuvre", "x1 y2 y3" },
    { "tours", "x1 y2 y3" }, /* the academy */
    { "option)", "y3" },
    { "\"", "x1 y2 y3" },
    { "* - ( \" :^", "x1 y2 y3" },
    { "\"grand* -oral\" OR", "y2" }, /* "or" begins "oral" */
    { "NOT", "" },
    { "words:grand", "" },
    { "grand NEAR(", "" },
    { "'; DROP TABLE mission; --", "" },
  };
  g_auto (Kept) kept = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginAccountRecord) named = imagin_entity_from_text (
      IMAGIN_TYPE_ACCOUNT_RECORD,
      "{\"id\":\"a\",\"info\":{\"id\":\"t\",\"name\":\"Académie d’Orléans-Tours\",\"epoch\":\"1\",\"api\":\"x\"}}",
      &error);

  g_assert_no_error (error);
  kept_open (&kept);
  plant_all (&kept);
  /* An academy that says its name later is found by it, too. */
  check_search (&kept, "tours", "");
  unit_await_done (imagin_store_put_account (kept.store, named));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_search (&kept, cases[i].words, cases[i].ids);
}

/* "What was paid?" is asked in the words of the screen, alone or with others. */
static void
test_a_section_is_found_by_its_name (void)
{
  static const char *const names[] = { "À compléter", "À venir", "Envoyés", "Payés", "Sans suite", NULL };
  static const struct
  {
    const char *words, *ids;
  } cases[] = {
    { "venir", "x1 y2 y3" }, { "À VENIR", "x1 y2 y3" }, { "veni oral", "y2" }, { "oral venir", "y2" },
    { "payes", "" },         { "paye oral", "" },       { "ven", "" }, /* too short to mean a section */
    { "evry", "x1 y3" },
  };
  g_auto (Kept) kept = { NULL };

  kept_open (&kept);
  plant_all (&kept);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ImaginListQuery) query = imagin_list_query_new ();

      query->words = g_strdup (cases[i].words);
      query->section_names = g_strdupv ((char **) names);
      check (&kept, query, cases[i].ids);
    }
}

static void
test_search_follows_what_changes (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *gone = NULL;

  kept_open (&kept);
  plant_all (&kept);
  plant (&kept, "x1", "Mathématiques", "Évry", "Session 2026", NULL);
  check_search (&kept, "francais", "");
  check_search (&kept, "mathematiques", "x1");
  gone = kept_pull (&kept, NULL, "x1", NULL);
  plant (&kept, "x4", "Latin", "Évry", "Session 2026", NULL);
  check_search (&kept, "mathematiques", "");
  check_search (&kept, "latin", "x4");
  unit_await_done (imagin_store_remove_account (kept.store, "a"));
  {
    g_autoptr (ImaginListing) listing = unit_await_object (imagin_store_list_missions (kept.store, NULL));

    g_assert_cmpuint (listing->total, ==, 0);
    g_assert_cmpuint (g_strv_length (listing->sessions), ==, 0);
  }
}

static void
test_filters (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginListQuery) query = imagin_list_query_new ();
  g_autoptr (ImaginListing) listing = NULL;

  kept_open (&kept);
  plant_all (&kept);
  g_assert_false (imagin_list_query_is_filtered (query));
  query->session = g_strdup ("Session 2026");
  g_assert_true (imagin_list_query_is_filtered (query));
  check (&kept, query, "x1 y2");
  query->type_code = g_strdup ("marking");
  check (&kept, query, "x1");
  query->words = g_strdup ("oral");
  check (&kept, query, "");
  g_clear_pointer (&query->words, g_free);
  query->account_id = g_strdup ("b");
  check (&kept, query, "");
  listing = unit_await_object (imagin_store_list_missions (kept.store, query));
  g_assert_cmpstr (listing->sessions[0], ==, "Session 2026");
  g_assert_cmpstr (listing->sessions[1], ==, "Session 2025");
  g_assert_cmpuint (g_strv_length (listing->type_codes), ==, 2);
}

static void
test_by_session (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginListQuery) query = imagin_list_query_new ();
  g_autoptr (ImaginListing) listing = NULL;

  kept_open (&kept);
  plant (&kept, "z0", "Latin", "Évry", "Session 2024", NULL);
  plant (&kept, "x1", "Français", "Évry", "Session 2026", NULL);
  plant (&kept, "y2", "Grec", "Évry", "Session 2026", NULL);
  query->by_session = TRUE;
  check (&kept, query, "x1 y2 z0");
  listing = unit_await_object (imagin_store_list_missions (kept.store, query));
  g_assert_cmpuint (((ImaginSummary *) listing->summaries->pdata[0])->group, ==, 0);
  g_assert_cmpuint (((ImaginSummary *) listing->summaries->pdata[1])->group, ==, 0);
  g_assert_cmpuint (((ImaginSummary *) listing->summaries->pdata[2])->group, ==, 1);
  g_assert_cmpstr (((ImaginSummary *) listing->summaries->pdata[2])->session, ==, "Session 2024");
}

/* Both missions of a shared journey say so, the one that holds it and the one that follows; others do not. */
static void
test_linked (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginListing) listing = NULL;
  g_autoptr (ImaginListing) alone = NULL;
  g_autofree char *gone = NULL;

  kept_open (&kept);
  plant_all (&kept);
  listing = unit_await_object (imagin_store_list_missions (kept.store, NULL));
  g_assert_false (((ImaginSummary *) listing->summaries->pdata[0])->linked);
  g_assert_true (((ImaginSummary *) listing->summaries->pdata[1])->linked);
  g_assert_true (((ImaginSummary *) listing->summaries->pdata[2])->linked);
  gone = kept_pull (&kept, NULL, "y2", NULL);
  alone = unit_await_object (imagin_store_list_missions (kept.store, NULL));
  g_assert_false (((ImaginSummary *) alone->summaries->pdata[1])->linked);
}

/* The top of a long list is the same as that of the whole, and says that the list goes on. */
static void
test_top (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginListQuery) query = imagin_list_query_new ();
  g_autoptr (ImaginListing) all = NULL;
  guint n_all;

  kept_open (&kept);
  plant_all (&kept);
  all = unit_await_object (imagin_store_list_missions (kept.store, query));
  n_all = all->summaries->len;
  g_assert_false (all->goes_on);
  for (query->at_most = 1; query->at_most <= n_all; query->at_most++)
    {
      g_autoptr (ImaginListing) top = unit_await_object (imagin_store_list_missions (kept.store, query));

      g_assert_cmpuint (top->summaries->len, ==, query->at_most);
      g_assert_cmpint (top->goes_on, ==, query->at_most < n_all);
      for (guint i = 0; i < query->at_most; i++)
        g_assert_true (imagin_summary_equal (top->summaries->pdata[i], all->summaries->pdata[i]));
    }
}

/* Ten thousand bodies are not read for a list: all that its rows say stands in an index. */
static void
test_rows_stand_in_an_index (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) plan = NULL;
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", imagin_store_list_sql (), NULL);
  gboolean covered = FALSE;
  sqlite3 *database;

  kept_open (&kept);
  plant_all (&kept);
  path = g_build_filename (kept.folder, "store.db", NULL);
  database = imagin_sql_open (path, imagin_store_migrations, imagin_store_n_migrations, &error);
  g_assert_no_error (error);
  plan = imagin_sql_prepare (database, &error, sql, "");
  g_assert_no_error (error);
  while (imagin_sql_step (plan, NULL))
    {
      g_assert_null (strstr (imagin_sql_text (plan, 3), "TEMP B-TREE FOR ORDER BY"));
      covered |= strstr (imagin_sql_text (plan, 3), "m USING COVERING INDEX mission_rows") != NULL;
    }
  g_assert_true (covered);
  g_clear_pointer (&plan, sqlite3_finalize);
  sqlite3_close (database);
}

#define VERSION_BEFORE_SEARCH 3

/* A store of the version before is searchable as soon as it is opened. */
static void
test_rows_of_before_are_found (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *version = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *database;

  kept_open (&kept);
  plant_all (&kept);
  path = g_build_filename (kept.folder, "store.db", NULL);
  unit_await_done (imagin_store_close (kept.store));
  g_object_unref (kept.store);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  database = imagin_sql_open (path, imagin_store_migrations, imagin_store_n_migrations, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_exec (database,
                                 "DROP TRIGGER mission_added; DROP TRIGGER mission_removed; DROP TRIGGER "
                                 "account_renamed; DROP TABLE mission_words; DROP TABLE mission_key; "
                                 "DROP TRIGGER news_of_no_mission; DROP TABLE news;"
                                 "DROP TRIGGER merged_of_no_mission; DROP TABLE merged;",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  version = g_strdup_printf ("PRAGMA user_version = %u", VERSION_BEFORE_SEARCH);
  imagin_sql_run (database, &error, version, "");
  g_assert_no_error (error);
  sqlite3_close (database);
  kept.store = imagin_store_new (kept.folder);
  check_search (&kept, "evry", "x1 y3");
}

/* What was entered and not saved is told of, in the list and beside what waits. */
static void
check_unsaved (Kept *kept, guint expected)
{
  g_autoptr (ImaginListing) listing = unit_await_object (imagin_store_list_missions (kept->store, NULL));
  g_autoptr (GPtrArray) unsent = unit_await_boxed (imagin_store_list_unsent (kept->store, "a"));

  g_assert_cmpuint (listing->drafted, ==, expected);
  g_assert_cmpint (imagin_summary_is_unsaved (g_ptr_array_index (listing->summaries, 0)), ==, expected > 0);
  if (expected > 0)
    g_assert_cmpuint (unsent->len, ==, 1);
  for (guint i = 0; i < unsent->len; i++)
    g_assert_cmpint (imagin_summary_is_unsaved (g_ptr_array_index (unsent, i)), ==, expected > 0);
}

static void
test_unsaved (void)
{
  g_auto (Kept) kept = { 0 };

  kept_open (&kept);
  kept_plant (&kept);
  check_unsaved (&kept, 0);
  kept_write (&kept, UNIT_COPIES (124), -1);
  check_unsaved (&kept, 1);
  kept_write (&kept, "", -1); /* taken back */
  check_unsaved (&kept, 0);
  kept_write (&kept, UNIT_COPIES (125), IMAGIN_OUTBOX_SAVE);
  check_unsaved (&kept, 0);
  kept_write (&kept, UNIT_COPIES (126), -1); /* the save that waits says 125 */
  check_unsaved (&kept, 1);
  kept_write (&kept, UNIT_COPIES (125), -1);
  check_unsaved (&kept, 0);
}

/* What was typed and taken back is nothing that would be lost. */
static void
test_taken_back (void)
{
  g_auto (Kept) kept = { 0 };
  g_autoptr (GPtrArray) unsent = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), -1);
  kept_write (&kept, "", -1);
  unsent = unit_await_boxed (imagin_store_list_unsent (kept.store, "a"));
  g_assert_cmpuint (unsent->len, ==, 0);
}

#define CHANGED_BY(who) ",\"changed_by\":{\"who\":\"" who "\",\"at\":\"2026-07-01T09:00:00+02:00\"}"

static void
check_saved (Kept *kept, gboolean expected)
{
  g_autoptr (ImaginListing) listing = unit_await_object (imagin_store_list_missions (kept->store, NULL));

  g_assert_cmpint (((ImaginSummary *) g_ptr_array_index (listing->summaries, 0))->saved, ==, expected);
}

/* A row knows that the academy has what the person saved, until somebody else changes it. */
static void
test_saved (void)
{
  g_auto (Kept) kept = { 0 };
  g_autofree char *saved = NULL;
  g_autofree char *taken_back = NULL;
  g_autofree char *changed = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  check_saved (&kept, FALSE);
  saved = kept_pull (&kept, unit_mission_new ("m", "to_validate", NULL, UNIT_COPIES (124) CHANGED_BY ("intervener")),
                     NULL, "c2");
  check_saved (&kept, TRUE);
  changed = kept_pull (&kept, unit_mission_new ("m", "to_validate", NULL, UNIT_COPIES (124) CHANGED_BY ("office")),
                       NULL, "c3");
  check_saved (&kept, FALSE);
  /* An absence that was taken back: the person's, and nothing is entered. */
  taken_back = kept_pull (&kept, unit_mission_new ("m", "to_validate", NULL, CHANGED_BY ("intervener")), NULL, "c4");
  check_saved (&kept, FALSE);
}

/* An entry of which the academy takes no more is not to be saved. */
static void
test_unsaved_no_more (void)
{
  g_auto (Kept) kept = { 0 };
  g_autofree char *changed = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (124), -1);
  changed = kept_pull (&kept, unit_mission_new ("m", "cancelled", NULL, ""), NULL, "c2");
  check_unsaved (&kept, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list/a-section-is-found-by-its-name", test_a_section_is_found_by_its_name);
  g_test_add_func ("/list/search", test_search);
  g_test_add_func ("/list/search-follows-what-changes", test_search_follows_what_changes);
  g_test_add_func ("/list/filters", test_filters);
  g_test_add_func ("/list/by-session", test_by_session);
  g_test_add_func ("/list/top", test_top);
  g_test_add_func ("/list/rows-stand-in-an-index", test_rows_stand_in_an_index);
  g_test_add_func ("/list/linked-by-a-journey", test_linked);
  g_test_add_func ("/list/rows-of-before-are-found", test_rows_of_before_are_found);
  g_test_add_func ("/list/unsaved", test_unsaved);
  g_test_add_func ("/list/taken-back", test_taken_back);
  g_test_add_func ("/list/saved", test_saved);
  g_test_add_func ("/list/unsaved-no-more", test_unsaved_no_more);
  return g_test_run ();
}
