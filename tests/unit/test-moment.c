/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, times and instants: as the contract writes them, and as people type them. */

#include "unit-wait.h"

#include "base/imagin-moment.h"

typedef struct
{
  const char *typed;
  const char *read; /* NULL: it is none */
} Typed;

static void
test_days (void)
{
  static const char *const valid[] = { "2026-06-22", "2024-02-29", "2000-02-29", "1999-12-31" };
  static const char *const invalid[] = { "2026-02-29", "1900-02-29", "2026-13-01",  "2026-00-10", "2026-06-31",
                                         "2026-6-22",  "22/06/2026", "2026-06-22 ", "2026-06-2x", "" };

  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (imagin_day_is_valid (valid[i]));
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (imagin_day_is_valid (invalid[i]));
  g_assert_false (imagin_day_is_valid (NULL));
}

static void
test_instants (void)
{
  static const char *const valid[] = { "2026-06-22T08:30:00+02:00", "2026-06-22T08:30:00Z",
                                       "2026-06-22T08:30:00.25-03:30" };
  static const char *const invalid[] = {
    "2026-06-22T08:30:00", /* no offset: it has no meaning */
    "2026-06-22",          "2026-06-31T08:30:00Z", "2026-06-22T25:00:00Z", "2026-06-22 08:30:00Z", "08:30:00Z", "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (imagin_instant_is_valid (valid[i]));
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (imagin_instant_is_valid (invalid[i]));
  g_assert_false (imagin_instant_is_valid (NULL));
}

static void
test_instant_keeps_its_offset (void)
{
  g_autoptr (GDateTime) moment = imagin_instant_parse ("2026-06-22T08:30:00-04:00");
  g_autofree char *written = imagin_instant_format (moment);

  g_assert_cmpstr (written, ==, "2026-06-22T08:30:00-04:00");
  g_assert_cmpint (g_date_time_to_unix (moment), ==, 1782131400);
}

static void
test_times (void)
{
  g_assert_cmpint (imagin_time_to_minutes ("00:00"), ==, 0);
  g_assert_cmpint (imagin_time_to_minutes ("08:30"), ==, 510);
  g_assert_cmpint (imagin_time_to_minutes ("24:00"), ==, 1440);
  g_assert_cmpint (imagin_time_to_minutes ("24:01"), ==, -1);
  g_assert_cmpint (imagin_time_to_minutes ("25:00"), ==, -1);
  g_assert_cmpint (imagin_time_to_minutes ("08:60"), ==, -1);
  g_assert_cmpint (imagin_time_to_minutes ("8:30"), ==, -1);
  g_assert_cmpint (imagin_time_to_minutes ("08:30:00"), ==, -1);
  g_assert_cmpint (imagin_time_to_minutes (NULL), ==, -1);
}

static const Typed times[] = {
  { "8", "08:00" },
  { "8h", "08:00" },
  { "8H", "08:00" },
  { "8h30", "08:30" },
  { "8 h 30", "08:30" },
  { "8:30", "08:30" },
  { "8.30", "08:30" },
  { "08:30", "08:30" },
  { "830", "08:30" },
  { "0830", "08:30" },
  { "1430", "14:30" },
  { "14h05", "14:05" },
  { " 9h00 ", "09:00" },
  { "8\u202fh\u202f30", "08:30" },
  { "8\u00a0h\u00a030", "08:30" },
  { "8h30min", "08:30" },
  { "8 h 30 mn", "08:30" },
  { "0", "00:00" },
  { "0h15", "00:15" },
  { "24h", "24:00" },
  { "24:00", "24:00" },
  { "2400", "24:00" },
  { "25h", NULL },
  { "24h01", NULL },
  { "8h60", NULL },
  { "860", NULL },
  { "8h5", NULL },
  { "8h305", NULL },
  { "12345", NULL },
  { "huit", NULL },
  { "h30", NULL },
  { "-8h", NULL },
  { "8;30", NULL },
  { "8h30x", NULL },
  { "", NULL },
  { " ", NULL },
};

static void
test_typed_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *read = imagin_time_parse_typed (times[i].typed);

      g_test_message ("\"%s\"", times[i].typed);
      g_assert_cmpstr (read, ==, times[i].read);
    }
  g_assert_null (imagin_time_parse_typed (NULL));
  g_assert_null (imagin_time_parse_typed ("8h\xff"));
}

static const Typed days[] = {
  { "22/6", "2026-06-22" },
  { "22/06", "2026-06-22" },
  { "22/06/26", "2026-06-22" },
  { "22/06/2026", "2026-06-22" },
  { "22.6.26", "2026-06-22" },
  { "22-06-2026", "2026-06-22" },
  { "2026-06-22", "2026-06-22" },
  { "22", "2026-06-22" },
  { " 22 / 6 ", "2026-06-22" },
  { "1/7", "2026-07-01" },
  { "29/2/24", "2024-02-29" },
  { "31/2", NULL },
  { "29/2/26", NULL },
  { "31/6", NULL },
  { "0/6", NULL },
  { "22/13", NULL },
  { "22/0", NULL },
  { "22/", NULL },
  { "22/6/", NULL },
  { "22/6/026", NULL },
  { "22/6/20266", NULL },
  { "22/6/26x", NULL },
  { "222/6", NULL },
  { "juin", NULL },
  { "2026-06-31", NULL },
  { "", NULL },
};

static void
test_typed_durations (void)
{
  static const struct
  {
    const char *typed;
    gint64 minutes; /* -1: it is none */
  } durations[] = {
    { "7", 420 },         { "7h", 420 },   { "7 h 30", 450 }, { "7H30", 450 },    { "7:30", 450 },  { "7,30", 450 },
    { "1,5", 90 },        { "1.5", 90 },   { "0,5", 30 },     { "1h5", 65 },      { "45 min", 45 }, { "90min", 90 },
    { "1 h 30 min", 90 }, { "0", 0 },      { "0 min", 0 },    { "9999", 599940 }, { "10000", -1 },  { "7,", -1 },
    { "1,75", -1 },       { "1h75", -1 },  { "1,555", -1 },   { "h30", -1 },      { "-1", -1 },     { "7 jours", -1 },
    { "", -1 },           { "7h30h", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      gint64 minutes = 0;

      g_test_message ("\"%s\"", durations[i].typed);
      g_assert_cmpint (imagin_duration_parse_typed (durations[i].typed, &minutes), ==, durations[i].minutes >= 0);
      if (durations[i].minutes >= 0)
        g_assert_cmpint (minutes, ==, durations[i].minutes);
    }
}

static void
test_typed_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *read = imagin_day_parse_typed (days[i].typed, "2026-06-20");

      g_test_message ("\"%s\"", days[i].typed);
      g_assert_cmpstr (read, ==, days[i].read);
    }
  g_assert_null (imagin_day_parse_typed (NULL, "2026-06-20"));
  g_assert_null (imagin_day_parse_typed ("22/6", NULL));
  g_assert_null (imagin_day_parse_typed ("22/6", "hier"));
}

static void
test_now_can_be_moved (void)
{
  g_autoptr (GDateTime) now = imagin_now ();
  g_autofree char *text = imagin_now_text ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  g_assert_cmpstr (day, ==, "2026-06-22");
  g_assert_true (g_str_has_prefix (text, "2026-06-22T"));
  g_assert_true (imagin_instant_is_valid (text));
}

static void
test_a_day_that_a_test_asks_for (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GDateTime) clock = g_date_time_new_now_local ();
      g_autoptr (GDateTime) now = NULL;
      g_autofree char *day = NULL;

      g_setenv ("IMAGIN_TODAY", "2031-02-28", TRUE);
      g_unsetenv ("IMAGIN_NOW");
      now = imagin_now ();
      day = g_date_time_format (now, "%Y-%m-%d");
      g_assert_cmpstr (day, ==, "2031-02-28");
      /* The time of day is the clock's own, so that several programs agree on it. */
      g_assert_cmpint (ABS (g_date_time_get_minute (now) - g_date_time_get_minute (clock)) % 59, <=, 1);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_joined_and_split (void)
{
  g_autofree char *summer = imagin_instant_join ("2026-06-22", "06:40", "Europe/Paris");
  g_autofree char *winter = imagin_instant_join ("2026-12-31", "24:00", NULL);
  g_autofree char *island = imagin_instant_join ("2026-06-22", "06:40", "Indian/Reunion");
  g_autofree char *left_out = imagin_instant_join ("2026-03-29", "02:30", "Europe/Paris");
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  g_assert_cmpstr (summer, ==, "2026-06-22T06:40:00+02:00");
  g_assert_cmpstr (winter, ==, "2027-01-01T00:00:00+01:00");
  g_assert_cmpstr (island, ==, "2026-06-22T06:40:00+04:00");
  /* A time that the clock leaves out is in the hour after. */
  g_assert_true (g_str_has_prefix (left_out, "2026-03-29T03:") && g_str_has_suffix (left_out, ":00+02:00"));
  g_assert_null (imagin_instant_join ("2026-02-30", "06:40", NULL));
  g_assert_null (imagin_instant_join ("2026-02-20", "6:40", NULL));
  g_assert_true (imagin_instant_split ("2026-06-21T23:30:00Z", "Europe/Paris", &day, &time));
  g_assert_cmpstr (day, ==, "2026-06-22");
  g_assert_cmpstr (time, ==, "01:30");
  g_clear_pointer (&day, g_free);
  g_clear_pointer (&time, g_free);
  g_assert_false (imagin_instant_split (NULL, NULL, &day, &time));
  g_assert_null (day);
}

int
main (int argc, char **argv)
{
  g_setenv ("IMAGIN_NOW", "2026-06-22T12:00:00+02:00", TRUE);
  g_setenv ("TZ", "Europe/Paris", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moment/a-day-is-one-that-the-calendar-has", test_days);
  g_test_add_func ("/moment/an-instant-without-an-offset-is-none", test_instants);
  g_test_add_func ("/moment/an-instant-keeps-its-own-offset", test_instant_keeps_its_offset);
  g_test_add_func ("/moment/a-time-of-day-ends-at-24-00", test_times);
  g_test_add_func ("/moment/times-as-people-type-them", test_typed_times);
  g_test_add_func ("/moment/typed-durations", test_typed_durations);
  g_test_add_func ("/moment/days-as-people-type-them", test_typed_days);
  g_test_add_func ("/moment/joined-and-split-by-the-academys-clock", test_joined_and_split);
  g_test_add_func ("/moment/a-test-may-move-the-clock", test_now_can_be_moved);
  g_test_add_func ("/moment/a-day-that-a-test-asks-for", test_a_day_that_a_test_asks_for);
  return g_test_run ();
}
