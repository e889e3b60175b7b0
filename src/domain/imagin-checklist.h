/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-statement.h"

G_BEGIN_DECLS

/**
 * ImaginNeedKind:
 * @IMAGIN_NEED_HOTEL: the invoice of one stay's nights
 * @IMAGIN_NEED_FARE: the ticket of a journey
 * @IMAGIN_NEED_TOLLS: toll tickets
 * @IMAGIN_NEED_PARKING: parking tickets
 */
typedef enum
{
  IMAGIN_NEED_HOTEL,
  IMAGIN_NEED_FARE,
  IMAGIN_NEED_TOLLS,
  IMAGIN_NEED_PARKING,
} ImaginNeedKind;

/**
 * ImaginNeed:
 *
 * A receipt that what was declared calls for.
 */
typedef struct
{
  ImaginNeedKind kind;
  char *first;   /* (nullable): the evening of the first night, or the day of departure */
  char *last;    /* (nullable): the evening of the last night, or the day of the return */
  char *means;   /* (nullable): of a ticket */
  char *commune; /* (nullable): of a bed */
  gint64 cents;  /* what was typed, in cents, or -1 */
} ImaginNeed;

void imagin_need_free (ImaginNeed *self);

/**
 * imagin_checklist_new:
 * @time_zone: (nullable): the academy's, whose days these are
 *
 * Lists the receipts that a statement needs: nights on a paid invoice (arrêté du 3 juillet 2006), tickets, tolls and
 * parking as typed (décret 2006-781, article 10). The train's fare that stands for one's own car needs none. Nights in
 * a row in one commune are one invoice.
 *
 * Returns: (transfer full) (element-type ImaginNeed): in the order of the screen
 */
GPtrArray *imagin_checklist_new (ImaginStatement *statement, const char *time_zone);

G_END_DECLS
