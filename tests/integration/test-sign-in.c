/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who the person is: the password, the first connection, the next start, the end of a session. */

#include "stand.h"

static void
test_wrong_password (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autoptr (ImaginAccount) account = NULL;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  account = client_meet (&client);
  g_assert_nonnull (imagin_account_get_info (account));
  g_free (
      unit_await_refused (imagin_account_sign_in (account, STAND_NUMBER, "no", NULL), IMAGIN_ERROR_WRONG_CREDENTIALS));
  g_assert_cmpuint (stand_count_seen (&stand, "openSession", 201), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (client.accounts)), ==, 0);
}

static void
test_first_connection (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client.account = client_meet (&client);
  g_free (unit_await_refused (imagin_account_sign_in (client.account, STAND_NUMBER, STAND_NUMBER, NULL),
                              IMAGIN_ERROR_PASSWORD_CHANGE_REQUIRED));
  unit_await_done (imagin_account_sign_in (client.account, STAND_NUMBER, STAND_NUMBER, STAND_PASSWORD));
  imagin_accounts_adopt (client.accounts, client.account);
  client_wait_state (&client, IMAGIN_ACCOUNT_UP_TO_DATE);
  g_assert_true (imagin_account_is_remembered (client.account));
  g_free (unit_await_refused (imagin_account_sign_in (client.account, STAND_NUMBER, STAND_NUMBER, NULL),
                              IMAGIN_ERROR_WRONG_CREDENTIALS));
}

/* Nobody waits for it any more: what the academy gives all the same is ended, and the account is nobody's. */
static void
test_given_up (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  DexFuture *signing_in;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client_sign_in (&client, TRUE);
  unit_await_done (imagin_account_sign_out (client.account));
  signing_in = imagin_account_sign_in (client.account, STAND_NUMBER, STAND_PASSWORD, NULL);
  imagin_account_give_up_sign_in (client.account);
  g_free (unit_await_refused (signing_in, IMAGIN_ERROR_CANCELLED));
  g_assert_cmpstr (imagin_account_get_number (client.account), ==, STAND_NUMBER);
  g_assert_cmpuint (stand_count_seen (&stand, "openSession", 200), ==, 0);
}

/* What waits for one person leaves neither in another's name nor for another address. */
static void
test_whose_account (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autoptr (ImaginDraft) draft = NULL;
  g_autoptr (ImaginAccount) met = NULL;
  g_autoptr (ImaginAccount) same = NULL;
  g_autoptr (ImaginAccount) other = NULL;
  g_autofree char *id = NULL;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client_sign_in (&client, TRUE);
  id = g_strdup (imagin_account_get_id (client.account));
  unit_await_done (imagin_account_sign_out (client.account));
  draft = client_draft (&client, STAND_MARKING);
  client_save (draft, 34);
  met = client_meet (&client);
  same = unit_await_object (imagin_accounts_choose (client.accounts, met, STAND_NUMBER));
  g_assert_true (same == client.account);
  other = unit_await_object (imagin_accounts_choose (client.accounts, client.account, "0000001"));
  g_assert_true (other != client.account);
  g_assert_null (imagin_account_get_number (other));
  g_free (unit_await_refused (imagin_account_sign_in (client.account, "0000001", STAND_PASSWORD, NULL),
                              IMAGIN_ERROR_ANOTHER_PERSON));
  g_assert_cmpstr (imagin_account_get_id (client.account), ==, id);
  g_assert_cmpuint (stand_count_seen (&stand, "openSession", 200), ==, 0);
  g_assert_cmpuint (stand_count_seen (&stand, "openSession", 401), ==, 0);
}

static void
test_other_address (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autoptr (ImaginDraft) draft = NULL;
  g_autoptr (ImaginAccount) met = NULL;
  g_autoptr (ImaginAccount) chosen = NULL;
  g_autoptr (GString) address = NULL;
  g_autofree char *said = NULL;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client_sign_in (&client, TRUE);
  unit_await_done (imagin_account_sign_out (client.account));
  draft = client_draft (&client, STAND_MARKING);
  client_save (draft, 35);
  address = g_string_new (stand.address);
  g_assert_cmpuint (g_string_replace (address, "127.0.0.1", "localhost", 1), ==, 1);
  met = unit_await_object (imagin_accounts_open_academy (client.accounts, address->str));
  chosen = unit_await_object (imagin_accounts_choose (client.accounts, met, STAND_NUMBER));
  g_assert_true (chosen == met);
  said =
      unit_await_refused (imagin_account_sign_in (met, STAND_NUMBER, STAND_PASSWORD, NULL), IMAGIN_ERROR_OTHER_ADDRESS);
  g_assert_cmpstr (said, ==, imagin_account_get_id (client.account));
  unit_wait_ms (300);
  g_assert_cmpint (stand_copies (&stand, STAND_MARKING), ==, -1);
  imagin_account_let_move (met);
  unit_await_done (imagin_account_sign_in (met, STAND_NUMBER, STAND_PASSWORD, NULL));
  imagin_accounts_adopt (client.accounts, met);
  stand_wait_copies (&stand, STAND_MARKING, 35);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (client.accounts)), ==, 1);
  g_set_object (&client.account, met);
}

/* The same while the academy thinks. */
static void
test_given_up_later (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  DexFuture *signing_in;
  guint revoked;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client_sign_in (&client, TRUE);
  unit_await_done (imagin_account_sign_out (client.account));
  revoked = stand_count_seen (&stand, "revokeSession", 204);
  stand_freeze_academy (&stand);
  signing_in = imagin_account_sign_in (client.account, STAND_NUMBER, STAND_PASSWORD, NULL);
  unit_wait_ms (300);
  imagin_account_give_up_sign_in (client.account);
  stand_thaw_academy (&stand);
  g_free (unit_await_refused (signing_in, IMAGIN_ERROR_CANCELLED));
  g_assert_cmpint (imagin_account_get_state (client.account), ==, IMAGIN_ACCOUNT_SIGNED_OUT);
  g_assert_cmpuint (stand_count_seen (&stand, "revokeSession", 204), ==, revoked + 1);
  unit_await_done (imagin_account_sign_in (client.account, STAND_NUMBER, STAND_PASSWORD, NULL));
  client_wait_state (&client, IMAGIN_ACCOUNT_UP_TO_DATE);
}

/* The list is there although the academy is not; and it is met again without a password once it is back. */
static void
test_next_start (void)
{
  g_auto (Stand) stand = { 0 };
  guint before;

  stand_open (&stand, "3600");
  {
    g_auto (Client) client = { 0 };
    g_autoptr (GPtrArray) list = NULL;

    client_open (&client, &stand, "home");
    client_sign_in (&client, TRUE);
    list = unit_await_boxed (imagin_accounts_list_summaries (client.accounts));
    before = list->len;
    g_assert_cmpuint (before, >, 3);
  }
  stand_stop_academy (&stand);
  {
    g_auto (Client) client = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (ImaginDraft) draft = NULL;

    client_open (&client, &stand, "home");
    client_load (&client);
    list = unit_await_boxed (imagin_accounts_list_summaries (client.accounts));
    g_assert_cmpuint (list->len, ==, before);
    draft = client_draft (&client, STAND_MARKING);
    g_assert_true (imagin_draft_is_open (draft));
    client_wait_state (&client, IMAGIN_ACCOUNT_OFFLINE);
    stand_start_academy (&stand);
    client_wait_state (&client, IMAGIN_ACCOUNT_UP_TO_DATE);
  }
}

static void
test_sign_out (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autoptr (ImaginDraft) draft = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client_sign_in (&client, TRUE);
  before = keyring_token (imagin_account_get_id (client.account));
  g_assert_cmpstr (before, !=, "");
  draft = client_draft (&client, STAND_MARKING);
  unit_await_done (imagin_account_sign_out (client.account));
  client_save (draft, 33);
  g_assert_cmpint (imagin_account_get_state (client.account), ==, IMAGIN_ACCOUNT_SIGNED_OUT);
  after = keyring_token (imagin_account_get_id (client.account));
  g_assert_cmpstr (after, ==, "");
  g_assert_cmpuint (stand_count_seen (&stand, "revokeSession", 204), ==, 1);
  unit_wait_ms (500);
  stored = client_stored (&client, STAND_MARKING);
  g_assert_cmpuint (stored->outbox->len, ==, 1);
  g_assert_cmpint (stand_copies (&stand, STAND_MARKING), ==, -1);
  unit_await_done (imagin_account_sign_in (client.account, STAND_NUMBER, STAND_PASSWORD, NULL));
  client_wait_standing (draft, IMAGIN_STANDING_UNTOUCHED);
  g_assert_cmpint (stand_copies (&stand, STAND_MARKING), ==, 33);
}

/* The academy forgot every session: the person must sign in, and meanwhile the main thread is free. */
static void
test_lost_session (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autoptr (ImaginDraft) draft = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client_sign_in (&client, TRUE);
  draft = client_draft (&client, STAND_MARKING);
  stand_stop_academy (&stand);
  unit_folder_remove (stand.data);
  stand_start_academy (&stand);
  client_save (draft, 12);
  client_wait_state (&client, IMAGIN_ACCOUNT_SIGNED_OUT);
  /* A list that is wanted and cannot be had, beyond the moment at which it would be tried again. */
  imagin_account_refresh (client.account);
  unit_wait_ms (3000);
  g_assert_cmpint (imagin_account_get_state (client.account), ==, IMAGIN_ACCOUNT_SIGNED_OUT);
  stored = client_stored (&client, STAND_MARKING);
  g_assert_cmpuint (stored->outbox->len, ==, 1);
  g_assert_false (((ImaginOutboxEntry *) g_ptr_array_index (stored->outbox, 0))->refused);
}

int
main (int argc, char **argv)
{
  stand_init (&argc, &argv);
  g_test_add_func ("/sign-in/a-wrong-password-is-said-and-keeps-nothing", test_wrong_password);
  g_test_add_func ("/sign-in/the-first-connection-asks-for-a-new-password", test_first_connection);
  g_test_add_func ("/sign-in/given-up-before-it-is-sent", test_given_up);
  g_test_add_func ("/sign-in/somebody-else-s-number-is-another-account", test_whose_account);
  g_test_add_func ("/sign-in/what-waits-goes-to-another-address-only-where-the-person-wants-it", test_other_address);
  g_test_add_func ("/sign-in/given-up-while-the-academy-thinks", test_given_up_later);
  g_test_add_func ("/sign-in/the-next-start-shows-the-list-without-the-academy", test_next_start);
  g_test_add_func ("/sign-in/a-sign-out-revokes-forgets-the-token-and-keeps-the-outbox", test_sign_out);
  g_test_add_func ("/sign-in/a-lost-session-asks-to-sign-in-and-keeps-what-waits", test_lost_session);
  return stand_run ();
}
