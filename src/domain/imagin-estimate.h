/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"
#include "domain/imagin-person.h"
#include "domain/imagin-rate-table.h"

G_BEGIN_DECLS

/* What a statement is worth, as the texts say it: an estimate, beside which the academy's own amount always wins. */

/* Why a line has no amount. */
#define IMAGIN_REASON_RATE_UNKNOWN "rate_unknown"             /* no table has the rate (BTS, meetings, …) */
#define IMAGIN_REASON_NO_HOURS "no_hours"                     /* candidates, but no hours */
#define IMAGIN_REASON_SESSION_INCOMPLETE "session_incomplete" /* a session without its times */
#define IMAGIN_REASON_NO_MEANS "no_means"                     /* means of transport not said, or unknown here */
#define IMAGIN_REASON_NO_FARE "no_fare"                       /* the fare is not typed */
#define IMAGIN_REASON_NO_DISTANCE "no_distance"               /* the distance is not typed */
#define IMAGIN_REASON_VEHICLE_UNKNOWN "vehicle_unknown"       /* which vehicle, or its fiscal power */
#define IMAGIN_REASON_CLASS_UNKNOWN "class_unknown"           /* the commune of the bed */
/* Why a stay gives no right, or does not count. */
#define IMAGIN_REASON_NOT_AWAY "not_away"                   /* not on mission at any moment of the window */
#define IMAGIN_REASON_LEFT_TOO_LATE "left_too_late"         /* after the window began */
#define IMAGIN_REASON_BACK_TOO_EARLY "back_too_early"       /* before the window ended */
#define IMAGIN_REASON_HOME_COMMUNE "home_commune"           /* the mission is in the commune of home */
#define IMAGIN_REASON_WORK_COMMUNE "work_commune"           /* … or of work */
#define IMAGIN_REASON_PROVIDED_FREE "provided_free"         /* lodged or fed for nothing */
#define IMAGIN_REASON_NO_INVOICE "no_invoice"               /* no paid invoice is declared */
#define IMAGIN_REASON_NOT_CLAIMED "not_claimed"             /* the person does not ask for it */
#define IMAGIN_REASON_COUNTED_ELSEWHERE "counted_elsewhere" /* once a person, whatever the number of missions */

/**
 * ImaginEstimateInput:
 *
 * What an estimate is made of. Nothing is taken over: it all must live as long as the call.
 */
typedef struct
{
  ImaginMission *mission;
  ImaginStatement *statement; /* (nullable): the mission's own */
  GListModel *residences;     /* (nullable): #ImaginResidence */
  GListModel *vehicles;       /* (nullable): #ImaginVehicle */
  ImaginRateTable *rates;
  gint64 kilometres_before;             /* km of the year before the first journey of this statement, from 1 January */
  const char *time_zone;                /* (nullable): "Europe/Paris" */
  const char *const *counted_elsewhere; /* (nullable): "2026-06-22 lunch": stays of other missions */
  gboolean declared_only;               /* as the office reckons: a meal that is not claimed is not paid */
} ImaginEstimateInput;

/**
 * ImaginEstimateLine:
 *
 * One line of an estimate. Amounts are euro cents, -1 where they are not known.
 */
typedef struct
{
  const char *part;   /* IMAGIN_PART_WORK or IMAGIN_PART_TRAVEL */
  const char *kind;   /* copies, hours, kilometres, fare, tolls, parking, meal, night, or an unknown field's unit */
  const char *unit;   /* copies, minutes, km, meals, nights, or NULL for a cost paid as typed */
  char *key;          /* (nullable): of the field, or the id of the journey */
  char *label;        /* (nullable): what the academy calls the field */
  char *rate_class;   /* (nullable): optional, canteen, the class of vehicle or commune */
  gint64 quantity;    /* in the unit, -1: unknown */
  gint64 unit_cents;  /* of a copy, an hour, a km, a meal, a night */
  gint64 percent;     /* of it that is paid: 100, 75, 50 */
  gint64 cents;       /* rounded once, half up */
  const char *reason; /* (nullable): an IMAGIN_REASON_… where cents is -1 */
  char *source;       /* (nullable): the text of law, or the label of the academy's card */
  ImaginRateOrigin origin;
  char **dates; /* days (evenings of nights), in order; empty for copies */
} ImaginEstimateLine;

/**
 * ImaginEstimateState:
 * @IMAGIN_ESTIMATE_EMPTY: nothing is declared
 * @IMAGIN_ESTIMATE_UNKNOWN: no line is known: "non estimable"
 * @IMAGIN_ESTIMATE_AT_LEAST: some line is not known: "au moins …"
 * @IMAGIN_ESTIMATE_COMPLETE: the sum is the whole
 */
typedef enum
{
  IMAGIN_ESTIMATE_EMPTY,
  IMAGIN_ESTIMATE_UNKNOWN,
  IMAGIN_ESTIMATE_AT_LEAST,
  IMAGIN_ESTIMATE_COMPLETE,
} ImaginEstimateState;

typedef struct
{
  GPtrArray *lines; /* (element-type ImaginEstimateLine): work first, in the order of the screen */
} ImaginEstimate;

/**
 * imagin_estimate_new:
 *
 * Reckons exactly (no floating point): minutes of one rate are summed first, a line is rounded once, half up. Work:
 * arrêté du 13 avril 2012. Kilometres, meals, nights: arrêtés du 3 juillet 2006; décret 2006-781, article 10.
 *
 * Returns: (transfer full): the lines
 */
ImaginEstimate *imagin_estimate_new (const ImaginEstimateInput *input);

void imagin_estimate_free (ImaginEstimate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImaginEstimate, imagin_estimate_free)

/**
 * imagin_estimate_get_total:
 * @part: (nullable): a part, or NULL for both
 * @cents: (out): the sum of the lines that are known, in cents; never to be shown as a total unless the state is
 * IMAGIN_ESTIMATE_COMPLETE
 *
 * Returns: whether the sum is the whole
 */
ImaginEstimateState imagin_estimate_get_total (ImaginEstimate *self, const char *part, gint64 *cents);

/**
 * imagin_estimate_part_is_payable:
 * @statement: as the academy has it
 * @part: IMAGIN_PART_WORK or IMAGIN_PART_TRAVEL
 *
 * Returns: whether anything can be paid for that part: it is there, the mission is not declared as not performed, and
 * the part is neither without costs, nor cancelled, nor entered on another mission
 */
gboolean imagin_estimate_part_is_payable (ImaginStatement *statement, const char *part);

/**
 * imagin_estimate_get_driven_kilometres:
 *
 * Returns: by how many kilometres a journey makes the year's total grow: both ways where it is a return, with one's own
 * vehicle and authorised only (arrêté du 3 juillet 2006, indemnités kilométriques)
 */
gint64 imagin_estimate_get_driven_kilometres (ImaginJourney *journey);

/**
 * imagin_estimate_get_journey_day:
 *
 * Returns: (transfer full): the local day of a journey: that of its departure, else of its return, else of the mission
 */
char *imagin_estimate_get_journey_day (const ImaginEstimateInput *input, ImaginJourney *journey);

/**
 * ImaginStay:
 *
 * A meal or a night that a mission's times give a right to, or not (arrêté du 20 décembre 2013, articles 8 and 9).
 */
typedef struct
{
  char *date;       /* the day; of a night, its evening */
  const char *kind; /* lunch, dinner, night */
  char *from;       /* the window, "HH:MM", which must be spent wholly on mission */
  char *to;
  char *source;
  gboolean right;     /* what the times and the place give */
  gboolean counts;    /* a right that is claimed too: it is a line of the estimate */
  const char *reason; /* (nullable): an IMAGIN_REASON_… where it does not count */
  int missed_minutes; /* minutes of the window that were not spent on mission */
  gpointer entry;     /* (nullable): what the statement says of it, #ImaginMeal or #ImaginNight (a reference) */
} ImaginStay;

void imagin_stay_free (ImaginStay *self);

/**
 * imagin_estimate_derive_stays:
 *
 * Says for each day and evening away each right and each non-right, from the times of departure and return: bounds
 * included, local time of the place, day by day. A night counts from its evening. Where no journey has its times, what
 * the statement claims is taken at its word.
 *
 * Returns: (transfer full) (element-type ImaginStay): in the order of time
 */
GPtrArray *imagin_estimate_derive_stays (const ImaginEstimateInput *input);

G_END_DECLS
