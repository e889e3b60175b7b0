/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves that were on their way when the answer failed to come. The academy may have any of them: what it is found to
 * have is compared with them before anybody else is said to have entered it. */

#include "base/imagin-json.h"
#include "store/imagin-store-papers.h"
#include "store/imagin-store-private.h"

#define MAXIMUM 20 /* of one mission; the oldest go first */

static char *
read_paper (sqlite3 *database, const char *account_id, const char *mission_id)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, NULL, "SELECT body FROM paper WHERE account_id = ?1 AND mission_id = ?2 AND kind = 'unanswered'", "ss",
      account_id, mission_id);

  return row != NULL && imagin_sql_step (row, NULL) ? g_strdup (imagin_sql_text (row, 0)) : NULL;
}

GPtrArray *
imagin_store_read_unanswered (sqlite3 *database, const char *account_id, const char *mission_id)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *body = read_paper (database, account_id, mission_id);
  g_autoptr (JsonNode) node = body != NULL ? json_from_string (body, NULL) : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      ImaginStatement *statement =
          imagin_entity_from_json (IMAGIN_TYPE_STATEMENT, json_array_get_element (array, i), NULL);

      if (statement != NULL)
        g_ptr_array_add (statements, statement);
    }
  return statements;
}

gboolean
imagin_stored_mission_was_sent (ImaginStoredMission *self, ImaginStatement *current)
{
  for (guint i = 0; i < self->unanswered->len; i++)
    if (imagin_statement_content_equal (self->unanswered->pdata[i], current))
      return TRUE;
  return FALSE;
}

gboolean
imagin_store_forget_unanswered (sqlite3 *database, const char *account_id, const char *mission_id, GError **error)
{
  return imagin_store_keep_paper (database, account_id, mission_id, IMAGIN_PAPER_UNANSWERED, "", error);
}

/* One that is sent again is the last one again. */
static char *
with_another (GPtrArray *statements, ImaginStatement *sent)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = statements->len; i > 0; i--)
    if (imagin_statement_content_equal (statements->pdata[i - 1], sent))
      g_ptr_array_remove_index (statements, i - 1);
  g_ptr_array_add (statements, g_object_ref (sent));
  for (guint i = statements->len > MAXIMUM ? statements->len - MAXIMUM : 0; i < statements->len; i++)
    json_array_add_element (array, imagin_entity_to_json (statements->pdata[i]));
  json_node_take_array (node, array);
  return imagin_json_to_text (node);
}

static gboolean
note_sending_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  g_autoptr (GPtrArray) statements = imagin_store_read_unanswered (database, job->account_id, job->mission_id);
  g_autofree char *body = with_another (statements, IMAGIN_STATEMENT (job->object));

  return imagin_store_keep_paper (database, job->account_id, job->mission_id, IMAGIN_PAPER_UNANSWERED, body, error);
}

DexFuture *
imagin_store_note_sending (ImaginStore *self, const char *account_id, const char *mission_id, ImaginStatement *sent)
{
  ImaginStoreJob *job = imagin_store_job_new (account_id, mission_id);

  job->object = imagin_entity_copy (sent);
  return imagin_database_write (imagin_store_get_database (self), note_sending_job, job, imagin_store_job_free);
}
