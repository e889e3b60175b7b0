/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work part, and each vector of amounts: what it is worth to the cent, or why nobody knows. */

#include "tests/estimate/estimate-case.h"

#define SESSION(date, from, to)                                                                                        \
  "{\"id\":\"" date from "\",\"date\":\"" date "\",\"from\":\"" from "\",\"to\":\"" to "\"}"
#define SESSIONS(list) "{\"entries\":[],\"sessions\":[" list "]}"
#define PARIS "75056"
#define BORDEAUX "33063"
#define MERIGNAC "33281"

/* One night of which only the bed is in question. */
#define ONE_NIGHT(code) TRAVEL ("", NIGHT ("2026-06-22", code), "")

static const struct
{
  const char *rule;
  Case one;
  gint64 cents;
} amounts[] = {
  { "120-bac-copies", { .work = COPIES (120) }, 60000 },
  { "60-dnb-copies", { .exam = "dnb", .work = COPIES (60) }, 4500 },
  { "no-copy-is-an-answer", { .work = COPIES (0) }, 0 },
  { "bac-oral-8-h", { .type = "oral", .work = MINUTES (480) }, 7680 },
  { "optional-oral-8-h-is-three-quarters",
    { .type = "oral", .rates = "{\"hour\":3,\"hour_class\":\"optional\"}", .work = MINUTES (480) },
    5760 },
  { "cap-oral-3-h-30-is-rounded-half-up", { .exam = "cap", .type = "oral", .work = MINUTES (210) }, 1439 },
  { "minutes-are-summed-before-they-are-rounded",
    { .exam = "cap",
      .type = "oral",
      .work = SESSIONS (SESSION ("2026-06-22", "08:00", "09:10") "," SESSION ("2026-06-22", "09:10", "10:20") ","
                        SESSION ("2026-06-23", "08:00", "09:10")) },
    1439 },
  { "the-mission-names-its-rate", { .rates = "{\"copy\":3}", .work = COPIES (10) }, 1730 },
  { "brevet-de-technicien-copies", { .exam = "bt", .work = COPIES (10) }, 1730 },
  { "brevet-de-technicien-hours", { .exam = "bt", .type = "oral", .work = MINUTES (60) }, 960 },
  { "candidates-with-hours-pay-the-hours",
    { .type = "oral",
      .work = "{\"entries\":[{\"key\":\"minutes\",\"quantity\":60},{\"key\":\"candidates\",\"quantity\":4}],"
              "\"sessions\":[]}" },
    960 },
  { "what-the-marking-tool-counted-is-added",
    { .work = COPIES (20), .more = ",\"reported\":[{\"field\":\"online\",\"quantity\":100}]" },
    60000 },
  { "night-paris", { .travel = ONE_NIGHT (PARIS) }, 14000 },
  { "night-paris-by-arrondissement", { .travel = ONE_NIGHT ("75113") }, 14000 },
  { "night-bordeaux", { .travel = ONE_NIGHT (BORDEAUX) }, 12000 },
  { "night-perigueux", { .travel = ONE_NIGHT ("24322") }, 9000 },
  { "night-merignac-is-not-bordeaux", { .travel = ONE_NIGHT (MERIGNAC) }, 9000 },
  { "night-greater-paris", { .travel = ONE_NIGHT ("92012") }, 12000 },
  { "canteen-lunch-is-halved", { .travel = TRAVEL ("", "", MEAL ("2026-06-22", "lunch", ",\"canteen\":true")) }, 1000 },
  { "perigueux-bordeaux-two-days",
    { .travel = TRAVEL (AWAY ("2026-06-22T06:40:00+02:00", "2026-06-23T14:50:00+02:00"),
                        NIGHT ("2026-06-22", BORDEAUX), "") },
    18000 },
  { "three-days-two-nights-in-perigueux",
    { .travel = TRAVEL (AWAY ("2026-06-24T06:00:00+02:00", "2026-06-26T19:30:00+02:00"),
                        NIGHT ("2026-06-24", "24322") "," NIGHT ("2026-06-25", "24322"), "") },
    28000 },
  { "the-row-of-the-evening-before-the-change",
    { .travel = TRAVEL ("", NIGHT ("2023-09-21", PARIS), MEAL ("2023-09-21", "dinner", "")) }, 12750 },
  { "the-row-of-the-evening-of-the-change",
    { .travel = TRAVEL ("", NIGHT ("2023-09-22", PARIS), MEAL ("2023-09-22", "dinner", "")) }, 16000 },
  { "each-night-by-its-own-evening",
    { .travel = TRAVEL (AWAY ("2023-09-21T22:00:00+02:00", "2023-09-23T05:00:00+02:00"),
                        NIGHT ("2023-09-21", PARIS) "," NIGHT ("2023-09-22", PARIS), "") },
    11000 + 14000 + 2 * 2000 },
};

static void
test_amount (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  case_assert_cents (&amounts[i].one, amounts[i].cents);
}

static const struct
{
  const char *rule;
  Case one;
  const char *reason;
} unknown[] = {
  { "bts-has-no-confirmed-rate", { .exam = "bts", .work = COPIES (10) }, IMAGIN_REASON_RATE_UNKNOWN },
  { "a-competition-has-none", { .exam = "competition", .type = "oral", .work = MINUTES (60) },
    IMAGIN_REASON_RATE_UNKNOWN },
  { "not-even-no-copy-is-zero-without-a-rate", { .exam = "bts", .work = COPIES (0) }, IMAGIN_REASON_RATE_UNKNOWN },
  { "a-meeting-without-a-card", { .type = "meeting", .work = MINUTES (120) }, IMAGIN_REASON_RATE_UNKNOWN },
  { "a-rate-index-that-no-table-has", { .rates = "{\"copy\":9}", .work = COPIES (10) }, IMAGIN_REASON_RATE_UNKNOWN },
  { "a-share-that-nobody-knows",
    { .type = "oral", .rates = "{\"hour\":3,\"hour_class\":\"half\"}", .work = MINUTES (60) },
    IMAGIN_REASON_RATE_UNKNOWN },
  { "before-the-first-table", { .starts_at = "2010-06-22T08:00:00+02:00", .work = COPIES (10) },
    IMAGIN_REASON_RATE_UNKNOWN },
  { "candidates-without-hours",
    { .type = "oral", .work = "{\"entries\":[{\"key\":\"candidates\",\"quantity\":12}],\"sessions\":[]}" },
    IMAGIN_REASON_NO_HOURS },
  { "a-session-without-its-end",
    { .type = "oral", .work = SESSIONS ("{\"id\":\"s\",\"date\":\"2026-06-22\",\"from\":\"08:00\"}") },
    IMAGIN_REASON_SESSION_INCOMPLETE },
  { "a-bed-in-no-commune",
    { .travel = TRAVEL ("", "{\"date\":\"2026-06-22\",\"claimed\":true,\"invoice_paid\":true}", "") },
    IMAGIN_REASON_CLASS_UNKNOWN },
};

static void
test_unknown (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  case_assert_unknown (&unknown[i].one, unknown[i].reason);
}

static void
test_one_unknown_line_makes_the_sum_at_least (void)
{
  Case one = { .work = COPIES (120),
               .travel = TRAVEL ("{\"id\":\"j\",\"means\":\"train\"}", "", MEAL ("2026-06-22", "lunch", "")) };
  g_autoptr (ImaginEstimate) estimate = case_reckon (&one);
  gint64 cents;

  g_assert_cmpint (imagin_estimate_get_total (estimate, IMAGIN_PART_WORK, &cents), ==, IMAGIN_ESTIMATE_COMPLETE);
  g_assert_cmpint (cents, ==, 60000);
  g_assert_cmpint (imagin_estimate_get_total (estimate, IMAGIN_PART_TRAVEL, &cents), ==, IMAGIN_ESTIMATE_AT_LEAST);
  g_assert_cmpint (cents, ==, 2000);
}

static void
test_nothing_declared_is_no_zero (void)
{
  g_autoptr (ImaginEstimate) estimate = case_reckon (&(Case) { 0 });
  gint64 cents;

  g_assert_cmpint (imagin_estimate_get_total (estimate, NULL, &cents), ==, IMAGIN_ESTIMATE_EMPTY);
}

#define CARD(members, rows)                                                                                            \
  "{\"items\":[{\"id\":\"a\",\"label\":\"Barème de l’académie\",\"source\":\"S\",\"valid_from\":\"2026-01-01\","       \
  "\"valid_to\":null,\"currency\":\"EUR\"" members ",\"rows\":[" rows "]}]}"

static void
check_card (Case one, ImaginRateOrigin origin, gint64 cents)
{
  g_autoptr (ImaginEstimate) estimate = case_reckon (&one);
  ImaginEstimateLine *line = case_line (estimate, 0);

  g_assert_cmpint (line->origin, ==, origin);
  g_assert_cmpint (line->cents, ==, cents);
  g_assert_nonnull (line->source);
  g_assert_true (g_str_equal (line->source, "Barème de l’académie") == (origin == IMAGIN_RATE_ORIGIN_ACADEMY));
}

#define COPY_ROW "{\"kind\":\"copy\",\"rate\":5,\"amount_cents\":510}"

static void
test_the_academys_card_wins (void)
{
  check_card ((Case) { .work = COPIES (10), .cards = CARD ("", COPY_ROW) }, IMAGIN_RATE_ORIGIN_ACADEMY, 5100);
  check_card ((Case) { .work = COPIES (10), .cards = CARD (",\"exams\":[\"bac_general\"]", COPY_ROW) },
              IMAGIN_RATE_ORIGIN_ACADEMY, 5100);
  /* Not for this exam, not on this day, not in this currency, not for this rate: the shipped table answers. */
  check_card ((Case) { .work = COPIES (10), .cards = CARD (",\"exams\":[\"dnb\"]", COPY_ROW) },
              IMAGIN_RATE_ORIGIN_SHIPPED, 5000);
  check_card ((Case) { .starts_at = "2025-12-31T08:00:00+01:00", .work = COPIES (10), .cards = CARD ("", COPY_ROW) },
              IMAGIN_RATE_ORIGIN_SHIPPED, 5000);
  check_card ((Case) { .exam = "dnb", .work = COPIES (10), .cards = CARD ("", COPY_ROW) }, IMAGIN_RATE_ORIGIN_SHIPPED,
              750);
}

static void
test_a_card_pays_for_what_no_text_does (void)
{
  check_card ((Case) { .type = "meeting",
                       .work = MINUTES (90),
                       .cards = CARD ("", "{\"kind\":\"hour\",\"class\":\"meeting\",\"amount_cents\":1001}") },
              IMAGIN_RATE_ORIGIN_ACADEMY, 1502);
}

static void
test_a_closed_part_is_worth_nothing_here (void)
{
  Case one = { .work = COPIES (10),
               .more = ",\"parts\":[{\"part\":\"work\",\"status\":{\"code\":\"no_costs\",\"label\":\"Pas de frais\"}}]" };
  g_autoptr (ImaginEstimate) estimate = case_reckon (&one);

  g_assert_cmpuint (estimate->lines->len, ==, 0);
}

static void
test_a_line_explains_itself (void)
{
  Case one = { .work = COPIES (124) };
  g_autoptr (ImaginEstimate) estimate = case_reckon (&one);
  ImaginEstimateLine *line = case_line (estimate, 0);

  g_assert_cmpstr (line->part, ==, "work");
  g_assert_cmpstr (line->kind, ==, "copies");
  g_assert_cmpint (line->quantity, ==, 124);
  g_assert_cmpint (line->unit_cents, ==, 500);
  g_assert_cmpint (line->cents, ==, 62000);
  g_assert_null (line->reason);
  g_assert_cmpstr (line->source, ==, "Arrêté du 13 avril 2012, correction, taux 5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/estimate/amount/%s", amounts[i].rule);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_amount);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autofree char *path = g_strdup_printf ("/estimate/unknown/%s", unknown[i].rule);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_unknown);
    }
  g_test_add_func ("/estimate/one-unknown-line-makes-the-sum-at-least", test_one_unknown_line_makes_the_sum_at_least);
  g_test_add_func ("/estimate/nothing-declared-is-no-zero", test_nothing_declared_is_no_zero);
  g_test_add_func ("/estimate/the-academys-card-wins", test_the_academys_card_wins);
  g_test_add_func ("/estimate/a-card-pays-for-what-no-text-does", test_a_card_pays_for_what_no_text_does);
  g_test_add_func ("/estimate/a-closed-part-is-worth-nothing-here", test_a_closed_part_is_worth_nothing_here);
  g_test_add_func ("/estimate/a-line-explains-itself", test_a_line_explains_itself);
  return g_test_run ();
}
