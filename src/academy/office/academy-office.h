/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-missions.h"
#include "academy/database/academy-statements.h"

G_BEGIN_DECLS

/**
 * AcademyAct:
 *
 * What goes with a verb of the office.
 */
typedef struct
{
  const char *part;    /* "work" or "travel"; NULL: every part that the verb may move */
  gint64 amount_cents; /* -1: none was given */
  const char *remark;  /* NULL: none */
  const char *field;   /* a JSON pointer into the statement, or NULL */
  const char *day;     /* the day of the certificate or of the payment; NULL: the day of @at */
  const char *at;      /* when it is done, RFC 3339 */
} AcademyAct;

/**
 * academy_office_apply:
 * @verb: certify, enter, verify, return, liquidate, pay, cancel or restore
 *
 * Does what the table of statuses and verbs allows, in the caller's transaction: parts, history, version, journal.
 * What it refuses is IMAGIN_ERROR_CLOSED, and nothing is changed.
 */
gboolean academy_office_apply (
    AcademyDatabase *database, AcademyMission *mission, const char *verb, const AcademyAct *act, GError **error);

/**
 * academy_office_advance:
 * @since: seconds since 1970
 * @at: when it is done, RFC 3339
 *
 * Plays the office one step further, by the same table, on every part that was validated after @since: certifies,
 * verifies, liquidates, pays; and cancels what was declared not done after it. In a transaction of its own.
 */
gboolean academy_office_advance (AcademyDatabase *database, gint64 since, const char *at, GError **error);

/**
 * academy_office_report:
 * @field: the key of a field of the mission
 *
 * The marking tool reports what it counted.
 */
gboolean academy_office_report (AcademyDatabase *database,
                                AcademyMission *mission,
                                const char *field,
                                gint64 quantity,
                                const char *at,
                                GError **error);

/**
 * academy_office_pass_time:
 *
 * Moves on every part of which the mission began or ended, in a transaction of its own; costs nearly nothing where
 * there is none.
 */
gboolean academy_office_pass_time (AcademyDatabase *database, GError **error);

/**
 * academy_office_pass_time_of:
 * @now: seconds since 1970
 *
 * The same for one statement, in the caller's transaction.
 */
gboolean academy_office_pass_time_of (
    AcademyDatabase *database, AcademyStatement *statement, AcademyMission *mission, gint64 now, GError **error);

G_END_DECLS
