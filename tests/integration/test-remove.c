/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An account is removed from a computer that has two. */

#include "stand.h"
#include "unit-store.h"

#include "account/imagin-account-private.h"
#include "base/imagin-sql.h"
#include "domain/imagin-summary.h"
#include "store/imagin-store-papers.h"

#include <glib/gstdio.h>

#define OTHER "other:1"
#define DIGEST_SHARED "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define DIGEST_OWN "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define DIGEST_OTHERS "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
#define DIGEST_JUST_TAKEN "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9"

/* A computer with the account of the stand, signed in, and one of an academy that is not there. */
static void
plant_other (Client *client)
{
  g_autoptr (ImaginAccountRecord) record = g_object_new (IMAGIN_TYPE_ACCOUNT_RECORD, "id", OTHER, "number", "1", NULL);
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ImaginStore) store = imagin_store_new (client->directory);

  g_ptr_array_add (missions, unit_mission_new ("m", "to_validate", NULL, ""));
  unit_await_done (imagin_store_put_account (store, record));
  g_strfreev (unit_await_boxed (imagin_store_apply_pull (store, OTHER, missions, NULL, FALSE, "c")));
  unit_await_done (imagin_store_write_remark (store, OTHER, "m", "Bonjour"));
  unit_await_done (imagin_store_close (store));
  keyring_plant (OTHER, "its token");
}

static void
attach (Client *client, const char *account_id, const char *mission_id, const char *id, const char *digest)
{
  ImaginStore *store = imagin_account_get_store (client->account);
  g_autofree char *path = imagin_receipt_files_path (imagin_account_get_files (client->account), digest);
  g_autofree char *files = g_path_get_dirname (path);
  g_autoptr (ImaginReceipt) receipt =
      g_object_new (IMAGIN_TYPE_RECEIPT, "id", id, "name", "a.pdf", "media_type", "application/pdf", "bytes",
                    (gint64) 3, "sha256", digest, "added_at", "2026-06-22T10:00:00+02:00", "state", "kept", NULL);

  g_assert_cmpint (g_mkdir_with_parents (files, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "abc", 3, NULL));
  unit_await_done (imagin_store_attach_receipt (store, account_id, mission_id, receipt));
}

static gboolean
has_file (Client *client, const char *digest)
{
  g_autofree char *path = imagin_receipt_files_path (imagin_account_get_files (client->account), digest);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* How many rows of that account any table of the store holds; every table with the column is looked at. */
static gint64
count_rows (Client *client, const char *account_id)
{
  g_autofree char *path = g_build_filename (client->directory, "store.db", NULL);
  g_autoptr (GString) sql = g_string_new ("SELECT (SELECT count (*) FROM account WHERE id = ?1)");
  g_autoptr (sqlite3_stmt) tables = NULL;
  g_autoptr (sqlite3_stmt) count = NULL;
  sqlite3 *database = NULL;
  gint64 rows;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database,
                                       "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info (t.name) c"
                                       " WHERE t.type = 'table' AND c.name = 'account_id'",
                                       -1, &tables, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    g_string_append_printf (sql, " + (SELECT count (*) FROM %s WHERE account_id = ?1)",
                            (const char *) sqlite3_column_text (tables, 0));
  g_assert_nonnull (strstr (sql->str, "outbox"));
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql->str, -1, &count, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (count, 1, account_id, -1, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (count), ==, SQLITE_ROW);
  rows = sqlite3_column_int64 (count, 0);
  g_clear_pointer (&tables, sqlite3_finalize);
  g_clear_pointer (&count, sqlite3_finalize);
  sqlite3_close (database);
  return rows;
}

static void
check_keyring (const char *account_id, gboolean there)
{
  g_autofree char *token = keyring_token (account_id);

  g_assert_cmpint (*token != '\0', ==, there);
}

/* Signs in beside the other account and enters what is not sent. */
static void
prepare (Client *client, Stand *stand)
{
  g_autoptr (ImaginDraft) draft = NULL;
  const char *id;

  stand_open (stand, "3600");
  client_open (client, stand, "home");
  g_assert_cmpint (g_mkdir_with_parents (client->directory, 0700), ==, 0);
  plant_other (client);
  unit_await_done (imagin_accounts_load (client->accounts));
  client_sign_in (client, TRUE);
  id = imagin_account_get_id (client->account);
  check_keyring (id, TRUE);
  stand_stop_academy (stand);
  draft = client_draft (client, STAND_MARKING);
  client_save (draft, 33);
  attach (client, id, STAND_MARKING, "r-own", DIGEST_OWN);
  attach (client, id, STAND_MARKING, "r-shared", DIGEST_SHARED);
  attach (client, OTHER, "m", "r-shared", DIGEST_SHARED);
  attach (client, OTHER, "m", "r-other", DIGEST_OTHERS);
  g_assert_cmpint (count_rows (client, id), >, 5);
}

static void
test_what_is_not_sent_is_named (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autoptr (GPtrArray) unsent = NULL;
  ImaginSummary *summary;

  prepare (&client, &stand);
  unit_await_done (imagin_store_put_paper (imagin_account_get_store (client.account),
                                           imagin_account_get_id (client.account), STAND_ORAL, IMAGIN_PAPER_WRITING,
                                           "Je serai"));
  unsent = unit_await_boxed (imagin_accounts_list_unsent (client.accounts, client.account));
  g_assert_cmpuint (unsent->len, ==, 2);
  for (guint i = 0; i < unsent->len; i++)
    {
      summary = g_ptr_array_index (unsent, i);
      g_assert_cmpstr (summary->paper, !=, summary->mission_id);
      g_assert_cmpuint (summary->waiting, ==, g_str_equal (summary->mission_id, STAND_MARKING) ? 3 : 0);
    }
}

static void
test_nothing_is_left (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *taken = NULL;
  gint64 others;
  gint64 began;

  prepare (&client, &stand);
  id = g_strdup (imagin_account_get_id (client.account));
  others = count_rows (&client, OTHER);
  taken = imagin_receipt_files_path (imagin_account_get_files (client.account), DIGEST_JUST_TAKEN);
  g_assert_true (g_file_set_contents (taken, "taken, and not attached yet", -1, NULL));
  began = g_get_monotonic_time ();
  unit_await_done (imagin_accounts_remove (client.accounts, client.account));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
  /* What was on its way when it went must not bring it back. */
  unit_wait_ms (1000);
  g_assert_cmpint (count_rows (&client, id), ==, 0);
  check_keyring (id, FALSE);
  g_assert_false (has_file (&client, DIGEST_OWN));
  g_assert_null (imagin_accounts_find (client.accounts, id));
  /* The other one has all that it had. */
  g_assert_cmpint (count_rows (&client, OTHER), ==, others);
  check_keyring (OTHER, TRUE);
  g_assert_true (has_file (&client, DIGEST_SHARED));
  g_assert_true (has_file (&client, DIGEST_OTHERS));
  g_assert_true (has_file (&client, DIGEST_JUST_TAKEN));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (client.accounts)), ==, 1);
}

static void
test_the_academy_is_told (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autofree char *id = NULL;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client_sign_in (&client, TRUE);
  id = g_strdup (imagin_account_get_id (client.account));
  unit_await_done (imagin_accounts_remove (client.accounts, client.account));
  g_assert_cmpuint (stand_count_seen (&stand, "revokeSession", 204), ==, 1);
  /* Whoever still has it keeps nothing with it. */
  g_free (unit_await_refused (imagin_account_keep_record (client.account), IMAGIN_ERROR_CANCELLED));
  g_assert_cmpint (count_rows (&client, id), ==, 0);
  /* And the same person may come again. */
  g_clear_object (&client.account);
  client_sign_in (&client, FALSE);
  check_keyring (id, TRUE);
}

int
main (int argc, char **argv)
{
  stand_init (&argc, &argv);
  g_test_add_func ("/remove/what-is-not-sent-is-named", test_what_is_not_sent_is_named);
  g_test_add_func ("/remove/nothing-of-the-account-is-left-and-the-other-has-all", test_nothing_is_left);
  g_test_add_func ("/remove/the-academy-is-told-and-the-person-may-come-again", test_the_academy_is_told);
  return stand_run ();
}
