/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"

G_BEGIN_DECLS

/**
 * ImaginNewsKind:
 * @IMAGIN_NEWS_MISSION: the mission itself is new
 * @IMAGIN_NEWS_PAPER: another paper; `before` and `now` are its names
 * @IMAGIN_NEWS_TYPE: another mission type, by its label
 * @IMAGIN_NEWS_ROLE: another role, by its label
 * @IMAGIN_NEWS_DAYS: other days; `before` and `now` are full-dates in order, a space between two
 * @IMAGIN_NEWS_HOURS: other hours; `before` and `now` are "HH:MM-HH:MM" of each day, a space between two
 * @IMAGIN_NEWS_PLACE: another place; NULL: none
 * @IMAGIN_NEWS_DEADLINE: another deadline, a full-date
 * @IMAGIN_NEWS_CANCELLED: cancelled by the office
 * @IMAGIN_NEWS_RESTORED: not cancelled any more; `now` is the label of its status
 * @IMAGIN_NEWS_RETURNED: returned to the intervener; `now` is the office's remark
 * @IMAGIN_NEWS_REMARK: the office wrote a remark, `now`
 * @IMAGIN_NEWS_STATUS: moved by the office; `before` and `now` are labels, verbatim, `code` the status now
 * @IMAGIN_NEWS_AMOUNT: the academy set or changed the amount, `cents`
 * @IMAGIN_NEWS_PAID: paid: `cents` on `day`
 */
typedef enum
{
  IMAGIN_NEWS_MISSION,
  IMAGIN_NEWS_PAPER,
  IMAGIN_NEWS_TYPE,
  IMAGIN_NEWS_ROLE,
  IMAGIN_NEWS_DAYS,
  IMAGIN_NEWS_HOURS,
  IMAGIN_NEWS_PLACE,
  IMAGIN_NEWS_DEADLINE,
  IMAGIN_NEWS_CANCELLED,
  IMAGIN_NEWS_RESTORED,
  IMAGIN_NEWS_RETURNED,
  IMAGIN_NEWS_REMARK,
  IMAGIN_NEWS_STATUS,
  IMAGIN_NEWS_AMOUNT,
  IMAGIN_NEWS_PAID,
} ImaginNewsKind;

/**
 * ImaginNewsFact:
 *
 * One thing about a mission that somebody else than the intervener changed.
 */
typedef struct
{
  ImaginNewsKind kind;
  char *part;          /* IMAGIN_PART_WORK, IMAGIN_PART_TRAVEL, an unknown one; NULL: the whole mission */
  char *before;        /* (nullable) */
  char *now;           /* (nullable) */
  char *code;          /* of the status now (nullable) */
  char *day;           /* (nullable): a full-date */
  gboolean had_cents;  /* whether `cents_before` is an amount */
  gint64 cents_before; /* euro cents */
  gboolean has_cents;
  gint64 cents;
} ImaginNewsFact;

/**
 * imagin_news_compare:
 * @before: (nullable): the mission as the intervener saw it last; NULL: never
 * @now: as the academy has it
 *
 * What is new in a mission since the intervener saw it. What the intervener enters, saves, validates or declares is no
 * news, nor what time alone does; members that the client does not know are not compared.
 *
 * Returns: (transfer full) (element-type ImaginNewsFact): the facts, the mission's before those of its parts; empty
 * where nothing is new
 */
GPtrArray *imagin_news_compare (ImaginMission *before, ImaginMission *now);

G_END_DECLS
