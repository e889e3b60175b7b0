/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-statement.h"

G_BEGIN_DECLS

/* What one mission needs to know of the person's others. */

/**
 * ImaginOtherJourney:
 *
 * A journey of another mission, that may be copied.
 */
typedef struct
{
  char *account_id;
  char *mission_id;
  char *paper;            /* of that mission */
  char *place;            /* (nullable): its commune */
  char *day;              /* of the departure, local; else of the mission */
  ImaginJourney *journey; /* never to be changed */
} ImaginOtherJourney;

/**
 * ImaginSameDay:
 *
 * Another mission of one of this mission's days, in any account.
 */
typedef struct
{
  char *account_id;
  char *mission_id;
  char *paper;
  char *starts_at;         /* RFC 3339 */
  char *day;               /* ISO: the first that both have */
  gboolean same_account;   /* of the same academy */
  gboolean is_earlier;     /* begins before this mission; where both begin at once, one of the two is */
  gboolean travel_theirs;  /* the academy says that the journey goes on that mission */
  gboolean travel_open;    /* its travel part can be entered now */
  gboolean travel_entered; /* it declares journeys, meals or nights already */
} ImaginSameDay;

G_END_DECLS
