/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show: what the academy holds, as JSON, for people who test and for tests. */

#include "academy/academy-json.h"
#include "academy/academy-view.h"
#include "academy/commands/academy-commands.h"
#include "academy/database/academy-journal.h"
#include "academy/database/academy-letters.h"
#include "academy/database/academy-people.h"
#include "academy/database/academy-receipts.h"
#include "academy/office/academy-office.h"
#include "base/imagin-error.h"
#include "base/imagin-text.h"

#include <stdio.h>

/* Beside what was announced, the digest of what really lies on the disk. */
static JsonNode *
receipts (AcademyDatabase *database, const char *mission_id)
{
  g_autoptr (GPtrArray) list = academy_receipt_list (database, mission_id);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    {
      AcademyReceipt *receipt = g_ptr_array_index (list, i);
      JsonNode *node = academy_receipt_to_json (receipt);
      g_autoptr (GBytes) bytes =
          receipt->received_at != NULL ? academy_receipt_read_blob (database, receipt->sha256) : NULL;
      g_autofree char *digest = bytes != NULL ? imagin_bytes_sha256 (bytes) : NULL;

      if (digest != NULL)
        json_object_set_string_member (json_node_get_object (node), "stored_sha256", digest);
      else
        json_object_set_null_member (json_node_get_object (node), "stored_sha256");
      json_array_add_element (array, node);
    }
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
describe (AcademyDatabase *database, AcademyMission *mission, GError **error)
{
  /* Without what differs from one academy to the next: the same seed gives the same bytes. */
  JsonNode *node = academy_view_mission (database, mission, FALSE, error);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;

  if (object == NULL)
    return NULL;
  json_object_set_string_member (object, "intervener", mission->intervener_id);
  json_object_set_member (object, "receipts", receipts (database, mission->id));
  json_object_set_member (object, "history", academy_history_list (database, mission->id));
  json_object_set_member (object, "validations", academy_validation_list (database, mission->id));
  json_object_set_member (object, "remarks", academy_remark_list (database, mission->id));
  json_object_set_member (object, "journal", academy_journal_list (database, mission->id));
  return node;
}

static JsonNode *
show_missions (AcademyDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) missions = academy_mission_list (database, NULL, 0, 0, G_MAXINT32);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_node_take_object (root, object);
  json_object_set_array_member (object, "missions", array);
  for (guint i = 0; i < missions->len; i++)
    {
      JsonNode *node = describe (database, g_ptr_array_index (missions, i), error);

      if (node == NULL)
        return NULL;
      json_array_add_element (array, node);
    }
  return g_steal_pointer (&root);
}

static JsonNode *
show_mission (AcademyDatabase *database, const char *name, GError **error)
{
  g_autoptr (AcademyMission) mission = academy_mission_find (database, NULL, name);

  if (mission == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_NOT_FOUND, "Il n’y a pas de mission «\u202f%s\u202f»", name);
  return describe (database, mission, error);
}

static JsonNode *
show_account (AcademyDatabase *database)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  academy_json_node (builder, "interveners", academy_people_list (database));
  academy_json_node (builder, "journal", academy_journal_list (database, NULL));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static JsonNode *
show (AcademyDatabase *database, const char *what, GError **error)
{
  if (!academy_office_pass_time (database, error))
    return NULL;
  if (g_str_equal (what, "missions"))
    return show_missions (database, error);
  return g_str_equal (what, "account") ? show_account (database) : show_mission (database, what, error);
}

gboolean
academy_command_show (GStrv *arguments, GError **error)
{
  static const char usage[] = "show missions|MISSION|account --json --data DIR";
  g_autofree char *directory = NULL;
  g_autofree char *text = NULL;
  gboolean json = FALSE;
  g_autoptr (AcademyDatabase) database = NULL;
  g_autoptr (JsonNode) node = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the academy keeps its data", "DIR" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "As JSON (the only form there is)", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!academy_command_parse (arguments, entries, usage, "Says what the academy holds.", error) ||
      !academy_command_check (*arguments, 1, usage, directory, error))
    return FALSE;
  database = academy_database_open (directory, error);
  node = database != NULL ? show (database, (*arguments)[1], error) : NULL;
  if (node == NULL)
    return FALSE;
  text = json_to_string (node, TRUE);
  printf ("%s\n", text);
  return TRUE;
}
