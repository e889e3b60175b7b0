/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in a mission since it was seen, and what is not. */

#include "domain/imagin-news.h"
#include "unit-wait.h"

#define PART(name, code, label, more)                                                                                  \
  "{\"part\":\"" name "\",\"status\":{\"code\":\"" code "\",\"label\":\"" label "\"}" more "}"
#define WORK(code, label, more) PART ("work", code, label, more)
#define TRAVEL(code, label, more) PART ("travel", code, label, more)
#define ONE_DAY "\"days\":[{\"date\":\"2026-06-16\",\"from\":\"08:00\",\"to\":\"12:00\"}]"
#define QUAIS "\"place\":{\"name\":\"Lycée des Quais\",\"commune\":\"Bordeaux\",\"address\":\"1 quai\"}"

static const struct
{
  const char *rule;
  const char *before_head, *before_parts; /* members of the mission; NULL: as the first case has them */
  const char *head, *parts;
  const char *facts; /* each: kind[/part] before>now, with amounts; "; " between two */
} cases[] = {
  { "nothing-changed", ONE_DAY "," QUAIS, WORK ("to_validate", "Non validé", ""), NULL, NULL, "" },
  { "unknown-members-are-not-compared", NULL, NULL, ONE_DAY "," QUAIS ",\"weather\":\"rain\"",
    WORK ("to_validate", "Non validé", ",\"stamp\":7"), "" },
  { "moved-to-another-day", NULL, NULL,
    "\"days\":[{\"date\":\"2026-06-18\",\"from\":\"08:00\",\"to\":\"12:00\"}]," QUAIS, NULL,
    "days 2026-06-16>2026-06-18" },
  { "one-day-more", NULL, NULL,
    "\"days\":[{\"date\":\"2026-06-16\",\"from\":\"08:00\",\"to\":\"12:00\"},{\"date\":\"2026-06-17\"}]," QUAIS, NULL,
    "days 2026-06-16>2026-06-16 2026-06-17" },
  { "other-hours-of-the-same-day", NULL, NULL,
    "\"days\":[{\"date\":\"2026-06-16\",\"from\":\"14:00\",\"to\":\"18:00\"}]," QUAIS, NULL,
    "hours 08:00-12:00>14:00-18:00" },
  { "hours-not-said-any-more", NULL, NULL, "\"days\":[{\"date\":\"2026-06-16\"}]," QUAIS, NULL, "" },
  { "another-place", NULL, NULL, ONE_DAY ",\"place\":{\"name\":\"Lycée du Port\",\"commune\":\"Pessac\"}", NULL,
    "place Lycée des Quais, Bordeaux>Lycée du Port, Pessac" },
  { "another-address-of-the-same-place", NULL, NULL,
    ONE_DAY ",\"place\":{\"name\":\"Lycée des Quais\",\"commune\":\"Bordeaux\",\"address\":\"9 rue\"}", NULL,
    "place 1 quai>9 rue" },
  { "no-place-any-more", NULL, NULL, ONE_DAY, NULL, "place Lycée des Quais, Bordeaux>-" },
  { "another-role", ONE_DAY ",\"role\":{\"code\":\"a\",\"label\":\"Examinateur\"}", NULL,
    ONE_DAY ",\"role\":{\"code\":\"b\",\"label\":\"Président\"}", NULL, "role Examinateur>Président" },
  { "another-deadline", ONE_DAY ",\"deadline\":\"2026-07-10\"", NULL, ONE_DAY ",\"deadline\":\"2026-07-15\"", NULL,
    "deadline 2026-07-10>2026-07-15" },
  { "time-alone-begins-it", NULL, WORK ("to_come", "Mission non effectuée", ""), NULL,
    WORK ("under_way", "Mission en cours", ""), "" },
  { "time-alone-ends-it", NULL, WORK ("under_way", "Mission en cours", ""), NULL,
    WORK ("to_validate", "Non validé", ""), "" },
  { "the-intervener-validated", NULL, WORK ("to_validate", "Non validé", ""), NULL, WORK ("validated", "Validé", ""),
    "" },
  { "the-intervener-declared-an-absence", NULL, NULL, NULL,
    WORK ("to_validate", "Non validé", "") "],\"not_performed\":{\"reason\":\"Malade\"},\"more\":[", "" },
  { "the-intervener-entered-copies", NULL, NULL, NULL,
    WORK ("to_validate", "Non validé", "") "],\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":9}]},\"more\":[",
    "" },
  { "cancelled-as-a-whole", NULL, WORK ("to_come", "x", "") "," TRAVEL ("to_come", "x", ""), NULL,
    WORK ("cancelled", "Annulé", "") "," TRAVEL ("cancelled", "Annulé", ""), "cancelled" },
  { "one-part-cancelled", NULL, WORK ("to_come", "x", "") "," TRAVEL ("to_come", "x", ""), NULL,
    WORK ("to_come", "x", "") "," TRAVEL ("cancelled", "Annulé", ""), "cancelled/travel" },
  { "restored", NULL, WORK ("cancelled", "Annulé", "") "," TRAVEL ("cancelled", "Annulé", ""), NULL,
    WORK ("to_come", "À venir", "") "," TRAVEL ("to_come", "À venir", ""), "restored ->À venir" },
  { "returned-with-a-remark", NULL, WORK ("validated", "Validé", ""), NULL,
    WORK ("to_validate", "Non validé", ",\"remark\":{\"text\":\"Combien de copies ?\"}"),
    "returned/work ->Combien de copies ?" },
  { "a-remark-alone", NULL, NULL, NULL, WORK ("to_validate", "Non validé", ",\"remark\":{\"text\":\"Vite\"}"),
    "remark/work ->Vite" },
  { "a-remark-that-goes", NULL, WORK ("to_validate", "Non validé", ",\"remark\":{\"text\":\"Vite\"}"), NULL,
    WORK ("validated", "Validé", ""), "" },
  { "accepted-with-its-amount", NULL, WORK ("validated", "Validé", ""), NULL,
    WORK ("accepted", "Validé par gestionnaire", ",\"amount_cents\":4500"),
    "status/work Validé>Validé par gestionnaire (accepted) 4500" },
  { "in-payment", NULL, WORK ("accepted", "Validé par gestionnaire", ",\"amount_cents\":4500"), NULL,
    WORK ("in_payment", "Transmis à la liquidation", ",\"amount_cents\":4500"),
    "status/work Validé par gestionnaire>Transmis à la liquidation (in_payment) 4500" },
  { "paid", NULL, TRAVEL ("in_payment", "x", ",\"amount_cents\":9300"), NULL,
    TRAVEL ("paid", "Accepté", ",\"amount_cents\":9300,\"paid_cents\":9200,\"paid_on\":\"2026-05-18\""),
    "paid/travel 9200 2026-05-18" },
  { "an-amount-that-is-set", NULL, WORK ("to_check", "À valider", ""), NULL,
    WORK ("to_check", "À valider", ",\"amount_cents\":0"), "amount/work 0" },
  { "an-amount-that-changes", NULL, WORK ("accepted", "x", ",\"amount_cents\":4500"), NULL,
    WORK ("accepted", "x", ",\"amount_cents\":5000"), "amount/work 4500>5000" },
  { "an-amount-that-the-interveners-own-save-changed", NULL, WORK ("to_validate", "x", ",\"amount_cents\":4500"), NULL,
    WORK ("to_validate", "x", ",\"amount_cents\":5000") "],\"changed_by\":{\"who\":\"intervener\"},\"more\":[", "" },
  { "a-status-never-heard-of", NULL, WORK ("validated", "Validé", ""), NULL, WORK ("frozen", "Dossier suspendu", ""),
    "status/work Validé>Dossier suspendu (frozen)" },
  { "a-part-never-heard-of", NULL, PART ("lodging", "to_check", "x", ""), NULL, PART ("lodging", "paid", "x", ""),
    "paid/lodging" },
  { "a-part-that-comes-later", NULL, NULL, NULL,
    WORK ("to_validate", "Non validé", "") "," TRAVEL ("to_validate", "x", ""), "" },
};

static const char *const kinds[] = { "mission",  "paper",  "type",     "role",      "days",
                                     "hours",    "place",  "deadline", "cancelled", "restored",
                                     "returned", "remark", "status",   "amount",    "paid" };

static ImaginMission *
mission_of (const char *head, const char *parts)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"m\",\"exam\":{\"code\":\"bac\",\"label\":\"Bac\"},\"paper\":\"Philosophie\","
                       "\"type\":{\"code\":\"oral\",\"label\":\"Oral\"},\"starts_at\":\"2026-06-16T08:00:00+02:00\","
                       "\"ends_at\":\"2026-06-16T12:00:00+02:00\",%s,\"statement\":{\"mission_id\":\"m\","
                       "\"etag\":\"v\",\"version\":1,\"parts\":[%s]}}",
                       head, parts);
  g_autoptr (GError) error = NULL;
  ImaginMission *mission = imagin_entity_from_text (IMAGIN_TYPE_MISSION, text, &error);

  g_assert_no_error (error);
  return mission;
}

static void
append_fact (GString *text, ImaginNewsFact *fact)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", kinds[fact->kind]);
  if (fact->part != NULL)
    g_string_append_printf (text, "/%s", fact->part);
  if (fact->before != NULL || fact->now != NULL)
    g_string_append_printf (text, " %s>%s", fact->before != NULL ? fact->before : "-",
                            fact->now != NULL ? fact->now : "-");
  if (fact->code != NULL)
    g_string_append_printf (text, " (%s)", fact->code);
  if (fact->had_cents && fact->has_cents && fact->cents_before != fact->cents)
    g_string_append_printf (text, " %" G_GINT64_FORMAT ">%" G_GINT64_FORMAT, fact->cents_before, fact->cents);
  else if (fact->has_cents)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, fact->cents);
  if (fact->day != NULL)
    g_string_append_printf (text, " %s", fact->day);
}

static char *
facts_text (ImaginMission *before, ImaginMission *now)
{
  g_autoptr (GPtrArray) facts = imagin_news_compare (before, now);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    append_fact (text, g_ptr_array_index (facts, i));
  return g_strdup (text->str);
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *head = cases[i].before_head != NULL ? cases[i].before_head : cases[0].before_head;
  const char *parts = cases[i].before_parts != NULL ? cases[i].before_parts : cases[0].before_parts;
  g_autoptr (ImaginMission) before = mission_of (head, parts);
  g_autoptr (ImaginMission) now =
      mission_of (cases[i].head != NULL ? cases[i].head : head, cases[i].parts != NULL ? cases[i].parts : parts);
  g_autofree char *facts = facts_text (before, now);
  g_autofree char *same = facts_text (now, now);

  g_assert_cmpstr (facts, ==, cases[i].facts);
  g_assert_cmpstr (same, ==, "");
}

static void
test_never_seen (void)
{
  g_autoptr (ImaginMission) now = mission_of (cases[0].before_head, cases[0].before_parts);
  g_autofree char *facts = facts_text (NULL, now);

  g_assert_cmpstr (facts, ==, "mission");
}

static void
test_several_at_once (void)
{
  g_autoptr (ImaginMission) before = mission_of (ONE_DAY "," QUAIS, WORK ("validated", "x", ""));
  g_autoptr (ImaginMission) now = mission_of (
      "\"days\":[{\"date\":\"2026-06-18\",\"from\":\"09:00\",\"to\":\"12:00\"}]", WORK ("cancelled", "y", ""));
  g_autofree char *facts = facts_text (before, now);

  g_assert_cmpstr (facts, ==,
                   "days 2026-06-16>2026-06-18; hours 08:00-12:00>09:00-12:00; "
                   "place Lycée des Quais, Bordeaux>-; cancelled");
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/news/", cases[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/news/never-seen", test_never_seen);
  g_test_add_func ("/news/several-at-once", test_several_at_once);
  return g_test_run ();
}
