/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an academy says when it refuses: four shapes, and none. */

#include "unit-wait.h"

#include "remote/imagin-problem.h"

static const struct
{
  const char *rule;
  guint status;
  const char *body; /* NULL: none */
  ImaginError code;
  const char *message;
} cases[] = {
  { "rfc-9457", 409,
    "{\"type\":\"urn:imagin:problem:closed\",\"title\":\"Clos\",\"status\":409,\"detail\":\"La saisie est close.\"}",
    IMAGIN_ERROR_CLOSED, "La saisie est close." },
  { "rfc-9457-with-a-field", 422,
    "{\"title\":\"Refusé\",\"detail\":\"Deux "
    "champs\",\"errors\":[{\"pointer\":\"/work/entries/0/quantity\",\"code\":\"out_of_range\",\"detail\":\"500 au "
    "plus\"},{\"pointer\":\"/note\",\"detail\":\"x\"}]}",
    IMAGIN_ERROR_INVALID, "/work/entries/0/quantity: 500 au plus" },
  { "rfc-9457-title-alone", 404, "{\"title\":\"Introuvable\"}", IMAGIN_ERROR_NOT_FOUND, "Introuvable" },
  { "violations", 422,
    "{\"status\":422,\"detail\":\"copies: 500 au plus\",\"violations\":[{\"propertyPath\":\"copies\",\"message\":\"500 "
    "au plus\"}]}",
    IMAGIN_ERROR_INVALID, "500 au plus" },
  { "violations-without-one", 422, "{\"status\":422,\"detail\":\"Refusé\",\"violations\":[]}", IMAGIN_ERROR_INVALID,
    "Refusé" },
  { "errors-list", 403, "{\"errors\":[{\"code\":\"40301\",\"title\":\"Accès refusé\",\"detail\":\"Profil inconnu\"}]}",
    IMAGIN_ERROR_FORBIDDEN, "Profil inconnu" },
  { "errors-list-title-alone", 403, "{\"errors\":[{\"code\":\"40301\",\"title\":\"Accès refusé\"}]}",
    IMAGIN_ERROR_FORBIDDEN, "Accès refusé" },
  { "message", 503, "{\"message\":\"Maintenance jusqu’à 14 h\"}", IMAGIN_ERROR_UNAVAILABLE,
    "Maintenance jusqu’à 14 h" },
  { "a-page-of-html", 502, "<html><body>Bad gateway</body></html>", IMAGIN_ERROR_UNAVAILABLE, "" },
  { "a-list", 500, "[\"no\"]", IMAGIN_ERROR_UNAVAILABLE, "" },
  { "members-of-another-kind", 500, "{\"detail\":5,\"errors\":{},\"violations\":[7],\"message\":null}",
    IMAGIN_ERROR_UNAVAILABLE, "" },
  { "an-empty-body", 413, "", IMAGIN_ERROR_TOO_LARGE, "" },
  { "no-body", 415, NULL, IMAGIN_ERROR_UNSUPPORTED_TYPE, "" },
  { "first-password", 403, "{\"type\":\"urn:imagin:problem:password-change-required\",\"detail\":\"d\"}",
    IMAGIN_ERROR_PASSWORD_CHANGE_REQUIRED, "d" },
  { "wrong-password", 401, "{\"type\":\"urn:imagin:problem:wrong-credentials\",\"detail\":\"d\"}",
    IMAGIN_ERROR_WRONG_CREDENTIALS, "d" },
  { "wrong-password-tries-left", 401,
    "{\"type\":\"urn:imagin:problem:wrong-credentials\",\"detail\":\"d\",\"attempts_left\":1}",
    IMAGIN_ERROR_WRONG_CREDENTIALS, "d" },
  { "wrong-password-no-try-left", 401,
    "{\"type\":\"urn:imagin:problem:wrong-credentials\",\"detail\":\"d\",\"attempts_left\":0}", IMAGIN_ERROR_LOCKED_OUT,
    "d" },
  { "locked-out", 429, "{\"type\":\"urn:imagin:problem:locked-out\",\"detail\":\"d\"}", IMAGIN_ERROR_LOCKED_OUT, "d" },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GBytes) body = cases[i].body != NULL ? g_bytes_new_static (cases[i].body, strlen (cases[i].body)) : NULL;
  g_autoptr (GError) error = imagin_problem_to_error (cases[i].status, body);

  g_assert_cmpstr (error->message, ==, cases[i].message);
  unit_assert_error (&error, cases[i].code);
}

static void
test_bare_statuses (void)
{
  static const struct
  {
    guint status;
    ImaginError code;
  } statuses[] = {
    { 302, IMAGIN_ERROR_UNTRUSTED },
    { 307, IMAGIN_ERROR_UNTRUSTED },
    { 400, IMAGIN_ERROR_FAILED },
    { 401, IMAGIN_ERROR_SIGN_IN_REQUIRED },
    { 403, IMAGIN_ERROR_FORBIDDEN },
    { 404, IMAGIN_ERROR_NOT_FOUND },
    { 409, IMAGIN_ERROR_CLOSED },
    { 410, IMAGIN_ERROR_NOT_FOUND },
    { 412, IMAGIN_ERROR_CONFLICT },
    { 413, IMAGIN_ERROR_TOO_LARGE },
    { 415, IMAGIN_ERROR_UNSUPPORTED_TYPE },
    { 418, IMAGIN_ERROR_FAILED },
    { 422, IMAGIN_ERROR_INVALID },
    { 428, IMAGIN_ERROR_FAILED },
    { 429, IMAGIN_ERROR_TOO_MANY_REQUESTS },
    { 500, IMAGIN_ERROR_UNAVAILABLE },
    { 503, IMAGIN_ERROR_UNAVAILABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = imagin_problem_to_error (statuses[i].status, NULL);

      unit_assert_error (&error, statuses[i].code);
    }
}

static void
test_a_body_without_end (void)
{
  g_autofree char *filler = g_strnfill (2 * 1024 * 1024, 'x');
  g_autofree char *text = g_strdup_printf ("{\"detail\":\"%s\"}", filler);
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = imagin_problem_to_error (500, body);

  g_assert_cmpstr (error->message, ==, "");
  unit_assert_error (&error, IMAGIN_ERROR_UNAVAILABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/problem/", cases[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/problem/the-bare-status-means-something-too", test_bare_statuses);
  g_test_add_func ("/problem/a-body-over-the-bound-is-not-read", test_a_body_without_end);
  return g_test_run ();
}
