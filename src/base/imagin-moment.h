/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * imagin_day_is_valid:
 *
 * Returns: whether @text is a full-date of RFC 3339 that the calendar has ("2026-06-22")
 */
gboolean imagin_day_is_valid (const char *text);

/**
 * imagin_instant_is_valid:
 *
 * Returns: whether @text is a date-time of RFC 3339 with an offset
 */
gboolean imagin_instant_is_valid (const char *text);

/**
 * imagin_instant_parse:
 *
 * Returns: (transfer full) (nullable): the instant in its own offset, or NULL
 */
GDateTime *imagin_instant_parse (const char *text);

/**
 * imagin_instant_format:
 *
 * Returns: (transfer full): @moment as RFC 3339 with its offset, to the second
 */
char *imagin_instant_format (GDateTime *moment);

/**
 * imagin_instant_join:
 * @day: a full-date
 * @time: "HH:MM"
 * @time_zone: (nullable): an identifier of the zone database ("Europe/Paris", which stands for NULL too)
 *
 * Returns: (transfer full) (nullable): that moment of the zone's clock as RFC 3339, or NULL where one of them is none.
 * A time that the change to daylight saving leaves out is one of the hour after it.
 */
char *imagin_instant_join (const char *day, const char *time, const char *time_zone);

/**
 * imagin_instant_split:
 * @instant: (nullable): RFC 3339
 * @time_zone: (nullable): as for imagin_instant_join(); a zone that is not known leaves the instant's own offset
 * @day: (out) (transfer full): the day by that clock
 * @time: (out) (transfer full): its "HH:MM"
 *
 * Returns: whether @instant is one
 */
gboolean imagin_instant_split (const char *instant, const char *time_zone, char **day, char **time);

/**
 * imagin_time_to_minutes:
 *
 * Returns: minutes since midnight of "HH:MM" (00:00 to 24:00), or -1 where it is no time of day
 */
int imagin_time_to_minutes (const char *text);

/**
 * imagin_time_parse_typed:
 * @text: a time of day as people type it: "8", "8h", "8 h 30", "8h30", "8:30", "8.30", "830", "0830"
 *
 * Returns: (transfer full) (nullable): the time as "HH:MM", or NULL where it is none
 */
char *imagin_time_parse_typed (const char *text);

/**
 * imagin_duration_parse_typed:
 * @text: a duration as people type it: "7", "7h", "7 h 30", "7:30", "7,30", "1,5" (an hour and a half), "90 min"
 * @minutes: (out): the duration, in minutes
 *
 * After a comma or a point one figure is a tenth of an hour, as nobody writes five minutes "1,5"; two are minutes.
 *
 * Returns: whether it is one, of 9,999 hours at the most
 */
gboolean imagin_duration_parse_typed (const char *text, gint64 *minutes);

/**
 * imagin_day_parse_typed:
 * @text: a day as people type it: "22/6", "22/06/2026", "22.6.26", "22-06-2026", "2026-06-22", or "22" alone
 * @near: a day ("2026-06-20"): what is not typed (month, year) is taken from it
 *
 * Returns: (transfer full) (nullable): the day as a full-date, or NULL where it is none
 */
char *imagin_day_parse_typed (const char *text, const char *near);

/**
 * imagin_now:
 *
 * The computer's clock, which a test may move: IMAGIN_TODAY (a full-date) in the environment stands for today, and
 * IMAGIN_NOW (RFC 3339) in the environment is taken as the instant at which the program started.
 *
 * Returns: (transfer full): now, in the local time zone
 */
GDateTime *imagin_now (void);

/**
 * imagin_now_text:
 *
 * Returns: (transfer full): imagin_now() as RFC 3339
 */
char *imagin_now_text (void);

G_END_DECLS
