/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-estimate.h"

G_BEGIN_DECLS

/**
 * Case:
 *
 * One statement to be reckoned. What is NULL has the value that most cases need.
 */
typedef struct
{
  const char *exam;       /* bac_general */
  const char *type;       /* marking */
  const char *starts_at;  /* 22 June 2026, 08:00 */
  const char *commune;    /* 33063: where the mission is */
  const char *fields;     /* JSON; copies, minutes, sessions, candidates */
  const char *rates;      /* JSON; null */
  const char *work;       /* JSON */
  const char *travel;     /* JSON */
  const char *more;       /* members of the statement, each with a comma before it */
  const char *cards;      /* JSON; null */
  const char *residences; /* JSON list; home and school in Périgueux */
  gint64 kilometres_before;
  gboolean declared_only;
} Case;

/**
 * case_reckon:
 *
 * Returns: (transfer full): the lines
 */
ImaginEstimate *case_reckon (const Case *one);

/**
 * case_derive:
 *
 * Returns: (transfer full): the stays
 */
GPtrArray *case_derive (const Case *one);

/* The line at @index, which must be there. */
ImaginEstimateLine *case_line (ImaginEstimate *estimate, guint index);

/* Fails unless both parts are wholly known and are worth this together. */
void case_assert_cents (const Case *one, gint64 cents);

/* Fails unless the one line has no amount, for this reason. */
void case_assert_unknown (const Case *one, const char *reason);

/* A list of stays as text: "2026-06-22 lunch", with "!" and the reason and minutes missed where there is no right. */
char *case_stays_text (GPtrArray *stays);

#define COPIES(n) "{\"entries\":[{\"key\":\"copies\",\"quantity\":" #n "}],\"sessions\":[]}"
#define MINUTES(n) "{\"entries\":[{\"key\":\"minutes\",\"quantity\":" #n "}],\"sessions\":[]}"
#define AWAY(left, back)                                                                                               \
  "{\"id\":\"j\",\"left_at\":\"" left "\",\"arrived_back_at\":\"" back "\",\"means\":\"passenger\"}"
#define TRAVEL(journeys, nights, meals) "{\"journeys\":[" journeys "],\"nights\":[" nights "],\"meals\":[" meals "]}"
#define NIGHT(date, code) "{\"date\":\"" date "\",\"commune_code\":\"" code "\",\"claimed\":true,\"invoice_paid\":true}"
#define MEAL(date, kind, more) "{\"date\":\"" date "\",\"kind\":\"" kind "\",\"claimed\":true" more "}"

G_END_DECLS
