/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journeys and stays as they are declared, what they need, and which receipts. */

#include "unit-domain.h"

#include "base/imagin-moment.h"
#include "domain/imagin-check.h"
#include "domain/imagin-checklist.h"
#include "domain/imagin-estimate.h"
#include "domain/imagin-travel.h"

#define TIMES                                                                                                          \
  "\"left_from\":\"home\",\"left_at\":\"2026-06-22T06:40:00+02:00\",\"arrived_back_at\":\"2026-06-23T14:50:00+02:00\""
#define LATER                                                                                                          \
  "\"left_from\":\"home\",\"left_at\":\"2026-06-24T06:40:00+02:00\",\"arrived_back_at\":\"2026-06-24T14:50:00+02:00\""
#define JOURNEY(members) "{\"id\":\"j\"," members "}"
#define TRAVEL(journeys, nights) ",\"travel\":{\"journeys\":[" journeys "],\"nights\":[" nights "],\"meals\":[]}"
#define NIGHT(day, commune)                                                                                            \
  "{\"date\":\"" day "\",\"commune\":\"" commune "\",\"claimed\":true,\"invoice_paid\":true,\"provided_free\":false}"

/* Means */

static const struct
{
  const char *rule;
  const char *members;
  const char *needs;
} means[] = {
  { "none-chosen-asks-nothing", "\"left_from\":\"home\"", "" },
  { "own-car-for-convenience-asks-the-train-fare-alone", "\"means\":\"car\",\"authorised\":false", "fare train" },
  { "own-car-authorised-asks-km-tolls-parking", "\"means\":\"car\",\"authorised\":true",
    "vehicle distance toll-parking" },
  { "motorcycle-asks-whether-it-is-authorised", "\"means\":\"motorcycle\"", "authorised fare train" },
  { "moped-authorised", "\"means\":\"moped\",\"authorised\":true", "vehicle authorised distance toll-parking" },
  { "train", "\"means\":\"train\"", "fare" },
  { "coach", "\"means\":\"coach\"", "fare" },
  { "plane", "\"means\":\"plane\"", "fare" },
  { "boat", "\"means\":\"boat\"", "fare" },
  { "taxi", "\"means\":\"taxi\"", "fare" },
  { "public-transport", "\"means\":\"public_transport\"", "fare" },
  { "passenger-asks-nothing", "\"means\":\"passenger\"", "" },
  { "bicycle-asks-nothing", "\"means\":\"bicycle\"", "" },
  { "on-foot-asks-nothing", "\"means\":\"on_foot\"", "" },
  { "a-means-never-heard-of-asks-its-fare", "\"means\":\"cable_car\"", "fare" },
};

static void
test_means (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *text = g_strdup_printf ("{\"id\":\"j\",%s}", means[i].members);
  g_autoptr (ImaginJourney) journey = imagin_entity_from_text (IMAGIN_TYPE_JOURNEY, text, NULL);
  ImaginMeansNeeds needs = imagin_journey_get_needs (journey);
  g_autofree char *found = g_strconcat (
      needs.vehicle ? "vehicle " : "", needs.authorised ? "authorised " : "", needs.distance ? "distance " : "",
      needs.fare ? "fare " : "", needs.train_fare ? "train " : "", needs.toll_parking ? "toll-parking " : "", NULL);

  g_assert_cmpstr (g_strchomp (found), ==, means[i].needs);
}

static void
test_a_wrong_choice_loses_nothing (void)
{
  g_autoptr (ImaginJourney) journey =
      imagin_entity_from_text (IMAGIN_TYPE_JOURNEY,
                               "{\"id\":\"j\",\"means\":\"car\",\"authorised\":true,\"distance_km\":120,\"tolls_"
                               "cents\":2280,\"vehicle_id\":\"v\"}",
                               NULL);
  g_autoptr (ImaginJourney) aside = g_object_new (IMAGIN_TYPE_JOURNEY, NULL);

  imagin_entity_set_text (journey, "means", "train");
  imagin_journey_set_aside (journey, aside);
  g_assert_false (imagin_entity_is_set (journey, "distance_km"));
  g_assert_false (imagin_entity_is_set (journey, "tolls_cents"));
  g_assert_false (imagin_entity_is_set (journey, "vehicle_id"));
  imagin_entity_set_integer (journey, "fare_cents", 9840);
  imagin_entity_set_text (journey, "means", "car");
  imagin_journey_set_aside (journey, aside);
  g_assert_cmpint (imagin_entity_get_integer (journey, "distance_km", -1), ==, 120);
  g_assert_cmpint (imagin_entity_get_integer (journey, "tolls_cents", -1), ==, 2280);
  g_assert_false (imagin_entity_is_set (journey, "fare_cents"));
}

/* Checks */

static const struct
{
  const char *rule;
  const char *content;
  const char *problems;
} checks[] = {
  { "no-journey-is-no-problem", "", "" },
  { "complete", TRAVEL (JOURNEY (TIMES ",\"means\":\"bicycle\""), ""), "" },
  { "without-its-means", TRAVEL (JOURNEY (TIMES), ""), "incomplete" },
  { "without-its-times", TRAVEL (JOURNEY ("\"left_from\":\"home\",\"means\":\"bicycle\""), ""), "incomplete" },
  { "back-before-leaving",
    TRAVEL (JOURNEY ("\"left_from\":\"home\",\"means\":\"bicycle\",\"left_at\":\"2026-06-22T08:00:00+02:00\","
                     "\"arrived_back_at\":\"2026-06-22T07:59:00+02:00\""),
            ""),
    "before!" },
  { "back-at-the-same-moment-in-two-offsets",
    TRAVEL (JOURNEY ("\"left_from\":\"home\",\"means\":\"bicycle\",\"left_at\":\"2026-06-22T08:00:00+02:00\","
                     "\"arrived_back_at\":\"2026-06-22T06:00:00+00:00\""),
            ""),
    "before!" },
  { "an-authorised-car-without-km",
    TRAVEL (JOURNEY (TIMES ",\"means\":\"car\",\"authorised\":true,\"vehicle_id\":\"v\""), ""), "unpriced?" },
  { "an-authorised-car-without-its-vehicle",
    TRAVEL (JOURNEY (TIMES ",\"means\":\"car\",\"authorised\":true,\"distance_km\":12"), ""), "unpriced?" },
  { "a-train-without-its-fare", TRAVEL (JOURNEY (TIMES ",\"means\":\"train\""), ""), "unpriced?" },
  { "a-train-that-cost-nothing", TRAVEL (JOURNEY (TIMES ",\"means\":\"train\",\"fare_cents\":0"), ""), "" },
};

static void
test_checks (gconstpointer data)
{
  guint at = GPOINTER_TO_UINT (data);
  g_autoptr (ImaginMission) mission = unit_mission_new ("m", NULL, "to_validate", checks[at].content);
  g_autoptr (GPtrArray) problems = imagin_check_statement (mission, imagin_mission_get_statement (mission));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      ImaginProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpstr (problem->part, ==, IMAGIN_PART_TRAVEL);
      g_assert_cmpstr (problem->key, ==, "j");
      g_string_append_printf (text, "%s%s%s",
                              problem->kind == IMAGIN_PROBLEM_JOURNEY_INCOMPLETE        ? "incomplete"
                              : problem->kind == IMAGIN_PROBLEM_RETURN_BEFORE_DEPARTURE ? "before"
                              : problem->kind == IMAGIN_PROBLEM_JOURNEY_UNPRICED        ? "unpriced"
                                                                                        : "other",
                              problem->blocks_saving ? "!" : "", problem->only_warns ? "?" : "");
    }
  g_assert_cmpstr (text->str, ==, checks[at].problems);
}

static void
test_a_part_of_the_office_has_no_problem (void)
{
  g_autoptr (ImaginMission) mission =
      unit_mission_new ("m", NULL, "validated", TRAVEL (JOURNEY ("\"left_from\":\"home\""), ""));
  g_autoptr (GPtrArray) problems = imagin_check_statement (mission, imagin_mission_get_statement (mission));

  g_assert_cmpuint (problems->len, ==, 0);
}

/* Receipts that are needed */

static const struct
{
  const char *rule;
  const char *content;
  const char *needs;
} lists[] = {
  { "nothing", "", "" },
  { "nights-in-a-row-in-one-commune-are-one-invoice",
    TRAVEL (
        "",
        NIGHT ("2026-06-24", "Périgueux") "," NIGHT ("2026-06-22", "Bordeaux") "," NIGHT ("2026-06-23", "Bordeaux")),
    "0 2026-06-22 2026-06-23 -1; 0 2026-06-24 2026-06-24 -1" },
  { "nights-apart-are-two", TRAVEL ("", NIGHT ("2026-06-22", "Bordeaux") "," NIGHT ("2026-06-24", "Bordeaux")),
    "0 2026-06-22 2026-06-22 -1; 0 2026-06-24 2026-06-24 -1" },
  { "a-night-that-is-not-asked-for", TRAVEL ("", "{\"date\":\"2026-06-22\",\"claimed\":false}"), "" },
  { "a-night-for-nothing", TRAVEL ("", "{\"date\":\"2026-06-22\",\"claimed\":true,\"provided_free\":true}"), "" },
  { "tickets-tolls-and-parking",
    TRAVEL (JOURNEY (TIMES ",\"means\":\"car\",\"authorised\":true,\"tolls_cents\":2280,\"parking_cents\":1400"), ""),
    "2 2026-06-22 2026-06-23 2280; 3 2026-06-22 2026-06-23 1400" },
  { "a-train-ticket", TRAVEL (JOURNEY (TIMES ",\"means\":\"train\",\"fare_cents\":9840"), ""),
    "1 2026-06-22 2026-06-23 9840" },
  { "the-train-fare-that-stands-for-ones-car-has-no-ticket",
    TRAVEL (JOURNEY (TIMES ",\"means\":\"car\",\"authorised\":false,\"fare_cents\":2950,\"tolls_cents\":100"), ""),
    "" },
};

static void
test_lists (gconstpointer data)
{
  guint at = GPOINTER_TO_UINT (data);
  g_autoptr (ImaginMission) mission = unit_mission_new ("m", NULL, "to_validate", lists[at].content);
  g_autoptr (GPtrArray) needs = imagin_checklist_new (imagin_mission_get_statement (mission), NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < needs->len; i++)
    {
      ImaginNeed *need = g_ptr_array_index (needs, i);

      g_string_append_printf (text, "%s%d %s %s %" G_GINT64_FORMAT, i > 0 ? "; " : "", need->kind, need->first,
                              need->last, need->cents);
    }
  g_assert_cmpstr (text->str, ==, lists[at].needs);
}

/* Copies of journeys */

static void
test_a_copy_keeps_the_clock (void)
{
  /* From summer time to winter time: 6:40 stays 6:40. */
  g_autoptr (ImaginMission) mission = unit_mission_new (
      "m", NULL, "to_validate",
      TRAVEL (JOURNEY (TIMES ",\"means\":\"car\",\"authorised\":true,\"vehicle_id\":\"v\",\"distance_km\":120,"
                             "\"return_trip\":true,\"tolls_cents\":2280"),
              ""));
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  g_autoptr (ImaginJourney) first = g_list_model_get_item (imagin_statement_get_journeys (statement), 0);
  ImaginJourney *copy = imagin_statement_add_journey (statement);

  imagin_entity_set_integer (copy, "fare_cents", 100);
  imagin_journey_take (copy, first, imagin_days_between ("2026-06-22", "2026-11-02"), "Europe/Paris");
  g_assert_cmpstr (imagin_entity_get_text (copy, "left_at"), ==, "2026-11-02T06:40:00+01:00");
  g_assert_cmpstr (imagin_entity_get_text (copy, "arrived_back_at"), ==, "2026-11-03T14:50:00+01:00");
  g_assert_cmpstr (imagin_entity_get_text (copy, "vehicle_id"), ==, "v");
  g_assert_cmpint (imagin_entity_get_integer (copy, "distance_km", -1), ==, 120);
  g_assert_cmpint (imagin_entity_get_integer (copy, "tolls_cents", -1), ==, 2280);
  /* What the other has not is not kept from before. */
  g_assert_false (imagin_entity_is_set (copy, "fare_cents"));
  g_assert_cmpstr (imagin_entity_get_text (copy, "id"), !=, "j");
}

/* One journey by several means */

static void
test_one_more_means_has_the_same_times (void)
{
  g_autoptr (ImaginMission) mission = unit_mission_new (
      "m", NULL, "to_validate", TRAVEL (JOURNEY (TIMES ",\"means\":\"train\",\"fare_cents\":4860"), ""));
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  GListModel *journeys = imagin_statement_get_journeys (statement);
  g_autoptr (ImaginJourney) train = g_list_model_get_item (journeys, 0);
  ImaginJourney *tram = imagin_statement_add_means (statement, train);
  g_autoptr (ImaginRateTable) rates = imagin_rate_table_new (NULL);
  ImaginEstimateInput input = { .mission = mission, .rates = rates };
  g_autoptr (GPtrArray) stays = NULL;
  g_autoptr (GPtrArray) alone = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (journeys), ==, 2);
  g_assert_true (imagin_journey_shares_times (train, tram));
  g_assert_cmpstr (imagin_entity_get_text (tram, "id"), !=, imagin_entity_get_text (train, "id"));
  g_assert_false (imagin_entity_is_set (tram, "means"));
  g_assert_false (imagin_entity_is_set (tram, "fare_cents"));
  /* What the times give a right to is given once, whatever the number of means. */
  stays = imagin_estimate_derive_stays (&input);
  imagin_entity_remove (imagin_entity_get_entity (statement, "travel"), "journeys", tram);
  alone = imagin_estimate_derive_stays (&input);
  g_assert_cmpuint (alone->len, >, 0);
  g_assert_cmpuint (stays->len, ==, alone->len);
}

static void
test_other_times_are_another_journey (void)
{
  g_autoptr (ImaginMission) mission = unit_mission_new ("m", NULL, "to_validate", TRAVEL (JOURNEY (TIMES), ""));
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  g_autoptr (ImaginJourney) first = g_list_model_get_item (imagin_statement_get_journeys (statement), 0);
  ImaginJourney *other = imagin_statement_add_means (statement, first);

  imagin_entity_set_text (other, "arrived_back_at", "2026-06-23T14:51:00+02:00");
  g_assert_false (imagin_journey_shares_times (first, other));
  /* Nothing known is not the same time. */
  imagin_entity_set_null (first, "left_at");
  g_assert_false (imagin_journey_shares_times (first, first));
}

static void
test_the_journey_of_a_problem_has_its_number (void)
{
  g_autoptr (ImaginMission) one = unit_mission_new ("m", NULL, "to_validate", TRAVEL (JOURNEY (TIMES), ""));
  g_autoptr (ImaginMission) two = unit_mission_new (
      "m", NULL, "to_validate", TRAVEL (JOURNEY (TIMES ",\"means\":\"bicycle\"") ",{\"id\":\"k\"," LATER "}", ""));
  g_autoptr (GPtrArray) alone = imagin_check_statement (one, imagin_mission_get_statement (one));
  g_autoptr (GPtrArray) second = imagin_check_statement (two, imagin_mission_get_statement (two));

  g_assert_cmpuint (alone->len, ==, 1);
  g_assert_cmpuint (((ImaginProblem *) alone->pdata[0])->number, ==, 0);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpuint (((ImaginProblem *) second->pdata[0])->number, ==, 2);
}

static void
test_means_of_one_journey_have_its_number (void)
{
  g_autoptr (ImaginMission) mission =
      unit_mission_new ("m", NULL, "to_validate", TRAVEL (JOURNEY (TIMES ",\"means\":\"bicycle\""), ""));
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  GListModel *journeys = imagin_statement_get_journeys (statement);
  g_autoptr (ImaginJourney) first = g_list_model_get_item (journeys, 0);
  ImaginJourney *tram = imagin_statement_add_means (statement, first);
  ImaginJourney *other = imagin_statement_add_journey (statement);
  g_autoptr (GPtrArray) problems = imagin_check_statement (mission, statement);

  g_assert_cmpuint (imagin_journeys_count (journeys, NULL), ==, 2);
  g_assert_cmpuint (imagin_journeys_count (journeys, tram), ==, 1);
  g_assert_cmpuint (imagin_journeys_count (journeys, other), ==, 2);
  g_assert_true (imagin_journeys_find_first (journeys, tram) == first);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_cmpuint (((ImaginProblem *) problems->pdata[0])->number, ==, 1);
  g_assert_cmpuint (((ImaginProblem *) problems->pdata[1])->number, ==, 2);
}

/* What was typed and is no value */

static ImaginProblem *
only_problem (GPtrArray *problems)
{
  g_assert_cmpuint (problems->len, ==, 1);
  return problems->pdata[0];
}

static void
test_what_cannot_be_read_stops_saving (void)
{
  g_autoptr (ImaginMission) mission = unit_mission_new (
      "m", NULL, "to_validate", TRAVEL (JOURNEY (TIMES ",\"means\":\"train\",\"fare_cents\":4860"), ""));
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  g_autoptr (ImaginJourney) journey = g_list_model_get_item (imagin_statement_get_journeys (statement), 0);
  g_autoptr (GPtrArray) time = NULL;
  g_autoptr (GPtrArray) amount = NULL;
  g_autoptr (GPtrArray) unneeded = NULL;

  imagin_typed_set (journey, "left_at", IMAGIN_TYPED_TIME, "25h", TRUE);
  imagin_entity_set_null (journey, "left_at");
  time = imagin_check_statement (mission, statement);
  g_assert_cmpint (only_problem (time)->kind, ==, IMAGIN_PROBLEM_UNREADABLE);
  g_assert_true (only_problem (time)->blocks_saving);
  g_assert_cmpstr (only_problem (time)->field, ==, "left_at");
  g_assert_cmpint (only_problem (time)->typed, ==, IMAGIN_TYPED_TIME);
  g_assert_cmpstr (only_problem (time)->text, ==, "25h");
  imagin_typed_set (journey, "left_at", IMAGIN_TYPED_TIME, NULL, TRUE);
  imagin_entity_set_text (journey, "left_at", "2026-06-22T06:40:00+02:00");
  imagin_typed_set (journey, "fare_cents", IMAGIN_TYPED_WHOLE, "much", TRUE);
  amount = imagin_check_statement (mission, statement);
  g_assert_cmpstr (only_problem (amount)->field, ==, "fare_cents");
  /* What is not asked for any more is not in the way. */
  imagin_entity_set_text (journey, "means", "bicycle");
  unneeded = imagin_check_statement (mission, statement);
  g_assert_cmpuint (unneeded->len, ==, 0);
}

static void
test_what_was_typed_is_of_every_means_and_said_once (void)
{
  g_autoptr (ImaginMission) mission =
      unit_mission_new ("m", NULL, "to_validate", TRAVEL (JOURNEY (TIMES ",\"means\":\"bicycle\""), ""));
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  GListModel *journeys = imagin_statement_get_journeys (statement);
  g_autoptr (ImaginJourney) first = g_list_model_get_item (journeys, 0);
  ImaginJourney *tram = imagin_statement_add_means (statement, first);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (ImaginStatement) copy = NULL;
  g_autoptr (ImaginJourney) copied = NULL;

  imagin_entity_set_text (tram, "means", "on_foot");
  imagin_typed_set (first, "left_at", IMAGIN_TYPED_TIME, "25h", TRUE);
  imagin_entity_set_null (first, "left_at");
  imagin_journey_share_times (tram, first);
  g_assert_true (imagin_journey_shares_times (first, tram));
  problems = imagin_check_statement (mission, statement);
  g_assert_cmpstr (only_problem (problems)->key, ==, "j");
  /* Without the first, it is the other one's. */
  imagin_entity_remove (imagin_statement_ensure_travel (statement), "journeys", first);
  g_assert_cmpstr (imagin_typed_get (tram, "left_at", IMAGIN_TYPED_TIME, NULL), ==, "25h");
  /* What is kept or sent has nothing of it. */
  copy = imagin_entity_copy (statement);
  copied = g_list_model_get_item (imagin_statement_get_journeys (copy), 0);
  g_assert_null (imagin_typed_find_wrong (copied, "left_at", NULL));
}

/* Stays that follow the times */

static void
set_times (ImaginMission *mission, ImaginRateTable *rates, const char *left, const char *back)
{
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  g_autoptr (ImaginJourney) journey = g_list_model_get_item (imagin_statement_get_journeys (statement), 0);
  ImaginEstimateInput input = { .mission = mission, .rates = rates };
  g_autoptr (GPtrArray) before = imagin_estimate_derive_stays (&input);
  g_autoptr (GPtrArray) after = NULL;

  imagin_entity_set_text (journey, "left_at", left);
  imagin_entity_set_text (journey, "arrived_back_at", back);
  after = imagin_estimate_derive_stays (&input);
  imagin_statement_follow_stays (statement, before, after);
}

static void
assert_meals (ImaginMission *mission, const char *expected)
{
  ImaginTravel *travel = imagin_entity_get_entity (imagin_mission_get_statement (mission), "travel");
  GListModel *meals = imagin_entity_get_list (travel, "meals");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (meals); i++)
    {
      g_autoptr (ImaginMeal) meal = g_list_model_get_item (meals, i);

      g_string_append_printf (text, "%s%s %s%s", i > 0 ? "; " : "", imagin_entity_get_text (meal, "date") + 8,
                              imagin_entity_get_text (meal, "kind"),
                              imagin_entity_get_boolean (meal, "canteen")    ? " canteen"
                              : !imagin_entity_get_boolean (meal, "claimed") ? " no"
                                                                             : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_meals_follow_the_times (void)
{
  g_autoptr (ImaginMission) mission =
      unit_mission_new ("m", NULL, "to_validate", TRAVEL (JOURNEY ("\"left_from\":\"home\""), ""));
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  g_autoptr (ImaginRateTable) rates = imagin_rate_table_new (NULL);

  set_times (mission, rates, "2026-06-22T06:40:00+02:00", "2026-06-23T14:50:00+02:00");
  assert_meals (mission, "22 lunch; 22 dinner; 23 lunch");
  /* Back an hour too early: the second lunch goes by itself, and comes back. */
  set_times (mission, rates, "2026-06-22T06:40:00+02:00", "2026-06-23T13:50:00+02:00");
  assert_meals (mission, "22 lunch; 22 dinner");
  set_times (mission, rates, "2026-06-22T06:40:00+02:00", "2026-06-23T14:50:00+02:00");
  assert_meals (mission, "22 lunch; 22 dinner; 23 lunch");
  /* What the person said of a meal stays, whatever the times. */
  imagin_statement_set_meal (statement, "2026-06-23", "lunch", TRUE, TRUE, FALSE);
  imagin_statement_set_meal (statement, "2026-06-22", "dinner", FALSE, FALSE, FALSE);
  set_times (mission, rates, "2026-06-22T06:40:00+02:00", "2026-06-22T17:00:00+02:00");
  assert_meals (mission, "22 lunch; 22 dinner no; 23 lunch canteen");
}

static void
test_a_claim_against_the_rule_stays (void)
{
  g_autoptr (ImaginMission) mission =
      unit_mission_new ("m", NULL, "to_validate", TRAVEL (JOURNEY ("\"left_from\":\"home\""), ""));
  g_autoptr (ImaginRateTable) rates = imagin_rate_table_new (NULL);

  set_times (mission, rates, "2026-06-22T11:15:00+02:00", "2026-06-22T18:00:00+02:00");
  assert_meals (mission, "");
  imagin_statement_set_meal (imagin_mission_get_statement (mission), "2026-06-22", "lunch", TRUE, FALSE, FALSE);
  set_times (mission, rates, "2026-06-22T11:30:00+02:00", "2026-06-22T18:00:00+02:00");
  assert_meals (mission, "22 lunch");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (means); i++)
    {
      g_autofree char *path = g_strconcat ("/travel/means/", means[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_means);
    }
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree char *path = g_strconcat ("/travel/check/", checks[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_checks);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strconcat ("/travel/receipts/", lists[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_lists);
    }
  g_test_add_func ("/travel/a-wrong-choice-of-means-loses-nothing", test_a_wrong_choice_loses_nothing);
  g_test_add_func ("/travel/a-part-of-the-office-has-no-problem", test_a_part_of_the_office_has_no_problem);
  g_test_add_func ("/travel/a-copy-keeps-the-clock", test_a_copy_keeps_the_clock);
  g_test_add_func ("/travel/one-more-means-has-the-same-times", test_one_more_means_has_the_same_times);
  g_test_add_func ("/travel/other-times-are-another-journey", test_other_times_are_another_journey);
  g_test_add_func ("/travel/the-journey-of-a-problem-has-its-number", test_the_journey_of_a_problem_has_its_number);
  g_test_add_func ("/travel/means-of-one-journey-have-its-number", test_means_of_one_journey_have_its_number);
  g_test_add_func ("/travel/what-cannot-be-read-stops-saving", test_what_cannot_be_read_stops_saving);
  g_test_add_func ("/travel/what-was-typed-is-of-every-means-and-said-once",
                   test_what_was_typed_is_of_every_means_and_said_once);
  g_test_add_func ("/travel/meals-follow-the-times", test_meals_follow_the_times);
  g_test_add_func ("/travel/a-claim-against-the-rule-stays", test_a_claim_against_the_rule_stays);
  return g_test_run ();
}
