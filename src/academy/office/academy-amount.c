/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the office finds that a part is worth: the domain's estimate, of what is declared. */

#include "academy/office/academy-amount.h"

#include "academy/academy-json.h"
#include "academy/academy-view.h"
#include "academy/database/academy-people.h"
#include "domain/imagin-estimate.h"

JsonNode *
academy_rate_cards (void)
{
  g_autoptr (ImaginRateTable) table = imagin_rate_table_new (NULL);
  GListModel *shipped = imagin_rate_table_get_shipped (table);
  JsonArray *cards = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < g_list_model_get_n_items (shipped); i++)
    {
      g_autoptr (ImaginRateCard) card = g_list_model_get_item (shipped, i);

      json_array_add_element (cards, imagin_entity_to_json (IMAGIN_ENTITY (card)));
    }
  json_node_take_array (node, cards);
  return node;
}

static ImaginMission *
read_mission (AcademyDatabase *database, AcademyMission *mission, AcademyStatement *statement)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autoptr (GError) error = NULL;
  ImaginMission *entity;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, mission->document);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (object, name, json_node_copy (member));
  json_object_set_member (object, "statement", academy_view_statement (database, statement, TRUE));
  entity = imagin_entity_from_json (IMAGIN_TYPE_MISSION, node, &error);
  if (entity == NULL)
    g_warning ("The mission %s cannot be reckoned: %s", mission->id, error->message);
  return entity;
}

static ImaginPerson *
read_person (AcademyDatabase *database, AcademyMission *mission)
{
  g_autofree char *text = academy_people_document (database, mission->intervener_id);

  return text != NULL ? imagin_entity_from_text (IMAGIN_TYPE_PERSON, text, NULL) : NULL;
}

static gint64
reckon (
    AcademyDatabase *database, AcademyMission *mission, AcademyStatement *statement, const char *part, gboolean empty)
{
  g_autoptr (ImaginMission) entity = read_mission (database, mission, statement);
  g_autoptr (ImaginPerson) person = read_person (database, mission);
  g_autoptr (ImaginRateTable) rates = imagin_rate_table_new (NULL);
  g_autoptr (ImaginEstimate) estimate = NULL;
  ImaginEstimateInput input = { .mission = entity, .rates = rates, .declared_only = TRUE };
  ImaginEstimateState state;
  gint64 cents;

  if (entity == NULL)
    return -1;
  if (person != NULL)
    {
      input.residences = imagin_entity_get_list (person, "residences");
      input.vehicles = imagin_entity_get_list (person, "vehicles");
    }
  estimate = imagin_estimate_new (&input);
  state = imagin_estimate_get_total (estimate, part, &cents);
  if (state == IMAGIN_ESTIMATE_EMPTY)
    return empty ? 0 : -1;
  return state == IMAGIN_ESTIMATE_COMPLETE ? cents : -1;
}

gint64
academy_amount_work (AcademyDatabase *database, AcademyMission *mission, AcademyStatement *statement)
{
  return reckon (database, mission, statement, IMAGIN_PART_WORK, FALSE);
}

gint64
academy_amount_travel (AcademyDatabase *database, AcademyMission *mission, AcademyStatement *statement)
{
  return reckon (database, mission, statement, IMAGIN_PART_TRAVEL, TRUE);
}
