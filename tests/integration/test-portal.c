/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An account by the academy's portal: who it is, what is kept of it, and the next start. */

#include "stand.h"

#include "unit-browser.h"
#include "unit-issuer.h"

static const ImaginPortalWords words = { "fr", "Imagin", "Bien", "Refusé", "Rien" };

/* An academy that trusts the issuer: a few answers of the test's own. */
typedef struct
{
  Stand stand; /* its folder and address only */
  UnitIssuer issuer;
  SoupServer *server;
  const char *number; /* of the person that it takes the bearer for */
  guint me_status;
  char *authorization; /* of the last request */
  guint number_sessions;
  char *opened;
} Double;

static void
answer_text (SoupServerMessage *message, guint status, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, strlen (text));
}

static void
answer_info (Double *self, SoupServerMessage *message)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"double\",\"name\":\"Académie double\",\"epoch\":\"e\",\"api\":\"/v1\",\"poll_seconds\":3600,"
      "\"sign_in\":[{\"method\":\"oidc\",\"issuer\":\"%s\",\"client_id\":\"" UNIT_CLIENT "\"}]}",
      self->issuer.name);

  answer_text (message, 200, text);
}

static void
answer_me (Double *self, SoupServerMessage *message)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"p-%s\",\"number\":\"%s\",\"family_name\":\"Martin\"}", self->number, self->number);

  answer_text (message, self->me_status, text);
}

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Double *self = data;

  g_set_str (&self->authorization,
             soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization"));
  if (g_str_has_prefix (path, "/v1/session"))
    self->number_sessions++;
  if (g_str_equal (path, "/.well-known/imagin"))
    answer_info (self, message);
  else if (!g_str_has_prefix (self->authorization != NULL ? self->authorization : "", "Bearer access-"))
    answer_text (message, 401, "{}");
  else if (g_str_equal (path, "/v1/me"))
    answer_me (self, message);
  else if (g_str_equal (path, "/v1/missions"))
    answer_text (message, 200, "{\"items\":[],\"gone\":[],\"cursor\":\"c\",\"epoch\":\"e\"}");
  else
    answer_text (message, 404, "{}");
}

static void
double_open (Double *self)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  *self = (Double) { 0 };
  self->number = "0482917";
  self->me_status = 200;
  unit_issuer_start (&self->issuer);
  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->stand.address = g_uri_to_string (uris->data);
  self->stand.folder = unit_folder_new ();
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
double_close (Double *self)
{
  unit_wait_ms (50);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  unit_issuer_stop (&self->issuer);
  unit_folder_remove (self->stand.folder);
  g_free (self->stand.folder);
  g_free (self->stand.address);
  g_free (self->authorization);
  g_free (self->opened);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Double, double_close)

static void
opened (const char *address, gpointer data)
{
  g_set_str (&((Double *) data)->opened, address);
}

static gboolean
is_opened (gpointer data)
{
  return ((Double *) data)->opened != NULL;
}

/* The person signs in in the browser. */
static DexFuture *
visit (Double *self, ImaginAccount *account)
{
  GListModel *methods = imagin_entity_get_list (imagin_account_get_info (account), "sign_in");
  g_autoptr (ImaginSignInMethod) method = g_list_model_get_item (methods, 0);
  DexFuture *future = imagin_account_sign_in_by_portal (account, method, &words, opened, self, NULL);
  g_autoptr (GHashTable) query = NULL;
  g_autofree char *address = NULL;

  unit_wait_until (is_opened, self, "the portal is to be opened");
  query = soup_form_decode (strchr (self->opened, '?') + 1);
  g_set_str (&self->issuer.nonce, g_hash_table_lookup (query, "nonce"));
  g_set_str (&self->issuer.challenge, g_hash_table_lookup (query, "code_challenge"));
  address = g_strdup_printf ("%s?code=c&state=%s", (char *) g_hash_table_lookup (query, "redirect_uri"),
                             (char *) g_hash_table_lookup (query, "state"));
  g_clear_pointer (&self->opened, g_free);
  g_assert_cmpuint (unit_browse ("GET", address, NULL, NULL, NULL), ==, 200);
  return future;
}

static void
sign_in (Double *self, Client *client)
{
  client->account = client_meet (client);
  unit_await_done (visit (self, client->account));
  imagin_accounts_adopt (client->accounts, client->account);
  client_wait_state (client, IMAGIN_ACCOUNT_UP_TO_DATE);
}

static void
test_the_academy_says_who (void)
{
  g_auto (Double) academy = { 0 };
  g_auto (Client) client = { 0 };
  g_autofree char *token = NULL;

  double_open (&academy);
  client_open (&client, &academy.stand, "home");
  sign_in (&academy, &client);
  /* The same account as by the number. */
  g_assert_cmpstr (imagin_account_get_id (client.account), ==, "double:0482917");
  g_assert_cmpstr (imagin_account_get_number (client.account), ==, "0482917");
  g_assert_true (imagin_account_is_by_portal (client.account));
  g_assert_true (imagin_account_is_remembered (client.account));
  token = keyring_token ("double:0482917");
  g_assert_cmpstr (token, ==, "refresh-1");
  g_assert_cmpuint (academy.number_sessions, ==, 0);
}

/* The next start renews at the issuer that gave the token, and asks nobody for anything. */
static void
test_next_start (void)
{
  g_auto (Double) academy = { 0 };
  g_autofree char *token = NULL;

  double_open (&academy);
  {
    g_auto (Client) client = { 0 };

    client_open (&client, &academy.stand, "home");
    sign_in (&academy, &client);
  }
  academy.issuer.rotates = TRUE;
  {
    g_auto (Client) client = { 0 };

    client_open (&client, &academy.stand, "home");
    client_load (&client);
    client_wait_state (&client, IMAGIN_ACCOUNT_UP_TO_DATE);
    g_assert_true (imagin_account_is_by_portal (client.account));
    g_assert_cmpuint (academy.issuer.token_requests, ==, 2);
    token = keyring_token ("double:0482917");
    g_assert_cmpstr (token, ==, "refresh-2");
  }
  g_assert_cmpuint (academy.number_sessions, ==, 0);
}

static void
test_portal_is_down_at_the_start (void)
{
  g_auto (Double) academy = { 0 };
  g_auto (Client) again = { 0 };

  double_open (&academy);
  {
    g_auto (Client) client = { 0 };

    client_open (&client, &academy.stand, "home");
    sign_in (&academy, &client);
  }
  academy.issuer.status = 503;
  client_open (&again, &academy.stand, "home");
  client_load (&again);
  client_wait_state (&again, IMAGIN_ACCOUNT_OFFLINE);
  academy.issuer.status = 0;
  imagin_account_refresh (again.account);
  client_wait_state (&again, IMAGIN_ACCOUNT_UP_TO_DATE);
}

static void
test_session_is_over (void)
{
  g_auto (Double) academy = { 0 };
  g_auto (Client) again = { 0 };

  double_open (&academy);
  {
    g_auto (Client) client = { 0 };

    client_open (&client, &academy.stand, "home");
    sign_in (&academy, &client);
  }
  academy.issuer.status = 400;
  academy.issuer.error = g_strdup ("invalid_grant");
  client_open (&again, &academy.stand, "home");
  client_load (&again);
  client_wait_state (&again, IMAGIN_ACCOUNT_SIGNED_OUT);
  academy.issuer.status = 0;
  unit_await_done (visit (&academy, again.account));
  client_wait_state (&again, IMAGIN_ACCOUNT_UP_TO_DATE);
}

/* What waits here is one person's: it must not leave by the session of another who uses the same browser. */
static void
test_another_person (void)
{
  g_auto (Double) academy = { 0 };
  g_auto (Client) client = { 0 };
  g_autofree char *token = NULL;

  double_open (&academy);
  client_open (&client, &academy.stand, "home");
  sign_in (&academy, &client);
  academy.number = "0999999";
  g_free (unit_await_refused (visit (&academy, client.account), IMAGIN_ERROR_ANOTHER_PERSON));
  g_assert_cmpstr (imagin_account_get_id (client.account), ==, "double:0482917");
  token = keyring_token ("double:0482917");
  g_assert_cmpstr (token, ==, "refresh-1");
  unit_wait_ms (100);
  g_assert_cmpuint (academy.issuer.revocations, ==, 1);
}

static void
test_the_academy_does_not_trust_it (void)
{
  static const guint statuses[] = { 401, 403 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_auto (Double) academy = { 0 };
      g_auto (Client) client = { 0 };

      double_open (&academy);
      academy.me_status = statuses[i];
      client_open (&client, &academy.stand, "home");
      client.account = client_meet (&client);
      g_free (unit_await_refused (visit (&academy, client.account), IMAGIN_ERROR_PORTAL_REFUSED));
      g_assert_null (imagin_account_get_number (client.account));
      g_assert_false (imagin_account_is_by_portal (client.account));
    }
}

static void
test_signing_out (void)
{
  g_auto (Double) academy = { 0 };
  g_auto (Client) client = { 0 };
  g_autofree char *token = NULL;

  double_open (&academy);
  client_open (&client, &academy.stand, "home");
  sign_in (&academy, &client);
  unit_await_done (imagin_account_sign_out (client.account));
  g_assert_cmpuint (academy.issuer.revocations, ==, 1);
  g_assert_cmpuint (academy.number_sessions, ==, 0);
  token = keyring_token ("double:0482917");
  g_assert_cmpstr (token, ==, "");
}

int
main (int argc, char **argv)
{
  stand_init (&argc, &argv);
  g_test_add_func ("/account-portal/the-academy-says-who-the-person-is", test_the_academy_says_who);
  g_test_add_func ("/account-portal/the-next-start-renews-at-the-issuer", test_next_start);
  g_test_add_func ("/account-portal/a-portal-that-is-down-signs-nobody-out", test_portal_is_down_at_the_start);
  g_test_add_func ("/account-portal/a-session-that-is-over", test_session_is_over);
  g_test_add_func ("/account-portal/another-person-takes-nothing-over", test_another_person);
  g_test_add_func ("/account-portal/an-academy-that-does-not-trust-it", test_the_academy_does_not_trust_it);
  g_test_add_func ("/account-portal/signing-out-tells-the-portal", test_signing_out);
  return stand_run ();
}
