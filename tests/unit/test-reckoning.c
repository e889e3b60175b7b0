/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft's reckoning: live, and with what the person's other missions of any account say. */

#include "unit-store.h"

#include "account/imagin-account-private.h"
#include "account/imagin-reckoning.h"
#include "domain/imagin-travel.h"

#define CAR "\"means\":\"car\",\"authorised\":true,\"vehicle_id\":\"v\""
#define PERSON                                                                                                         \
  "{\"id\":\"p\",\"residences\":[{\"id\":\"r\",\"kind\":\"home\",\"commune\":\"Périgueux\",\"commune_code\":"          \
  "\"24322\"}],\"vehicles\":[{\"id\":\"v\",\"kind\":\"car\",\"fiscal_power\":5}]}"

/* One mission of a day in Bordeaux; @travel is the content of its statement's travel. */
static ImaginMission *
mission_new (const char *id, const char *day, const char *hour, const char *status, const char *travel)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"%s\",\"exam\":{\"code\":\"bac_general\",\"label\":\"Bac\"},\"paper\":\"Paper %s\",\"type\":{\"code\":"
      "\"marking\",\"label\":\"Correction\"},\"starts_at\":\"%sT%s:00+02:00\",\"ends_at\":\"%sT20:00:00+02:00\","
      "\"place\":{\"commune\":\"Bordeaux\",\"commune_code\":\"33063\"},\"fields\":[{\"key\":\"copies\",\"label\":"
      "\"Copies\",\"unit\":\"copies\"}],\"statement\":{\"mission_id\":\"%s\",\"etag\":\"\\\"v1\\\"\",\"version\":1,"
      "\"parts\":[{\"part\":\"work\",\"status\":{\"code\":\"to_validate\",\"label\":\"-\"}},{\"part\":\"travel\","
      "\"status\":{\"code\":\"%s\",\"label\":\"-\"}}],\"travel\":{%s}},\"receipts\":[]}",
      id, id, day, hour, day, id, status, travel);
  g_autoptr (GError) error = NULL;
  ImaginMission *mission = imagin_entity_from_text (IMAGIN_TYPE_MISSION, text, &error);

  g_assert_no_error (error);
  return mission;
}

static char *
journey_text (const char *id, const char *day, const char *left, const char *back, int km, gboolean both_ways)
{
  return g_strdup_printf ("\"journeys\":[{\"id\":\"%s\"," CAR ",\"left_at\":\"%sT%s:00+02:00\",\"arrived_back_at\":"
                          "\"%sT%s:00+02:00\",\"distance_km\":%d,\"return_trip\":%s}]",
                          id, day, left, day, back, km, both_ways ? "true" : "false");
}

typedef struct
{
  Kept kept;
  ImaginAccount *account;
  ImaginDraft *draft;
  ImaginReckoning *reckoning;
  guint changes;
} Desk;

static void
put (Desk *self, const char *account_id, ImaginMission *mission)
{
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  char *gone[] = { NULL };
  const char *const ids[] = { imagin_entity_get_text (mission, "id"), NULL };

  g_ptr_array_add (missions, mission);
  g_strfreev (unit_await_boxed (imagin_store_apply_pull (self->kept.store, account_id, missions, gone, FALSE, NULL)));
  imagin_store_tell_changed (self->kept.store, account_id, ids);
}

/* A mission with one journey out and back. */
static void
put_journey (Desk *self, const char *account_id, const char *id, const char *day, const char *status, int km)
{
  g_autofree char *travel = journey_text (id, day, "09:00", "10:00", km, FALSE);

  put (self, account_id, mission_new (id, day, "09:00", status, travel));
}

static void
count_change (ImaginReckoning *reckoning, Desk *self)
{
  self->changes++;
}

static gboolean
is_settled (gpointer data)
{
  return imagin_reckoning_is_settled (((Desk *) data)->reckoning);
}

static gboolean
has_changed (gpointer data)
{
  return ((Desk *) data)->changes > 0;
}

static void
wait_change (Desk *self)
{
  unit_wait_until (has_changed, self, "the reckoning changes");
  self->changes = 0;
}

/* The desk of account "a", without a remote; "m" is the mission that is entered. */
static void
desk_open (Desk *self, ImaginMission *mission)
{
  g_autoptr (ImaginAccountRecord) record = g_object_new (IMAGIN_TYPE_ACCOUNT_RECORD, "id", "a", NULL);
  g_autoptr (ImaginPerson) person = imagin_entity_from_text (IMAGIN_TYPE_PERSON, PERSON, NULL);

  kept_open (&self->kept);
  imagin_entity_set_entity (record, "person", person);
  unit_await_done (imagin_store_put_account (self->kept.store, record));
  put (self, "a", mission);
  self->account = imagin_account_new (self->kept.store, record, NULL, NULL);
}

static void
desk_begin (Desk *self)
{
  self->draft = unit_await_object (imagin_draft_open (self->account, "m"));
  self->reckoning = imagin_reckoning_of (self->draft);
  g_assert_true (imagin_reckoning_of (self->draft) == self->reckoning);
  g_signal_connect (self->reckoning, "changed", G_CALLBACK (count_change), self);
  unit_wait_until (is_settled, self, "the other missions are read");
  wait_change (self);
}

static void
desk_close (Desk *self)
{
  g_clear_object (&self->draft);
  unit_wait_ms (20);
  g_clear_object (&self->account);
  kept_close (&self->kept);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_close)

/* Live */

static gint64
cents_of (Desk *self)
{
  gint64 cents;

  imagin_estimate_get_total (imagin_reckoning_get_estimate (self->reckoning), NULL, &cents);
  return cents;
}

static void
test_it_follows (void)
{
  g_auto (Desk) desk = { 0 };
  ImaginStatement *statement;

  desk_open (&desk, mission_new ("m", "2026-06-22", "08:00", "to_validate", ""));
  desk_begin (&desk);
  statement = imagin_draft_get_statement (desk.draft);
  g_assert_cmpint (cents_of (&desk), ==, 0);
  imagin_statement_set_quantity (statement, "copies", 12);
  imagin_statement_set_quantity (statement, "copies", 124);
  wait_change (&desk);
  g_assert_cmpint (cents_of (&desk), ==, 62000);
  unit_wait_ms (30);
  /* Two keys within one burst are one change. */
  g_assert_cmpuint (desk.changes, ==, 0);
}

static void
test_new_cards_count_at_once (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (ImaginReference) later = NULL;
  g_autofree char *body = g_strdup ("[{\"id\":\"c\",\"label\":\"Barème de Bordeaux\",\"valid_from\":\"2020-01-01\","
                                    "\"currency\":\"EUR\",\"rows\":[{\"kind\":\"copy\",\"rate\":5,\"amount_cents\":"
                                    "600}]}]");
  ImaginEstimateLine *line;

  desk_open (&desk, mission_new ("m", "2026-06-22", "08:00", "to_validate", ""));
  desk_begin (&desk);
  imagin_statement_set_quantity (imagin_draft_get_statement (desk.draft), "copies", 10);
  wait_change (&desk);
  g_assert_cmpint (cents_of (&desk), ==, 5000);
  unit_await_done (imagin_store_put_rate_cards (desk.kept.store, "a", body));
  unit_await_done (imagin_reference_load (imagin_account_get_reference (desk.account), "a"));
  wait_change (&desk);
  line = g_ptr_array_index (imagin_reckoning_get_estimate (desk.reckoning)->lines, 0);
  g_assert_cmpint (line->cents, ==, 6000);
  g_assert_cmpint (line->origin, ==, IMAGIN_RATE_ORIGIN_ACADEMY);
  g_assert_cmpstr (line->source, ==, "Barème de Bordeaux");
}

/* Kilometres */

static void
test_kilometres_before (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *mine = journey_text ("j", "2026-06-22", "07:00", "19:00", 120, TRUE);
  g_autofree char *both_ways = journey_text ("x1", "2026-03-10", "07:00", "19:00", 120, TRUE);

  desk_open (&desk, mission_new ("m", "2026-06-22", "08:00", "to_validate", mine));
  put (&desk, "a", mission_new ("x1", "2026-03-10", "08:00", "paid", both_ways)); /* 240 */
  put_journey (&desk, "b", "x2", "2026-05-04", "validated", 50);                  /* of another academy */
  put_journey (&desk, "b", "x3", "2026-06-23", "to_validate", 1000);              /* later */
  put_journey (&desk, "a", "x4", "2026-04-01", "cancelled", 1000);
  put_journey (&desk, "a", "x5", "2025-12-31", "paid", 1000); /* another year */
  put_journey (&desk, "a", "x6", "2026-02-02", "no_costs", 1000);
  desk_begin (&desk);
  g_assert_cmpint (imagin_reckoning_get_kilometres_before (desk.reckoning), ==, 290);
  unit_await_done (imagin_reckoning_tell_kilometres (desk.reckoning, 1660));
  wait_change (&desk);
  g_assert_cmpint (imagin_reckoning_get_kilometres_told (desk.reckoning), ==, 1660);
  g_assert_cmpint (imagin_reckoning_get_kilometres_before (desk.reckoning), ==, 1950);
  /* From 1,950 to 2,190 km: 50 km of one slice, 190 of the next (arrêté du 3 juillet 2006); and lunch. */
  g_assert_cmpint (cents_of (&desk), ==, 9200 + 2000);
}

/* What is only typed counts as well, by its day, each journey once. */
static void
test_kilometres_of_drafts (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *mine = journey_text ("j", "2026-06-22", "07:00", "08:00", 1, FALSE);
  g_autofree char *other = journey_text ("x2", "2026-05-04", "07:00", "08:00", 50, FALSE);
  g_autoptr (ImaginMission) drafted = mission_new ("x1", "2026-05-05", "08:00", "to_validate", other);
  ImaginStatement *draft = imagin_mission_get_statement (drafted);

  desk_open (&desk, mission_new ("m", "2026-06-22", "08:00", "to_validate", mine));
  put_journey (&desk, "b", "x2", "2026-05-04", "validated", 50);
  put (&desk, "a", mission_new ("x1", "2026-05-05", "08:00", "to_validate", ""));
  g_free (unit_await_string (imagin_store_keep_draft (desk.kept.store, "a", "x1", draft, draft, 0, FALSE, NULL)));
  desk_begin (&desk);
  /* The same journey on two missions. */
  g_assert_cmpint (imagin_reckoning_get_kilometres_before (desk.reckoning), ==, 50);
  imagin_entity_set_text (
      imagin_entity_find (imagin_entity_get_list (
                              imagin_entity_get_entity (imagin_draft_get_statement (desk.draft), "travel"), "journeys"),
                          "id", "j"),
      "left_at", "2026-01-05T07:00:00+01:00");
  wait_change (&desk);
  g_assert_cmpint (imagin_reckoning_get_kilometres_before (desk.reckoning), ==, 0);
}

/* Meals and nights */

static gboolean
counts (Desk *self, const char *name)
{
  return g_strv_contains (imagin_reckoning_get_counted_elsewhere (self->reckoning), name);
}

static void
put_away (Desk *self, const char *account_id, const char *id, const char *hour, const char *status, const char *meals)
{
  g_autofree char *journey = journey_text (id, "2026-06-22", "06:00", "22:00", 10, FALSE);
  g_autofree char *travel = g_strconcat (journey, meals, NULL);

  put (self, account_id, mission_new (id, "2026-06-22", hour, status, travel));
}

#define MEAL(kind, said) ",\"meals\":[{\"date\":\"2026-06-22\",\"kind\":\"" kind "\"," said "}]"

static void
test_a_meal_counts_once (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *mine = journey_text ("j", "2026-06-22", "06:00", "22:00", 10, FALSE);

  desk_open (&desk, mission_new ("m", "2026-06-22", "08:00", "to_validate", mine));
  desk_begin (&desk);
  g_assert_null (imagin_reckoning_get_counted_elsewhere (desk.reckoning)[0]);
  /* Both give it by their times: the mission that begins first has it. */
  put_away (&desk, "b", "x", "14:00", "to_validate", "");
  wait_change (&desk);
  g_assert_null (imagin_reckoning_get_counted_elsewhere (desk.reckoning)[0]);
  put_away (&desk, "b", "x", "07:00", "to_validate", MEAL ("dinner", "\"claimed\":false"));
  wait_change (&desk);
  g_assert_true (counts (&desk, "2026-06-22 lunch"));
  g_assert_false (counts (&desk, "2026-06-22 dinner"));
  /* What is claimed goes before what the times alone give … */
  put_away (&desk, "b", "x", "14:00", "to_validate", MEAL ("dinner", "\"claimed\":true"));
  wait_change (&desk);
  g_assert_false (counts (&desk, "2026-06-22 lunch"));
  g_assert_true (counts (&desk, "2026-06-22 dinner"));
  /* … and what was sent before what is open. */
  put_away (&desk, "b", "x", "14:00", "validated", MEAL ("lunch", "\"claimed\":true"));
  wait_change (&desk);
  g_assert_true (counts (&desk, "2026-06-22 lunch"));
  g_assert_false (counts (&desk, "2026-06-22 dinner")); /* sent without it */
  put_away (&desk, "b", "x", "14:00", "cancelled", "");
  wait_change (&desk);
  g_assert_null (imagin_reckoning_get_counted_elsewhere (desk.reckoning)[0]);
}

/* The others */

/* Of a hundred journeys the likeliest are kept to copy from; the kilometres of all of them count. */
static void
test_many_journeys (void)
{
  g_auto (Desk) desk = { 0 };

  desk_open (&desk, mission_new ("m", "2026-06-22", "14:00", "to_validate", ""));
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%d", i);
      g_autofree char *day = g_strdup_printf ("2026-%02d-%02d", 1 + i / 28, 1 + i % 28);

      put_journey (&desk, "a", id, day, "to_validate", 10);
    }
  desk_begin (&desk);
  g_assert_cmpuint (imagin_reckoning_get_other_journeys (desk.reckoning)->len, ==, 60);
  g_assert_cmpstr (
      ((ImaginOtherJourney *) g_ptr_array_index (imagin_reckoning_get_other_journeys (desk.reckoning), 0))->mission_id,
      ==, "x99");
  g_assert_cmpint (imagin_reckoning_get_kilometres_before (desk.reckoning), ==, 1000);
}

static void
test_same_day_and_copies (void)
{
  g_auto (Desk) desk = { 0 };
  ImaginMission *mission = mission_new ("m", "2026-06-22", "14:00", "on_first_mission", "");
  ImaginMission *days = mission_new ("x6", "2026-06-23", "08:00", "to_validate", "");
  ImaginJourney *copy;
  g_autoptr (GPtrArray) copies = NULL;
  ImaginOtherJourney *other;
  ImaginSameDay *same;

  imagin_entity_set_text (mission, "first_mission_of_day", "x1");
  desk_open (&desk, mission);
  put_journey (&desk, "a", "x1", "2026-06-22", "to_validate", 120);
  put_journey (&desk, "b", "x2", "2026-06-22", "to_validate", 30);
  put_journey (&desk, "a", "x3", "2026-05-04", "to_validate", 60);
  put (&desk, "b", mission_new ("x4", "2026-06-23", "08:00", "to_validate", ""));
  put (&desk, "b", mission_new ("x5", "2026-06-22", "16:00", "to_validate", ""));
  imagin_entity_set_text (days, "starts_at", "2026-06-19T08:00:00+02:00");
  put (&desk, "b", days);
  desk_begin (&desk);
  g_assert_cmpuint (imagin_reckoning_get_same_day (desk.reckoning)->len, ==, 4);
  same = g_ptr_array_index (imagin_reckoning_get_same_day (desk.reckoning), 0);
  g_assert_cmpstr (same->mission_id, ==, "x6");
  g_assert_cmpstr (same->days[0], ==, "2026-06-22"); /* it began on the 19th */
  same = g_ptr_array_index (imagin_reckoning_get_same_day (desk.reckoning), 1);
  g_assert_cmpstr (same->mission_id, ==, "x1");
  g_assert_cmpstr (same->paper, ==, "Paper x1");
  g_assert_true (same->same_account && same->travel_theirs && same->travel_open && same->travel_entered);
  same = g_ptr_array_index (imagin_reckoning_get_same_day (desk.reckoning), 2);
  g_assert_cmpstr (same->account_id, ==, "b");
  g_assert_false (same->same_account || same->travel_theirs);
  g_assert_true (same->is_earlier); /* 09:00, for another academy; this one begins at 14:00 */
  same = g_ptr_array_index (imagin_reckoning_get_same_day (desk.reckoning), 3);
  g_assert_cmpstr (same->mission_id, ==, "x5");
  g_assert_false (same->is_earlier);

  g_assert_cmpuint (imagin_reckoning_get_other_journeys (desk.reckoning)->len, ==, 3);
  other = g_ptr_array_index (imagin_reckoning_get_other_journeys (desk.reckoning), 1);
  g_assert_cmpstr (other->mission_id, ==, "x3");
  g_assert_cmpstr (other->day, ==, "2026-05-04");
  copies = imagin_reckoning_copy_journeys (desk.reckoning, other);
  g_assert_cmpuint (copies->len, ==, 1);
  copy = g_ptr_array_index (copies, 0);
  g_assert_cmpstr (imagin_entity_get_text (copy, "left_at"), ==, "2026-06-22T09:00:00+02:00");
  g_assert_cmpint (imagin_entity_get_integer (copy, "distance_km", 0), ==, 60);
  g_assert_cmpstr (imagin_entity_get_text (copy, "vehicle_id"), ==, "v");
  g_assert_cmpstr (imagin_entity_get_text (copy, "id"), !=, "x3");
  g_clear_pointer (&copies, g_ptr_array_unref);
  other = g_ptr_array_index (imagin_reckoning_get_other_journeys (desk.reckoning), 2);
  copies = imagin_reckoning_copy_journeys (desk.reckoning, other);
  copy = g_ptr_array_index (copies, 0);
  /* Another academy knows other vehicles. */
  g_assert_null (imagin_entity_get_text (copy, "vehicle_id"));
  g_assert_false (imagin_entity_get_boolean (copy, "authorised"));
}

/* The one other mission of the day, as "m" sees it now. */
static ImaginSameDay *
only_other (Desk *self)
{
  g_assert_cmpuint (imagin_reckoning_get_same_day (self->reckoning)->len, ==, 1);
  return g_ptr_array_index (imagin_reckoning_get_same_day (self->reckoning), 0);
}

static void
put_oral (Desk *self, const char *travel)
{
  ImaginMission *oral = mission_new ("x", "2026-06-22", "08:00", "to_validate", travel);

  imagin_entity_set_text (oral, "starts_at", "2026-06-19T08:00:00+02:00");
  put (self, "b", oral);
}

/* A mission from Friday to Monday, and another one on that Monday: a journey of Friday is not one of Monday. */
static void
test_a_journey_is_of_its_days_alone (void)
{
  static const struct
  {
    const char *travel;
    gboolean shared;
  } cases[] = {
    { "", FALSE },
    { "\"journeys\":[{\"id\":\"j\"," CAR "}]", FALSE }, /* no hour is typed */
    { "\"journeys\":[{\"id\":\"j\"," CAR ",\"left_at\":\"2026-06-19T06:30:00+02:00\","
      "\"arrived_back_at\":\"2026-06-19T20:00:00+02:00\"}]",
      FALSE },
    { "\"journeys\":[{\"id\":\"j\"," CAR ",\"left_at\":\"2026-06-19T06:30:00+02:00\"}]", FALSE },
    { "\"journeys\":[{\"id\":\"j\"," CAR ",\"left_at\":\"2026-06-19T06:30:00+02:00\","
      "\"arrived_back_at\":\"2026-06-23T20:00:00+02:00\"}]",
      TRUE },
    { "\"journeys\":[{\"id\":\"j\"," CAR ",\"arrived_back_at\":\"2026-06-22T20:00:00+02:00\"}]", TRUE },
    { "\"meals\":[{\"date\":\"2026-06-19\",\"kind\":\"lunch\",\"claimed\":true}]", FALSE },
    { "\"meals\":[{\"date\":\"2026-06-22\",\"kind\":\"lunch\",\"claimed\":true}]", TRUE },
    { "\"nights\":[{\"date\":\"2026-06-21\",\"claimed\":true}]", FALSE },
    { "\"nights\":[{\"date\":\"2026-06-22\",\"claimed\":true}]", TRUE },
  };
  g_auto (Desk) desk = { 0 };

  desk_open (&desk, mission_new ("m", "2026-06-22", "14:00", "to_validate", ""));
  put_oral (&desk, "");
  desk_begin (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].travel);
      put_oral (&desk, cases[i].travel);
      wait_change (&desk);
      g_assert_cmpstr (only_other (&desk)->days[0], ==, "2026-06-22");
      g_assert_cmpuint (g_strv_length (only_other (&desk)->days), ==, 1);
      g_assert_cmpint (only_other (&desk)->travel_entered, ==, cases[i].shared);
    }
}

/* The same, as the mission of several days sees it: what is typed there is not yet in any store. */
static void
test_of_what_is_typed_only_that_day (void)
{
  g_auto (Desk) desk = { 0 };
  ImaginMission *oral =
      mission_new ("m", "2026-06-22", "08:00", "to_validate", "\"journeys\":[{\"id\":\"j\"," CAR "}]");
  ImaginStatement *statement;
  g_autoptr (ImaginJourney) journey = NULL;

  imagin_entity_set_text (oral, "starts_at", "2026-06-19T08:00:00+02:00");
  desk_open (&desk, oral);
  put (&desk, "b", mission_new ("x", "2026-06-22", "14:00", "to_validate", ""));
  desk_begin (&desk);
  oral = imagin_draft_get_mission (desk.draft);
  statement = imagin_draft_get_statement (desk.draft);
  journey = g_list_model_get_item (imagin_statement_get_journeys (statement), 0);
  g_assert_false (imagin_mission_has_one_day (oral));
  g_assert_false (imagin_same_day_has_journey (only_other (&desk), oral, statement));
  imagin_entity_set_text (journey, "left_at", "2026-06-19T06:30:00+02:00");
  imagin_entity_set_text (journey, "arrived_back_at", "2026-06-19T20:00:00+02:00");
  g_assert_false (imagin_same_day_has_journey (only_other (&desk), oral, statement));
  imagin_entity_set_text (journey, "arrived_back_at", "2026-06-22T20:00:00+02:00");
  g_assert_true (imagin_same_day_has_journey (only_other (&desk), oral, statement));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/reckoning/it-follows-what-is-typed", test_it_follows);
  g_test_add_func ("/reckoning/new-cards-count-at-once", test_new_cards_count_at_once);
  g_test_add_func ("/reckoning/kilometres-before", test_kilometres_before);
  g_test_add_func ("/reckoning/kilometres-of-drafts-each-once", test_kilometres_of_drafts);
  g_test_add_func ("/reckoning/a-meal-counts-once-a-person", test_a_meal_counts_once);
  g_test_add_func ("/reckoning/only-so-many-journeys-to-copy", test_many_journeys);
  g_test_add_func ("/reckoning/same-day-and-journeys-to-copy", test_same_day_and_copies);
  g_test_add_func ("/reckoning/a-journey-is-of-its-days-alone", test_a_journey_is_of_its_days_alone);
  g_test_add_func ("/reckoning/of-what-is-typed-only-that-day", test_of_what_is_typed_only_that_day);
  return g_test_run ();
}
