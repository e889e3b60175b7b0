/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who asks: by an access token of the academy's own sessions, or by one of the issuer that it trusts. */

#include "academy/http/academy-bearer.h"

#include "academy/academy-trust.h"
#include "academy/database/academy-portal.h"
#include "academy/database/academy-sessions.h"
#include "academy/database/academy-subjects.h"

/* The scheme's name has no case (RFC 9110, 11.1). */
static const char *
token_of (AcademyRequest *self)
{
  const char *authorization = academy_request_header (self, "Authorization");

  return authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0 ? authorization + 7 : NULL;
}

/* The academy's own tokens are plain words. */
static gboolean
is_of_issuer (AcademyRequest *self, const char *token)
{
  return self->options->trust != NULL && token != NULL && strchr (token, '.') != NULL;
}

gboolean
academy_bearer_prepare (AcademyRequest *self, GSourceOnceFunc done)
{
  const char *token = token_of (self);
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  if (!is_of_issuer (self, token) ||
      academy_trust_judge (self->options->trust, token, &name, &id) != ACADEMY_VERDICT_KEYS_NEEDED)
    return TRUE;
  if (!academy_trust_fetch_keys (self->options->trust, done, self))
    return TRUE;
  academy_request_ref (self);
  return FALSE;
}

/* A portal of the academy's own knows also what was taken back. */
static gboolean
was_taken_back (AcademyRequest *self, const char *id)
{
  return academy_trust_get_rules (self->options->trust)->own &&
         (id == NULL || !academy_portal_is_live (self->database, id));
}

static char *
find_person (AcademyRequest *self, const char *name)
{
  const AcademyTrustRules *rules = academy_trust_get_rules (self->options->trust);

  return academy_subject_intervener (self->database, rules->own ? ACADEMY_SUBJECTS_OWN : rules->issuer, name);
}

/* The token is good; whether the academy knows its person is another matter. */
static void
admit (AcademyRequest *self, const char *name, const char *id)
{
  if (was_taken_back (self, id))
    {
      academy_answer_problem (self, "sign-in-required");
      return;
    }
  self->intervener_id = find_person (self, name);
  /* Signing in once more would not help: it is said whom to write to. */
  if (self->intervener_id == NULL)
    academy_answer_problem_full (self, "sign-in-required",
                                 "Le portail vous a reconnu, mais l’académie ne connaît aucun intervenant à ce nom. "
                                 "Écrivez au service gestionnaire.",
                                 NULL, NULL);
}

static gboolean
sign_in_by_issuer (AcademyRequest *self, const char *token)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  switch (academy_trust_judge (self->options->trust, token, &name, &id))
    {
    case ACADEMY_VERDICT_BELIEVED:
      admit (self, name, id);
      break;
    case ACADEMY_VERDICT_KEYS_NEEDED:
    case ACADEMY_VERDICT_AWAY:
      /* Not a 401: the token may be good, and whoever holds it must not throw it away. */
      soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "Retry-After", "5");
      academy_answer_problem (self, "busy");
      break;
    case ACADEMY_VERDICT_REFUSED:
    default:
      academy_answer_problem (self, "sign-in-required");
      break;
    }
  return self->intervener_id != NULL;
}

gboolean
academy_bearer_sign_in (AcademyRequest *self)
{
  const char *token = token_of (self);

  if (is_of_issuer (self, token))
    return sign_in_by_issuer (self, token);
  if (token != NULL)
    self->intervener_id = academy_session_intervener (self->database, token);
  if (self->intervener_id != NULL)
    return TRUE;
  academy_answer_problem (self, "sign-in-required");
  return FALSE;
}
