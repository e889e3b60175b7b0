/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sign-in by number and password, refresh and sign-out. Passwords are looked at on threads of their own. */

#include "academy/academy-info.h"
#include "academy/academy-json.h"
#include "academy/academy-password.h"
#include "academy/academy-time.h"
#include "academy/database/academy-journal.h"
#include "academy/database/academy-people.h"
#include "academy/database/academy-sessions.h"
#include "academy/http/academy-router.h"
#include "academy/http/academy-server.h"

#define HASH_THREADS 2
#define HASH_QUEUE 32
#define TOKEN_MAXIMUM 1024

/* One password on its way through the threads. */
typedef struct
{
  AcademyRequest *request;
  AcademyAttempt attempt;
  char *intervener_id; /* NULL: nobody has this number */
  char *number;
  char *password;
  char *fresh; /* NULL: sign-in only */
  char *hash;  /* NULL: the number is the password */
  gboolean must_change;
  JsonArray *faults; /* what is wrong with @fresh */
  gboolean right;
  char *fresh_hash;
} Check;

static void
check_free (Check *check)
{
  g_clear_pointer (&check->request, academy_request_unref);
  g_free (check->intervener_id);
  g_free (check->number);
  g_clear_pointer (&check->password, academy_secret_free);
  g_clear_pointer (&check->fresh, academy_secret_free);
  g_free (check->hash);
  g_clear_pointer (&check->faults, json_array_unref);
  g_free (check->fresh_hash);
  g_free (check);
}

static void
answer_tokens (AcademyRequest *request, AcademyTokens *tokens)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  academy_json_text (builder, "access_token", tokens->access);
  academy_json_text (builder, "token_type", "Bearer");
  academy_json_integer (builder, "expires_in", request->options->access_seconds);
  academy_json_text (builder, "refresh_token", tokens->refresh);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  academy_answer_json (request, SOUP_STATUS_OK, node);
}

static void
answer_locked (AcademyRequest *request, gint64 seconds)
{
  g_autofree char *wait = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
  gint64 minutes = (seconds + 59) / 60;
  g_autofree char *detail =
      g_strdup_printf ("Trop d’essais avec un mot de passe incorrect. Réessayez dans %" G_GINT64_FORMAT " minute%s.",
                       minutes, minutes > 1 ? "s" : "");

  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Retry-After", wait);
  academy_answer_problem_full (request, "locked-out", detail, NULL, NULL);
}

static void
answer_wrong (Check *check)
{
  gint64 left = check->attempt.left;
  g_autofree char *detail = NULL;

  /* Nobody may be told to try again and that it is of no use. */
  if (left == 0)
    {
      answer_locked (check->request, check->attempt.lock_seconds);
      return;
    }
  /* First what decides whether one tries once more. */
  if (left > 1)
    detail = g_strdup_printf (
        "Il reste %" G_GINT64_FORMAT " essais. Vérifiez le numéro d’intervenant sur votre convocation.", left);
  else
    detail = g_strdup ("Il reste un essai. Vérifiez le numéro d’intervenant sur votre convocation.");
  academy_answer_problem_full (check->request, "wrong-credentials", detail, "attempts_left",
                               json_node_init_int (json_node_alloc (), left));
}

static gboolean
open_session (Check *check, AcademyTokens *tokens, GError **error)
{
  AcademyDatabase *database = check->request->database;
  g_autofree char *at = academy_now_text ();

  if (check->fresh_hash != NULL &&
      (!academy_people_set_password_hash (database, check->intervener_id, check->fresh_hash, error) ||
       !academy_session_revoke_all (database, check->intervener_id, error) ||
       !academy_journal_add (database, NULL, "password_changed", NULL, check->intervener_id, NULL, at, error)))
    return FALSE;
  return academy_session_open (database, check->intervener_id, check->request->options->access_seconds, tokens, error);
}

/* The password was right. */
static gboolean
settle (Check *check, GError **error)
{
  AcademyDatabase *database = check->request->database;
  AcademyTokens tokens = { NULL, NULL };
  gboolean settled;

  if (!academy_attempt_succeed (database, check->number, error))
    return FALSE;
  if (check->fresh == NULL && check->must_change)
    {
      academy_answer_problem (check->request, "password-change-required");
      return TRUE;
    }
  if (check->fresh != NULL && json_array_get_length (check->faults) > 0)
    {
      academy_answer_faults (check->request, "bad-password", check->faults);
      return TRUE;
    }
  settled = open_session (check, &tokens, error);
  if (settled)
    answer_tokens (check->request, &tokens);
  academy_tokens_clear (&tokens);
  return settled;
}

/* Back on the main thread. */
static gboolean
check_done (gpointer data)
{
  Check *check = data;
  AcademyDatabase *database = check->request->database;
  SoupServerMessage *message = check->request->message;
  g_autoptr (GError) error = NULL;

  if (!check->right)
    answer_wrong (check);
  else if (check->fresh != NULL && json_array_get_length (check->faults) == 0 && check->fresh_hash == NULL)
    academy_answer_problem (check->request, "busy");
  else if (!academy_database_begin (database, TRUE, &error) || !settle (check, &error) ||
           !academy_database_commit (database, &error))
    {
      academy_database_rollback (database);
      academy_answer_failure (check->request, error);
    }
  soup_server_message_unpause (message);
  check_free (check);
  return G_SOURCE_REMOVE;
}

static void
check_on_thread (gpointer data, gpointer unused)
{
  Check *check = data;
  gboolean first = check->intervener_id != NULL && check->hash == NULL;

  /* As slow whether the number is known or not, and whether the password is the first one or not. */
  check->right = academy_password_verify (check->hash, check->password);
  if (first)
    check->right = academy_secret_equal (check->number, check->password);
  if (check->right && check->fresh != NULL && json_array_get_length (check->faults) == 0)
    check->fresh_hash = academy_password_hash (check->fresh);
  g_idle_add (check_done, check);
}

static GThreadPool *the_pool;

static GThreadPool *
hash_pool (void)
{
  if (the_pool == NULL)
    the_pool = g_thread_pool_new (check_on_thread, NULL, HASH_THREADS, FALSE, NULL);
  return the_pool;
}

void
academy_server_drain (void)
{
  if (the_pool != NULL)
    g_thread_pool_free (g_steal_pointer (&the_pool), FALSE, TRUE);
  /* Each one that is done waits in the main loop to be answered. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
count_attempt (Check *check)
{
  AcademyDatabase *database = check->request->database;
  g_autoptr (GError) error = NULL;

  if (academy_database_begin (database, TRUE, &error) &&
      academy_attempt_begin (database, check->number, &check->attempt, &error) &&
      academy_database_commit (database, &error))
    {
      if (check->attempt.wait_seconds == 0)
        return TRUE;
      answer_locked (check->request, check->attempt.wait_seconds);
      return FALSE;
    }
  academy_database_rollback (database);
  academy_answer_failure (check->request, error);
  return FALSE;
}

static gboolean
within (const char *text, glong minimum, glong maximum)
{
  return text != NULL && g_utf8_strlen (text, -1) >= minimum && g_utf8_strlen (text, -1) <= maximum;
}

static void
start_check (AcademyRequest *request, gboolean changes)
{
  g_autoptr (JsonObject) body = academy_request_object (request);
  const char *number = imagin_json_text_member (body, "number");
  const char *password = imagin_json_text_member (body, "password");
  const char *fresh = imagin_json_text_member (body, "new_password");
  Check *check;

  if (body == NULL)
    return;
  if (!within (number, 1, 64) || !within (password, 1, 1024) || (changes && !within (fresh, 0, 1024)))
    {
      academy_answer_problem (request, "malformed");
      return;
    }
  if (g_thread_pool_unprocessed (hash_pool ()) >= HASH_QUEUE)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Retry-After", "2");
      academy_answer_problem (request, "busy");
      return;
    }
  check = g_new0 (Check, 1);
  check->request = academy_request_ref (request);
  check->number = g_strdup (number);
  check->password = g_strdup (password);
  check->fresh = changes ? g_strdup (fresh) : NULL;
  check->faults = changes ? academy_info_check_password (number, password, fresh) : NULL;
  if (!count_attempt (check))
    {
      check_free (check);
      return;
    }
  check->intervener_id = academy_people_find (request->database, number);
  if (check->intervener_id != NULL)
    check->hash = academy_people_password_hash (request->database, check->intervener_id, &check->must_change);
  soup_server_message_pause (request->message);
  g_thread_pool_push (hash_pool (), check, NULL);
}

void
academy_handle_sign_in (AcademyRequest *request)
{
  start_check (request, FALSE);
}

void
academy_handle_password (AcademyRequest *request)
{
  start_check (request, TRUE);
}

static char *
refresh_token (AcademyRequest *request)
{
  g_autoptr (JsonObject) body = academy_request_object (request);
  const char *token = imagin_json_text_member (body, "refresh_token");

  if (body == NULL)
    return NULL;
  if (within (token, 1, TOKEN_MAXIMUM))
    return g_strdup (token);
  academy_answer_problem (request, "malformed");
  return NULL;
}

void
academy_handle_refresh (AcademyRequest *request)
{
  AcademyDatabase *database = request->database;
  char *token = refresh_token (request);
  AcademyTokens tokens = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  if (token == NULL)
    return;
  /* Kept also where the answer is a 401: a token used twice ends its family. */
  if (!academy_database_begin (database, TRUE, &error) ||
      !academy_session_refresh (database, token, request->options->access_seconds, &tokens, &error) ||
      !academy_database_commit (database, &error))
    {
      academy_database_rollback (database);
      academy_answer_failure (request, error);
    }
  else if (tokens.refresh != NULL)
    answer_tokens (request, &tokens);
  else
    academy_answer_problem (request, "session-expired");
  academy_tokens_clear (&tokens);
  academy_secret_free (token);
}

void
academy_handle_revoke (AcademyRequest *request)
{
  AcademyDatabase *database = request->database;
  char *token = refresh_token (request);
  g_autoptr (GError) error = NULL;

  if (token == NULL)
    return;
  if (!academy_database_begin (database, TRUE, &error) || !academy_session_revoke (database, token, &error) ||
      !academy_database_commit (database, &error))
    {
      academy_database_rollback (database);
      academy_answer_failure (request, error);
    }
  else
    academy_answer_empty (request);
  academy_secret_free (token);
}
