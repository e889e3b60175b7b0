/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves that were sent and not answered: what the academy is found to have may be one of them. */

#include "unit-store.h"

#include "base/imagin-error.h"

static void
note_sending (Kept *kept, int copies)
{
  g_autofree char *content =
      g_strdup_printf (",\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":%d}],\"sessions\":[]}", copies);
  g_autoptr (ImaginStatement) sent = unit_statement_new ("m", 1, content);

  unit_await_done (imagin_store_note_sending (kept->store, "a", "m", sent));
}

/* Also where the save's place is taken and the program ends; each once, and the last twenty of them. */
static void
test_what_was_sent_is_known (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStoredMission) before = NULL;
  g_autoptr (ImaginStoredMission) many = NULL;
  g_autoptr (ImaginStatement) first = unit_statement_new ("m", 4, UNIT_COPIES (77));
  g_autoptr (ImaginStatement) other = unit_statement_new ("m", 4, UNIT_COPIES (78));

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (77), IMAGIN_OUTBOX_SAVE);
  note_sending (&kept, 77);
  kept_write (&kept, UNIT_COPIES (78), IMAGIN_OUTBOX_SAVE);
  kept_reopen (&kept);
  note_sending (&kept, 76);
  note_sending (&kept, 77);
  before = kept_load (&kept, "m");
  g_assert_cmpuint (before->unanswered->len, ==, 2);
  g_assert_true (imagin_stored_mission_was_sent (before, first));
  g_assert_false (imagin_stored_mission_was_sent (before, other));
  for (int copies = 100; copies < 119; copies++)
    note_sending (&kept, copies);
  many = kept_load (&kept, "m");
  g_assert_cmpuint (many->unanswered->len, ==, 20);
  g_assert_true (imagin_stored_mission_was_sent (many, first));
}

/* Whatever the academy says that it has: an answer, a conflict, something else that changed. */
static void
test_what_the_academy_has_settles_what_was_sent (void)
{
  g_autoptr (GError) error = g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_CONFLICT, "");
  g_autoptr (ImaginStatement) current = unit_statement_new ("m", 4, UNIT_COPIES (9));

  for (guint i = 0; i < 3; i++)
    {
      g_auto (Kept) kept = { NULL };
      g_autoptr (ImaginOutboxEntry) entry = NULL;
      g_autoptr (ImaginStoredMission) stored = NULL;

      kept_open (&kept);
      kept_plant (&kept);
      kept_write (&kept, UNIT_COPIES (77), IMAGIN_OUTBOX_SAVE);
      note_sending (&kept, 77);
      entry = kept_entry (&kept);
      unit_await_done (i == 0   ? imagin_store_settle (kept.store, entry, current, NULL)
                       : i == 1 ? imagin_store_refuse (kept.store, entry, error, current)
                                : imagin_store_rebase (kept.store, "a", "m", current));
      stored = kept_load (&kept, "m");
      g_assert_cmpuint (stored->unanswered->len, ==, 0);
    }
}

/* What was typed after the save that waits stands, also where the academy has the same. */
static void
test_a_rebase_keeps_an_equal_draft (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginStatement) current = unit_statement_new ("m", 4, UNIT_COPIES (77));
  g_autoptr (ImaginStoredMission) stored = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  kept_write (&kept, UNIT_COPIES (78), IMAGIN_OUTBOX_SAVE);
  kept_write (&kept, UNIT_COPIES (77), -1);
  unit_await_done (imagin_store_rebase (kept.store, "a", "m", current));
  stored = kept_load (&kept, "m");
  g_assert_nonnull (stored->draft);
  g_assert_cmpint (imagin_statement_get_quantity (stored->draft, "copies"), ==, 77);
  g_assert_cmpint (imagin_statement_get_quantity (stored->base, "copies"), ==, 77);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/unanswered/what-was-sent-is-known-until-it-is-answered", test_what_was_sent_is_known);
  g_test_add_func ("/unanswered/what-the-academy-has-settles-what-was-sent",
                   test_what_the_academy_has_settles_what_was_sent);
  g_test_add_func ("/unanswered/a-rebase-keeps-a-draft-that-says-the-same", test_a_rebase_keeps_an_equal_draft);
  return g_test_run ();
}
