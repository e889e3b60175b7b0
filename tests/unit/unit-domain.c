/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missions and statements for tests, read from the JSON that an academy would send. */

#include "unit-domain.h"

#define FIELDS                                                                                                         \
  "[{\"key\":\"copies\",\"label\":\"Copies\",\"unit\":\"copies\",\"required\":true,\"minimum\":1,\"maximum\":500},"    \
  "{\"key\":\"sessions\",\"label\":\"Séances\",\"unit\":\"sessions\",\"required\":false},"                             \
  "{\"key\":\"remark\",\"label\":\"Observation\",\"unit\":\"text\",\"required\":false}]"

static gpointer
entity_of (GType type, const char *text)
{
  g_autoptr (GError) error = NULL;
  gpointer entity = imagin_entity_from_text (type, text, &error);

  g_assert_no_error (error);
  return entity;
}

static char *
part_text (const char *name, const char *code)
{
  return code != NULL
             ? g_strdup_printf ("{\"part\":\"%s\",\"status\":{\"code\":\"%s\",\"label\":\"%s\"}}", name, code, code)
             : g_strdup ("");
}

static char *
statement_text (const char *mission_id, int version, const char *work, const char *travel, const char *more)
{
  g_autofree char *work_text = part_text ("work", work);
  g_autofree char *travel_text = part_text ("travel", travel);

  return g_strdup_printf ("{\"mission_id\":\"%s\",\"etag\":\"\\\"v%d\\\"\",\"version\":%d,\"parts\":[%s%s%s]%s}",
                          mission_id, version, version, work_text, work != NULL && travel != NULL ? "," : "",
                          travel_text, more);
}

static ImaginMission *
mission_of (const char *id, const char *starts_at, const char *deadline, const char *statement)
{
  g_autofree char *day = deadline != NULL ? g_strdup_printf (",\"deadline\":\"%s\"", deadline) : g_strdup ("");
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"%s\",\"exam\":{\"code\":\"bac\",\"label\":\"Baccalauréat\"},\"paper\":"
                       "\"Philosophie\",\"type\":{\"code\":\"marking\",\"label\":\"Correction\"},"
                       "\"starts_at\":\"%s\",\"ends_at\":\"2026-12-31T18:00:00+01:00\"%s,\"fields\":" FIELDS
                       ",\"statement\":%s,\"receipts\":[]}",
                       id, starts_at, day, statement);

  return entity_of (IMAGIN_TYPE_MISSION, text);
}

ImaginMission *
unit_mission_new (const char *id, const char *work, const char *travel, const char *more)
{
  g_autofree char *statement = statement_text (id, 1, work, travel, more);

  return mission_of (id, "2026-06-22T08:00:00+02:00", NULL, statement);
}

ImaginMission *
unit_mission_with (const char *id, const char *work, const char *starts_at, const char *deadline)
{
  g_autofree char *statement = statement_text (id, 1, work, NULL, "");

  return mission_of (id, starts_at, deadline, statement);
}

ImaginStatement *
unit_statement_new (const char *mission_id, int version, const char *content)
{
  g_autofree char *text = statement_text (mission_id, version, "to_validate", NULL, content);

  return entity_of (IMAGIN_TYPE_STATEMENT, text);
}
