/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every status × verb × part: what the table allows gives a dated history, all else is refused and changes nothing. */

#include "academy-fixture.h"

#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/office/academy-move.h"
#include "academy/office/academy-office.h"
#include "base/imagin-error.h"
#include "domain/imagin-status.h"

static const char *const parts[] = { "work", "travel", NULL };

static guint
history_length (Fixture *fixture, const char *mission_id)
{
  g_autoptr (JsonNode) history = academy_history_list (fixture->database, mission_id);

  return json_array_get_length (json_node_get_array (history));
}

static JsonObject *
last_of_history (JsonNode *history)
{
  JsonArray *items = json_node_get_array (history);

  return json_array_get_object_element (items, json_array_get_length (items) - 1);
}

static const char *
code_of (JsonObject *item, const char *name)
{
  return imagin_json_text_member (imagin_json_object_member (item, name), "code");
}

static void
check_allowed (Fixture *fixture,
               const char *status,
               const char *verb,
               const char *part,
               const AcademyAct *act,
               const char *expected)
{
  g_autoptr (JsonNode) history = academy_history_list (fixture->database, "m-1");
  g_autoptr (AcademyStatement) statement = academy_statement_load (fixture->database, "m-1", NULL);
  JsonObject *last = last_of_history (history);

  g_assert_cmpstr (academy_statement_part (statement, part)->status, ==, expected);
  g_assert_cmpstr (statement->changed_who, ==, "office");
  g_assert_cmpstr (imagin_json_text_member (last, "at"), ==, act->at);
  g_assert_cmpstr (imagin_json_text_member (last, "part"), ==, part);
  g_assert_cmpstr (imagin_json_text_member (last, "verb"), ==, verb);
  g_assert_cmpstr (code_of (last, "from"), ==, status);
  g_assert_cmpstr (code_of (last, "to"), ==, expected);
}

static gboolean
walk_one (Fixture *fixture, const char *status, const char *verb, const char *part)
{
  const char *before = g_str_equal (status, "cancelled") ? "validated" : NULL;
  const char *expected = imagin_status_after_verb (status, verb, part, before);
  AcademyAct act = { part, 1234, "Vérifiez.", "/work", NULL, "2026-03-02T10:00:00+01:00" };
  g_autoptr (AcademyMission) mission = academy_mission_find (fixture->database, NULL, "m-1");
  g_autoptr (AcademyStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  guint length;
  gint64 version;
  gboolean done;

  fixture_set_status (fixture, "m-1", part, status, before);
  length = history_length (fixture, "m-1");
  statement = academy_statement_load (fixture->database, "m-1", NULL);
  version = statement->version;
  g_clear_pointer (&statement, academy_statement_free);
  done = academy_office_apply (fixture->database, mission, verb, &act, &error);
  g_assert_cmpint (done, ==, expected != NULL);
  if (done)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (history_length (fixture, "m-1"), ==, length + 1);
      check_allowed (fixture, status, verb, part, &act, expected);
      return TRUE;
    }
  g_assert_error (error, IMAGIN_ERROR, IMAGIN_ERROR_CLOSED);
  statement = academy_statement_load (fixture->database, "m-1", NULL);
  g_assert_cmpint (statement->version, ==, version);
  g_assert_cmpstr (academy_statement_part (statement, part)->status, ==, status);
  g_assert_cmpuint (history_length (fixture, "m-1"), ==, length);
  return FALSE;
}

static void
test_every_pair (void)
{
  g_auto (Fixture) fixture = { NULL };
  const char *const *verbs = imagin_status_verbs ();
  guint count, allowed = 0, refused = 0;
  const ImaginStatusInfo *statuses = imagin_status_all (&count);

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "to_validate", "to_validate");
  for (guint i = 0; i < count; i++)
    for (guint v = 0; verbs[v] != NULL; v++)
      for (guint p = 0; parts[p] != NULL; p++)
        if (walk_one (&fixture, statuses[i].code, verbs[v], parts[p]))
          allowed++;
        else
          refused++;
  g_test_message ("allowed=%u refused=%u", allowed, refused);
  g_assert_cmpuint (allowed + refused, ==, count * g_strv_length ((char **) verbs) * 2);
  /* As domain.md counts them: certify 3, verify 2, return 3, liquidate 2, pay 1, cancel 10, restore 1 for each part;
   * enter 2. */
  g_assert_cmpuint (allowed, ==, 2 * 22 + 2);
}

static void
expect_refusal (Fixture *fixture, const char *verb, const AcademyAct *act)
{
  g_autoptr (AcademyMission) mission = academy_mission_find (fixture->database, NULL, "m-1");
  g_autoptr (GError) error = NULL;

  g_assert_false (academy_office_apply (fixture->database, mission, verb, act, &error));
  g_assert_error (error, IMAGIN_ERROR, IMAGIN_ERROR_CLOSED);
}

static void
test_what_verbs_need (void)
{
  g_auto (Fixture) fixture = { NULL };
  AcademyAct bare = { NULL, -1, NULL, NULL, NULL, "2026-03-02T10:00:00+01:00" };
  AcademyAct both = { NULL, 500, NULL, NULL, NULL, "2026-03-02T10:00:00+01:00" };

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "validated", "validated");
  expect_refusal (&fixture, "verify", &bare); /* no service is certified */
  expect_refusal (&fixture, "return", &bare); /* no remark */
  fixture_set_status (&fixture, "m-1", "work", "in_payment", NULL);
  fixture_set_status (&fixture, "m-1", "travel", "in_payment", NULL);
  expect_refusal (&fixture, "pay", &bare); /* no amount */
  expect_refusal (&fixture, "pay", &both); /* one amount for two parts */
  fixture_set_status (&fixture, "m-1", "work", "to_validate", NULL);
  expect_refusal (&fixture, "enter", &bare); /* no amount */
}

static void
test_paid_months_apart (void)
{
  g_auto (Fixture) fixture = { NULL };
  AcademyAct work = { "work", 7680, NULL, NULL, "2026-03-20", "2026-03-20T06:00:00+01:00" };
  AcademyAct travel = { "travel", 26610, NULL, NULL, "2026-05-18", "2026-05-18T06:00:00+02:00" };
  g_autoptr (AcademyMission) mission = NULL;
  g_autoptr (AcademyStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "in_payment", "in_payment");
  mission = academy_mission_find (fixture.database, NULL, "N-m-1");
  g_assert_nonnull (mission);
  academy_office_apply (fixture.database, mission, "pay", &work, &error);
  g_assert_no_error (error);
  academy_office_apply (fixture.database, mission, "pay", &travel, &error);
  g_assert_no_error (error);
  statement = academy_statement_load (fixture.database, "m-1", NULL);
  g_assert_cmpstr (academy_statement_part (statement, "work")->paid_on, ==, "2026-03-20");
  g_assert_cmpint (academy_statement_part (statement, "work")->paid_cents, ==, 7680);
  g_assert_cmpstr (academy_statement_part (statement, "travel")->paid_on, ==, "2026-05-18");
  g_assert_cmpint (academy_statement_part (statement, "travel")->paid_cents, ==, 26610);
}

static void
test_time_moves (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (AcademyStatement) statement = NULL;
  g_autoptr (AcademyMission) mission = NULL;
  g_autoptr (JsonNode) history = NULL;
  g_autoptr (GError) error = NULL;

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "to_come", "on_first_mission");
  mission = academy_mission_find (fixture.database, NULL, "m-1");
  statement = academy_statement_load (fixture.database, "m-1", NULL);
  academy_statement_part (statement, "work")->moves_at = mission->starts_at;
  academy_office_pass_time_of (fixture.database, statement, mission, mission->starts_at - 1, &error);
  g_assert_cmpstr (academy_statement_part (statement, "work")->status, ==, "to_come");
  academy_office_pass_time_of (fixture.database, statement, mission, mission->starts_at, &error);
  g_assert_cmpstr (academy_statement_part (statement, "work")->status, ==, "under_way");
  academy_office_pass_time_of (fixture.database, statement, mission, mission->ends_at, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (academy_statement_part (statement, "work")->status, ==, "to_validate");
  g_assert_cmpstr (academy_statement_part (statement, "travel")->status, ==, "on_first_mission");
  g_assert_cmpstr (statement->changed_who, ==, "time");
  history = academy_history_list (fixture.database, "m-1");
  g_assert_cmpstr (imagin_json_text_member (last_of_history (history), "at"), ==, "2020-01-06T18:00:00+01:00");
}

/* Left to itself, the office goes from the validation to the payment in five steps, and touches nothing older. */
static void
test_office_by_itself (void)
{
  static const char *const expected[] = { "validated", "accepted", "in_payment", "paid", "paid" };
  static const char at[] = "2026-03-02T10:00:00+01:00";
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (AcademyStatement) first = NULL;

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "", "validated");
  fixture_plant (&fixture, "m-2", "validated", "");
  first = academy_statement_load (fixture.database, "m-1", NULL);
  g_set_str (&academy_statement_part (first, "travel")->validated_at, "2026-03-01T10:00:00+01:00");
  academy_statement_store (fixture.database, first, "test", at, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (AcademyStatement) statement = NULL;
      g_autoptr (AcademyStatement) other = NULL;

      academy_office_advance (fixture.database, 1000, at, &error);
      g_assert_no_error (error);
      statement = academy_statement_load (fixture.database, "m-1", NULL);
      g_assert_cmpstr (academy_statement_part (statement, "travel")->status, ==, expected[i]);
      other = academy_statement_load (fixture.database, "m-2", NULL);
      g_assert_cmpint (other->version, ==, 1);
    }
}

static const char *
work_status (Fixture *fixture, const char *id)
{
  g_autoptr (AcademyStatement) statement = academy_statement_load (fixture->database, id, NULL);

  return g_intern_string (academy_statement_part (statement, "work")->status);
}

/* A mission that is moved is another one for those who ask what changed, and time opens it anew. */
static void
test_move (void)
{
  g_auto (Fixture) fixture = { NULL };
  AcademyMove move = { "2099-06-18T08:00", "2099-06-19T12:30",         "Lycée du Port", NULL,
                       "Pessac",           "2026-03-02T10:00:00+01:00" };
  g_autoptr (AcademyMission) mission = NULL;
  g_autoptr (AcademyMission) moved = NULL;
  g_autoptr (JsonNode) history = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *days;

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "to_validate", "");
  mission = academy_mission_find (fixture.database, NULL, "m-1");
  g_assert_true (academy_office_move (fixture.database, mission, &move, &error));
  g_assert_no_error (error);
  moved = academy_mission_find (fixture.database, NULL, "m-1");
  g_assert_cmpint (moved->changed, >, mission->changed);
  g_assert_cmpint (moved->starts_at, ==, academy_instant_seconds ("2099-06-18T08:00:00+02:00"));
  days = imagin_json_array_member (moved->document, "days");
  g_assert_cmpuint (json_array_get_length (days), ==, 2);
  g_assert_cmpstr (imagin_json_text_member (json_array_get_object_element (days, 1), "date"), ==, "2099-06-19");
  g_assert_cmpstr (imagin_json_text_member (json_array_get_object_element (days, 1), "to"), ==, "12:30");
  g_assert_cmpstr (imagin_json_text_member (imagin_json_object_member (moved->document, "place"), "commune"), ==,
                   "Pessac");
  g_assert_cmpstr (work_status (&fixture, "m-1"), ==, "to_come");
  history = academy_history_list (fixture.database, "m-1");
  g_assert_cmpstr (imagin_json_text_member (last_of_history (history), "verb"), ==, "move");
}

static void
refuse_move (Fixture *fixture, AcademyMove move, int code)
{
  g_autoptr (AcademyMission) mission = academy_mission_find (fixture->database, NULL, "m-1");
  g_autoptr (GError) error = NULL;

  move.at = "2026-03-02T10:00:00+01:00";
  g_assert_false (academy_office_move (fixture->database, mission, &move, &error));
  g_assert_error (error, IMAGIN_ERROR, code);
}

static void
test_what_is_not_moved (void)
{
  g_auto (Fixture) fixture = { NULL };

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "validated", "");
  refuse_move (&fixture, (AcademyMove) { .starts = "2099-06-18T08:00" }, IMAGIN_ERROR_MALFORMED);
  refuse_move (&fixture, (AcademyMove) { .starts = "2099-06-18T08:00", .ends = "2099-06-18T07:00" },
               IMAGIN_ERROR_MALFORMED);
  refuse_move (&fixture, (AcademyMove) { .starts = "2099-06-18T08:00", .ends = "2099-06-31T07:00" },
               IMAGIN_ERROR_MALFORMED);
  refuse_move (&fixture, (AcademyMove) { .starts = "2099-01-01T08:00", .ends = "2099-12-31T07:00" },
               IMAGIN_ERROR_MALFORMED);
  g_assert_cmpstr (work_status (&fixture, "m-1"), ==, "validated");
  fixture_set_status (&fixture, "m-1", "work", "paid", NULL);
  refuse_move (&fixture, (AcademyMove) { .place = "Lycée du Port" }, IMAGIN_ERROR_CLOSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/academy/office/every-status-verb-part", test_every_pair);
  g_test_add_func ("/academy/office/what-verbs-need", test_what_verbs_need);
  g_test_add_func ("/academy/office/parts-are-paid-months-apart", test_paid_months_apart);
  g_test_add_func ("/academy/office/time-begins-and-ends-missions", test_time_moves);
  g_test_add_func ("/academy/office/by-itself", test_office_by_itself);
  g_test_add_func ("/academy/office/a-mission-is-moved", test_move);
  g_test_add_func ("/academy/office/what-is-not-moved", test_what_is_not_moved);
  return g_test_run ();
}
