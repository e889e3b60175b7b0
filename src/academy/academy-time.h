/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * academy_now_seconds:
 *
 * Returns: the instant of imagin_now() in seconds since 1970
 */
gint64 academy_now_seconds (void);

/**
 * academy_now_text:
 *
 * Returns: (transfer full): imagin_now() in the academy's time zone, as RFC 3339
 */
char *academy_now_text (void);

/**
 * academy_today:
 *
 * Returns: (transfer full): the day that it is at the academy, as a full-date
 */
char *academy_today (void);

/**
 * academy_instant_text:
 * @day: a full-date
 * @time: a time of day "HH:MM"
 *
 * Returns: (transfer full): that moment by the academy's clocks, as RFC 3339
 */
char *academy_instant_text (const char *day, const char *time);

/**
 * academy_instant_seconds:
 * @instant: RFC 3339
 *
 * Returns: seconds since 1970, or -1 where it is no instant
 */
gint64 academy_instant_seconds (const char *instant);

/**
 * academy_instant_from_seconds:
 *
 * Returns: (transfer full): the instant by the academy's clocks, as RFC 3339
 */
char *academy_instant_from_seconds (gint64 seconds);

/**
 * academy_working_day:
 * @today: a full-date
 * @offset: how many working days after it; negative: before
 *
 * Counts from Monday to Friday; from a Saturday or a Sunday it counts from the Friday before.
 *
 * Returns: (transfer full): a full-date; two offsets never give the same day
 */
char *academy_working_day (const char *today, gint64 offset);

G_END_DECLS
