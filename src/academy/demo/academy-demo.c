/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demonstration: one intervener and the missions of data/demo/missions.json. */

#include "academy/demo/academy-demo.h"

#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/database/academy-missions.h"
#include "academy/demo/academy-plant.h"
#include "base/imagin-error.h"

#include <stdlib.h>

static gboolean
fill (AcademyDatabase *database, gboolean competitions, GError **error)
{
  g_autoptr (AcademyPlanter) planter = academy_planter_new (database, ACADEMY_DEMO_NUMBER, NULL, error);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *missions;
  int year;

  if (planter == NULL)
    return FALSE;
  year = atoi (planter->today);
  node = academy_json_resource (competitions ? "demo/missions-competitions.json" : "demo/missions.json", year);
  missions = imagin_json_array_member (json_node_get_object (node), "missions");
  for (guint i = 0; i < json_array_get_length (missions); i++)
    if (!academy_planter_plant (planter, json_array_get_object_element (missions, i), error))
      return FALSE;
  /* What is sent from this moment on is the person's: the office's clock leaves alone what the stories tell. */
  return academy_database_set_setting (database, "filled_at", academy_now_seconds (), error) &&
         academy_database_set_setting (database, "demonstration", 1, error) &&
         academy_database_set_setting (database, "competitions", competitions, error) &&
         academy_database_set_setting (database, "year", year, error);
}

gboolean
academy_demo_fill (AcademyDatabase *database, gboolean competitions, GError **error)
{
  if (!academy_database_begin (database, TRUE, error))
    return FALSE;
  if (!fill (database, competitions, error))
    {
      academy_database_rollback (database);
      return FALSE;
    }
  return academy_database_commit (database, error);
}

static gboolean
restart (AcademyDatabase *database, GError **error)
{
  g_autofree char *at = academy_now_text ();
  gboolean competitions = academy_database_setting (database, "competitions", 0) != 0;

  return academy_mission_forget_all (database, at, error) && fill (database, competitions, error) &&
         academy_mission_forget_return (database, error);
}

gboolean
academy_demo_restart (AcademyDatabase *database, GError **error)
{
  if (academy_database_setting (database, "demonstration", 0) == 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "This academy is not the demonstration");
  if (!academy_database_begin (database, TRUE, error))
    return FALSE;
  if (!restart (database, error))
    {
      academy_database_rollback (database);
      return FALSE;
    }
  return academy_database_commit (database, error);
}
