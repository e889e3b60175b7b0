/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the academy would refuse is found before it is asked. */

#include "unit-domain.h"
#include "unit-wait.h"

#include "domain/imagin-check.h"

#define SESSION(id, more) "{\"id\":\"" id "\"" more "}"
#define AT(from, to) ",\"date\":\"2026-06-22\",\"from\":\"" from "\",\"to\":\"" to "\""
#define WORK(sessions) ",\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":1}],\"sessions\":[" sessions "]}"

/* "KIND key!" for each problem; "!" where it blocks saving too. */
static const struct
{
  const char *rule;
  const char *content;
  const char *problems;
} cases[] = {
  { "nothing-entered-where-something-is-required", "", "missing copies" },
  { "none-is-less-than-the-least", UNIT_COPIES (0), "range copies!" },
  { "the-least", UNIT_COPIES (1), "" },
  { "the-most", UNIT_COPIES (500), "" },
  { "more-than-the-most", UNIT_COPIES (501), "range copies!" },
  { "a-session", WORK (SESSION ("a", AT ("08:00", "12:00"))), "" },
  { "a-session-without-a-day", WORK (SESSION ("a", ",\"from\":\"08:00\",\"to\":\"12:00\"")), "incomplete a!" },
  { "a-session-without-an-end", WORK (SESSION ("a", ",\"date\":\"2026-06-22\",\"from\":\"08:00\"")), "incomplete a!" },
  { "an-end-before-the-start", WORK (SESSION ("a", AT ("12:00", "08:00"))), "before a!" },
  { "an-end-at-the-start", WORK (SESSION ("a", AT ("12:00", "12:00"))), "before a!" },
  { "until-midnight", WORK (SESSION ("a", AT ("20:00", "24:00"))), "" },
  { "one-after-the-other", WORK (SESSION ("a", AT ("08:00", "12:00")) "," SESSION ("b", AT ("12:00", "14:00"))), "" },
  { "a-minute-in-common", WORK (SESSION ("a", AT ("08:00", "12:01")) "," SESSION ("b", AT ("12:00", "14:00"))),
    "overlap a! overlap b!" },
  { "one-within-the-other", WORK (SESSION ("a", AT ("08:00", "18:00")) "," SESSION ("b", AT ("12:00", "14:00"))),
    "overlap a! overlap b!" },
  { "the-same-hours-another-day",
    WORK (SESSION ("a", AT ("08:00", "12:00")) "," SESSION (
        "b", ",\"date\":\"2026-06-23\",\"from\":\"08:00\",\"to\":\"12:00\"")),
    "" },
};

static char *
describe (GPtrArray *problems)
{
  static const char *const kinds[] = { "missing", "range", "incomplete", "before", "overlap" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      ImaginProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (text, "%s%s %s%s", i > 0 ? " " : "", kinds[problem->kind], problem->key,
                              problem->blocks_saving ? "!" : "");
      g_assert_nonnull (problem->label);
    }
  return g_string_free_and_steal (text);
}

static void
check (ImaginMission *mission, const char *content, const char *expected)
{
  g_autoptr (ImaginStatement) statement = unit_statement_new ("m", 1, content);
  g_autoptr (GPtrArray) problems = imagin_check_statement (mission, statement);
  g_autofree char *text = describe (problems);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ImaginMission) mission = unit_mission_new ("m", "to_validate", NULL, "");

  check (mission, cases[i].content, cases[i].problems);
}

static void
test_what_is_not_theirs_is_not_checked (void)
{
  g_autoptr (ImaginMission) closed = unit_mission_new ("m", "validated", "to_validate", "");
  g_autoptr (ImaginMission) counted = unit_mission_new ("m", "to_validate", NULL, "");
  gpointer field = imagin_entity_find (imagin_entity_get_list (counted, "fields"), "key", "copies");

  check (closed, UNIT_COPIES (501), "");
  imagin_entity_set_text (field, "read_only_reason", "Compté par l’outil national");
  check (counted, "", "");
}

static void
test_sessions_may_be_required (void)
{
  g_autoptr (ImaginMission) mission = unit_mission_new ("m", "to_validate", NULL, "");

  imagin_entity_set_boolean (imagin_entity_find (imagin_entity_get_list (mission, "fields"), "key", "sessions"),
                             "required", TRUE);
  check (mission, UNIT_COPIES (1), "missing sessions");
}

/* A slip in one of the figures shows in their sum; it is said, and nothing is refused. */
static void
test_candidates (void)
{
#define HEARD(count, id, from, to) SESSION (id, AT (from, to) ",\"candidates\":" count)
  static const struct
  {
    const char *content;
    gboolean differ;
  } counts[] = {
    { ",\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":20}],\"sessions\":[" HEARD (
          "12", "a", "08:00", "12:00") "," HEARD ("8", "b", "14:00", "18:00") "]}",
      FALSE },
    { ",\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":20}],\"sessions\":[" HEARD ("12", "a", "08:00",
                                                                                            "12:00") "]}",
      TRUE },
    { ",\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":20}],\"sessions\":[" SESSION (
          "a", AT ("08:00", "12:00")) "]}",
      FALSE },
  };
  g_autoptr (ImaginMission) mission = unit_mission_new ("m", "to_validate", NULL, "");

  imagin_entity_set_text (imagin_entity_find (imagin_entity_get_list (mission, "fields"), "key", "copies"), "unit",
                          "candidates");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (ImaginStatement) statement = unit_statement_new ("m", 1, counts[i].content);
      g_autoptr (GPtrArray) problems = imagin_check_statement (mission, statement);
      ImaginProblem *problem = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;

      g_assert_cmpuint (problems->len, ==, counts[i].differ ? 1 : 0);
      if (problem != NULL)
        g_assert_true (problem->kind == IMAGIN_PROBLEM_CANDIDATES_DIFFER && problem->only_warns &&
                       !problem->blocks_saving);
    }
}

static void
test_minutes (void)
{
  g_autoptr (ImaginStatement) statement = unit_statement_new (
      "m", 1,
      WORK (SESSION ("a", AT ("08:00", "11:30")) "," SESSION ("b", AT ("11:30", "08:00")) "," SESSION ("c", "")));
  static const int expected[] = { 210, -1, -1 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (ImaginWorkSession) session = g_list_model_get_item (imagin_statement_get_sessions (statement), i);

      g_assert_cmpint (imagin_session_get_minutes (session), ==, expected[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/check/", cases[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/check/sessions-may-be-required", test_sessions_may_be_required);
  g_test_add_func ("/check/what-is-not-the-intervener's-is-not-checked", test_what_is_not_theirs_is_not_checked);
  g_test_add_func ("/check/candidates-in-all-and-by-session", test_candidates);
  g_test_add_func ("/check/a-session-lasts-its-minutes", test_minutes);
  return g_test_run ();
}
