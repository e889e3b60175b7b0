/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in to an account through the academy's portal. */

#include "account/imagin-account-private.h"
#include "base/imagin-error.h"

typedef struct
{
  ImaginAccount *account;
  ImaginSignInMethod *method;
  ImaginPortal *portal;
  DexFuture *tokens; /* what the portal gives */
} Visit;

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  if (imagin_account_get_portal (visit->account) == visit->portal)
    imagin_account_set_portal (visit->account, NULL);
  g_object_unref (visit->account);
  g_object_unref (visit->method);
  g_object_unref (visit->portal);
  dex_clear (&visit->tokens);
  g_free (visit);
}

/* Who the academy takes the bearer of these tokens for. They are not the account's yet: nothing that waits here may
 * leave in another person's name. */
static ImaginPerson *
ask_who (ImaginRemote *remote, ImaginTokens *tokens, GError **error)
{
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", "/me");
  g_autofree char *authorization = g_strconcat ("Bearer ", imagin_tokens_get_access (tokens), NULL);
  g_autoptr (ImaginAnswer) answer = NULL;
  GError *local = NULL;

  imagin_request_set_anonymous (request);
  imagin_request_set_header (request, "Authorization", authorization);
  answer = dex_await_object (imagin_remote_send (remote, request), &local);
  if (answer != NULL)
    return imagin_answer_read_entity (answer, IMAGIN_TYPE_PERSON, error);
  /* A session that has just begun is not over: the academy does not know this person, or not this portal. */
  if (imagin_error_matches (local, IMAGIN_ERROR_SIGN_IN_REQUIRED) ||
      imagin_error_matches (local, IMAGIN_ERROR_FORBIDDEN))
    local->code = IMAGIN_ERROR_PORTAL_REFUSED;
  g_propagate_error (error, local);
  return NULL;
}

/* Runs in a fiber. The same account as by the intervener number, for the same person at the same academy. */
static gboolean
take_identity (ImaginAccount *self, ImaginPerson *person, GError **error)
{
  ImaginAccountRecord *record = imagin_account_get_record (self);
  const char *number = imagin_entity_get_text (person, "number");
  g_autofree char *id = NULL;

  if (number == NULL || *number == '\0')
    number = imagin_entity_get_text (person, "id");
  id = imagin_account_id_of (self, number);
  /* An account that nobody has signed in to has no number yet. */
  if (imagin_account_get_number (self) != NULL && g_strcmp0 (imagin_account_get_id (self), id) != 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_ANOTHER_PERSON, "%s", "");
  if (!imagin_account_check_place (self, id, error))
    return FALSE;
  imagin_entity_set_text (record, "id", id);
  imagin_entity_set_text (record, "number", number);
  imagin_entity_set_entity (record, "person", person);
  return TRUE;
}

static DexFuture *
visit_fiber (gpointer data)
{
  Visit *visit = data;
  ImaginAccount *self = visit->account;
  g_autoptr (ImaginTokens) tokens = NULL;
  g_autoptr (ImaginPerson) person = NULL;
  ImaginRemote *remote = imagin_account_ensure_remote (self, NULL);
  GError *error = NULL;

  tokens = dex_await_object (g_steal_pointer (&visit->tokens), &error);
  if (tokens != NULL && imagin_account_get_info (self) == NULL && !dex_await (imagin_account_describe (self), &error))
    g_clear_object (&tokens);
  if (tokens != NULL && remote == NULL)
    remote = imagin_account_ensure_remote (self, &error);
  if (tokens == NULL || remote == NULL)
    return dex_future_new_for_error (error);
  person = ask_who (remote, tokens, &error);
  if (person == NULL || !take_identity (self, person, &error))
    {
      /* Nobody will use them: whoever finds them must not be able to. */
      if (imagin_tokens_get_refresh (tokens) != NULL)
        dex_future_disown (imagin_portal_revoke (visit->portal, imagin_tokens_get_refresh (tokens)));
      return dex_future_new_for_error (error);
    }
  imagin_entity_set_entity (imagin_account_get_record (self), "portal", visit->method);
  imagin_remote_set_portal (remote, visit->portal);
  imagin_account_begin_keeping (self);
  if (!dex_await (imagin_remote_take_tokens (remote, tokens), &error))
    return dex_future_new_for_error (error);
  imagin_account_end_keeping (self);
  if (!dex_await (imagin_account_keep_record (self), &error))
    return dex_future_new_for_error (error);
  imagin_account_begin (self);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_account_sign_in_by_portal (ImaginAccount *self,
                                  ImaginSignInMethod *method,
                                  const ImaginPortalWords *words,
                                  ImaginPortalOpener open,
                                  gpointer data,
                                  GDestroyNotify free_data)
{
  const ImaginLoopbackWords page = { words->language, words->title, words->done, words->refused, words->stray };
  GError *error = NULL;
  ImaginPortal *portal = imagin_portal_new (method, &error);
  Visit *visit;

  imagin_account_cancel_portal (self);
  if (portal == NULL)
    {
      if (free_data != NULL)
        free_data (data);
      return dex_future_new_for_error (error);
    }
  imagin_account_set_portal (self, portal);
  visit = g_new0 (Visit, 1);
  visit->account = g_object_ref (self);
  visit->method = imagin_entity_copy (method);
  visit->portal = portal;
  visit->tokens = imagin_portal_sign_in (portal, &page, open, data, free_data);
  return dex_scheduler_spawn (NULL, 0, visit_fiber, visit, visit_free);
}

void
imagin_account_cancel_portal (ImaginAccount *self)
{
  if (imagin_account_get_portal (self) != NULL)
    imagin_portal_cancel (imagin_account_get_portal (self));
}

gboolean
imagin_account_is_by_portal (ImaginAccount *self)
{
  return imagin_entity_is_set (imagin_account_get_record (self), "portal");
}

DexFuture *
imagin_account_find_end_session (ImaginAccount *self)
{
  ImaginSignInMethod *method = imagin_entity_get_entity (imagin_account_get_record (self), "portal");
  g_autoptr (ImaginPortal) portal = method != NULL ? imagin_portal_new (method, NULL) : NULL;

  return portal != NULL ? imagin_portal_find_end_session (portal) : dex_future_new_take_string (g_strdup (""));
}
