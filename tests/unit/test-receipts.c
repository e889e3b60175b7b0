/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Receipts: their bytes in the store before anything else, their rows beside the academy's. */

#include "unit-store.h"

#include "store/imagin-receipt-files.h"

#include <glib/gstdio.h>
#include <unistd.h>
#include <utime.h>

#define ABC_SHA256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

/* Bytes */

static DexFuture *
take (Kept *kept, const char *path, gint64 maximum_bytes)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return imagin_receipt_files_take (imagin_store_get_files (kept->store), file, maximum_bytes);
}

static guint
count_files (Kept *kept)
{
  g_autofree char *files = g_build_filename (kept->folder, "receipts", NULL);
  g_autoptr (GDir) folder = g_dir_open (files, 0, NULL);
  guint count = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

static void
test_named_by_its_digest (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *source = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (ImaginTakenFile) taken = NULL;
  g_autoptr (ImaginTakenFile) again = NULL;

  kept_open (&kept);
  source = unit_file_new (kept.folder, "note d’hôtel.pdf", "abc", 3);
  taken = unit_await_object (take (&kept, source, 3));
  again = unit_await_object (take (&kept, source, 0));
  /* The person may do with the source what they like. */
  g_assert_cmpint (g_unlink (source), ==, 0);
  g_assert_cmpstr (taken->sha256, ==, ABC_SHA256);
  g_assert_cmpint (taken->bytes, ==, 3);
  expected = g_strconcat (kept.folder, "/receipts/" ABC_SHA256, NULL);
  g_assert_cmpstr (taken->path, ==, expected);
  g_assert_cmpstr (again->path, ==, expected);
  g_assert_true (g_file_get_contents (taken->path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "abc");
  g_assert_cmpuint (count_files (&kept), ==, 1);
}

static void
test_only_the_person_may_read_them (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *source = NULL;
  g_autoptr (ImaginTakenFile) taken = NULL;
  GStatBuf status;

  kept_open (&kept);
  source = unit_file_new (kept.folder, "a", "abc", 3);
  taken = unit_await_object (take (&kept, source, 0));
  g_assert_cmpint (g_stat (taken->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 077, ==, 0);
}

static void
test_refused_files_leave_nothing (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *empty = NULL;
  g_autofree char *large = NULL;
  g_autofree char *blob = g_strnfill (200000, 'x');
  g_autofree char *absent = NULL;

  kept_open (&kept);
  empty = unit_file_new (kept.folder, "empty.pdf", "", 0);
  large = unit_file_new (kept.folder, "large.pdf", blob, 200000);
  absent = g_build_filename (kept.folder, "absent.pdf", NULL);
  g_free (unit_await_refused (take (&kept, empty, 0), IMAGIN_ERROR_EMPTY_FILE));
  g_free (unit_await_refused (take (&kept, large, 199999), IMAGIN_ERROR_TOO_LARGE));
  g_free (unit_await_refused (take (&kept, absent, 0), IMAGIN_ERROR_UNREADABLE_FILE));
  g_free (unit_await_refused (take (&kept, kept.folder, 0), IMAGIN_ERROR_UNREADABLE_FILE));
  g_assert_cmpuint (count_files (&kept), ==, 0);
}

static void
test_a_folder_that_refuses (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *source = NULL;
  g_autofree char *in_the_way = NULL;

  kept_open (&kept);
  source = unit_file_new (kept.folder, "a", "abc", 3);
  in_the_way = g_build_filename (kept.folder, "receipts", NULL);
  g_assert_cmpint (g_mkdir (in_the_way, 0500), ==, 0);
  if (access (in_the_way, W_OK) == 0)
    {
      /* Nothing is read-only for root: a file where the folder should be does as well. */
      g_rmdir (in_the_way);
      g_free (unit_file_new (kept.folder, "receipts", "", 0));
    }
  g_free (unit_await_refused (take (&kept, source, 0), IMAGIN_ERROR_STORE));
}

/* A clock that jumps makes every file an old one. */
static void
test_a_clock_that_jumps (void)
{
  static const char *const none[] = { NULL };
  g_auto (Kept) kept = { NULL };
  const struct utimbuf long_ago = { 0, 0 };
  g_autofree char *source = NULL;
  g_autofree char *stranger = NULL;
  g_autoptr (ImaginTakenFile) taken = NULL;

  kept_open (&kept);
  source = unit_file_new (kept.folder, "a", "abc", 3);
  taken = unit_await_object (take (&kept, source, 0));
  stranger =
      g_strconcat (kept.folder, "/receipts/", "0000000000000000000000000000000000000000000000000000000000000000", NULL);
  g_assert_true (g_file_set_contents (stranger, "old", 3, NULL));
  g_assert_cmpint (g_utime (taken->path, (struct utimbuf *) &long_ago), ==, 0);
  g_assert_cmpint (g_utime (stranger, (struct utimbuf *) &long_ago), ==, 0);
  imagin_receipt_files_sweep (imagin_store_get_files (kept.store), none, none);
  g_assert_true (g_file_test (taken->path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (stranger, G_FILE_TEST_EXISTS));
}

static void
test_in_memory (void)
{
  g_autofree char *folder = unit_folder_new ();
  g_autofree char *source = unit_file_new (folder, "a.pdf", "abc", 3);
  g_autofree char *empty = unit_file_new (folder, "empty.pdf", "", 0);
  g_autofree char *bytes = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (source);
  g_autoptr (GFile) empty_file = g_file_new_for_path (empty);
  g_autoptr (ImaginReceiptFiles) files = imagin_receipt_files_new (NULL);
  g_autoptr (ImaginTakenFile) taken = unit_await_object (imagin_receipt_files_take (files, file, 0));
  g_autoptr (ImaginTakenFile) again = unit_await_object (imagin_receipt_files_take (files, file, 3));
  const char *const nothing[] = { NULL };
  const char *const let_go[] = { ABC_SHA256, NULL };

  g_assert_cmpint (g_unlink (source), ==, 0);
  g_assert_cmpstr (taken->sha256, ==, ABC_SHA256);
  g_assert_cmpstr (taken->path, ==, again->path);
  g_assert_true (g_str_has_prefix (taken->path, "/proc/"));
  g_assert_true (g_file_get_contents (taken->path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "abc");
  g_free (unit_await_refused (imagin_receipt_files_take (files, empty_file, 0), IMAGIN_ERROR_EMPTY_FILE));
  /* One that a receipt names stays; then nobody needs it. */
  imagin_receipt_files_sweep (files, let_go, let_go);
  g_assert_true (g_file_test (taken->path, G_FILE_TEST_EXISTS));
  imagin_receipt_files_sweep (files, nothing, let_go);
  gone = imagin_receipt_files_path (files, ABC_SHA256);
  g_assert_null (gone);
  unit_folder_remove (folder);
}

/* Rows */

static ImaginReceipt *
receipt_new (const char *id, const char *added_at)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"%s\",\"name\":\"%s.pdf\",\"media_type\":\"application/pdf\",\"bytes\":3,\"sha256\":\"" ABC_SHA256 "\","
      "\"added_at\":\"%s\",\"state\":\"received\"}",
      id, id, added_at);

  return imagin_entity_from_text (IMAGIN_TYPE_RECEIPT, text, NULL);
}

static void
attach (Kept *kept, const char *id, const char *added_at)
{
  g_autoptr (ImaginReceipt) receipt = receipt_new (id, added_at);

  unit_await_done (imagin_store_attach_receipt (kept->store, "a", "m", receipt));
}

/* "id:state …" */
static void
check_receipts (Kept *kept, const char *expected)
{
  g_autoptr (ImaginStoredMission) stored = kept_load (kept, "m");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < stored->receipts->len; i++)
    {
      ImaginReceipt *receipt = g_ptr_array_index (stored->receipts, i);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", imagin_entity_get_text (receipt, "id"),
                              imagin_entity_get_text (receipt, "state"));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static ImaginMission *
mission_with_receipt (const char *id)
{
  ImaginMission *mission = unit_mission_new ("m", "to_validate", NULL, "");
  g_autoptr (ImaginReceipt) receipt = receipt_new (id, "2026-06-22T10:00:00+02:00");

  imagin_entity_append (mission, "receipts", receipt);
  return mission;
}

static void
test_attached_then_acknowledged (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  attach (&kept, "r", "2026-06-22T09:00:00+02:00");
  check_receipts (&kept, "r:kept"); /* whatever its description says */
  entry = kept_entry (&kept);
  g_assert_cmpint (entry->kind, ==, IMAGIN_OUTBOX_RECEIPT);
  g_assert_cmpstr (entry->uuid, ==, "r");
  unit_await_done (imagin_store_settle (kept.store, entry, NULL, NULL));
  kept_reopen (&kept);
  check_receipts (&kept, "r:received");
}

static void
test_merged_with_the_academy_s (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *changed = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  attach (&kept, "late", "2026-06-22T11:00:00+02:00");
  attach (&kept, "early", "2026-06-22T09:00:00+02:00");
  changed = kept_pull (&kept, mission_with_receipt ("elsewhere"), NULL, "c2");
  check_receipts (&kept, "early:kept elsewhere:received late:kept");
}

static void
test_one_that_both_have_is_one (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *changed = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  attach (&kept, "r", "2026-06-22T09:00:00+02:00");
  changed = kept_pull (&kept, mission_with_receipt ("r"), NULL, "c2");
  check_receipts (&kept, "r:kept");
}

static void
test_removed_is_out_of_sight_and_asked (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *changed = NULL;
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  attach (&kept, "r", "2026-06-22T09:00:00+02:00");
  unit_await_done (imagin_store_remove_receipt (kept.store, "a", "m", "r"));
  changed = kept_pull (&kept, mission_with_receipt ("r"), NULL, "c2");
  check_receipts (&kept, "");
  entry = kept_entry (&kept); /* the sending is gone, the removal is there */
  g_assert_cmpint (entry->kind, ==, IMAGIN_OUTBOX_REMOVE);
}

/* The only entry that waits, and the state that its body says: what the academy has is not sent again. */
static void
check_description (Kept *kept, const char *label, const char *state)
{
  g_autoptr (ImaginReceipt) receipt = receipt_new ("r", "2026-06-22T09:00:00+02:00");
  g_autoptr (ImaginOutboxEntry) entry = NULL;
  g_autoptr (ImaginReceipt) body = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;

  imagin_entity_set_text (receipt, "label", label);
  unit_await_done (imagin_store_describe_receipt (kept->store, "a", "m", receipt));
  check_receipts (kept, "r:kept");
  stored = kept_load (kept, "m");
  g_assert_cmpuint (stored->outbox->len, ==, 1);
  g_assert_cmpstr (imagin_entity_get_text (g_ptr_array_index (stored->receipts, 0), "label"), ==, label);
  entry = kept_entry (kept);
  body = imagin_entity_from_text (IMAGIN_TYPE_RECEIPT, entry->body, NULL);
  g_assert_cmpint (entry->kind, ==, IMAGIN_OUTBOX_RECEIPT);
  g_assert_cmpstr (imagin_entity_get_text (body, "label"), ==, label);
  g_assert_cmpstr (imagin_entity_get_text (body, "state"), ==, state);
}

static void
test_described_before_it_leaves (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginReceipt) receipt = receipt_new ("r", "2026-06-22T09:00:00+02:00");

  kept_open (&kept);
  kept_plant (&kept);
  imagin_entity_set_text (receipt, "state", "kept");
  unit_await_done (imagin_store_attach_receipt (kept.store, "a", "m", receipt));
  check_description (&kept, "Hotel", "kept");
}

static void
test_described_at_the_academy (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  attach (&kept, "r", "2026-06-22T09:00:00+02:00");
  entry = kept_entry (&kept);
  unit_await_done (imagin_store_settle (kept.store, entry, NULL, NULL));
  check_description (&kept, "Hotel", "received");
  check_description (&kept, "Train", "received"); /* twice before the academy heard of it */
}

static void
test_described_from_elsewhere (void)
{
  g_auto (Kept) kept = { NULL };
  g_autofree char *changed = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  changed = kept_pull (&kept, mission_with_receipt ("r"), NULL, "c2");
  check_description (&kept, "Hotel", "received");
}

static void
test_a_removed_one_is_not_described (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginReceipt) receipt = receipt_new ("r", "2026-06-22T09:00:00+02:00");
  g_autoptr (ImaginOutboxEntry) entry = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  attach (&kept, "r", "2026-06-22T09:00:00+02:00");
  unit_await_done (imagin_store_remove_receipt (kept.store, "a", "m", "r"));
  unit_await_done (imagin_store_describe_receipt (kept.store, "a", "m", receipt));
  check_receipts (&kept, "");
  entry = kept_entry (&kept);
  g_assert_cmpint (entry->kind, ==, IMAGIN_OUTBOX_REMOVE);
}

static void
test_giving_up (void)
{
  g_auto (Kept) kept = { NULL };
  g_autoptr (ImaginOutboxEntry) sending = NULL;
  g_autoptr (ImaginOutboxEntry) removal = NULL;

  kept_open (&kept);
  kept_plant (&kept);
  attach (&kept, "r", "2026-06-22T09:00:00+02:00");
  unit_await_done (imagin_store_remove_receipt (kept.store, "a", "m", "r"));
  removal = kept_entry (&kept);
  unit_await_done (imagin_store_abandon (kept.store, removal->sequence));
  check_receipts (&kept, "r:kept");
  attach (&kept, "s", "2026-06-22T10:00:00+02:00");
  sending = kept_entry (&kept);
  unit_await_done (imagin_store_abandon (kept.store, sending->sequence));
  check_receipts (&kept, "r:kept");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/receipts/bytes/are-named-by-their-digest", test_named_by_its_digest);
  g_test_add_func ("/receipts/bytes/only-the-person-may-read-them", test_only_the_person_may_read_them);
  g_test_add_func ("/receipts/bytes/what-is-refused-leaves-nothing", test_refused_files_leave_nothing);
  g_test_add_func ("/receipts/bytes/a-clock-that-jumps-takes-nothing-away", test_a_clock_that_jumps);
  g_test_add_func ("/receipts/bytes/a-folder-that-refuses-is-an-error", test_a_folder_that_refuses);
  g_test_add_func ("/receipts/bytes/in-memory-there-is-no-file", test_in_memory);
  g_test_add_func ("/receipts/rows/kept-until-the-academy-acknowledged", test_attached_then_acknowledged);
  g_test_add_func ("/receipts/rows/are-merged-with-the-academy's", test_merged_with_the_academy_s);
  g_test_add_func ("/receipts/rows/one-that-both-have-is-one", test_one_that_both_have_is_one);
  g_test_add_func ("/receipts/rows/a-removed-one-is-out-of-sight-and-asked", test_removed_is_out_of_sight_and_asked);
  g_test_add_func ("/receipts/rows/described-anew-before-it-leaves", test_described_before_it_leaves);
  g_test_add_func ("/receipts/rows/described-anew-at-the-academy", test_described_at_the_academy);
  g_test_add_func ("/receipts/rows/described-anew-from-elsewhere", test_described_from_elsewhere);
  g_test_add_func ("/receipts/rows/a-removed-one-is-not-described", test_a_removed_one_is_not_described);
  g_test_add_func ("/receipts/rows/giving-up-undoes", test_giving_up);
  return g_test_run ();
}
