/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AcademyPlanter:
 *
 * Makes missions of short descriptions: a kind of `data/demo/kinds.json`, days, and a story that is played from the
 * convocation to the present by the same functions that answer interveners and the office.
 */
typedef struct
{
  AcademyDatabase *database;
  char *intervener_id;
  char *today;       /* a full-date; "@-3" in a description is three working days before */
  gint64 now;        /* how far the stories are played, seconds since 1970 */
  JsonNode *kinds;   /* the catalogue */
  JsonNode *own;     /* (nullable): kinds of the academy's own, which win over the catalogue's */
  GHashTable *index; /* key → JsonObject of the kind */
} AcademyPlanter;

/**
 * academy_planter_new:
 * @number: whose missions are made: one who is not there yet is added as the demonstration's intervener
 * @today: (nullable): NULL: the day that it is
 *
 * Returns: (transfer full): a planter, or NULL with @error set
 */
AcademyPlanter *academy_planter_new (AcademyDatabase *database, const char *number, const char *today, GError **error);
void academy_planter_free (AcademyPlanter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcademyPlanter, academy_planter_free)

/**
 * academy_planter_add_kinds:
 * @kinds: {"kinds": […]}, each as in `data/demo/kinds.json`
 *
 * Takes kinds of missions that are in no catalogue: an academy may have any.
 *
 * Returns: whether each has a key, a type, an exam and fields
 */
gboolean academy_planter_add_kinds (AcademyPlanter *self, JsonNode *kinds, GError **error);

/**
 * academy_planter_plant:
 * @description: (transfer none): the mission; it is left as it was
 */
gboolean academy_planter_plant (AcademyPlanter *self, JsonObject *description, GError **error);

/**
 * academy_planter_kind:
 *
 * Returns: (transfer none) (nullable): the kind of this key
 */
JsonObject *academy_planter_kind (AcademyPlanter *self, const char *key);

G_END_DECLS
