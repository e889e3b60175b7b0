/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"

G_BEGIN_DECLS

/* What one mission needs to know of the person's others. */

/**
 * ImaginOtherJourney:
 *
 * A going and coming of another mission, that may be copied: one journey for each of its means.
 */
typedef struct
{
  char *account_id;
  char *mission_id;
  char *paper;         /* of that mission */
  char *place;         /* (nullable): its commune */
  char *day;           /* of the departure, local; else of the mission */
  GPtrArray *journeys; /* ImaginJourney, in their order, one at least; never to be changed */
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
  char **days;             /* ISO: those that both have, one at least, by date */
  gboolean same_account;   /* of the same academy */
  gboolean is_earlier;     /* begins before this mission; where both begin at once, one of the two is */
  gboolean travel_theirs;  /* the academy says that the journey goes on that mission */
  gboolean travel_ours;    /* the academy says that the journey goes on this mission */
  gboolean travel_open;    /* its travel part can be entered now */
  gboolean travel_entered; /* it declares journeys, meals or nights of a day that both have */
} ImaginSameDay;

/**
 * imagin_same_day_has_journey:
 * @mission: one of the two missions
 * @statement: what is entered for it
 *
 * A journey is of every day from its departure to its return. Before one of them is said it is of the mission's only
 * day, and of none where there are several.
 *
 * Returns: whether a journey of @statement is of a day that both missions have
 */
gboolean imagin_same_day_has_journey (const ImaginSameDay *self, ImaginMission *mission, ImaginStatement *statement);

/**
 * imagin_mission_has_one_day:
 *
 * Returns: whether all of a mission is on one day
 */
gboolean imagin_mission_has_one_day (ImaginMission *mission);

G_END_DECLS
