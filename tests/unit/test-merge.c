/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two sides entered since the version that both started from. */

#include "domain/imagin-merge.h"

#include "unit-domain.h"

#define WORK(entries, sessions) ",\"work\":{\"entries\":[" entries "],\"sessions\":[" sessions "]}"
#define COPIES(n) "{\"key\":\"copies\",\"quantity\":" #n "}"
#define NOTE(text) "{\"key\":\"note\",\"text\":\"" text "\"}"
#define SESSION(id, from, to) "{\"id\":\"" id "\",\"date\":\"2026-06-22\",\"from\":\"" from "\",\"to\":\"" to "\"}"
#define TRAVEL(journeys, meals) ",\"travel\":{\"journeys\":[" journeys "],\"nights\":[],\"meals\":[" meals "]}"
#define JOURNEY(id, km, tolls) "{\"id\":\"" id "\",\"distance_km\":" #km ",\"tolls_cents\":" #tolls "}"
#define MEAL(kind, claimed) "{\"date\":\"2026-06-22\",\"kind\":\"" kind "\",\"claimed\":" claimed "}"

static const struct
{
  const char *rule;
  const char *base, *mine, *theirs;
  const char *merged;
  const char *clashes; /* their ids, a space between; * for the mark of one more character */
} cases[] = {
  { "nothing-changed", UNIT_COPIES (1), UNIT_COPIES (1), UNIT_COPIES (1), UNIT_COPIES (1), "" },
  { "only-mine-changed", UNIT_COPIES (1), UNIT_COPIES (2), UNIT_COPIES (1), UNIT_COPIES (2), "" },
  { "only-theirs-changed", UNIT_COPIES (1), UNIT_COPIES (1), UNIT_COPIES (3), UNIT_COPIES (3), "" },
  { "both-changed-alike", UNIT_COPIES (1), UNIT_COPIES (4), UNIT_COPIES (4), UNIT_COPIES (4), "" },
  { "both-changed-otherwise", UNIT_COPIES (1), UNIT_COPIES (2), UNIT_COPIES (3), UNIT_COPIES (2),
    "/work/entries/copies/quantity" },
  { "each-another-field", WORK (COPIES (1) "," NOTE ("a"), ""), WORK (COPIES (2) "," NOTE ("a"), ""),
    WORK (COPIES (1) "," NOTE ("b"), ""), WORK (COPIES (2) "," NOTE ("b"), ""), "" },
  { "two-fields-of-one-journey", TRAVEL (JOURNEY ("j", 10, 100), ""), TRAVEL (JOURNEY ("j", 20, 100), ""),
    TRAVEL (JOURNEY ("j", 10, 300), ""), TRAVEL (JOURNEY ("j", 20, 300), ""), "" },
  { "both-added-a-session", "", WORK ("", SESSION ("a", "08:00", "09:00")), WORK ("", SESSION ("b", "10:00", "11:00")),
    WORK ("", SESSION ("a", "08:00", "09:00") "," SESSION ("b", "10:00", "11:00")), "" },
  { "mine-began-from-nothing", "", UNIT_COPIES (7), "", UNIT_COPIES (7), "" },
  { "theirs-began-from-nothing", "", "", UNIT_COPIES (7), UNIT_COPIES (7), "" },
  { "mine-removed", WORK ("", SESSION ("a", "08:00", "09:00")), WORK ("", ""),
    WORK ("", SESSION ("a", "08:00", "09:00")), WORK ("", ""), "" },
  { "theirs-removed", WORK ("", SESSION ("a", "08:00", "09:00")), WORK ("", SESSION ("a", "08:00", "09:00")), "", "",
    "" },
  { "both-removed", WORK ("", SESSION ("a", "08:00", "09:00")), "", WORK ("", ""), "", "" },
  { "mine-removed-what-theirs-changed", WORK ("", SESSION ("a", "08:00", "09:00")), WORK ("", ""),
    WORK ("", SESSION ("a", "08:00", "10:00")), WORK ("", ""), "/work/sessions/a" },
  { "theirs-removed-what-mine-changed", WORK ("", SESSION ("a", "08:00", "09:00")),
    WORK ("", SESSION ("a", "08:00", "10:00")), WORK ("", ""), WORK ("", SESSION ("a", "08:00", "10:00")),
    "/work/sessions/a" },
  { "an-emptied-field-is-a-change", WORK (COPIES (1), ""), WORK ("", ""), WORK (COPIES (2), ""), WORK ("", ""),
    "/work/entries/copies" },
  { "null-is-nothing", ",\"note\":null", "", ",\"note\":\"b\"", ",\"note\":\"b\"", "" },
  { "two-notes", ",\"note\":\"a\"", ",\"note\":\"b\"", ",\"note\":\"c\"", ",\"note\":\"b\"", "/note" },
  { "the-post-not-said-is-no", "", ",\"receipts_by_post\":false", ",\"receipts_by_post\":true",
    ",\"receipts_by_post\":true", "" },
  { "meals-by-day-and-kind", TRAVEL ("", MEAL ("lunch", "true") "," MEAL ("dinner", "true")),
    TRAVEL ("", MEAL ("lunch", "false") "," MEAL ("dinner", "true")),
    TRAVEL ("", MEAL ("lunch", "true") "," MEAL ("dinner", "false")),
    TRAVEL ("", MEAL ("lunch", "false") "," MEAL ("dinner", "false")), "" },
  { "what-is-not-known-merges-too", WORK ("{\"key\":\"copies\",\"quantity\":1,\"x\":1}", ""),
    WORK ("{\"key\":\"copies\",\"quantity\":2,\"x\":1}", ""), WORK ("{\"key\":\"copies\",\"quantity\":1,\"x\":2}", ""),
    WORK ("{\"key\":\"copies\",\"quantity\":2,\"x\":2}", ""), "" },
  { "two-clashes-in-order", WORK (COPIES (1), SESSION ("a", "08:00", "09:00")),
    WORK (COPIES (2), SESSION ("a", "08:00", "10:00")), WORK (COPIES (3), SESSION ("a", "08:00", "11:00")),
    WORK (COPIES (2), SESSION ("a", "08:00", "10:00")), "/work/entries/copies/quantity /work/sessions/a/to" },
};

static char *
ids_of (GPtrArray *clashes)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < clashes->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((ImaginClash *) clashes->pdata[i])->id);
  return g_string_free_and_steal (g_steal_pointer (&ids));
}

static GPtrArray *
new_clashes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) imagin_clash_free);
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ImaginStatement) base = unit_statement_new ("m", 1, cases[i].base);
  g_autoptr (ImaginStatement) mine = unit_statement_new ("m", 1, cases[i].mine);
  g_autoptr (ImaginStatement) theirs = unit_statement_new ("m", 2, cases[i].theirs);
  g_autoptr (ImaginStatement) expected = unit_statement_new ("m", 2, cases[i].merged);
  g_autoptr (GPtrArray) clashes = new_clashes ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginStatement) merged = imagin_merge_statements (base, mine, theirs, NULL, clashes, &error);
  g_autofree char *ids = ids_of (clashes);

  g_assert_no_error (error);
  g_assert_true (imagin_statement_content_equal (merged, expected));
  g_assert_cmpstr (ids, ==, cases[i].clashes);
  g_assert_cmpint (imagin_entity_get_integer (merged, "version", 0), ==, 2);
}

/* Whoever starts, both computers come to the same. */
static void
test_both_ways (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ImaginStatement) base = unit_statement_new ("m", 1, cases[i].base);
  g_autoptr (ImaginStatement) mine = unit_statement_new ("m", 1, cases[i].mine);
  g_autoptr (ImaginStatement) theirs = unit_statement_new ("m", 1, cases[i].theirs);
  g_autoptr (GPtrArray) clashes = new_clashes ();
  g_autoptr (GPtrArray) others = new_clashes ();
  g_autoptr (ImaginStatement) one = imagin_merge_statements (base, mine, theirs, NULL, clashes, NULL);
  g_autoptr (ImaginStatement) other = imagin_merge_statements (base, theirs, mine, NULL, others, NULL);
  g_autofree char *ids = ids_of (clashes);
  g_autofree char *other_ids = ids_of (others);

  g_assert_cmpstr (ids, ==, other_ids);
  if (clashes->len == 0 && !g_str_equal (cases[i].rule, "both-added-a-session"))
    g_assert_true (imagin_statement_content_equal (one, other));
}

/* An academy asks for members that it also takes as null. */
static void
test_null_stays (void)
{
  g_autoptr (ImaginStatement) base = unit_statement_new ("m", 1, ",\"note\":null");
  g_autoptr (ImaginStatement) theirs = unit_statement_new ("m", 2, ",\"note\":null" UNIT_COPIES (3));
  g_autoptr (GPtrArray) clashes = new_clashes ();
  g_autoptr (ImaginStatement) merged = imagin_merge_statements (base, base, theirs, NULL, clashes, NULL);
  g_autofree char *text = imagin_entity_to_text (IMAGIN_ENTITY (merged));

  g_assert_nonnull (strstr (text, "\"note\":null"));
}

static ImaginStatement *
merge_with (ImaginChoice quantity, ImaginChoice to, GPtrArray *clashes)
{
  guint last = G_N_ELEMENTS (cases) - 1;
  g_autoptr (ImaginStatement) base = unit_statement_new ("m", 1, cases[last].base);
  g_autoptr (ImaginStatement) mine = unit_statement_new ("m", 1, cases[last].mine);
  g_autoptr (ImaginStatement) theirs = unit_statement_new ("m", 2, cases[last].theirs);
  g_autoptr (GHashTable) choices = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (choices, (gpointer) "/work/entries/copies/quantity", GINT_TO_POINTER (quantity));
  g_hash_table_insert (choices, (gpointer) "/work/sessions/a/to", GINT_TO_POINTER (to));
  return imagin_merge_statements (base, mine, theirs, choices, clashes, NULL);
}

static void
test_choices (void)
{
  g_autoptr (GPtrArray) clashes = new_clashes ();
  g_autoptr (ImaginStatement) merged = merge_with (IMAGIN_CHOICE_THEIRS, IMAGIN_CHOICE_MINE, clashes);
  g_autoptr (ImaginStatement) expected =
      unit_statement_new ("m", 2, WORK (COPIES (3), SESSION ("a", "08:00", "10:00")));

  g_assert_cmpuint (clashes->len, ==, 0);
  g_assert_true (imagin_statement_content_equal (merged, expected));
}

static void
test_one_choice_leaves_the_other (void)
{
  g_autoptr (GPtrArray) clashes = new_clashes ();
  g_autoptr (ImaginStatement) merged = merge_with (IMAGIN_CHOICE_THEIRS, IMAGIN_CHOICE_NONE, clashes);
  ImaginClash *clash;

  g_assert_nonnull (merged);
  g_assert_cmpuint (clashes->len, ==, 1);
  clash = g_ptr_array_index (clashes, 0);
  g_assert_cmpstr (clash->part, ==, IMAGIN_PART_WORK);
  g_assert_cmpstr (clash->list, ==, "sessions");
  g_assert_cmpstr (clash->item, ==, "a");
  g_assert_cmpstr (clash->field, ==, "to");
  g_assert_cmpstr (json_node_get_string (clash->mine), ==, "10:00");
  g_assert_cmpstr (json_node_get_string (clash->theirs), ==, "11:00");
  g_assert_false (clash->closed);
}

static ImaginStatement *
closed_statement (const char *content)
{
  g_autoptr (ImaginMission) mission = unit_mission_new ("m", "validated", NULL, content);

  return g_object_ref (imagin_mission_get_statement (mission));
}

/* What was typed in a part that the office closed is named, and only the academy's can be kept. */
static void
test_a_closed_part (void)
{
  g_autoptr (ImaginStatement) base = unit_statement_new ("m", 1, UNIT_COPIES (1));
  g_autoptr (ImaginStatement) mine = unit_statement_new ("m", 1, UNIT_COPIES (2));
  g_autoptr (ImaginStatement) theirs = closed_statement (UNIT_COPIES (1));
  g_autoptr (GHashTable) choices = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) clashes = new_clashes ();
  g_autoptr (GPtrArray) none = new_clashes ();
  g_autoptr (ImaginStatement) untouched = imagin_merge_statements (base, base, theirs, NULL, none, NULL);
  g_autoptr (ImaginStatement) open = NULL;
  g_autoptr (ImaginStatement) merged = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (imagin_statement_content_equal (untouched, theirs));
  g_hash_table_insert (choices, (gpointer) "/work", GINT_TO_POINTER (IMAGIN_CHOICE_MINE));
  open = imagin_merge_statements (base, mine, theirs, choices, clashes, NULL);
  g_assert_nonnull (open);
  g_assert_cmpuint (clashes->len, ==, 1);
  g_assert_true (((ImaginClash *) clashes->pdata[0])->closed);
  g_hash_table_insert (choices, (gpointer) "/work", GINT_TO_POINTER (IMAGIN_CHOICE_THEIRS));
  merged = imagin_merge_statements (base, mine, theirs, choices, none, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (imagin_statement_content_equal (merged, theirs));
}

static char *
many_entries (int from, int to)
{
  g_autoptr (GString) text = g_string_new (",\"work\":{\"sessions\":[],\"entries\":[");

  for (int i = from; i < to; i++)
    g_string_append_printf (text, "%s{\"key\":\"k%d\",\"quantity\":1}", i > from ? "," : "", i);
  g_string_append (text, "]}");
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Both together may be more than a statement holds: that is said, not cut off. */
static void
test_too_much_together (void)
{
  g_autofree char *some = many_entries (0, 150);
  g_autofree char *others = many_entries (150, 300);
  g_autoptr (ImaginStatement) base = unit_statement_new ("m", 1, "");
  g_autoptr (ImaginStatement) mine = unit_statement_new ("m", 1, some);
  g_autoptr (ImaginStatement) theirs = unit_statement_new ("m", 2, others);
  g_autoptr (GPtrArray) clashes = new_clashes ();
  g_autoptr (GError) error = NULL;

  g_assert_null (imagin_merge_statements (base, mine, theirs, NULL, clashes, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/merge/%s", cases[i].rule);
      g_autofree char *both = g_strdup_printf ("/merge/both-ways/%s", cases[i].rule);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
      g_test_add_data_func (both, GUINT_TO_POINTER (i), test_both_ways);
    }
  g_test_add_func ("/merge/null-stays-null", test_null_stays);
  g_test_add_func ("/merge/each-clash-is-chosen", test_choices);
  g_test_add_func ("/merge/what-is-not-chosen-stays-a-clash", test_one_choice_leaves_the_other);
  g_test_add_func ("/merge/a-part-that-the-office-closed", test_a_closed_part);
  g_test_add_func ("/merge/too-much-together-is-an-error", test_too_much_together);
  return g_test_run ();
}
