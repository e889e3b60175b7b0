/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in through a portal, against an issuer that misbehaves as it is told; token requests are counted. */

#include "unit-browser.h"
#include "unit-issuer.h"
#include "unit-server.h"

#include "remote/imagin-portal.h"

static const ImaginLoopbackWords words = { "fr", "Imagin", "Bien", "Refusé", "Rien" };

typedef struct
{
  UnitIssuer issuer;
  ImaginPortal *portal;
  char *address; /* what was to be opened */
  GHashTable *query;
} Scene;

static void
opened (const char *address, gpointer data)
{
  Scene *self = data;
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  g_clear_pointer (&self->query, g_hash_table_unref);
  self->query = soup_form_decode (g_uri_get_query (uri));
  g_set_str (&self->issuer.nonce, g_hash_table_lookup (self->query, "nonce"));
  g_set_str (&self->issuer.challenge, g_hash_table_lookup (self->query, "code_challenge"));
  g_set_str (&self->address, address);
}

static ImaginSignInMethod *
method_of (const char *issuer, const char *more)
{
  g_autofree char *text =
      g_strdup_printf ("{\"method\":\"oidc\",\"issuer\":\"%s\",\"client_id\":\"" UNIT_CLIENT "\"%s}", issuer, more);
  g_autoptr (GError) error = NULL;
  ImaginSignInMethod *method = imagin_entity_from_text (IMAGIN_TYPE_SIGN_IN_METHOD, text, &error);

  g_assert_no_error (error);
  return method;
}

static void
scene_open (Scene *self)
{
  g_autoptr (ImaginSignInMethod) method = NULL;
  g_autoptr (GError) error = NULL;

  *self = (Scene) { 0 };
  unit_issuer_start (&self->issuer);
  method = method_of (self->issuer.name, ",\"scopes\":[\"profile\",\"offline_access\"]");
  self->portal = imagin_portal_new (method, &error);
  g_assert_no_error (error);
}

static void
scene_close (Scene *self)
{
  unit_wait_ms (20);
  g_clear_object (&self->portal);
  unit_issuer_stop (&self->issuer);
  g_free (self->address);
  g_clear_pointer (&self->query, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_close)

static gboolean
has_address (gpointer data)
{
  return ((Scene *) data)->address != NULL;
}

static DexFuture *
begin (Scene *self)
{
  DexFuture *future = imagin_portal_sign_in (self->portal, &words, opened, self, NULL);

  unit_wait_until (has_address, self, "an address is to be opened");
  return future;
}

static guint
come_back (Scene *self, const char *more)
{
  g_autofree char *address =
      g_strdup_printf ("%s?state=%s%s", (char *) g_hash_table_lookup (self->query, "redirect_uri"),
                       (char *) g_hash_table_lookup (self->query, "state"), more);

  return unit_browse ("GET", address, NULL, NULL, NULL);
}

static ImaginTokens *
sign_in (Scene *self)
{
  DexFuture *future = begin (self);

  g_assert_cmpuint (come_back (self, "&code=the-code"), ==, 200);
  return unit_await_object (future);
}

static void
refuse (Scene *self, ImaginError code)
{
  DexFuture *future = begin (self);

  g_assert_cmpuint (come_back (self, "&code=the-code"), ==, 200);
  g_free (unit_await_refused (future, code));
}

static void
test_normal (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (ImaginTokens) tokens = NULL;
  g_autoptr (GHashTable) form = NULL;
  g_autofree char *start = NULL;

  scene_open (&scene);
  tokens = sign_in (&scene);
  start = g_strconcat (scene.issuer.name, "/authorize?kept=yes&", NULL);
  g_assert_true (g_str_has_prefix (scene.address, start));
  g_assert_cmpstr (g_hash_table_lookup (scene.query, "response_type"), ==, "code");
  g_assert_cmpstr (g_hash_table_lookup (scene.query, "client_id"), ==, UNIT_CLIENT);
  g_assert_cmpstr (g_hash_table_lookup (scene.query, "code_challenge_method"), ==, "S256");
  g_assert_cmpstr (g_hash_table_lookup (scene.query, "scope"), ==, "openid profile offline_access");
  g_assert_cmpstr (g_hash_table_lookup (scene.query, "prompt"), ==, "consent");
  g_assert_true (scene.issuer.verifier_right);
  form = soup_form_decode (scene.issuer.form);
  g_assert_cmpstr (g_hash_table_lookup (form, "redirect_uri"), ==, g_hash_table_lookup (scene.query, "redirect_uri"));
  g_assert_false (g_hash_table_contains (form, "client_secret"));
  g_assert_cmpstr (imagin_tokens_get_access (tokens), ==, "access-1");
  g_assert_cmpstr (imagin_tokens_get_refresh (tokens), ==, "refresh-1");
  g_assert_cmpuint (scene.issuer.token_requests, ==, 1);
  g_assert_cmpuint (scene.issuer.key_requests, ==, 1);
}

/* No state, nonce or verifier is ever used twice. */
static void
test_nothing_is_used_twice (void)
{
  g_auto (Scene) scene = { 0 };
  g_autofree char *state = NULL;
  g_autofree char *nonce = NULL;
  g_autofree char *challenge = NULL;

  scene_open (&scene);
  g_object_unref (sign_in (&scene));
  state = g_strdup (g_hash_table_lookup (scene.query, "state"));
  nonce = g_strdup (scene.issuer.nonce);
  challenge = g_strdup (scene.issuer.challenge);
  g_clear_pointer (&scene.address, g_free);
  g_object_unref (sign_in (&scene));
  g_assert_cmpstr (state, !=, g_hash_table_lookup (scene.query, "state"));
  g_assert_cmpstr (nonce, !=, scene.issuer.nonce);
  g_assert_cmpstr (challenge, !=, scene.issuer.challenge);
  g_assert_cmpuint (strlen (state), ==, 43);
  g_assert_cmpuint (scene.issuer.discoveries, ==, 1);
}

static void
test_stray_callbacks_ask_for_no_token (void)
{
  g_auto (Scene) scene = { 0 };
  DexFuture *future;
  const char *address;
  g_autofree char *forged = NULL;
  g_autofree char *icon = NULL;

  scene_open (&scene);
  future = begin (&scene);
  address = g_hash_table_lookup (scene.query, "redirect_uri");
  forged = g_strconcat (address, "?error=access_denied&state=forged", NULL);
  icon = g_strndup (address, strlen (address) - strlen ("/callback"));
  g_assert_cmpuint (unit_browse ("GET", forged, NULL, NULL, NULL), ==, 400);
  g_assert_cmpuint (unit_browse ("GET", icon, NULL, NULL, NULL), ==, 400);
  g_assert_cmpuint (scene.issuer.token_requests, ==, 0);
  g_assert_cmpuint (come_back (&scene, "&code=c"), ==, 200);
  g_object_unref (unit_await_object (future));
  g_assert_cmpuint (scene.issuer.token_requests, ==, 1);
}

static void
test_refused_consent (void)
{
  g_auto (Scene) scene = { 0 };
  DexFuture *future;

  scene_open (&scene);
  future = begin (&scene);
  g_assert_cmpuint (come_back (&scene, "&error=access_denied"), ==, 200);
  g_free (unit_await_refused (future, IMAGIN_ERROR_PORTAL_REFUSED));
  g_assert_cmpuint (scene.issuer.token_requests, ==, 0);
}

static void
test_stopped_and_late (void)
{
  g_auto (Scene) scene = { 0 };
  DexFuture *future;

  scene_open (&scene);
  future = begin (&scene);
  imagin_portal_cancel (scene.portal);
  g_free (unit_await_refused (future, IMAGIN_ERROR_CANCELLED));
  g_clear_pointer (&scene.address, g_free);
  imagin_portal_set_patience (scene.portal, 1, 1);
  future = begin (&scene);
  g_free (unit_await_refused (future, IMAGIN_ERROR_PORTAL_EXPIRED));
  g_assert_cmpuint (scene.issuer.token_requests, ==, 0);
}

/* Whatever this computer's clock says, the issuer's decides. */
static void
test_clock_is_off (gconstpointer seconds)
{
  g_auto (Scene) scene = { 0 };

  scene_open (&scene);
  scene.issuer.offset = GPOINTER_TO_INT (seconds);
  g_object_unref (sign_in (&scene));
}

static void
test_without_a_date (void)
{
  g_auto (Scene) scene = { 0 };

  scene_open (&scene);
  scene.issuer.offset = 86400;
  scene.issuer.dateless = TRUE;
  g_object_unref (sign_in (&scene));
}

static void
test_keys_changed (void)
{
  g_auto (Scene) scene = { 0 };

  scene_open (&scene);
  g_object_unref (sign_in (&scene));
  g_clear_pointer (&scene.address, g_free);
  unit_key_free (scene.issuer.key);
  scene.issuer.key = unit_key_new ("RS256", "two");
  g_object_unref (sign_in (&scene));
  g_assert_cmpuint (scene.issuer.key_requests, ==, 2);
}

static void
test_unknown_key (void)
{
  g_auto (Scene) scene = { 0 };

  scene_open (&scene);
  g_object_unref (sign_in (&scene));
  scene.issuer.keys = g_strdup ("{\"keys\":[]}");
  unit_key_free (scene.issuer.key);
  scene.issuer.key = unit_key_new ("ES256", "two");
  g_clear_pointer (&scene.address, g_free);
  refuse (&scene, IMAGIN_ERROR_UNTRUSTED);
  g_assert_cmpuint (scene.issuer.key_requests, ==, 2);
}

static void
test_token_endpoint_misbehaves (void)
{
  static const struct
  {
    guint status;
    const char *error;
    ImaginError code;
  } cases[] = {
    { 400, "invalid_grant", IMAGIN_ERROR_PORTAL_REFUSED },
    { 401, "invalid_client", IMAGIN_ERROR_UNAVAILABLE },
    { 503, "invalid_grant", IMAGIN_ERROR_UNAVAILABLE },
    { 429, "slow_down", IMAGIN_ERROR_UNAVAILABLE },
    { 200, "nothing", IMAGIN_ERROR_MALFORMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Scene) scene = { 0 };

      scene_open (&scene);
      scene.issuer.status = cases[i].status;
      scene.issuer.error = g_strdup (cases[i].error);
      refuse (&scene, cases[i].code);
    }
}

static void
test_no_redirect_takes_the_code_along (void)
{
  g_auto (Scene) scene = { 0 };
  g_auto (UnitServer) other = { NULL };

  unit_server_start (&other);
  scene_open (&scene);
  scene.issuer.moved_to = g_strconcat (other.address, "token", NULL);
  refuse (&scene, IMAGIN_ERROR_UNTRUSTED);
  g_assert_cmpuint (other.requests, ==, 0);
}

static void
test_another_issuer_than_named (void)
{
  g_auto (Scene) scene = { 0 };
  g_auto (Scene) unsafe = { 0 };

  scene_open (&scene);
  scene.issuer.called = g_strconcat (scene.issuer.name, "/", NULL);
  g_free (
      unit_await_refused (imagin_portal_sign_in (scene.portal, &words, opened, &scene, NULL), IMAGIN_ERROR_UNTRUSTED));
  g_assert_null (scene.address);
  scene_open (&unsafe);
  unsafe.issuer.token_endpoint = g_strdup ("http://portail.example/token");
  g_free (unit_await_refused (imagin_portal_sign_in (unsafe.portal, &words, opened, &unsafe, NULL),
                              IMAGIN_ERROR_UNTRUSTED));
  g_assert_null (unsafe.address);
}

static void
test_methods_that_cannot_be_used (void)
{
  static const char *const bad[] = {
    "",    "http://portail.example",      "file:///etc/passwd", "https://a@portail.example",
    "--x", "https://portail.example/?a=b"
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (ImaginSignInMethod) method = method_of (bad[i], "");
      g_autoptr (GError) error = NULL;

      g_assert_null (imagin_portal_new (method, &error));
      unit_assert_error (&error, IMAGIN_ERROR_UNTRUSTED);
    }
}

static void
test_ports_of_the_academy (void)
{
  g_autoptr (ImaginSignInMethod) method =
      method_of ("https://portail.example", ",\"ports\":[80,1024,\"7\",65535,65536,-1,8443.5,null]");
  g_autoptr (ImaginSignInMethod) any = method_of ("https://portail.example", "");
  g_autoptr (GArray) ports = imagin_sign_in_method_get_ports (method);
  g_autoptr (GArray) none = imagin_sign_in_method_get_ports (any);

  g_assert_cmpuint (ports->len, ==, 2);
  g_assert_cmpuint (g_array_index (ports, guint16, 0), ==, 1024);
  g_assert_cmpuint (g_array_index (ports, guint16, 1), ==, 65535);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Renewing, through the remote as the account does it. */

static DexFuture *
keep (const char *refresh_token, gpointer data)
{
  g_set_str ((char **) data, refresh_token);
  return dex_future_new_for_boolean (TRUE);
}

typedef struct
{
  Scene scene;
  UnitServer server;
  ImaginRemote *remote;
  char *kept;
} Stay;

static void
stay_open (Stay *self)
{
  g_autoptr (ImaginTokens) tokens = NULL;

  scene_open (&self->scene);
  imagin_portal_set_patience (self->scene.portal, 60, 1);
  unit_server_start (&self->server);
  self->server.tokens = 1;
  self->remote = unit_server_remote (&self->server);
  imagin_remote_set_portal (self->remote, self->scene.portal);
  imagin_remote_set_token_keeper (self->remote, keep, &self->kept);
  tokens = sign_in (&self->scene);
  unit_await_done (imagin_remote_take_tokens (self->remote, tokens));
  g_assert_cmpstr (self->kept, ==, "refresh-1");
}

static void
stay_close (Stay *self)
{
  unit_wait_ms (20);
  g_clear_object (&self->remote);
  unit_server_stop (&self->server);
  scene_close (&self->scene);
  g_free (self->kept);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stay, stay_close)

static DexFuture *
fetch (Stay *self)
{
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/data");

  return imagin_remote_send (self->remote, request);
}

static void
test_two_401_one_refresh (gconstpointer rotates)
{
  g_auto (Stay) stay = { 0 };
  DexFuture *one, *two;
  g_autoptr (GHashTable) form = NULL;

  stay_open (&stay);
  g_object_unref (unit_await_object (fetch (&stay)));
  stay.scene.issuer.rotates = GPOINTER_TO_INT (rotates);
  stay.server.tokens = 2; /* what the second answer of the issuer will be worth */
  stay.server.hold = 2;
  one = fetch (&stay);
  two = fetch (&stay);
  g_object_unref (unit_await_object (one));
  g_object_unref (unit_await_object (two));
  g_assert_cmpuint (stay.scene.issuer.token_requests, ==, 2);
  g_assert_cmpuint (stay.server.refreshes, ==, 0); /* never at the academy */
  g_assert_cmpstr (stay.kept, ==, GPOINTER_TO_INT (rotates) ? "refresh-2" : "refresh-1");
  form = soup_form_decode (stay.scene.issuer.form);
  g_assert_cmpstr (g_hash_table_lookup (form, "refresh_token"), ==, "refresh-1");
}

static void
check_refresh (guint status, const char *error, gboolean silent, ImaginError code)
{
  g_auto (Stay) stay = { 0 };

  stay_open (&stay);
  stay.server.tokens = 9;
  stay.scene.issuer.status = status;
  stay.scene.issuer.error = g_strdup (error);
  stay.scene.issuer.silent = silent;
  g_free (unit_await_refused (fetch (&stay), code));
  g_assert_true (imagin_remote_has_session (stay.remote));
}

static void
test_refresh_is_refused (void)
{
  check_refresh (400, "invalid_grant", FALSE, IMAGIN_ERROR_SIGN_IN_REQUIRED);
}

/* A portal that is down, slow, or confused never signs anybody out. */
static void
test_portal_is_away (void)
{
  g_auto (Stay) stay = { 0 };

  check_refresh (503, "server_error", FALSE, IMAGIN_ERROR_OFFLINE);
  check_refresh (400, "invalid_client", FALSE, IMAGIN_ERROR_OFFLINE);
  check_refresh (0, NULL, TRUE, IMAGIN_ERROR_OFFLINE);
  stay_open (&stay);
  stay.server.tokens = 9;
  soup_server_disconnect (stay.scene.issuer.server);
  g_free (unit_await_refused (fetch (&stay), IMAGIN_ERROR_OFFLINE));
}

static void
test_sign_out (void)
{
  g_auto (Stay) stay = { 0 };
  g_autofree char *address = NULL;
  g_autofree char *wanted = NULL;

  stay_open (&stay);
  unit_await_done (imagin_remote_sign_out (stay.remote));
  g_assert_false (imagin_remote_has_session (stay.remote));
  g_assert_cmpuint (stay.scene.issuer.revocations, ==, 1);
  address = unit_await_string (imagin_portal_find_end_session (stay.scene.portal));
  wanted = g_strconcat (stay.scene.issuer.name, "/end?client_id=" UNIT_CLIENT, NULL);
  g_assert_cmpstr (address, ==, wanted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/portal/normal", test_normal);
  g_test_add_func ("/portal/nothing-is-used-twice", test_nothing_is_used_twice);
  g_test_add_func ("/portal/stray-callbacks-ask-for-no-token", test_stray_callbacks_ask_for_no_token);
  g_test_add_func ("/portal/refused-consent", test_refused_consent);
  g_test_add_func ("/portal/stopped-and-late", test_stopped_and_late);
  g_test_add_data_func ("/portal/the-computer-is-late", GINT_TO_POINTER (600), test_clock_is_off);
  g_test_add_data_func ("/portal/the-computer-is-early", GINT_TO_POINTER (-600), test_clock_is_off);
  g_test_add_func ("/portal/no-date-came", test_without_a_date);
  g_test_add_func ("/portal/keys-changed", test_keys_changed);
  g_test_add_func ("/portal/unknown-key", test_unknown_key);
  g_test_add_func ("/portal/the-token-endpoint-misbehaves", test_token_endpoint_misbehaves);
  g_test_add_func ("/portal/no-redirect-takes-the-code-along", test_no_redirect_takes_the_code_along);
  g_test_add_func ("/portal/another-issuer-than-named", test_another_issuer_than_named);
  g_test_add_func ("/portal/methods-that-cannot-be-used", test_methods_that_cannot_be_used);
  g_test_add_func ("/portal/ports-of-the-academy", test_ports_of_the_academy);
  g_test_add_data_func ("/portal/two-401-one-refresh/rotating", GINT_TO_POINTER (TRUE), test_two_401_one_refresh);
  g_test_add_data_func ("/portal/two-401-one-refresh/not-rotating", GINT_TO_POINTER (FALSE), test_two_401_one_refresh);
  g_test_add_func ("/portal/a-refused-refresh-asks-to-sign-in", test_refresh_is_refused);
  g_test_add_func ("/portal/a-portal-that-is-away-signs-nobody-out", test_portal_is_away);
  g_test_add_func ("/portal/signing-out-tells-the-portal", test_sign_out);
  return g_test_run ();
}
