/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an academy says when it refuses, in the four shapes that are met. */

#include "remote/imagin-problem.h"

#include "base/imagin-json.h"
#include "remote/imagin-request.h"

#include <string.h>

#define PROBLEM_PREFIX "urn:imagin:problem:"

typedef struct
{
  guint status;
  const char *type; /* NULL: any */
  ImaginError code;
} Meaning;

static const Meaning meanings[] = {
  { 401, "wrong-credentials", IMAGIN_ERROR_WRONG_CREDENTIALS },
  { 401, NULL, IMAGIN_ERROR_SIGN_IN_REQUIRED },
  { 403, "password-change-required", IMAGIN_ERROR_PASSWORD_CHANGE_REQUIRED },
  { 403, NULL, IMAGIN_ERROR_FORBIDDEN },
  { 404, NULL, IMAGIN_ERROR_NOT_FOUND },
  { 409, NULL, IMAGIN_ERROR_CLOSED },
  { 410, NULL, IMAGIN_ERROR_NOT_FOUND },
  { 412, NULL, IMAGIN_ERROR_CONFLICT },
  { 413, NULL, IMAGIN_ERROR_TOO_LARGE },
  { 415, NULL, IMAGIN_ERROR_UNSUPPORTED_TYPE },
  { 422, NULL, IMAGIN_ERROR_INVALID },
  { 429, "locked-out", IMAGIN_ERROR_LOCKED_OUT },
  { 429, NULL, IMAGIN_ERROR_TOO_MANY_REQUESTS },
};

static ImaginError
meaning_of (guint status, const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].status == status && (meanings[i].type == NULL || g_strcmp0 (meanings[i].type, type) == 0))
      return meanings[i].code;
  if (status >= 500)
    return IMAGIN_ERROR_UNAVAILABLE;
  /* No redirect is ever followed: one that comes is a portal's page, not the academy. */
  return status >= 300 && status < 400 ? IMAGIN_ERROR_UNTRUSTED : IMAGIN_ERROR_FAILED;
}

static JsonObject *
first_object (JsonArray *array)
{
  JsonNode *node = array != NULL && json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static char *
sentence_of (JsonObject *problem)
{
  JsonObject *field = first_object (imagin_json_array_member (problem, "errors"));
  JsonObject *violation = first_object (imagin_json_array_member (problem, "violations"));
  const char *detail = imagin_json_text_member (problem, "detail");
  const char *pointer = imagin_json_text_member (field, "pointer");

  if (field != NULL && imagin_json_text_member (field, "detail") != NULL)
    return pointer != NULL ? g_strdup_printf ("%s: %s", pointer, imagin_json_text_member (field, "detail"))
                           : g_strdup (imagin_json_text_member (field, "detail"));
  if (violation != NULL && imagin_json_text_member (violation, "message") != NULL)
    return g_strdup (imagin_json_text_member (violation, "message"));
  if (detail != NULL)
    return g_strdup (detail);
  if (field != NULL && imagin_json_text_member (field, "title") != NULL)
    return g_strdup (imagin_json_text_member (field, "title"));
  if (imagin_json_text_member (problem, "message") != NULL)
    return g_strdup (imagin_json_text_member (problem, "message"));
  return g_strdup (imagin_json_text_member (problem, "title"));
}

GError *
imagin_problem_to_error (guint status, GBytes *body)
{
  g_autoptr (JsonNode) root = body != NULL ? imagin_json_parse (body, IMAGIN_PROBLEM_MAXIMUM_BYTES, NULL) : NULL;
  JsonObject *problem = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *type = imagin_json_text_member (problem, "type");
  g_autofree char *sentence = problem != NULL ? sentence_of (problem) : NULL;

  if (type != NULL && g_str_has_prefix (type, PROBLEM_PREFIX))
    type += strlen (PROBLEM_PREFIX);
  /* The last try that was left: another one would be of no use. */
  if (status == 401 && g_strcmp0 (type, "wrong-credentials") == 0 &&
      imagin_json_integer_member (problem, "attempts_left", -1) == 0)
    return g_error_new_literal (IMAGIN_ERROR, IMAGIN_ERROR_LOCKED_OUT, sentence != NULL ? sentence : "");
  /* Without a sentence of the academy's the message stays empty: the screen has one of its own for every code. */
  return g_error_new_literal (IMAGIN_ERROR, (int) meaning_of (status, type), sentence != NULL ? sentence : "");
}
