/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The estimate on the vectors of the domain, and on what the rules say beside them. */

#include "domain/imagin-estimate.h"

#include <string.h>

#define BAC "\"exam\":{\"code\":\"bac_general\",\"label\":\"Bac\"}"
#define EXAM(code) "\"exam\":{\"code\":\"" code "\",\"label\":\"x\"}"
#define TYPE(code) ",\"type\":{\"code\":\"" code "\",\"label\":\"x\"}"
#define FIELD(unit) ",\"fields\":[{\"key\":\"q\",\"label\":\"x\",\"unit\":\"" unit "\"}]"
#define COPIES TYPE ("marking") FIELD ("copies")
#define MINUTES TYPE ("oral") FIELD ("minutes")
#define COPY(rate) ",\"rates\":{\"copy\":" rate ",\"hour\":null}"
#define HOUR(rate) ",\"rates\":{\"copy\":null,\"hour\":" rate "}"
#define ENTRY(quantity) "\"work\":{\"entries\":[{\"key\":\"q\",\"quantity\":" quantity "}],\"sessions\":[]}"
#define SESSIONS(list) "\"work\":{\"entries\":[],\"sessions\":[" list "]}"
#define SESSION(id, from, to)                                                                                          \
  "{\"id\":\"" id "\",\"date\":\"2026-06-22\",\"from\":\"" from "\",\"to\":\"" to "\",\"candidates\":4}"
#define TRAVEL(journeys, nights, meals)                                                                                \
  "\"travel\":{\"journeys\":[" journeys "],\"nights\":[" nights "],\"meals\":[" meals "]}"
#define AWAY(left, back)                                                                                               \
  "{\"id\":\"j\",\"means\":\"passenger\",\"left_at\":\"" left ":00+02:00\",\"arrived_back_at\":\"" back ":00+02:00\"}"
#define CAR(more) "{\"id\":\"j\",\"left_at\":\"2026-06-22T06:40:00+02:00\",\"means\":\"car\"," more "}"
#define OWN(more) CAR ("\"authorised\":true,\"vehicle_id\":\"v5\"," more)
#define NIGHT(date, code) "{\"date\":\"" date "\",\"commune_code\":\"" code "\",\"claimed\":true,\"invoice_paid\":true}"
#define LYCEE BAC ",\"place\":{\"commune\":\"Bordeaux\",\"commune_code\":\"33063\"}"
#define AT_HOME BAC ",\"place\":{\"commune\":\"Sarlat-la-Canéda\",\"commune_code\":\"24520\"}"
#define CARD(row)                                                                                                      \
  "[{\"id\":\"c\",\"label\":\"Barème de "                                                                              \
  "l’académie\",\"source\":\"x\",\"valid_from\":\"2025-01-01\",\"valid_to\":null,"                                     \
  "\"currency\":\"EUR\",\"rows\":[" row "]}]"

static const char vehicles[] = "[{\"id\":\"v5\",\"kind\":\"car\",\"fiscal_power\":5},"
                               "{\"id\":\"v7\",\"kind\":\"car\",\"fiscal_power\":7},{\"id\":\"v?\",\"kind\":\"car\"},"
                               "{\"id\":\"m\",\"kind\":\"motorcycle\"}]";
static const char residences[] = "[{\"id\":\"r\",\"kind\":\"home\",\"commune_code\":\"24520\"}]";

/* The lines are said as kind:quantity=cents, a reason in the place of the cents where there are none. */
typedef struct
{
  const char *name;
  const char *mission;
  const char *declared;
  const char *lines;
  gint64 before;
  const char *cards;
} Case;

static const Case cases[] = {
  { "copies/bac-120", BAC COPIES COPY ("5"), ENTRY ("120"), "copies:120=60000" },
  { "copies/dnb-60", EXAM ("dnb") COPIES COPY ("1"), ENTRY ("60"), "copies:60=4500" },
  { "copies/index-of-the-exam", EXAM ("dnb") COPIES, ENTRY ("60"), "copies:60=4500" },
  { "copies/bts-is-unknown", EXAM ("bts") COPIES, ENTRY ("60"), "copies:60=rate_unknown" },
  { "copies/unknown-rate", BAC COPIES COPY ("9"), ENTRY ("60"), "copies:60=rate_unknown" },
  { "copies/none-is-an-answer", BAC COPIES COPY ("5"), ENTRY ("0"), "copies:0=0" },
  { "copies/of-the-marking-tool", BAC COPIES COPY ("5"), "\"reported\":[{\"field\":\"q\",\"quantity\":124}]",
    "copies:124=62000" },
  { "copies/the-card-wins", BAC COPIES COPY ("5"), ENTRY ("2"), "copies:2=1200", 0,
    CARD ("{\"kind\":\"copy\",\"rate\":5,\"amount_cents\":600}") },
  { "oral/bac-8h", BAC MINUTES HOUR ("3"), ENTRY ("480"), "hours:480=7680" },
  { "oral/optional-8h", BAC MINUTES ",\"rates\":{\"hour\":3,\"hour_class\":\"optional\"}", ENTRY ("480"),
    "hours:480=5760" },
  { "oral/cap-3h30-half-up", EXAM ("cap") MINUTES HOUR ("1"), ENTRY ("210"), "hours:210=1439" },
  /* 2 × 25 minutes at 4.11: 3.425 → 3.43 of the sum, not 1.71 × 2. */
  { "oral/minutes-are-summed-first", EXAM ("cap") TYPE ("oral") FIELD ("sessions") HOUR ("1"),
    SESSIONS (SESSION ("a", "08:00", "08:25") "," SESSION ("b", "09:00", "09:25")), "hours:50=343" },
  { "oral/candidates-without-hours", BAC TYPE ("oral") FIELD ("candidates") HOUR ("3"), ENTRY ("12"),
    "candidates:12=no_hours" },
  { "oral/session-without-times", BAC TYPE ("oral") FIELD ("sessions") HOUR ("3"),
    SESSIONS ("{\"id\":\"a\",\"date\":\"2026-06-22\"}"), "hours:-1=session_incomplete" },
  { "meeting/without-a-card", BAC TYPE ("meeting") FIELD ("minutes"), ENTRY ("60"), "hours:60=rate_unknown" },
  { "meeting/with-a-card", BAC TYPE ("meeting") FIELD ("minutes"), ENTRY ("60"), "hours:60=1234", 0,
    CARD ("{\"kind\":\"hour\",\"class\":\"meeting\",\"amount_cents\":1234}") },
  { "kilometres/240", BAC, TRAVEL (OWN ("\"distance_km\":240"), "", ""), "kilometres:240=7680" },
  { "kilometres/120-and-back", BAC, TRAVEL (OWN ("\"distance_km\":120,\"return_trip\":true"), "", ""),
    "kilometres:240=7680" },
  { "kilometres/from-1950-to-2190", BAC, TRAVEL (OWN ("\"distance_km\":240"), "", ""),
    "kilometres:50=1600 kilometres:190=7600", 1950 },
  { "kilometres/three-slices", BAC, TRAVEL (OWN ("\"distance_km\":8002"), "", ""),
    "kilometres:1=32 kilometres:8000=320000 kilometres:1=23", 1999 },
  { "kilometres/a-new-year", BAC,
    TRAVEL ("{\"id\":\"a\",\"left_at\":\"2026-12-31T22:30:00Z\",\"means\":\"car\",\"authorised\":true,"
            "\"vehicle_id\":\"v5\",\"distance_km\":10},"
            "{\"id\":\"b\",\"left_at\":\"2026-12-31T23:30:00Z\",\"means\":\"car\",\"authorised\":true,"
            "\"vehicle_id\":\"v5\",\"distance_km\":10}",
            "",
            ""),
    "kilometres:10=400 kilometres:10=320", 5000 },
  { "kilometres/motorcycle", BAC,
    TRAVEL ("{\"id\":\"j\",\"left_at\":\"2026-06-22T06:40:00+02:00\",\"means\":\"motorcycle\",\"authorised\":true,"
            "\"vehicle_id\":\"m\",\"distance_km\":100}",
            "",
            ""),
    "kilometres:100=1500" },
  { "kilometres/power-unknown", BAC,
    TRAVEL (CAR ("\"authorised\":true,\"vehicle_id\":\"v?\",\"distance_km\":9"), "", ""),
    "kilometres:9=vehicle_unknown" },
  { "kilometres/distance-unknown", BAC, TRAVEL (OWN ("\"distance_km\":null"), "", ""), "kilometres:-1=no_distance" },
  { "kilometres/with-tolls-and-parking", BAC,
    TRAVEL (OWN ("\"distance_km\":100,\"tolls_cents\":1230,\"parking_cents\":450"), "", ""),
    "kilometres:100=3200 tolls:-1=1230 parking:-1=450" },
  { "convenience/fare-no-toll-no-parking", BAC,
    TRAVEL (CAR ("\"distance_km\":100,\"fare_cents\":2150,\"tolls_cents\":1230,\"parking_cents\":450"), "", ""),
    "fare:-1=2150" },
  { "convenience/no-fare", BAC, TRAVEL (CAR ("\"distance_km\":100"), "", ""), "fare:-1=no_fare" },
  { "fare/train-without-fare", BAC, TRAVEL ("{\"id\":\"j\",\"means\":\"train\"}", "", ""), "fare:-1=no_fare" },
  { "fare/unknown-means", BAC, TRAVEL ("{\"id\":\"j\",\"means\":\"balloon\"}", "", ""), "fare:-1=no_means" },
  { "meals/1030-1400-lunch", LYCEE, TRAVEL (AWAY ("2026-06-22T10:30", "2026-06-22T14:00"), "", ""), "meal:1=2000" },
  { "meals/1115-1800-none", LYCEE, TRAVEL (AWAY ("2026-06-22T11:15", "2026-06-22T18:00"), "", ""), "" },
  { "meals/1730-2100-dinner", LYCEE, TRAVEL (AWAY ("2026-06-22T17:30", "2026-06-22T21:00"), "", ""), "meal:1=2000" },
  { "meals/bounds-included", LYCEE, TRAVEL (AWAY ("2026-06-22T11:00", "2026-06-22T14:00"), "", ""), "meal:1=2000" },
  { "meals/a-minute-short", LYCEE, TRAVEL (AWAY ("2026-06-22T11:00", "2026-06-22T13:59"), "", ""), "" },
  { "meals/canteen-lunch", LYCEE,
    TRAVEL (AWAY ("2026-06-22T10:30", "2026-06-22T14:00"),
            "",
            "{\"date\":\"2026-06-22\",\"kind\":\"lunch\",\"claimed\":true,\"canteen\":true}"),
    "meal:1=1000" },
  { "meals/provided-free", LYCEE,
    TRAVEL (AWAY ("2026-06-22T10:30", "2026-06-22T14:00"),
            "",
            "{\"date\":\"2026-06-22\",\"kind\":\"lunch\",\"claimed\":true,\"provided_free\":true}"),
    "" },
  { "meals/commune-of-home", AT_HOME, TRAVEL (AWAY ("2026-06-22T06:00", "2026-06-22T22:00"), "", ""), "" },
  { "meals/row-of-the-day", LYCEE, TRAVEL (AWAY ("2023-09-21T10:00", "2023-09-22T15:00"), "", ""),
    "meal:2=3500 meal:1=2000" },
  { "nights/paris", LYCEE, TRAVEL ("", NIGHT ("2026-06-22", "75105"), ""), "night:1=14000" },
  { "nights/bordeaux", LYCEE, TRAVEL ("", NIGHT ("2026-06-22", "33063"), ""), "night:1=12000" },
  { "nights/perigueux", LYCEE, TRAVEL ("", NIGHT ("2026-06-22", "24322"), ""), "night:1=9000" },
  { "nights/merignac-is-base", LYCEE, TRAVEL ("", NIGHT ("2026-06-22", "33281"), ""), "night:1=9000" },
  { "nights/grand-paris", LYCEE, TRAVEL ("", NIGHT ("2026-06-22", "95018"), ""), "night:1=12000" },
  { "nights/class-unknown", LYCEE,
    TRAVEL ("", "{\"date\":\"2026-06-22\",\"commune\":\"Ici\",\"claimed\":true,\"invoice_paid\":true}", ""),
    "night:1=class_unknown" },
  { "nights/no-invoice", LYCEE,
    TRAVEL ("", "{\"date\":\"2026-06-22\",\"commune_code\":\"33063\",\"claimed\":true}", ""), "" },
  { "nights/evening-decides-the-row", LYCEE,
    TRAVEL (AWAY ("2023-09-21T22:00", "2023-09-22T06:00"), NIGHT ("2023-09-21", "33063"), ""), "night:1=9000" },
  { "nights/clocks-change", LYCEE,
    TRAVEL ("{\"id\":\"j\",\"means\":\"passenger\",\"left_at\":\"2026-03-28T22:00:00+01:00\",\"arrived_back_at\":"
            "\"2026-03-29T05:00:00+02:00\"}",
            NIGHT ("2026-03-28", "24322"),
            ""),
    "night:1=9000" },
  { "story/perigueux-bordeaux", LYCEE,
    TRAVEL (AWAY ("2026-06-22T06:40", "2026-06-23T14:50"), NIGHT ("2026-06-22", "33063"), ""),
    "meal:3=6000 night:1=12000" },
  { "story/three-days-in-perigueux", LYCEE,
    TRAVEL (AWAY ("2026-06-24T06:00", "2026-06-26T19:30"),
            NIGHT ("2026-06-24", "24322") "," NIGHT ("2026-06-25", "24322"),
            ""),
    "meal:5=10000 night:2=18000" },
};

typedef struct
{
  ImaginMission *mission;
  GListStore *residences;
  GListStore *vehicles;
  ImaginRateTable *rates;
  ImaginEstimateInput input;
} Sheet;

static void
sheet_clear (Sheet *self)
{
  g_clear_object (&self->mission);
  g_clear_object (&self->residences);
  g_clear_object (&self->vehicles);
  g_clear_object (&self->rates);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

static GListStore *
read_list (GType type, const char *text)
{
  GListStore *list = g_list_store_new (type);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GObject) item = imagin_entity_from_json (type, json_array_get_element (array, i), NULL);

      g_assert_nonnull (item);
      g_list_store_append (list, item);
    }
  return list;
}

static void
sheet_open (Sheet *self, const Case *one)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"m\",\"paper\":\"x\",\"starts_at\":\"2026-06-22T08:00:00+02:00\",\"ends_at\":\"2026-06-22T18:00:00+02:"
      "00\",%s%s,\"statement\":{\"mission_id\":\"m\",\"etag\":\"e\",%s}}",
      one->mission, strstr (one->mission, "\"type\"") != NULL ? "" : TYPE ("oral"), one->declared);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) cards = one->cards != NULL ? json_from_string (one->cards, NULL) : NULL;
  g_autoptr (GListModel) list = imagin_rate_table_read_cards (cards, &error);

  g_assert_no_error (error);
  self->mission = imagin_entity_from_text (IMAGIN_TYPE_MISSION, text, &error);
  g_assert_no_error (error);
  self->rates = imagin_rate_table_new (list);
  self->residences = read_list (IMAGIN_TYPE_RESIDENCE, residences);
  self->vehicles = read_list (IMAGIN_TYPE_VEHICLE, vehicles);
  self->input = (ImaginEstimateInput) {
    .mission = self->mission,
    .residences = G_LIST_MODEL (self->residences),
    .vehicles = G_LIST_MODEL (self->vehicles),
    .rates = self->rates,
    .kilometres_before = one->before,
  };
}

static char *
say (ImaginEstimate *estimate)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < estimate->lines->len; i++)
    {
      ImaginEstimateLine *line = g_ptr_array_index (estimate->lines, i);
      g_autofree char *cents = g_strdup_printf ("%" G_GINT64_FORMAT, line->cents);

      g_assert_true ((line->cents < 0) == (line->reason != NULL));
      g_assert_true (line->cents < 0 || line->source != NULL);
      g_string_append_printf (text, "%s%s:%" G_GINT64_FORMAT "=%s", i > 0 ? " " : "", line->kind, line->quantity,
                              line->cents < 0 ? line->reason : cents);
    }
  return g_string_free_and_steal (text);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_auto (Sheet) sheet = { NULL };
  g_autoptr (ImaginEstimate) estimate = NULL;
  g_autofree char *said = NULL;

  sheet_open (&sheet, one);
  estimate = imagin_estimate_new (&sheet.input);
  said = say (estimate);
  g_assert_cmpstr (said, ==, one->lines);
}

static void
test_which_table (void)
{
  static const Case one = { "",          BAC COPIES COPY ("5"),
                            ENTRY ("2"), "",
                            0,           CARD ("{\"kind\":\"copy\",\"rate\":5,\"amount_cents\":600}") };
  static const Case other = { "",          BAC COPIES COPY ("5"),
                              ENTRY ("2"), "",
                              0,           CARD ("{\"kind\":\"copy\",\"rate\":4,\"amount_cents\":600}") };
  g_auto (Sheet) sheet = { NULL };
  g_auto (Sheet) other_sheet = { NULL };
  g_autoptr (ImaginEstimate) estimate = NULL;
  g_autoptr (ImaginEstimate) other_estimate = NULL;
  ImaginEstimateLine *line;

  sheet_open (&sheet, &one);
  estimate = imagin_estimate_new (&sheet.input);
  line = estimate->lines->pdata[0];
  g_assert_cmpint (line->origin, ==, IMAGIN_RATE_ORIGIN_ACADEMY);
  g_assert_cmpstr (line->source, ==, "Barème de l’académie");
  sheet_open (&other_sheet, &other);
  other_estimate = imagin_estimate_new (&other_sheet.input);
  line = other_estimate->lines->pdata[0];
  g_assert_cmpint (line->origin, ==, IMAGIN_RATE_ORIGIN_SHIPPED);
  g_assert_cmpint (line->cents, ==, 1000);
}

/* One unknown line: never a total. */
static void
test_at_least (void)
{
  static const Case one = { "", BAC COPIES COPY ("9"),
                            ENTRY ("2") "," TRAVEL (OWN ("\"distance_km\":100") "," CAR ("\"distance_km\":1"), "", ""),
                            "" };
  g_auto (Sheet) sheet = { NULL };
  g_autoptr (ImaginEstimate) estimate = NULL;
  gint64 cents;

  sheet_open (&sheet, &one);
  estimate = imagin_estimate_new (&sheet.input);
  g_assert_cmpint (imagin_estimate_get_total (estimate, "work", &cents), ==, IMAGIN_ESTIMATE_UNKNOWN);
  g_assert_cmpint (imagin_estimate_get_total (estimate, "travel", &cents), ==, IMAGIN_ESTIMATE_AT_LEAST);
  g_assert_cmpint (cents, ==, 3200);
}

/* Each right and each non-right, with why and by how much. */
static void
test_stays (void)
{
  static const Case one = { "", LYCEE, TRAVEL (AWAY ("2026-06-22T11:15", "2026-06-23T04:30"), "", ""), "" };
  static const struct
  {
    const char *date, *kind, *reason;
    int missed;
  } wanted[] = {
    { "2026-06-22", "lunch", IMAGIN_REASON_LEFT_TOO_LATE, 15 },  { "2026-06-22", "dinner", NULL, 0 },
    { "2026-06-22", "night", IMAGIN_REASON_BACK_TOO_EARLY, 30 }, { "2026-06-23", "lunch", IMAGIN_REASON_NOT_AWAY, 180 },
    { "2026-06-23", "dinner", IMAGIN_REASON_NOT_AWAY, 180 },     { "2026-06-23", "night", IMAGIN_REASON_NOT_AWAY, 300 },
  };
  g_auto (Sheet) sheet = { NULL };
  g_autoptr (GPtrArray) stays = NULL;

  sheet_open (&sheet, &one);
  stays = imagin_estimate_derive_stays (&sheet.input);
  g_assert_cmpint (stays->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < stays->len; i++)
    {
      ImaginStay *stay = stays->pdata[i];

      g_assert_cmpstr (stay->date, ==, wanted[i].date);
      g_assert_cmpstr (stay->kind, ==, wanted[i].kind);
      g_assert_cmpstr (stay->reason, ==, wanted[i].reason);
      g_assert_cmpint (stay->missed_minutes, ==, wanted[i].missed);
    }
}

static void
test_once_a_person (void)
{
  static const Case one = { "", LYCEE, TRAVEL (AWAY ("2026-06-22T10:00", "2026-06-22T22:00"), "", ""), "" };
  static const char *const elsewhere[] = { "2026-06-22 lunch", NULL };
  g_auto (Sheet) sheet = { NULL };
  g_autoptr (ImaginEstimate) estimate = NULL;
  g_autofree char *said = NULL;

  sheet_open (&sheet, &one);
  sheet.input.counted_elsewhere = elsewhere;
  estimate = imagin_estimate_new (&sheet.input);
  said = say (estimate);
  g_assert_cmpstr (said, ==, "meal:1=2000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/estimate/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/estimate/which-table", test_which_table);
  g_test_add_func ("/estimate/at-least", test_at_least);
  g_test_add_func ("/estimate/stays", test_stays);
  g_test_add_func ("/estimate/once-a-person", test_once_a_person);
  return g_test_run ();
}
