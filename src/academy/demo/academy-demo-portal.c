/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demonstration as its own issuer, so that both ways in can be tried. */

#include "academy/demo/academy-demo-portal.h"

#include "academy/academy-jose.h"
#include "academy/academy-password.h"
#include "academy/database/academy-people.h"
#include "academy/database/academy-portal.h"
#include "academy/database/academy-subjects.h"
#include "academy/demo/academy-demo.h"
#include "base/imagin-error.h"

#define SKEW_SECONDS 60

gboolean
academy_demo_portal_open (AcademyDatabase *database, const char *address, AcademyTrustRules *rules, GError **error)
{
  static const char *const scopes[] = { "openid", "profile", "offline_access", NULL };
  g_autofree char *intervener_id = academy_people_find (database, ACADEMY_DEMO_NUMBER);

  if (intervener_id != NULL &&
      !academy_subject_add (database, ACADEMY_SUBJECTS_OWN, ACADEMY_DEMO_LOGIN, intervener_id, error))
    return FALSE;
  rules->issuer = g_strconcat (address, "portal", NULL);
  rules->client = g_strdup ("imagin-demonstration");
  rules->audience = g_strdup ("urn:imagin:demonstration");
  rules->claim = g_strdup ("sub");
  rules->scopes = g_strdupv ((char **) scopes);
  rules->ports = g_array_new (FALSE, FALSE, sizeof (gint64));
  rules->skew = SKEW_SECONDS;
  rules->keys_seconds = 1;
  rules->own = TRUE;
  return TRUE;
}

gboolean
academy_demo_portal_make_key (AcademyDatabase *database, GError **error)
{
  g_autofree char *name = academy_token_new ();
  char *key = academy_jose_key_new (name);
  gboolean kept;

  if (key == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "No key could be made");
  kept = academy_database_begin (database, TRUE, error) && academy_portal_set_key (database, key, error) &&
         academy_database_commit (database, error);
  if (!kept)
    academy_database_rollback (database);
  academy_secret_free (key);
  return kept;
}

gboolean
academy_demo_portal_ensure_key (AcademyDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) keys = academy_portal_keys (database);

  return keys->len > 0 || academy_demo_portal_make_key (database, error);
}
