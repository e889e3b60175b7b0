/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a mission stands, what of it may be written, and what it pays. */

#include "unit-domain.h"
#include "unit-wait.h"

static const struct
{
  const char *rule;
  const char *work; /* NULL: no such part */
  const char *travel;
  ImaginSection section;
} cases[] = {
  { "the-more-demanding-part-decides", "paid", "to_validate", IMAGIN_SECTION_TO_COMPLETE },
  { "whichever-part-it-is", "to_validate", "paid", IMAGIN_SECTION_TO_COMPLETE },
  { "under-way-is-to-complete", "under_way", NULL, IMAGIN_SECTION_TO_COMPLETE },
  { "to-come-before-sent", "to_come", "validated", IMAGIN_SECTION_TO_COME },
  { "sent-before-paid", "paid", "in_payment", IMAGIN_SECTION_SENT },
  { "paid-before-closed", "no_costs", "paid", IMAGIN_SECTION_PAID },
  { "both-paid", "paid", "paid", IMAGIN_SECTION_PAID },
  { "cancelled", "cancelled", "cancelled", IMAGIN_SECTION_CLOSED },
  { "invalidable-follows-the-work", "to_validate", "on_first_mission", IMAGIN_SECTION_TO_COMPLETE },
  { "invalidable-follows-work-that-is-sent", "validated", "on_first_mission", IMAGIN_SECTION_SENT },
  { "invalidable-follows-work-that-is-closed", "cancelled", "on_first_mission", IMAGIN_SECTION_CLOSED },
  { "invalidable-alone-asks-nothing", NULL, "on_first_mission", IMAGIN_SECTION_CLOSED },
  { "one-part-only", NULL, "to_validate", IMAGIN_SECTION_TO_COMPLETE },
  { "no-part-at-all", NULL, NULL, IMAGIN_SECTION_CLOSED },
  { "an-unknown-status-is-sent", "suspended", NULL, IMAGIN_SECTION_SENT },
};

static void
test_section (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ImaginMission) mission = unit_mission_new ("m", cases[i].work, cases[i].travel, "");

  g_assert_cmpint (imagin_mission_get_section (mission), ==, cases[i].section);
}

static void
check_absence (const char *work, const char *more, ImaginSection section)
{
  g_autoptr (ImaginMission) mission = unit_mission_new ("m", work, NULL, more);

  g_assert_cmpint (imagin_mission_get_section (mission), ==, section);
}

static void
test_absence_waits_in_sent (void)
{
  static const char declared[] =
      ",\"not_performed\":{\"reason\":\"Malade\",\"declared_at\":\"2026-06-22T07:00:00+02:00\"}";

  check_absence ("to_validate", declared, IMAGIN_SECTION_SENT);
  check_absence ("under_way", declared, IMAGIN_SECTION_SENT);
  check_absence ("to_validate", ",\"not_performed\":null", IMAGIN_SECTION_TO_COMPLETE);
  check_absence ("cancelled", declared, IMAGIN_SECTION_CLOSED);
}

static void
test_the_academy_says_what_is_writable (void)
{
  g_autoptr (ImaginMission) mission = unit_mission_new ("m", "to_validate", "validated", "");
  ImaginStatement *statement = imagin_mission_get_statement (mission);

  g_assert_true (imagin_statement_part_is_writable (statement, "work"));
  g_assert_false (imagin_statement_part_is_writable (statement, "travel"));
  g_assert_true (imagin_statement_is_writable (statement));
  imagin_entity_set_boolean (imagin_statement_get_part (statement, "work"), "writable", FALSE);
  g_assert_false (imagin_statement_is_writable (statement));
  imagin_entity_set_boolean (imagin_statement_get_part (statement, "travel"), "writable", TRUE);
  g_assert_true (imagin_statement_part_is_writable (statement, "travel"));
  g_assert_false (imagin_statement_part_is_writable (statement, "lodging"));
}

static void
check_amount (const char *parts, gboolean known, gint64 cents)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"m\",\"exam\":{\"code\":\"c\",\"label\":\"l\"},\"paper\":\"p\",\"type\":{\"code\":"
                       "\"c\",\"label\":\"l\"},"
                       "\"starts_at\":\"2026-06-22T08:00:00Z\",\"ends_at\":\"2026-06-22T18:00:00Z\","
                       "\"statement\":{\"mission_id\":\"m\",\"etag\":\"e\",\"parts\":[%s]}}",
                       parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginMission) mission = imagin_entity_from_text (IMAGIN_TYPE_MISSION, text, &error);
  gboolean got;

  g_assert_no_error (error);
  g_assert_cmpint (imagin_mission_get_amount_cents (mission, &got), ==, cents);
  g_assert_cmpint (got, ==, known);
}

#define PART(name, more) "{\"part\":\"" name "\",\"status\":{\"code\":\"paid\",\"label\":\"Accepté\"}" more "}"

static void
test_amounts (void)
{
  check_amount (PART ("work", ""), FALSE, 0);
  check_amount (PART ("work", ",\"amount_cents\":0"), TRUE, 0);
  check_amount (PART ("work", ",\"amount_cents\":60000") "," PART ("travel", ""), TRUE, 60000);
  check_amount (
      PART ("work", ",\"amount_cents\":60000,\"paid_cents\":59000") "," PART ("travel", ",\"amount_cents\":7680"), TRUE,
      66680);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/mission/section/", cases[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_section);
    }
  g_test_add_func ("/mission/section/a-declared-absence-waits-in-sent", test_absence_waits_in_sent);
  g_test_add_func ("/mission/the-academy's-word-on-writing-wins", test_the_academy_says_what_is_writable);
  g_test_add_func ("/mission/an-amount-that-nobody-gave-is-not-zero", test_amounts);
  return g_test_run ();
}
