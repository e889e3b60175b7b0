/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missions: page by page, what changed, one, and its convocation. */

#include "academy/academy-convocation.h"
#include "academy/academy-info.h"
#include "academy/academy-json.h"
#include "academy/academy-view.h"
#include "academy/database/academy-people.h"
#include "academy/http/academy-router.h"
#include "base/imagin-limits.h"

#define LIMIT_DEFAULT 100
#define TOKEN_MAXIMUM 512

/* Where a pull stands. Every page of it carries the cursor of its start, so that nothing that moves meanwhile is
 * missed. */
typedef struct
{
  gint64 limit;
  gint64 since;  /* only what changed after this */
  gint64 cursor; /* the last change when the pull began */
  gint64 after;  /* the ordinal of the last mission of the page before */
} Pull;

/* "epoch.change" → change; FALSE where it is of another epoch, or not yet reached in this one. */
static gboolean
read_cursor (AcademyDatabase *database, const char *text, gint64 *change)
{
  gsize length = strlen (database->epoch);

  return g_str_has_prefix (text, database->epoch) && text[length] == '.' &&
         g_ascii_string_to_signed (text + length + 1, 10, 0, academy_database_last (database, "change"), change, NULL);
}

static char *
write_page (AcademyDatabase *database, const Pull *pull)
{
  g_autofree char *plain = g_strdup_printf ("%s.%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT,
                                            database->epoch, pull->since, pull->cursor, pull->after);
  g_autofree char *base64 = g_base64_encode ((const guchar *) plain, strlen (plain));

  /* base64url, so that it stands in an address as it is. */
  g_strdelimit (base64, "+", '-');
  g_strdelimit (base64, "/", '_');
  g_strdelimit (base64, "=", '~');
  return g_steal_pointer (&base64);
}

static gboolean
read_number (const char *text, gint64 *number)
{
  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64 - 1, number, NULL);
}

/* Returns the problem's code, or NULL where the page was made here. */
static const char *
read_page (AcademyDatabase *database, const char *token, Pull *pull)
{
  g_autofree char *base64 = g_strdup (token);
  g_autofree char *plain = NULL;
  g_auto (GStrv) fields = NULL;
  gsize size;

  g_strdelimit (base64, "-", '+');
  g_strdelimit (base64, "_", '/');
  g_strdelimit (base64, "~", '=');
  plain = (char *) g_base64_decode (base64, &size);
  if (size == 0 || !g_utf8_validate_len (plain, size, NULL))
    return "bad-parameter";
  fields = g_strsplit (plain, ".", 5);
  if (g_strv_length (fields) != 4 || !read_number (fields[1], &pull->since) ||
      !read_number (fields[2], &pull->cursor) || !read_number (fields[3], &pull->after))
    return "bad-parameter";
  return g_str_equal (fields[0], database->epoch) ? NULL : "cursor-gone";
}

static const char *
parameter (AcademyRequest *request, const char *name)
{
  return request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;
}

static gboolean
fits (const char *token)
{
  return *token != '\0' && g_utf8_strlen (token, -1) <= TOKEN_MAXIMUM;
}

/* Returns the problem's code, or NULL where the parameters are good. */
static const char *
read_pull (AcademyRequest *request, Pull *pull)
{
  const char *limit = parameter (request, "limit");
  const char *since = parameter (request, "changed_since");
  const char *page = parameter (request, "page");

  pull->limit = LIMIT_DEFAULT;
  pull->cursor = academy_database_last (request->database, "change");
  if (limit != NULL && !g_ascii_string_to_signed (limit, 10, 1, IMAGIN_PAGE_MAXIMUM_ROWS, &pull->limit, NULL))
    return "bad-parameter";
  if ((since != NULL && !fits (since)) || (page != NULL && !fits (page)))
    return "bad-parameter";
  if (since != NULL && !read_cursor (request->database, since, &pull->since))
    return "cursor-gone";
  return page != NULL ? read_page (request->database, page, pull) : NULL;
}

static gboolean
write_items (AcademyRequest *request, JsonBuilder *builder, GPtrArray *missions, guint count, GError **error)
{
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < count; i++)
    {
      JsonNode *node = academy_view_mission (request->database, g_ptr_array_index (missions, i), TRUE, error);

      if (node == NULL)
        return FALSE;
      json_builder_add_value (builder, node);
    }
  json_builder_end_array (builder);
  return TRUE;
}

static void
add_link (AcademyRequest *request, Pull *pull, AcademyMission *last)
{
  g_autofree char *page = NULL;
  g_autofree char *link = NULL;

  pull->after = last->ordinal;
  page = write_page (request->database, pull);
  link = g_strdup_printf ("</v1/missions?limit=%" G_GINT64_FORMAT "&page=%s>; rel=\"next\"", pull->limit, page);
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Link", link);
}

void
academy_handle_missions (AcademyRequest *request)
{
  Pull pull = { 0 };
  const char *problem = read_pull (request, &pull);
  g_autoptr (GPtrArray) missions = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *cursor = g_strdup_printf ("%s.%" G_GINT64_FORMAT, request->database->epoch, pull.cursor);
  gint64 tombs_after;
  guint count;

  if (problem != NULL)
    {
      academy_answer_problem (request, problem);
      return;
    }
  /* One more than asked for tells whether there is a next page. */
  missions = academy_mission_list (request->database, request->intervener_id, pull.since, pull.after, pull.limit + 1);
  count = (guint) MIN ((gint64) missions->len, pull.limit);
  json_builder_begin_object (builder);
  if (!write_items (request, builder, missions, count, &error))
    {
      academy_answer_failure (request, error);
      return;
    }
  /* Once, on the first page; a whole pull has nothing to take away. */
  tombs_after = pull.since > 0 && pull.after == 0 ? pull.since : pull.cursor;
  academy_json_node (builder, "gone", academy_mission_gone (request->database, request->intervener_id, tombs_after));
  academy_json_text (builder, "cursor", cursor);
  academy_json_text (builder, "epoch", request->database->epoch);
  json_builder_end_object (builder);
  if (missions->len > count)
    add_link (request, &pull, g_ptr_array_index (missions, count - 1));
  node = json_builder_get_root (builder);
  academy_answer_cached (request, node, NULL);
}

static AcademyMission *
find_mission (AcademyRequest *request)
{
  AcademyMission *mission = academy_mission_find (request->database, request->intervener_id, request->parameters[0]);

  if (mission == NULL)
    academy_answer_problem (request, "not-found");
  return mission;
}

void
academy_handle_mission (AcademyRequest *request)
{
  g_autoptr (AcademyMission) mission = find_mission (request);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (mission == NULL)
    return;
  node = academy_view_mission (request->database, mission, TRUE, &error);
  if (node == NULL)
    academy_answer_failure (request, error);
  else
    academy_answer_cached (request, node, NULL);
}

void
academy_handle_convocation (AcademyRequest *request)
{
  g_autoptr (AcademyMission) mission = find_mission (request);
  g_autofree char *person = NULL;
  g_autofree char *academy = academy_info_name (request->database);
  g_autoptr (JsonNode) person_node = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (mission == NULL)
    return;
  if (imagin_json_object_member (mission->document, "convocation") == NULL)
    {
      academy_answer_problem (request, "not-found");
      return;
    }
  person = academy_people_document (request->database, request->intervener_id);
  person_node = academy_json_read (person);
  pdf = academy_convocation_draw (academy, mission->document, json_node_get_object (person_node));
  soup_server_message_set_status (request->message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (request->message, "application/pdf", SOUP_MEMORY_COPY, g_bytes_get_data (pdf, NULL),
                                    g_bytes_get_size (pdf));
}
