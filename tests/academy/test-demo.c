/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demonstration holds each kind of mission on any day, and chance gives the same bytes for the same seed. */

#include "academy-fixture.h"

#include "academy/academy-convocation.h"
#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/demo/academy-demo.h"
#include "academy/demo/academy-csv.h"

static JsonNode *
show (Fixture *fixture, const char *now)
{
  g_autofree char *text = fixture_run (fixture, "show missions --json", now);
  JsonNode *node = academy_json_read (text);

  g_assert_nonnull (node);
  return node;
}

static JsonObject *
mission_of (JsonNode *shown, const char *id)
{
  JsonArray *missions = imagin_json_array_member (json_node_get_object (shown), "missions");

  for (guint i = 0; i < json_array_get_length (missions); i++)
    {
      JsonObject *mission = json_array_get_object_element (missions, i);

      if (g_str_equal (imagin_json_text_member (mission, "id"), id))
        return mission;
    }
  return NULL;
}

/* "work" → "to_validate"; "-" where the statement has no such part. */
static const char *
status_of (JsonObject *mission, const char *part)
{
  JsonArray *parts = imagin_json_array_member (imagin_json_object_member (mission, "statement"), "parts");

  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      JsonObject *found = json_array_get_object_element (parts, i);

      if (g_str_equal (imagin_json_text_member (found, "part"), part))
        return imagin_json_text_member (imagin_json_object_member (found, "status"), "code");
    }
  return "-";
}

static const struct
{
  const char *what;
  const char *id;
  const char *type;
  const char *work;
  const char *travel;
} kinds[] = {
  { "paper copies, near its deadline", "m-0042", "marking", "to_validate", "-" },
  { "already counted by the marking tool", "m-0051", "marking", "to_validate", "-" },
  { "grand oral", "m-0077", "oral", "to_validate", "to_validate" },
  { "a second mission that day", "m-0078", "meeting", "to_validate", "on_first_mission" },
  { "french oral", "m-0083", "oral", "to_validate", "to_validate" },
  { "brevet, in the home commune", "m-0091", "marking", "accepted", "-" },
  { "CAP with halves of an hour", "m-0104", "oral", "to_validate", "to_validate" },
  { "BTS, returned", "m-0112", "marking", "validated", "to_validate" },
  { "national competition", "m-0120", "oral", "validated", "in_payment" },
  { "a jury to come", "m-0131", "meeting", "to_come", "to_come" },
  { "entered by the office", "m-0137", "invigilation", "entered_by_office", "-" },
  { "continuous assessment", "m-0144", "commission", "-", "to_validate" },
  { "NR", "m-0150", "meeting", "no_costs", "-" },
  { "cancelled", "m-0158", "oral", "cancelled", "cancelled" },
  { "paid in two months", "m-0163", "oral", "paid", "paid" },
  { "just validated", "m-0170", "marking", "validated", "-" },
  { "under way", "m-0176", "marking", "under_way", "-" },
  { "of the session before", "m-0815", "marking", "paid", "-" },
  { "declared not done", "m-0189", "secretariat", "to_validate", "to_validate" },
  { "of a type that no client knows", "m-0195", "subject_review", "to_validate", "-" },
};

static const char *const first_days[] = { "2026-06-20T14:00:00+02:00", "2027-06-21T09:00:00+02:00",
                                          "2028-02-29T23:30:00+01:00" };
static JsonNode *shown_on[G_N_ELEMENTS (first_days)];

/* What the demonstration holds that is first started on that day; filled once. */
static JsonNode *
shown (guint day)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *output = NULL;

  if (shown_on[day] != NULL)
    return shown_on[day];
  fixture_open (&fixture);
  g_clear_pointer (&fixture.database, academy_database_close);
  /* Filled by the program at its start, whose input is at its end already. */
  output = fixture_run (&fixture, "serve --demo", first_days[day]);
  return shown_on[day] = show (&fixture, first_days[day]);
}

static void
forget_shown (void)
{
  for (guint day = 0; day < G_N_ELEMENTS (first_days); day++)
    g_clear_pointer (&shown_on[day], json_node_unref);
}

/* On three days, a year apart. */
static void
test_kind (gconstpointer data)
{
  guint kind = GPOINTER_TO_UINT (data);

  for (guint day = 0; day < G_N_ELEMENTS (first_days); day++)
    {
      JsonObject *mission = mission_of (shown (day), kinds[kind].id);

      g_test_message ("%s", first_days[day]);
      g_assert_nonnull (mission);
      g_assert_cmpstr (imagin_json_text_member (imagin_json_object_member (mission, "type"), "code"), ==,
                       kinds[kind].type);
      g_assert_cmpstr (status_of (mission, "work"), ==, kinds[kind].work);
      g_assert_cmpstr (status_of (mission, "travel"), ==, kinds[kind].travel);
    }
}

static void
test_two_sessions (void)
{
  for (guint day = 0; day < G_N_ELEMENTS (first_days); day++)
    {
      JsonArray *missions = imagin_json_array_member (json_node_get_object (shown (day)), "missions");
      JsonObject *session = imagin_json_object_member (mission_of (shown (day), "m-0042"), "session");
      JsonObject *before = imagin_json_object_member (mission_of (shown (day), "m-0815"), "session");

      g_assert_cmpuint (json_array_get_length (missions), >=, 18);
      g_assert_cmpstr (imagin_json_text_member (session, "code"), !=, imagin_json_text_member (before, "code"));
    }
}

/* "Near" is within five days. */
static void
test_near_deadline (void)
{
  for (guint day = 0; day < G_N_ELEMENTS (first_days); day++)
    {
      const char *deadline = imagin_json_text_member (mission_of (shown (day), "m-0042"), "deadline");
      g_autofree char *at = g_strconcat (deadline, "T23:59:00+02:00", NULL);
      gint64 left = academy_instant_seconds (at) - academy_instant_seconds (first_days[day]);

      g_assert_cmpint (left, >, 0);
      g_assert_cmpint (left, <, 7 * 86400);
    }
}

static void
test_halves_of_an_hour (void)
{
  JsonObject *work =
      imagin_json_object_member (imagin_json_object_member (mission_of (shown (0), "m-0104"), "statement"), "work");
  JsonObject *minutes = json_array_get_object_element (imagin_json_array_member (work, "entries"), 0);

  g_assert_cmpstr (imagin_json_text_member (minutes, "key"), ==, "minutes");
  g_assert_cmpint (imagin_json_integer_member (minutes, "quantity", 0) % 60, ==, 30);
}

static void
test_paid_in_two_months (void)
{
  for (guint day = 0; day < G_N_ELEMENTS (first_days); day++)
    {
      JsonArray *parts = imagin_json_array_member (
          imagin_json_object_member (mission_of (shown (day), "m-0163"), "statement"), "parts");
      const char *one = imagin_json_text_member (json_array_get_object_element (parts, 0), "paid_on");
      const char *two = imagin_json_text_member (json_array_get_object_element (parts, 1), "paid_on");

      g_assert_cmpint (strncmp (one, two, strlen ("2026-06")), !=, 0);
    }
}

/* The commune of home and of the main school: no travel part. */
static void
test_home_commune (void)
{
  JsonObject *mission = mission_of (shown (0), "m-0091");

  g_assert_cmpstr (imagin_json_text_member (imagin_json_object_member (mission, "place"), "commune_code"), ==, "24322");
  g_assert_cmpstr (status_of (mission, "travel"), ==, "-");
}

/* Begun anew on another day, it is dated from that day; nobody's password is asked again. */
static void
test_restart (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *filled = NULL;
  g_autofree char *sent = NULL;
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) again = NULL;

  fixture_open (&fixture);
  filled = fixture_run (&fixture, "serve --demo", first_days[0]);
  sent = fixture_run (&fixture, "office certify m-0170", first_days[0]);
  output = fixture_run (&fixture, "restart", first_days[1]);
  again = show (&fixture, first_days[1]);
  g_assert_cmpstr (imagin_json_text_member (mission_of (again, "m-0042"), "deadline"), ==,
                   imagin_json_text_member (mission_of (shown (1), "m-0042"), "deadline"));
  g_assert_cmpstr (status_of (mission_of (again, "m-0170"), "work"), ==, "validated");
  g_assert_cmpuint (json_array_get_length (imagin_json_array_member (json_node_get_object (again), "missions")), ==,
                    json_array_get_length (imagin_json_array_member (json_node_get_object (shown (1)), "missions")));
}

/* The second academy of the demonstration has the same intervener, and missions that the first knows nothing of. */
static void
test_competitions (void)
{
  static const char now[] = "2026-06-20T14:00:00+02:00";
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) shown = NULL;

  fixture_open (&fixture);
  output = fixture_run (&fixture, "serve --demo --competitions", now);
  shown = show (&fixture, now);
  g_assert_cmpstr (status_of (mission_of (shown, "c-0007"), "work"), ==, "to_validate");
  g_assert_cmpstr (status_of (mission_of (shown, "c-0011"), "work"), ==, "to_come");
  g_assert_cmpstr (status_of (mission_of (shown, "c-0016"), "work"), ==, "validated");
  g_assert_cmpstr (status_of (mission_of (shown, "c-0031"), "travel"), ==, "paid");
  g_assert_null (mission_of (shown, "m-0042"));
}

static char *
generated (const char *arguments)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *output = NULL;

  fixture_open (&fixture);
  output = fixture_run (&fixture, arguments, NULL);
  g_assert_cmpstr (output, ==, "missions=300\n");
  return fixture_run (&fixture, "show missions --json", NULL);
}

static void
test_same_seed (void)
{
  g_autofree char *one = generated ("generate 300 --seed 7 --today 2026-06-20");
  g_autofree char *same = generated ("generate 300 --seed 7 --today 2026-06-20");
  g_autofree char *other = generated ("generate 300 --seed 8 --today 2026-06-20");

  g_assert_true (g_str_equal (one, same));
  g_assert_false (g_str_equal (one, other));
}

static void
test_titles (void)
{
  g_autoptr (JsonNode) node = academy_json_resource ("demo/titles.json", 0);
  JsonArray *titles = imagin_json_array_member (json_node_get_object (node), "titles");
  glong shortest = G_MAXLONG, longest = 0;

  for (guint i = 0; i < json_array_get_length (titles); i++)
    {
      glong length = g_utf8_strlen (json_array_get_string_element (titles, i), -1);

      shortest = MIN (shortest, length);
      longest = MAX (longest, length);
    }
  g_assert_cmpint (shortest, ==, 5);
  g_assert_cmpint (longest, >=, 55);
  g_assert_cmpint (longest, <=, 60);
}

static void
test_import (void)
{
  static const char table[] =
      "number;given_name;family_name;mission;kind;paper;days;place_name;place_commune;travel\n"
      "7700001;Dominique;Fictif;EX-1;bac_marking;Philosophie;2026-06-22 08:00-12:00|2026-06-23 08:00-12:00;;;\n"
      "7700001;Dominique;Fictif;EX-2;grand_oral;\"Grand oral ; jury \"\"A\"\"\";2026-06-24 13:00-17:00;Lycée "
      "fictif;Bordeaux;yes\n";
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (AcademyMission) mission = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  fixture_open (&fixture);
  academy_demo_import (fixture.database, table, NULL, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 2);
  mission = academy_mission_find (fixture.database, NULL, "EX-2");
  g_assert_cmpstr (imagin_json_text_member (mission->document, "paper"), ==, "Grand oral ; jury \"A\"");
  /* All or none: the second line of this one is wrong. */
  g_assert_false (academy_demo_import (
      fixture.database, "number,mission,kind,paper,days\n1,A,bac_marking,P,2026-06-22 08:00-12:00\n1,B,x,P,hier\n",
      NULL, &count, &error));
  g_assert_null (academy_mission_find (fixture.database, NULL, "A"));
}

static void
test_working_days (void)
{
  static const struct
  {
    const char *today;
    int offset;
    const char *day;
  } days[] = {
    { "2026-06-22", 0, "2026-06-22" },  { "2026-06-22", -1, "2026-06-19" },   { "2026-06-22", 4, "2026-06-26" },
    { "2026-06-22", 5, "2026-06-29" },  { "2026-06-20", 0, "2026-06-19" },    { "2026-06-21", 1, "2026-06-22" },
    { "2026-06-21", -1, "2026-06-18" }, { "2026-06-24", -270, "2025-06-11" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *day = academy_working_day (days[i].today, days[i].offset);

      g_assert_cmpstr (day, ==, days[i].day);
    }
}

/* The missions announce a length before the document is drawn. */
static void
test_convocation_length (void)
{
  g_autoptr (JsonNode) mission = academy_json_read (
      "{\"number\":\"BX-1\",\"paper\":\"Philosophie\",\"convocation\":{\"issued_on\":\"2026-05-12\"}}");
  g_autoptr (JsonNode) person =
      academy_json_read ("{\"given_name\":\"Camille\",\"family_name\":\"Fictif\",\"number\":\"1\"}");
  g_autoptr (GBytes) one =
      academy_convocation_draw ("Académie", json_node_get_object (mission), json_node_get_object (person));
  g_autoptr (GBytes) two =
      academy_convocation_draw ("Académie", json_node_get_object (mission), json_node_get_object (person));

  g_assert_cmpuint (g_bytes_get_size (one), ==, ACADEMY_CONVOCATION_BYTES);
  g_assert_true (g_bytes_equal (one, two));
  academy_convocation_forget ();
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (kinds[i].what), " ,", '-');
      g_autofree char *path = g_strdup_printf ("/academy/demo/kind/%s", name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_kind);
    }
  g_test_add_func ("/academy/demo/two-sessions-and-eighteen-missions", test_two_sessions);
  g_test_add_func ("/academy/demo/kind/near-its-deadline", test_near_deadline);
  g_test_add_func ("/academy/demo/kind/cap-with-halves-of-an-hour", test_halves_of_an_hour);
  g_test_add_func ("/academy/demo/kind/paid-in-two-different-months", test_paid_in_two_months);
  g_test_add_func ("/academy/demo/kind/in-the-home-commune", test_home_commune);
  g_test_add_func ("/academy/demo/begun-anew", test_restart);
  g_test_add_func ("/academy/demo/competitions", test_competitions);
  g_test_add_func ("/academy/generate/same-seed-same-bytes", test_same_seed);
  g_test_add_func ("/academy/generate/titles", test_titles);
  g_test_add_func ("/academy/import", test_import);
  g_test_add_func ("/academy/working-days", test_working_days);
  g_test_add_func ("/academy/convocation-length", test_convocation_length);
  result = g_test_run ();
  forget_shown ();
  return result;
}
