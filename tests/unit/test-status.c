/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two tables of the domain, written out once more as the texts have them. */

#include "unit-wait.h"

#include "domain/imagin-status.h"

static const struct
{
  const char *code;
  const char *label;
  const char *writable; /* "A": the intervener may write */
  ImaginSection section;
  ImaginStep step;
} table[] = {
  { "no_costs", "Pas de frais", "", IMAGIN_SECTION_CLOSED, IMAGIN_STEP_NONE },
  { "cancelled", "Annulé", "", IMAGIN_SECTION_CLOSED, IMAGIN_STEP_NONE },
  { "to_come", "Mission non effectuée", "", IMAGIN_SECTION_TO_COME, IMAGIN_STEP_NONE },
  { "under_way", "Mission en cours", "A", IMAGIN_SECTION_TO_COMPLETE, IMAGIN_STEP_ENTERED },
  { "to_validate", "Non validé", "A", IMAGIN_SECTION_TO_COMPLETE, IMAGIN_STEP_ENTERED },
  { "validated", "Validé", "", IMAGIN_SECTION_SENT, IMAGIN_STEP_VALIDATED },
  { "on_first_mission", "Invalidable", "", IMAGIN_SECTION_FOLLOWS_WORK, IMAGIN_STEP_NONE },
  { "entered_by_office", "Traité par le gestionnaire", "", IMAGIN_SECTION_SENT, IMAGIN_STEP_VERIFIED },
  { "to_check", "À valider", "", IMAGIN_SECTION_SENT, IMAGIN_STEP_VALIDATED },
  { "accepted", "Validé par gestionnaire", "", IMAGIN_SECTION_SENT, IMAGIN_STEP_VERIFIED },
  { "in_payment", "Transmis à la liquidation", "", IMAGIN_SECTION_SENT, IMAGIN_STEP_IN_PAYMENT },
  { "paid", "Accepté", "", IMAGIN_SECTION_PAID, IMAGIN_STEP_PAID },
};

static void
test_table (void)
{
  guint count;
  const ImaginStatusInfo *all = imagin_status_all (&count);

  g_assert_cmpuint (count, ==, G_N_ELEMENTS (table));
  for (guint i = 0; i < count; i++)
    {
      const ImaginStatusInfo *info = imagin_status_lookup (table[i].code);

      g_assert_true (info >= all && info < all + count);
      g_assert_cmpstr (info->code, ==, table[i].code);
      g_assert_cmpstr (info->label, ==, table[i].label);
      g_assert_cmpint (info->writable, ==, *table[i].writable == 'A');
      g_assert_cmpint (info->section, ==, table[i].section);
      g_assert_cmpint (info->step, ==, table[i].step);
    }
}

static void
test_unknown (void)
{
  const char *const codes[] = { "suspended", "", "Paid", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const ImaginStatusInfo *info = imagin_status_lookup (codes[i]);

      g_assert_false (info->writable);
      g_assert_cmpint (info->section, ==, IMAGIN_SECTION_SENT);
      g_assert_cmpint (info->step, ==, IMAGIN_STEP_NONE);
    }
}

/* "from … → to": the pairs that are allowed. "=": the status stays; "before": what it was before it was cancelled. */
static const struct
{
  const char *verb;
  const char *parts;
  const char *from;
  const char *to;
} allowed[] = {
  { "certify", "work travel", "under_way to_validate validated", "=" },
  { "enter", "work", "under_way to_validate", "entered_by_office" },
  { "verify", "work travel", "validated to_check", "accepted" },
  { "return", "work travel", "validated to_check accepted", "to_validate" },
  { "liquidate", "work travel", "accepted entered_by_office", "in_payment" },
  { "pay", "work travel", "in_payment", "paid" },
  { "cancel", "work travel",
    "no_costs to_come under_way to_validate validated on_first_mission entered_by_office to_check accepted in_payment",
    "cancelled" },
  { "restore", "work travel", "cancelled", "before" },
};

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static const char *
expected (const char *verb, const char *code, const char *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (g_str_equal (allowed[i].verb, verb) && has_word (allowed[i].from, code) && has_word (allowed[i].parts, part))
      return g_str_equal (allowed[i].to, "=")        ? code
             : g_str_equal (allowed[i].to, "before") ? "to_check"
                                                     : allowed[i].to;
  return NULL;
}

static void
test_every_pair (gconstpointer verb)
{
  static const char *const parts[] = { "work", "travel" };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
      {
        g_test_message ("%s from %s (%s)", (const char *) verb, table[i].code, parts[j]);
        g_assert_cmpstr (imagin_status_after_verb (table[i].code, verb, parts[j], "to_check"), ==,
                         expected (verb, table[i].code, parts[j]));
      }
}

static void
test_verbs (void)
{
  const char *const *verbs = imagin_status_verbs ();

  g_assert_cmpuint (g_strv_length ((char **) verbs), ==, G_N_ELEMENTS (allowed));
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    g_assert_true (g_strv_contains (verbs, allowed[i].verb));
}

static void
test_strange_pairs (void)
{
  g_assert_null (imagin_status_after_verb ("validated", "forget", "work", NULL));
  g_assert_null (imagin_status_after_verb ("suspended", "verify", "work", NULL));
  g_assert_null (imagin_status_after_verb ("validate", "verify", "work", NULL));
  g_assert_null (imagin_status_after_verb ("", "verify", "work", NULL));
  g_assert_null (imagin_status_after_verb ("cancelled", "restore", "work", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/status/every-status-means-what-the-domain-says", test_table);
  g_test_add_func ("/status/an-unknown-code-is-read-only-and-sent", test_unknown);
  g_test_add_func ("/status/the-verbs-are-those-of-the-domain", test_verbs);
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      g_autofree char *path = g_strconcat ("/status/every-status-and-part-under/", allowed[i].verb, NULL);

      g_test_add_data_func (path, allowed[i].verb, test_every_pair);
    }
  g_test_add_func ("/status/what-is-not-in-the-table-is-refused", test_strange_pairs);
  return g_test_run ();
}
