/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meals and nights from the times of departure and return: each right, and each non-right with its reason. */

#include "tests/estimate/estimate-case.h"

#define JUNE(day, time) "2026-06-" day "T" time ":00+02:00"
#define TIMES(left, back) TRAVEL (AWAY (left, back), "", "")

/* Reasons are followed by how many minutes of the window were missed. */
static const struct
{
  const char *rule;
  Case one;
  const char *stays;
} stays[] = {
  { "away-1030-to-1400-gives-lunch",
    { .travel = TIMES (JUNE ("22", "10:30"), JUNE ("22", "14:00")) },
    "06-22 lunch; 06-22 dinner not_away 180; 06-22 night not_away 300" },
  { "away-1115-to-1800-gives-none",
    { .travel = TIMES (JUNE ("22", "11:15"), JUNE ("22", "18:00")) },
    "06-22 lunch left_too_late 15; 06-22 dinner not_away 180; 06-22 night not_away 300" },
  { "away-1730-to-2100-gives-dinner",
    { .travel = TIMES (JUNE ("22", "17:30"), JUNE ("22", "21:00")) },
    "06-22 lunch not_away 180; 06-22 dinner; 06-22 night not_away 300" },
  { "both-bounds-are-included",
    { .travel = TIMES (JUNE ("22", "11:00"), JUNE ("22", "21:00")) },
    "06-22 lunch; 06-22 dinner; 06-22 night not_away 300" },
  { "one-minute-misses",
    { .travel = TIMES (JUNE ("22", "11:01"), JUNE ("22", "20:59")) },
    "06-22 lunch left_too_late 1; 06-22 dinner back_too_early 1; 06-22 night not_away 300" },
  { "no-meal-in-the-commune-of-home",
    { .commune = "24322", .travel = TIMES (JUNE ("22", "10:30"), JUNE ("22", "14:00")) },
    "06-22 lunch home_commune 0; 06-22 dinner not_away 180; 06-22 night not_away 300" },
  { "no-meal-in-the-commune-of-work",
    { .commune = "24037", .travel = TIMES (JUNE ("22", "10:30"), JUNE ("22", "14:00")) },
    "06-22 lunch work_commune 0; 06-22 dinner not_away 180; 06-22 night not_away 300" },
  { "no-meal-that-is-provided",
    { .travel = TRAVEL (AWAY (JUNE ("22", "10:30"), JUNE ("22", "14:00")),
                        "",
                        MEAL ("2026-06-22", "lunch", ",\"provided_free\":true")) },
    "06-22 lunch provided_free 0; 06-22 dinner not_away 180; 06-22 night not_away 300" },
  { "a-night-is-dated-by-its-evening-and-needs-its-invoice",
    { .travel = TRAVEL (AWAY (JUNE ("22", "21:30"), JUNE ("23", "05:00")),
                        "{\"date\":\"2026-06-22\",\"commune_code\":\"33063\",\"claimed\":true}",
                        "") },
    "06-22 lunch not_away 180; 06-22 dinner not_away 180; 06-22 night no_invoice 0; 06-23 lunch not_away 180; "
    "06-23 dinner not_away 180; 06-23 night not_away 300" },
  { "no-night-that-is-provided",
    { .travel = TRAVEL (AWAY (JUNE ("22", "21:30"), JUNE ("23", "05:00")),
                        "{\"date\":\"2026-06-22\",\"claimed\":true,\"invoice_paid\":true,\"provided_free\":true}",
                        "") },
    "06-22 lunch not_away 180; 06-22 dinner not_away 180; 06-22 night provided_free 0; 06-23 lunch not_away 180; "
    "06-23 dinner not_away 180; 06-23 night not_away 300" },
  { "back-at-0459-is-no-night",
    { .travel = TRAVEL (AWAY (JUNE ("22", "21:30"), JUNE ("23", "04:59")), NIGHT ("2026-06-22", "33063"), "") },
    "06-22 lunch not_away 180; 06-22 dinner not_away 180; 06-22 night back_too_early 1; 06-23 lunch not_away 180; "
    "06-23 dinner not_away 180; 06-23 night not_away 300" },
  { "gone-at-midnight-is-the-night-of-the-evening-before",
    { .travel = TRAVEL (AWAY (JUNE ("23", "00:00"), JUNE ("23", "05:00")), NIGHT ("2026-06-22", "33063"), "") },
    "06-22 night; 06-23 lunch not_away 180; 06-23 dinner not_away 180; 06-23 night not_away 300" },
  { "clocks-forward-is-one-night",
    { .travel =
          TRAVEL (AWAY ("2026-03-28T22:00:00+01:00", "2026-03-29T05:00:00+02:00"), NIGHT ("2026-03-28", "33063"), "") },
    "03-28 lunch not_away 180; 03-28 dinner not_away 180; 03-28 night; 03-29 lunch not_away 180; "
    "03-29 dinner not_away 180; 03-29 night not_away 300" },
  { "clocks-back-is-one-night",
    { .travel =
          TRAVEL (AWAY ("2026-10-24T22:00:00+02:00", "2026-10-25T05:00:00+01:00"), NIGHT ("2026-10-24", "33063"), "") },
    "10-24 lunch not_away 180; 10-24 dinner not_away 180; 10-24 night; 10-25 lunch not_away 180; "
    "10-25 dinner not_away 180; 10-25 night not_away 300" },
  { "an-instant-of-another-offset-is-read-in-paris",
    { .travel = TIMES ("2026-06-22T08:30:00Z", "2026-06-22T12:00:00Z") },
    "06-22 lunch; 06-22 dinner not_away 180; 06-22 night not_away 300" },
  { "a-year-that-no-calendar-of-ours-has",
    { .travel = TRAVEL (AWAY ("0001-01-01T12:00:00Z", "9999-12-30T12:00:00Z"), "", "") },
    "" },
  { "out-and-back-may-be-two-journeys",
    { .travel = TRAVEL ("{\"id\":\"a\",\"left_at\":\"" JUNE (
                            "22", "10:30") "\"},{\"id\":\"b\",\"arrived_back_at\":\"" JUNE ("22", "14:00") "\"}",
                        "",
                        "") },
    "06-22 lunch; 06-22 dinner not_away 180; 06-22 night not_away 300" },
};

static void
test_stays (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) derived = case_derive (&stays[i].one);
  g_autofree char *text = case_stays_text (derived);

  g_assert_cmpstr (text, ==, stays[i].stays);
}

static void
test_a_stay_says_its_window_and_its_source (void)
{
  Case one = { .travel = TIMES (JUNE ("22", "11:15"), JUNE ("22", "18:00")) };
  g_autoptr (GPtrArray) derived = case_derive (&one);
  ImaginStay *lunch = g_ptr_array_index (derived, 0);

  g_assert_cmpstr (lunch->from, ==, "11:00");
  g_assert_cmpstr (lunch->to, ==, "14:00");
  g_assert_cmpstr (lunch->source, ==, "Arrêté du 20 décembre 2013, articles 8 et 9");
  g_assert_false (lunch->right);
}

static void
test_lines_name_their_days (void)
{
  Case one = { .travel =
                   TRAVEL (AWAY (JUNE ("22", "06:40"), JUNE ("23", "14:50")), NIGHT ("2026-06-22", "33063"), "") };
  g_autoptr (ImaginEstimate) estimate = case_reckon (&one);
  ImaginEstimateLine *meals = case_line (estimate, 0), *night = case_line (estimate, 1);

  g_assert_cmpuint (estimate->lines->len, ==, 2);
  g_assert_cmpstr (meals->kind, ==, "meal");
  g_assert_cmpint (meals->quantity, ==, 3);
  g_assert_cmpint (meals->cents, ==, 6000);
  g_assert_cmpstr (meals->dates[0], ==, "2026-06-22");
  g_assert_cmpstr (meals->dates[2], ==, "2026-06-23");
  g_assert_cmpstr (night->kind, ==, "night");
  g_assert_cmpstr (night->rate_class, ==, "large");
  g_assert_cmpint (night->cents, ==, 12000);
  g_assert_cmpstr (night->dates[0], ==, "2026-06-22");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stays); i++)
    {
      g_autofree char *path = g_strdup_printf ("/estimate/stays/%s", stays[i].rule);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_stays);
    }
  g_test_add_func ("/estimate/stays/a-stay-says-its-window-and-its-source", test_a_stay_says_its_window_and_its_source);
  g_test_add_func ("/estimate/stays/lines-name-their-days", test_lines_name_their_days);
  return g_test_run ();
}
