/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a mission of the demonstration, played by the functions that serve real ones. */

#include "academy/demo/academy-story.h"

#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/office/academy-entry.h"
#include "academy/office/academy-office.h"
#include "academy/office/academy-validation.h"
#include "base/imagin-error.h"

static gboolean
pass_time (AcademyDatabase *database, AcademyMission *mission, gint64 now, GError **error)
{
  g_autoptr (AcademyStatement) statement = academy_statement_load (database, mission->id, error);

  return statement != NULL && academy_office_pass_time_of (database, statement, mission, now, error);
}

static gboolean
save (
    AcademyDatabase *database, AcademyMission *mission, AcademyStatement *statement, JsonObject *event, GError **error)
{
  g_autoptr (JsonArray) faults = json_array_new ();
  g_autoptr (JsonObject) merged = NULL;
  AcademyEntryResult result =
      academy_entry_merge (mission, statement, imagin_json_object_member (event, "entered"), &merged, faults);

  if (result != ACADEMY_ENTRY_CHANGED)
    {
      g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), faults);
      g_autofree char *text = imagin_json_to_text (node);

      return imagin_error_set_false (error, IMAGIN_ERROR_INVALID, "%s\u202f: une saisie est refusée (%d) %s",
                                     mission->id, result, text);
    }
  json_object_unref (statement->entered);
  statement->entered = g_steal_pointer (&merged);
  return academy_save_apply (database, statement, NULL, imagin_json_text_member (event, "at"), error);
}

/* A UUID that the same mission gets each time. */
static char *
made_uuid (const char *mission_id, const char *at)
{
  g_autofree char *seed = g_strconcat (mission_id, at, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);

  return g_strdup_printf ("%.8s-%.4s-4%.3s-8%.3s-%.12s", digest, digest + 8, digest + 12, digest + 16, digest + 20);
}

static gboolean
validate (AcademyDatabase *database, AcademyStatement *statement, JsonObject *event, GError **error)
{
  JsonArray *parts = imagin_json_array_member (event, "parts");
  const char *at = imagin_json_text_member (event, "at");
  g_autofree char *id = made_uuid (statement->mission_id, at);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < json_array_get_length (parts); i++)
    g_strv_builder_add (builder, json_array_get_string_element (parts, i));
  names = g_strv_builder_end (builder);
  return academy_validate_apply (database, statement, (const char *const *) names, id, NULL, at, error);
}

static gboolean
play_verb (AcademyDatabase *database, AcademyMission *mission, const char *verb, JsonObject *event, GError **error)
{
  AcademyAct act = { imagin_json_text_member (event, "part"),
                     imagin_json_integer_member (event, "amount_cents", -1),
                     imagin_json_text_member (event, "remark"),
                     imagin_json_text_member (event, "field"),
                     NULL,
                     imagin_json_text_member (event, "at") };

  return academy_office_apply (database, mission, verb, &act, error);
}

static gboolean
play (AcademyDatabase *database, AcademyMission *mission, JsonObject *event, GError **error)
{
  g_autoptr (AcademyStatement) statement = academy_statement_load (database, mission->id, error);
  const char *verb = imagin_json_text_member (event, "do");
  const char *at = imagin_json_text_member (event, "at");

  if (statement == NULL)
    return FALSE;
  if (g_str_equal (verb, "save"))
    return save (database, mission, statement, event, error);
  if (g_str_equal (verb, "validate"))
    return validate (database, statement, event, error);
  if (g_str_equal (verb, "absence"))
    return academy_absence_apply (database, statement, imagin_json_text_member (event, "reason"), NULL, at, error);
  if (g_str_equal (verb, "report"))
    return academy_office_report (database, mission, imagin_json_text_member (event, "field"),
                                  imagin_json_integer_member (event, "quantity", 0), at, error);
  return play_verb (database, mission, verb, event, error);
}

gboolean
academy_story_play (AcademyDatabase *database, AcademyMission *mission, JsonArray *story, gint64 now, GError **error)
{
  for (guint i = 0; story != NULL && i < json_array_get_length (story); i++)
    {
      JsonObject *event = json_array_get_object_element (story, i);
      gint64 at = academy_instant_seconds (imagin_json_text_member (event, "at"));

      if (at > now)
        break;
      if (!pass_time (database, mission, at, error) || !play (database, mission, event, error))
        return FALSE;
    }
  return pass_time (database, mission, now, error);
}
