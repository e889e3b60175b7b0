/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"
#include "domain/imagin-person.h"

G_BEGIN_DECLS

/* What the person declares of a journey and of its stays, beyond plain fields. */

/* Means of transport that the client has words for; the set is open, and any other is kept and shown verbatim. */
#define IMAGIN_MEANS_CAR "car"
#define IMAGIN_MEANS_MOTORCYCLE "motorcycle"
#define IMAGIN_MEANS_MOPED "moped"
#define IMAGIN_MEANS_TAXI "taxi"

/**
 * ImaginMeansNeeds:
 *
 * What a means of transport asks for, so that nothing else is asked.
 */
typedef struct
{
  gboolean vehicle;      /* which one: its fiscal power decides the rate */
  gboolean authorised;   /* whether it was authorised for the service */
  gboolean distance;     /* km, one way */
  gboolean fare;         /* what was paid, or the train's fare that stands for it */
  gboolean train_fare;   /* the fare is the 2nd-class train's (décret 2006-781, article 10) */
  gboolean toll_parking; /* paid on receipts */
} ImaginMeansNeeds;

/**
 * imagin_journey_get_needs:
 *
 * Own vehicle: authorised for the service, its kilometres, tolls and parking; for one's own convenience, the train's
 * fare alone (décret 2006-781, article 10). A means that is not known is asked for its fare.
 *
 * Returns: what the journey's means asks for; nothing where no means was chosen
 */
ImaginMeansNeeds imagin_journey_get_needs (ImaginJourney *self);

/**
 * imagin_journey_set_aside:
 * @aside: what was set aside before
 *
 * Takes what the journey's means does not ask for out of @self, so that it is not sent, and keeps it in @aside; what it
 * asks for and @aside has comes back. So a wrong choice loses nothing that was typed.
 */
void imagin_journey_set_aside (ImaginJourney *self, ImaginJourney *aside);

/**
 * imagin_statement_get_journeys:
 *
 * Returns: (transfer none): the #ImaginJourney list, empty where nothing was declared; reading writes nothing
 */
GListModel *imagin_statement_get_journeys (ImaginStatement *self);

/**
 * imagin_statement_ensure_travel:
 *
 * Returns: (transfer none): what was declared of the travel, made empty where it was absent
 */
ImaginTravel *imagin_statement_ensure_travel (ImaginStatement *self);

/**
 * imagin_statement_add_journey:
 *
 * Adds a journey from home and back, of which nothing else is said.
 *
 * Returns: (transfer none): the journey
 */
ImaginJourney *imagin_statement_add_journey (ImaginStatement *self);

/**
 * imagin_statement_add_means:
 * @journey: a journey of @self
 *
 * Adds a journey at the same times, from the same place, of which nothing else is said: the same going and coming by
 * one more means.
 *
 * Returns: (transfer none): the journey
 */
ImaginJourney *imagin_statement_add_means (ImaginStatement *self, ImaginJourney *journey);

/**
 * imagin_journey_shares_times:
 *
 * Returns: whether both are one going and coming, by several means: the same two times, the same place, or the same
 * that was typed for them and is no time yet
 */
gboolean imagin_journey_shares_times (ImaginJourney *self, ImaginJourney *other);

/**
 * imagin_journeys_find_first:
 * @journeys: the journeys of a statement, #ImaginJourney
 * @journey: one of them
 *
 * Returns: (transfer none): the first of them that is the same going and coming; @journey itself where it is that one
 */
ImaginJourney *imagin_journeys_find_first (GListModel *journeys, ImaginJourney *journey);

/**
 * imagin_journeys_count:
 * @journey: (nullable): where to stop counting
 *
 * Counts goings and comings: one more means is no journey of its own.
 *
 * Returns: how many there are; with @journey its number, from 1
 */
guint imagin_journeys_count (GListModel *journeys, ImaginJourney *journey);

/**
 * imagin_journey_share_times:
 * @first: a journey
 *
 * Gives the times and the place of @first to @self, and what was typed for them and cannot be read.
 */
void imagin_journey_share_times (ImaginJourney *self, ImaginJourney *first);

/**
 * imagin_journey_take:
 * @other: a journey of this mission or of another one
 * @shift_days: how many days later this one is
 * @time_zone: (nullable): the academy's ("Europe/Paris"), whose clock keeps its times of day
 *
 * Makes @self the same journey as @other on other days: where from, by what, how far, what it cost, at what times.
 */
void imagin_journey_take (ImaginJourney *self, ImaginJourney *other, int shift_days, const char *time_zone);

/**
 * imagin_statement_set_meal:
 * @date: the day
 * @kind: lunch, dinner
 *
 * Says of a meal whether it is asked for, and whether it was taken in a canteen or for nothing.
 */
void imagin_statement_set_meal (ImaginStatement *self,
                                const char *date,
                                const char *kind,
                                gboolean claimed,
                                gboolean canteen,
                                gboolean provided_free);

/**
 * imagin_statement_ensure_night:
 * @date: its evening
 *
 * Returns: (transfer none): what is declared of that night, made where it was absent
 */
ImaginNight *imagin_statement_ensure_night (ImaginStatement *self, const char *date);

/**
 * imagin_statement_follow_stays:
 * @before: (element-type ImaginStay): the stays that the times gave until now
 * @after: (element-type ImaginStay): those that they give now
 *
 * A meal that the times have just given a right to is asked for, as the person would; one that lost it is taken away,
 * unless something was said of it (a canteen, a meal for nothing, a claim against the rule). Nights are only asked for
 * by the person, with their invoice.
 */
void imagin_statement_follow_stays (ImaginStatement *self, GPtrArray *before, GPtrArray *after);

/**
 * imagin_day_add:
 * @day: a full-date
 *
 * Returns: (transfer full): the day so many days later
 */
char *imagin_day_add (const char *day, int days);

/**
 * imagin_days_between:
 *
 * Returns: how many days @later is after @day
 */
int imagin_days_between (const char *day, const char *later);

G_END_DECLS
