/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journeys: kilometres by slices of the year, fares, and what is paid on receipts. */

#include "tests/estimate/estimate-case.h"

#define CAR(id, vehicle, day, more)                                                                                    \
  "{\"id\":\"" id "\",\"means\":\"car\",\"vehicle_id\":\"" vehicle "\",\"left_at\":\"" day                             \
  "T06:00:00+02:00\",\"authorised\":true" more "}"
#define KM(km) ",\"distance_km\":" #km
#define THERE_AND_BACK ",\"return_trip\":true"
#define ONE(journey) { .travel = TRAVEL (journey, "", "") }
#define DAY "2026-06-22"

static const struct
{
  const char *rule;
  Case one;
  gint64 before_km;
  gint64 cents;
} journeys[] = {
  { "240-km-at-5-cv", ONE (CAR ("a", "v-5", DAY, KM (240))), 0, 7680 },
  { "120-km-and-back-is-two-legs", ONE (CAR ("a", "v-5", DAY, KM (120) THERE_AND_BACK)), 0, 7680 },
  { "from-1950-to-2190-km-of-the-year", ONE (CAR ("a", "v-5", DAY, KM (240))), 1950, 9200 },
  { "the-2000th-km-is-in-the-first-slice", ONE (CAR ("a", "v-5", DAY, KM (1))), 1999, 32 },
  { "the-2001st-km-is-in-the-second", ONE (CAR ("a", "v-5", DAY, KM (1))), 2000, 40 },
  { "the-10001st-km-is-in-the-third", ONE (CAR ("a", "v-5", DAY, KM (2))), 9999, 40 + 23 },
  { "7-cv", ONE (CAR ("a", "v-7", DAY, KM (100))), 0, 4100 },
  { "8-cv", ONE (CAR ("a", "v-8", DAY, KM (100))), 0, 4500 },
  { "motorcycle-has-one-slice", ONE (CAR ("a", "v-m", DAY, KM (100))), 12000, 1500 },
  { "moped", ONE (CAR ("a", "v-c", DAY, KM (100))), 0, 1200 },
  { "the-row-of-the-day-of-the-journey", ONE (CAR ("a", "v-5", "2021-06-22", KM (100))), 0, 2900 },
  { "earlier-journeys-count-by-date", ONE (CAR ("b", "v-7", "2026-06-23", KM (10)) "," CAR ("a", "v-5", DAY, KM (50))),
    1950, 1600 + 510 },
  { "a-new-year-begins-at-nought",
    ONE (CAR ("a", "v-5", "2026-12-31", KM (10)) "," CAR ("b", "v-5", "2027-01-02", KM (10))), 5000, 400 + 320 },
  { "tolls-and-parking-of-an-authorised-car",
    ONE (CAR ("a", "v-5", DAY, KM (100) ",\"tolls_cents\":1240,\"parking_cents\":600")), 0, 3200 + 1240 + 600 },
  { "convenience-is-the-fare-without-toll-or-parking",
    ONE ("{\"id\":\"a\",\"means\":\"car\",\"authorised\":false,\"distance_km\":240,\"fare_cents\":2350,"
         "\"tolls_cents\":1240,\"parking_cents\":600}"),
    0, 2350 },
  { "a-train-is-its-fare", ONE ("{\"id\":\"a\",\"means\":\"train\",\"fare_cents\":4780}"), 0, 4780 },
};

static void
test_journey (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Case one = journeys[i].one;

  one.kilometres_before = journeys[i].before_km;
  /* A time of departure alone derives no meal. */
  case_assert_cents (&one, journeys[i].cents);
}

static const struct
{
  const char *rule;
  Case one;
  const char *reason;
} unknown[] = {
  { "convenience-without-a-fare", ONE ("{\"id\":\"a\",\"means\":\"car\",\"distance_km\":240}"), IMAGIN_REASON_NO_FARE },
  { "a-train-without-a-fare", ONE ("{\"id\":\"a\",\"means\":\"train\"}"), IMAGIN_REASON_NO_FARE },
  { "no-means", ONE ("{\"id\":\"a\"}"), IMAGIN_REASON_NO_MEANS },
  { "no-distance", ONE (CAR ("a", "v-5", DAY, "")), IMAGIN_REASON_NO_DISTANCE },
  { "no-vehicle", ONE (CAR ("a", "v-none", DAY, KM (10))), IMAGIN_REASON_VEHICLE_UNKNOWN },
  { "no-fiscal-power", ONE (CAR ("a", "v-0", DAY, KM (10))), IMAGIN_REASON_VEHICLE_UNKNOWN },
  { "before-the-first-table", ONE (CAR ("a", "v-5", "2019-02-28", KM (10))), IMAGIN_REASON_RATE_UNKNOWN },
};

static void
test_unknown (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  case_assert_unknown (&unknown[i].one, unknown[i].reason);
}

static void
test_each_slice_is_a_line (void)
{
  Case one = { .kilometres_before = 1950, .travel = TRAVEL (CAR ("a", "v-5", DAY, KM (240)), "", "") };
  g_autoptr (ImaginEstimate) estimate = case_reckon (&one);

  g_assert_cmpuint (estimate->lines->len, ==, 2);
  g_assert_cmpint (case_line (estimate, 0)->quantity, ==, 50);
  g_assert_cmpint (case_line (estimate, 0)->cents, ==, 1600);
  g_assert_cmpint (case_line (estimate, 1)->quantity, ==, 190);
  g_assert_cmpint (case_line (estimate, 1)->cents, ==, 7600);
}

static void
add (const char *folder, const char *rule, guint i, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/estimate/journeys/%s%s", folder, rule);

  g_test_add_data_func (path, GUINT_TO_POINTER (i), test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (journeys); i++)
    add ("", journeys[i].rule, i, test_journey);
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    add ("unknown/", unknown[i].rule, i, test_unknown);
  g_test_add_func ("/estimate/journeys/each-slice-is-a-line", test_each_slice_is_a_line);
  return g_test_run ();
}
