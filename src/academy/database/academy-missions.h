/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AcademyMission:
 *
 * What the office made of a mission; the statement, the receipts and the remarks lie beside it.
 */
typedef struct
{
  gint64 ordinal;
  char *id;
  char *number;
  char *intervener_id;
  gint64 starts_at; /* seconds since 1970 */
  gint64 ends_at;
  gint64 changed;       /* the change that touched it last */
  JsonObject *document; /* a Mission of the contract, without statement and receipts */
} AcademyMission;

void academy_mission_free (AcademyMission *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcademyMission, academy_mission_free)

/**
 * academy_mission_add:
 * @document: a Mission of the contract; its `id` and `number` are not in use
 */
gboolean academy_mission_add (AcademyDatabase *self, const char *intervener_id, JsonNode *document, GError **error);

/**
 * academy_mission_find:
 * @intervener_id: (nullable): whose it must be; NULL: anybody's
 * @name: its id; without @intervener_id its number does as well
 *
 * Returns: (transfer full) (nullable): the mission, or NULL where there is none
 */
AcademyMission *academy_mission_find (AcademyDatabase *self, const char *intervener_id, const char *name);

/**
 * academy_mission_list:
 * @intervener_id: (nullable): NULL: everybody's
 * @changed_since: only those that changed after this one; 0: all
 * @after: only those behind this ordinal
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type AcademyMission): in the order in which they were made
 */
GPtrArray *academy_mission_list (
    AcademyDatabase *self, const char *intervener_id, gint64 changed_since, gint64 after, gint64 limit);

/* Writes the document and the times of a mission that is there; for those who ask what changed, it did. */
gboolean academy_mission_rewrite (AcademyDatabase *self, AcademyMission *mission, GError **error);

/* Notes that something of the mission changed, for those who ask what did. */
gboolean academy_mission_touch (AcademyDatabase *self, const char *mission_id, GError **error);

/**
 * academy_mission_forget_all:
 *
 * Takes every mission away with all that hangs on it, and says of each that it is gone.
 */
gboolean academy_mission_forget_all (AcademyDatabase *self, const char *at, GError **error);

/**
 * academy_mission_forget_return:
 *
 * Missions that are there again are not gone any more.
 */
gboolean academy_mission_forget_return (AcademyDatabase *self, GError **error);

/**
 * academy_mission_withdraw:
 *
 * Takes the mission away with all that belongs to it; a tombstone stays.
 */
gboolean academy_mission_withdraw (AcademyDatabase *self, AcademyMission *mission, const char *at, GError **error);

/**
 * academy_mission_gone:
 *
 * Returns: (transfer full): the tombstones behind @changed_since, as a JSON array of {id, at}
 */
JsonNode *academy_mission_gone (AcademyDatabase *self, const char *intervener_id, gint64 changed_since);

/**
 * academy_mission_field:
 *
 * Returns: (transfer none) (nullable): the field of the mission that has this key
 */
JsonObject *academy_mission_field (AcademyMission *self, const char *key);

/**
 * academy_mission_field_of_unit:
 *
 * Returns: (transfer none) (nullable): the first field of this unit
 */
JsonObject *academy_mission_field_of_unit (AcademyMission *self, const char *unit);

G_END_DECLS
