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
 * imagin_time_to_minutes:
 *
 * Returns: minutes since midnight of "HH:MM" (00:00 to 24:00), or -1 where it is no time of day
 */
int imagin_time_to_minutes (const char *text);

/**
 * imagin_now:
 *
 * The computer's clock, which a test may move: IMAGIN_NOW (RFC 3339) in the environment is taken as the instant at
 * which the program started.
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
