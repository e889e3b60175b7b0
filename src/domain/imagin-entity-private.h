/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"

G_BEGIN_DECLS

typedef enum
{
  IMAGIN_VALUE_ABSENT,
  IMAGIN_VALUE_NULL,
  IMAGIN_VALUE_PRESENT,
} ImaginValuePresence;

typedef struct
{
  ImaginValuePresence presence;
  char *text;
  gint64 integer; /* booleans too */
  ImaginEntity *entity;
  GListStore *list;
  char **texts;
} ImaginValue;

typedef struct
{
  ImaginValue *values;
  JsonObject *received;
} ImaginEntityPrivate;

/**
 * imagin_entity_get_private:
 *
 * Returns: (transfer none): the values of an entity, made at the first use
 */
ImaginEntityPrivate *imagin_entity_get_private (gpointer self);

/**
 * imagin_entity_adopt:
 *
 * From now on a change of @child is a change of @self.
 */
void imagin_entity_adopt (gpointer self, gpointer child);

G_END_DECLS
