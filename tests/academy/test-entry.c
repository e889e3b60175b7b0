/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a save may hold, field by field, and what the office reckons of it. */

#include "academy-fixture.h"

#include "academy/academy-json.h"
#include "academy/office/academy-amount.h"
#include "academy/office/academy-entry.h"
#include "academy/office/academy-validation.h"
#include "domain/imagin-status.h"

#define REST "\"receipts_by_post\":false,\"note\":null"
#define ONE "\"00000000-0000-4000-8000-000000000001\""
#define TWO "\"00000000-0000-4000-8000-000000000002\""

typedef struct
{
  const char *name;
  const char *body;
  AcademyEntryResult result;
  const char *pointer;
  const char *code;
} Case;

static const Case cases[] = {
  { "copies", "{\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":124}],\"sessions\":[]}," REST "}",
    ACADEMY_ENTRY_CHANGED, NULL, NULL },
  { "nothing-new", "{" REST "}", ACADEMY_ENTRY_SAME, NULL, NULL },
  { "no-note", "{\"receipts_by_post\":false}", ACADEMY_ENTRY_INVALID, "/note", "required" },
  { "unknown-member", "{\"x\":{\"y\":[1]}," REST "}", ACADEMY_ENTRY_CHANGED, NULL, NULL },
  { "what-is-the-office's", "{\"parts\":3,\"version\":\"x\"," REST "}", ACADEMY_ENTRY_SAME, NULL, NULL },
  { "too-many", "{\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":501}],\"sessions\":[]}," REST "}",
    ACADEMY_ENTRY_INVALID, "/work/entries/0/quantity", "out_of_range" },
  { "negative", "{\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":-1}],\"sessions\":[]}," REST "}",
    ACADEMY_ENTRY_INVALID, "/work/entries/0/quantity", "out_of_range" },
  { "beyond-64-bits",
    "{\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":99999999999999999999}],\"sessions\":[]}," REST "}",
    ACADEMY_ENTRY_INVALID, "/work/entries/0/quantity", "out_of_range" },
  { "a-text-for-a-number",
    "{\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":\"3\"}],\"sessions\":[]}," REST "}",
    ACADEMY_ENTRY_MALFORMED, NULL, NULL },
  { "unknown-field", "{\"work\":{\"entries\":[{\"key\":\"hours\",\"quantity\":1}],\"sessions\":[]}," REST "}",
    ACADEMY_ENTRY_INVALID, "/work/entries/0/key", "unknown_field" },
  { "one-field-twice", "{\"work\":{\"entries\":[{\"key\":\"copies\"},{\"key\":\"copies\"}],\"sessions\":[]}," REST "}",
    ACADEMY_ENTRY_INVALID, "/work/entries/1/key", "repeated" },
  { "end-before-start",
    "{\"work\":{\"entries\":[],\"sessions\":[{\"id\":" ONE
    ",\"date\":\"2026-06-22\",\"from\":\"12:00\",\"to\":\"08:00\"}]}," REST "}",
    ACADEMY_ENTRY_INVALID, "/work/sessions/0/to", "end_before_start" },
  { "a-draft-session",
    "{\"work\":{\"entries\":[],\"sessions\":[{\"id\":" ONE
    ",\"date\":\"2026-06-22\",\"from\":\"12:00\",\"to\":null}]}," REST "}",
    ACADEMY_ENTRY_CHANGED, NULL, NULL },
  { "overlap",
    "{\"work\":{\"entries\":[],\"sessions\":[{\"id\":" ONE
    ",\"date\":\"2026-06-22\",\"from\":\"08:00\",\"to\":\"12:00\"},{\"id\":" TWO
    ",\"date\":\"2026-06-22\",\"from\":\"11:59\",\"to\":\"13:00\"}]}," REST "}",
    ACADEMY_ENTRY_INVALID, "/work/sessions/1/from", "overlap" },
  { "one-after-the-other",
    "{\"work\":{\"entries\":[],\"sessions\":[{\"id\":" ONE
    ",\"date\":\"2026-06-22\",\"from\":\"08:00\",\"to\":\"12:00\"},{\"id\":" TWO
    ",\"date\":\"2026-06-22\",\"from\":\"12:00\",\"to\":\"13:00\"}]}," REST "}",
    ACADEMY_ENTRY_CHANGED, NULL, NULL },
  { "not-a-day", "{\"work\":{\"entries\":[],\"sessions\":[{\"id\":" ONE ",\"date\":\"2026-02-30\"}]}," REST "}",
    ACADEMY_ENTRY_INVALID, "/work/sessions/0/date", "bad_date" },
  { "back-before-leaving",
    "{\"travel\":{\"journeys\":[{\"id\":" ONE ",\"left_at\":\"2026-06-22T08:00:00+02:00\",\"arrived_back_at\":\"2026-"
    "06-22T07:00:00+02:00\"}],\"nights\":[],\"meals\":[]}," REST "}",
    ACADEMY_ENTRY_INVALID, "/travel/journeys/0/arrived_back_at", "end_before_start" },
};

static gboolean
has_fault (JsonArray *faults, const char *pointer, const char *code)
{
  for (guint i = 0; i < json_array_get_length (faults); i++)
    {
      JsonObject *fault = json_array_get_object_element (faults, i);

      if (g_strcmp0 (imagin_json_text_member (fault, "pointer"), pointer) == 0 &&
          g_strcmp0 (imagin_json_text_member (fault, "code"), code) == 0)
        return TRUE;
    }
  return FALSE;
}

static AcademyEntryResult
merge (Fixture *fixture, const char *body, JsonArray *faults)
{
  g_autoptr (AcademyMission) mission = academy_mission_find (fixture->database, NULL, "m-1");
  g_autoptr (AcademyStatement) statement = academy_statement_load (fixture->database, "m-1", NULL);
  g_autoptr (JsonNode) node = academy_json_read (body);
  g_autoptr (JsonObject) merged = NULL;

  return academy_entry_merge (mission, statement, json_node_get_object (node), &merged, faults);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (JsonArray) faults = json_array_new ();

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "to_validate", "to_validate");
  g_assert_cmpint (merge (&fixture, one->body, faults), ==, one->result);
  if (one->pointer != NULL)
    g_assert_true (has_fault (faults, one->pointer, one->code));
}

/* For each status of the work part: a change in it is taken where the table says so, and refused as closed elsewhere.
 */
static void
test_every_status (void)
{
  static const char change[] =
      "{\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":7}],\"sessions\":[]}," REST "}";
  static const char same[] = "{\"work\":{\"entries\":[],\"sessions\":[]}," REST "}";
  g_auto (Fixture) fixture = { NULL };
  guint count;
  const ImaginStatusInfo *statuses = imagin_status_all (&count);

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "to_validate", "paid");
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (JsonArray) faults = json_array_new ();
      g_autoptr (JsonArray) no_faults = json_array_new ();

      fixture_set_status (&fixture, "m-1", "work", statuses[i].code, NULL);
      g_assert_cmpint (merge (&fixture, change, faults), ==,
                       statuses[i].writable ? ACADEMY_ENTRY_CHANGED : ACADEMY_ENTRY_CLOSED);
      g_assert_cmpint (merge (&fixture, same, no_faults), ==, ACADEMY_ENTRY_SAME);
    }
}

static void
test_amount (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (AcademyMission) mission = NULL;
  g_autoptr (AcademyStatement) statement = NULL;
  g_autoptr (JsonNode) entered =
      academy_json_read ("{\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":120}],\"sessions\":[]}}");

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "validated", "");
  mission = academy_mission_find (fixture.database, NULL, "m-1");
  statement = academy_statement_load (fixture.database, "m-1", NULL);
  g_assert_cmpint (academy_amount_work (fixture.database, mission, statement), ==, -1);
  json_object_unref (statement->entered);
  statement->entered = json_node_dup_object (entered);
  /* 120 copies of the baccalauréat are 600.00. */
  g_assert_cmpint (academy_amount_work (fixture.database, mission, statement), ==, 60000);
}

static void
check_travel (const char *travel, gint64 expected)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *text = g_strdup_printf ("{\"travel\":%s}", travel);
  g_autoptr (JsonNode) entered = academy_json_read (text);
  g_autoptr (AcademyMission) mission = NULL;
  g_autoptr (AcademyStatement) statement = NULL;

  fixture_open (&fixture);
  fixture_plant (&fixture, "m-1", "", "validated");
  mission = academy_mission_find (fixture.database, NULL, "m-1");
  statement = academy_statement_load (fixture.database, "m-1", NULL);
  json_object_unref (statement->entered);
  statement->entered = json_node_dup_object (entered);
  g_assert_cmpint (academy_amount_travel (fixture.database, mission, statement), ==, expected);
}

#define NIGHT(code) "{\"date\":\"2026-06-22\",\"claimed\":true,\"invoice_paid\":true,\"commune_code\":\"" code "\"}"

#define MEAL(date, kind) "{\"date\":\"" date "\",\"kind\":\"" kind "\",\"claimed\":true}"

/* The vectors of the domain: nights in Paris 140, Bordeaux 120, Périgueux 90, Mérignac 90; a canteen lunch 10.00. */
static void
test_travel_amount (void)
{
  check_travel ("{\"nights\":[" NIGHT ("75105") "]}", 14000);
  check_travel ("{\"nights\":[" NIGHT ("33063") "]}", 12000);
  check_travel ("{\"nights\":[" NIGHT ("24322") "]}", 9000);
  check_travel ("{\"nights\":[" NIGHT ("33281") "]}", 9000);
  check_travel ("{\"meals\":[{\"date\":\"2026-06-22\",\"kind\":\"lunch\",\"claimed\":true,\"canteen\":true}]}", 1000);
  check_travel ("{\"meals\":[" MEAL ("2026-06-22", "lunch") "," MEAL ("2026-06-22", "dinner") "," MEAL (
                    "2026-06-23", "lunch") "],\"nights\":[" NIGHT ("33063") "]}",
                18000);
  check_travel ("{\"journeys\":[{\"id\":\"j\",\"left_at\":\"2026-06-22T06:40:00+02:00\",\"means\":\"car\","
                "\"authorised\":true,\"vehicle_id\":\"v-1\",\"distance_km\":120,"
                "\"return_trip\":true}]}",
                7680);
  check_travel ("{\"journeys\":[{\"id\":\"j\",\"means\":\"car\",\"authorised\":false,\"distance_km\":120}]}", -1);
  check_travel ("{\"journeys\":[],\"nights\":[],\"meals\":[]}", 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/academy/entry/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/academy/entry/every-status", test_every_status);
  g_test_add_func ("/academy/amount/copies", test_amount);
  g_test_add_func ("/academy/amount/travel", test_travel_amount);
  return g_test_run ();
}
