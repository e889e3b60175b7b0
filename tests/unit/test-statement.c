/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a statement declares, and when two declare the same. */

#include "unit-domain.h"
#include "unit-wait.h"

#define EMPTY_WORK ",\"work\":{\"entries\":[],\"sessions\":[]}"
#define EMPTY_TRAVEL ",\"travel\":{\"journeys\":[],\"nights\":[],\"meals\":[]}"

static const struct
{
  const char *rule;
  const char *one;
  const char *other;
  gboolean equal;
} cases[] = {
  { "nothing", "", "", TRUE },
  { "empty-work-is-absent-work", EMPTY_WORK, "", TRUE },
  { "null-work-is-absent-work", ",\"work\":null", "", TRUE },
  { "work-without-lists-is-absent-work", ",\"work\":{}", EMPTY_WORK, TRUE },
  { "empty-travel-is-absent-travel", EMPTY_TRAVEL, "", TRUE },
  { "null-travel-is-empty-travel", ",\"travel\":null", EMPTY_TRAVEL, TRUE },
  { "no-post-is-absent-post", ",\"receipts_by_post\":false", "", TRUE },
  { "null-note-is-absent-note", ",\"note\":null", "", TRUE },
  { "the-same-copies", UNIT_COPIES (124), UNIT_COPIES (124), TRUE },
  { "other-copies", UNIT_COPIES (124), UNIT_COPIES (125), FALSE },
  { "no-copy-is-an-answer", UNIT_COPIES (0), EMPTY_WORK, FALSE },
  { "copies-and-nothing", UNIT_COPIES (124), "", FALSE },
  { "another-session", ",\"work\":{\"entries\":[],\"sessions\":[{\"id\":\"s\",\"date\":\"2026-06-22\"}]}", EMPTY_WORK,
    FALSE },
  { "another-journey", ",\"travel\":{\"journeys\":[{\"id\":\"j\"}],\"nights\":[],\"meals\":[]}", "", FALSE },
  { "another-night", ",\"travel\":{\"journeys\":[],\"nights\":[{\"date\":\"2026-06-22\"}],\"meals\":[]}", "", FALSE },
  { "another-meal",
    ",\"travel\":{\"journeys\":[],\"nights\":[],\"meals\":[{\"date\":\"2026-06-22\",\"kind\":\"lunch\"}]}", "", FALSE },
  { "by-post", ",\"receipts_by_post\":true", "", FALSE },
  { "another-note", ",\"note\":\"Bonjour\"", "", FALSE },
};

static void
test_content_equal (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ImaginStatement) one = unit_statement_new ("m", 1, cases[i].one);
  g_autoptr (ImaginStatement) other = unit_statement_new ("m", 9, cases[i].other);

  g_assert_cmpint (imagin_statement_content_equal (one, other), ==, cases[i].equal);
  g_assert_cmpint (imagin_statement_content_equal (other, one), ==, cases[i].equal);
}

static void
test_what_is_the_academy_s_is_no_content (void)
{
  g_autoptr (ImaginMission) mission =
      unit_mission_new ("m", "validated", "paid", ",\"not_performed\":{\"reason\":\"Malade\"}");
  g_autoptr (ImaginStatement) other = unit_statement_new ("m", 4, "");

  g_assert_true (imagin_statement_content_equal (imagin_mission_get_statement (mission), other));
}

static void
test_take_content (void)
{
  g_autoptr (ImaginStatement) mine = unit_statement_new ("m", 3, UNIT_COPIES (1));
  g_autoptr (ImaginStatement) theirs =
      unit_statement_new ("m", 8, UNIT_COPIES (124) ",\"note\":\"Bonjour\",\"receipts_by_post\":true");

  imagin_statement_take_content (mine, theirs);
  g_assert_true (imagin_statement_content_equal (mine, theirs));
  g_assert_cmpint (imagin_entity_get_integer (mine, "version", -1), ==, 3);
  /* Nothing is shared. */
  imagin_statement_set_quantity (mine, "copies", 2);
  g_assert_cmpint (imagin_statement_get_quantity (theirs, "copies"), ==, 124);
}

static void
test_quantities (void)
{
  g_autoptr (ImaginStatement) statement = unit_statement_new ("m", 1, "");

  g_assert_cmpint (imagin_statement_get_quantity (statement, "copies"), ==, -1);
  imagin_statement_set_quantity (statement, "copies", 0);
  g_assert_cmpint (imagin_statement_get_quantity (statement, "copies"), ==, 0);
  imagin_statement_set_quantity (statement, "copies", 124);
  imagin_statement_set_quantity (statement, "candidates", 3);
  g_assert_cmpint (imagin_statement_get_quantity (statement, "copies"), ==, 124);
  imagin_statement_set_quantity (statement, "copies", -1);
  g_assert_cmpint (imagin_statement_get_quantity (statement, "copies"), ==, -1);
  g_assert_cmpint (imagin_statement_get_quantity (statement, "candidates"), ==, 3);
  imagin_statement_set_entry_text (statement, "remark", "Salle 12");
  g_assert_cmpstr (imagin_statement_get_entry_text (statement, "remark"), ==, "Salle 12");
  imagin_statement_set_entry_text (statement, "remark", "");
  g_assert_null (imagin_statement_get_entry_text (statement, "remark"));
}

static void
test_reading_writes_nothing (void)
{
  g_autoptr (ImaginStatement) statement = unit_statement_new ("m", 1, "");
  g_autofree char *before = imagin_entity_to_text (IMAGIN_ENTITY (statement));
  g_autofree char *after = NULL;

  imagin_statement_get_quantity (statement, "copies");
  imagin_statement_get_entry_text (statement, "remark");
  g_assert_cmpuint (g_list_model_get_n_items (imagin_statement_get_sessions (statement)), ==, 0);
  after = imagin_entity_to_text (IMAGIN_ENTITY (statement));
  g_assert_cmpstr (before, ==, after);
}

static ImaginStatement *
remarked (const char *writable, const char *field)
{
  g_autofree char *text =
      g_strdup_printf ("{\"mission_id\":\"m\",\"etag\":\"e\",\"parts\":[{\"part\":\"travel\",\"status\":{\"code\":\"to_"
                       "validate\",\"label\":\"-\"},"
                       "\"writable\":%s,\"remark\":{\"text\":\"Un aller\",\"field\":\"%s\"}}],"
                       "\"travel\":{\"journeys\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"nights\":[],\"meals\":[]}}",
                       writable, field);
  g_autoptr (GError) error = NULL;
  ImaginStatement *statement = imagin_entity_from_text (IMAGIN_TYPE_STATEMENT, text, &error);

  g_assert_no_error (error);
  return statement;
}

static const struct
{
  const char *field;
  const char *id;     /* of the journey that it is about; NULL: none */
  const char *member; /* … and of its member */
} remarks[] = {
  { "/travel/journeys/1/distance_km", "b", "distance_km" },
  { "/travel/journeys/0", "a", NULL },
  { "/travel/journeys/2/distance_km", NULL, NULL },
  { "/travel/journeys/x/distance_km", NULL, NULL },
  { "/travel/journeys/-1/distance_km", NULL, NULL },
  { "/travel/journeys/1x/distance_km", NULL, NULL },
  { "/travel/journeys/99999999999999999999/distance_km", NULL, NULL },
  { "/travel/nights/0/commune", NULL, NULL },
  { "/work/sessions/0/to", NULL, NULL },
  { "/travel", NULL, NULL },
};

static void
test_a_remark_finds_its_field (void)
{
  static const char *const ids[] = { "a", "b" };

  for (guint i = 0; i < G_N_ELEMENTS (remarks); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ids); j++)
      {
        g_autoptr (ImaginStatement) statement = remarked ("true", remarks[i].field);
        const char *member;
        gboolean found =
            imagin_statement_find_remark (statement, IMAGIN_PART_TRAVEL, "journeys", "id", ids[j], &member) != NULL;

        g_test_message ("%s, journey %s", remarks[i].field, ids[j]);
        g_assert_cmpint (found, ==, g_strcmp0 (remarks[i].id, ids[j]) == 0);
        g_assert_cmpstr (member, ==, found ? remarks[i].member : NULL);
      }
}

static void
test_a_remark_is_said_only_while_it_can_be_followed (void)
{
  g_autoptr (ImaginStatement) open = remarked ("true", "/travel");
  g_autoptr (ImaginStatement) closed = remarked ("false", "/travel");

  g_assert_nonnull (imagin_statement_get_remark (open, IMAGIN_PART_TRAVEL));
  g_assert_null (imagin_statement_get_remark (open, IMAGIN_PART_WORK));
  g_assert_null (imagin_statement_get_remark (closed, IMAGIN_PART_TRAVEL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/statement/content/", cases[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_content_equal);
    }
  g_test_add_func ("/statement/content/parts-and-versions-are-none", test_what_is_the_academy_s_is_no_content);
  g_test_add_func ("/statement/taking-content-leaves-the-rest", test_take_content);
  g_test_add_func ("/statement/no-copy-is-an-answer-and-nothing-is-none", test_quantities);
  g_test_add_func ("/statement/reading-writes-nothing", test_reading_writes_nothing);
  g_test_add_func ("/statement/a-remark-finds-its-field", test_a_remark_finds_its_field);
  g_test_add_func ("/statement/a-remark-is-said-only-while-it-can-be-followed",
                   test_a_remark_is_said_only_while_it_can_be_followed);
  return g_test_run ();
}
