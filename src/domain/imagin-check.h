/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"
#include "domain/imagin-typed.h"

G_BEGIN_DECLS

/**
 * ImaginProblemKind:
 * @IMAGIN_PROBLEM_MISSING: a field that the academy requires is empty
 * @IMAGIN_PROBLEM_OUT_OF_RANGE: a figure outside the academy's limits
 * @IMAGIN_PROBLEM_SESSION_INCOMPLETE: a session without its day, start or end
 * @IMAGIN_PROBLEM_END_BEFORE_START: a session that ends before it starts
 * @IMAGIN_PROBLEM_OVERLAP: two sessions at the same time
 * @IMAGIN_PROBLEM_JOURNEY_INCOMPLETE: a journey without its times, its start or its means
 * @IMAGIN_PROBLEM_RETURN_BEFORE_DEPARTURE: a journey that ends before it starts
 * @IMAGIN_PROBLEM_JOURNEY_UNPRICED: a journey without its distance, its vehicle or its fare: nothing can be paid for it
 * @IMAGIN_PROBLEM_CANDIDATES_DIFFER: the sessions count other candidates than the total
 * @IMAGIN_PROBLEM_UNREADABLE: what was typed for a field of a session or journey is no day, no time, no amount
 */
typedef enum
{
  IMAGIN_PROBLEM_MISSING,
  IMAGIN_PROBLEM_OUT_OF_RANGE,
  IMAGIN_PROBLEM_SESSION_INCOMPLETE,
  IMAGIN_PROBLEM_END_BEFORE_START,
  IMAGIN_PROBLEM_OVERLAP,
  IMAGIN_PROBLEM_JOURNEY_INCOMPLETE,
  IMAGIN_PROBLEM_RETURN_BEFORE_DEPARTURE,
  IMAGIN_PROBLEM_JOURNEY_UNPRICED,
  IMAGIN_PROBLEM_CANDIDATES_DIFFER,
  IMAGIN_PROBLEM_UNREADABLE,
} ImaginProblemKind;

/**
 * ImaginProblem:
 *
 * What the academy would refuse in a statement, found before it is asked.
 */
typedef struct
{
  ImaginProblemKind kind;
  const char *part;       /* IMAGIN_PART_WORK or IMAGIN_PART_TRAVEL */
  gboolean blocks_saving; /* not even a draft may be sent like this */
  gboolean only_warns;    /* validating is possible all the same */
  char *key;              /* of the field, or the id of the session or journey */
  char *label;            /* (nullable): of the field; a journey has none */
  guint number;           /* of the journey, from 1; 0 where there is only one */
  const char *field;      /* (nullable): where that was typed which cannot be read */
  ImaginTypedPart typed;  /* … and in which part of it */
  char *text;             /* (nullable): … and what it is */
} ImaginProblem;

void imagin_problem_free (ImaginProblem *problem);

/**
 * imagin_check_statement:
 *
 * Returns: (transfer full) (element-type ImaginProblem): the problems of the part that is the intervener's to write, in
 * the order of the screen; empty where there are none
 */
GPtrArray *imagin_check_statement (ImaginMission *mission, ImaginStatement *statement);

/**
 * imagin_session_get_minutes:
 *
 * Returns: how long the session lasts in minutes, or -1 where it is incomplete or ends before it starts
 */
int imagin_session_get_minutes (ImaginWorkSession *session);

/**
 * imagin_check_session:
 * @sessions: all sessions of the statement
 * @kind: (out): what is wrong
 *
 * Returns: whether something is wrong with @session
 */
gboolean imagin_check_session (GListModel *sessions, ImaginWorkSession *session, ImaginProblemKind *kind);

/**
 * imagin_check_journey:
 * @kind: (out): the gravest of what is wrong
 *
 * Returns: whether something is wrong with @journey
 */
gboolean imagin_check_journey (ImaginJourney *journey, ImaginProblemKind *kind);

G_END_DECLS
