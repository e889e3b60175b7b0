/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program itself, over HTTP: sign-in, lock-out, what its files hold, and each status answered as the table says. */

#include "academy-fixture.h"

#include "base/imagin-json.h"
#include "domain/imagin-status.h"

#include <string.h>

#define PASSWORD "Canari-7f3a9c-mot-de-passe"

static char *
sign_in (Fixture *fixture)
{
  g_auto (Answer) answer =
      fixture_ask (fixture, "POST", "v1/session/password", NULL, NULL,
                   "{\"number\":\"0482917\",\"password\":\"0482917\",\"new_password\":\"" PASSWORD "\"}");

  g_assert_cmpuint (answer.status, ==, 200);
  return g_strdup (imagin_json_text_member (json_node_get_object (answer.json), "access_token"));
}

static void
assert_absent (const char *directory, const char *canary)
{
  g_autoptr (GDir) folder = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);
      g_autofree char *data = NULL;
      gsize size;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          assert_absent (path, canary);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &data, &size, NULL));
      g_assert_null (memmem (data, size, canary, strlen (canary)));
    }
}

/* Neither the password nor a token lies in any file of the academy, in none of its journals either. */
static void
test_canary (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *access = NULL;
  g_auto (Answer) opened = { 0 };
  g_auto (Answer) me = { 0 };

  fixture_open (&fixture);
  fixture_serve (&fixture);
  access = sign_in (&fixture);
  opened = fixture_ask (&fixture, "POST", "v1/session", NULL, NULL,
                        "{\"number\":\"0482917\",\"password\":\"" PASSWORD "\"}");
  g_assert_cmpuint (opened.status, ==, 200);
  me = fixture_ask (&fixture, "GET", "v1/me", access, NULL, NULL);
  g_assert_cmpuint (me.status, ==, 200);
  assert_absent (fixture.directory, PASSWORD);
  assert_absent (fixture.directory, access);
  assert_absent (fixture.directory, imagin_json_text_member (json_node_get_object (opened.json), "access_token"));
  assert_absent (fixture.directory, imagin_json_text_member (json_node_get_object (opened.json), "refresh_token"));
}

static void
try_password (Fixture *fixture, const char *password, guint status, gint64 attempts_left)
{
  g_autofree char *body = g_strdup_printf ("{\"number\":\"0482917\",\"password\":\"%s\"}", password);
  g_auto (Answer) answer = fixture_ask (fixture, "POST", "v1/session", NULL, NULL, body);

  g_assert_cmpuint (answer.status, ==, status);
  if (status == 401)
    g_assert_cmpint (imagin_json_integer_member (json_node_get_object (answer.json), "attempts_left", -1), ==,
                     attempts_left);
  if (status == 429)
    g_assert_cmpint (g_ascii_strtoll (answer.retry_after, NULL, 10), >, 0);
}

static void
test_lock_out (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *access = NULL;
  g_autofree char *output = NULL;

  fixture_open (&fixture);
  fixture_serve (&fixture);
  access = sign_in (&fixture);
  output = fixture_run (&fixture, "set-limits --lockout-tries 3 --lockout-seconds 2", NULL);
  try_password (&fixture, "faux", 401, 2);
  try_password (&fixture, PASSWORD, 200, 0); /* the count begins again */
  try_password (&fixture, "faux", 401, 2);
  try_password (&fixture, "faux", 401, 1);
  try_password (&fixture, "faux", 429, 0);   /* says at once how long */
  try_password (&fixture, PASSWORD, 429, 0); /* even the right one */
  g_usleep (2500 * 1000);
  try_password (&fixture, PASSWORD, 200, 0);
}

static void
check_status (Fixture *fixture, const char *token, const ImaginStatusInfo *info)
{
  static const char body[] = "{\"parts\":[\"work\"],\"receipts\":[]}";
  g_autofree char *note = NULL;
  g_autofree char *validation = NULL;
  g_auto (Answer) read = { 0 };
  g_auto (Answer) saved = { 0 };
  g_auto (Answer) absent = { 0 };
  g_auto (Answer) validated = { 0 };
  g_autofree char *uuid = g_uuid_string_random ();

  fixture_set_status (fixture, "m-0042", "work", info->code, NULL);
  read = fixture_ask (fixture, "GET", "v1/missions/m-0042/statement", token, NULL, NULL);
  g_assert_cmpuint (read.status, ==, 200);
  note = g_strdup_printf ("{\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":%u}],\"sessions\":[]},"
                          "\"receipts_by_post\":false,\"note\":null}",
                          g_random_int_range (1, 500));
  saved = fixture_ask (fixture, "PUT", "v1/missions/m-0042/statement", token, read.etag, note);
  g_assert_cmpuint (saved.status, ==, info->writable ? 200 : 409);
  validation = g_strconcat ("v1/missions/m-0042/statement/validations/", uuid, NULL);
  validated = fixture_ask (fixture, "PUT", validation, token, info->writable ? saved.etag : read.etag, body);
  g_assert_cmpuint (validated.status, ==, info->writable ? 201 : 409);
  if (!info->writable)
    {
      absent = fixture_ask (fixture, "PUT", "v1/missions/m-0042/statement/absence", token, read.etag,
                            "{\"reason\":\"Malade\"}");
      g_assert_cmpuint (absent.status, ==, 409);
    }
}

static void
test_every_status (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *access = NULL;
  guint count;
  const ImaginStatusInfo *statuses = imagin_status_all (&count);

  fixture_open (&fixture);
  fixture_serve (&fixture);
  access = sign_in (&fixture);
  for (guint i = 0; i < count; i++)
    check_status (&fixture, access, &statuses[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/academy/served/no-secret-in-its-files", test_canary);
  g_test_add_func ("/academy/served/locks-after-wrong-passwords", test_lock_out);
  g_test_add_func ("/academy/served/every-status", test_every_status);
  return g_test_run ();
}
