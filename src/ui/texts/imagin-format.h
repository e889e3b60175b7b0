/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Figures, days and times as the person's language writes them. All (transfer full). */

/**
 * imagin_format_money:
 * @cents: euro cents
 *
 * Returns: "1 234,56 €" in French, "€1,234.56" in English
 */
char *imagin_format_money (gint64 cents);

/**
 * imagin_format_amount:
 * @cents: euro cents
 *
 * Returns: "1234,56", as it is typed, without the sign of the euro
 */
char *imagin_format_amount (gint64 cents);

/**
 * imagin_format_day_entry:
 *
 * Returns: "lun. 22 juin 2026", short enough for an entry
 */
char *imagin_format_day_entry (const char *day);

/**
 * imagin_format_day_of_year:
 *
 * Returns: "lundi 22 juin", where the year is not in doubt
 */
char *imagin_format_day_of_year (const char *day);

/**
 * imagin_format_day:
 * @day: a full-date
 *
 * Returns: "mardi 16 juin 2026"
 */
char *imagin_format_day (const char *day);

/**
 * imagin_format_day_short:
 *
 * Returns: "16 juin"
 */
char *imagin_format_day_short (const char *day);

/**
 * imagin_format_day_tag:
 *
 * Returns: "16 juin", "27 nov."
 */
char *imagin_format_day_tag (const char *day);

/**
 * imagin_format_days:
 * @first: a full-date
 * @last: a full-date, the same one or later
 *
 * Returns: "22 juin", "22 – 23 juin" or "30 juin – 2 juillet"
 */
char *imagin_format_days (const char *first, const char *last);

/**
 * imagin_format_days_long:
 *
 * Returns: "Lundi 22 juin 2026" or "Du lundi 22 au mardi 23 juin 2026"
 */
char *imagin_format_days_long (const char *first, const char *last);

/**
 * imagin_format_night:
 * @evening: a full-date
 * @morning: the day after
 *
 * Returns: "Nuit du 22 au 23 juin"
 */
char *imagin_format_night (const char *evening, const char *morning);

/**
 * imagin_format_clock:
 * @instant: RFC 3339
 *
 * Returns: the local time of day, "14:02", with the day before it where it is not today
 */
char *imagin_format_clock (const char *instant);

/**
 * imagin_format_time:
 * @time: "HH:MM"
 *
 * Returns: "8 h 30"
 */
char *imagin_format_time (const char *time);

/**
 * imagin_format_minutes:
 *
 * Returns: "7 h 30", "4 h", "45 min"
 */
char *imagin_format_minutes (gint64 minutes);

/**
 * imagin_format_bytes:
 *
 * Returns: "184 ko"
 */
char *imagin_format_bytes (gint64 bytes);

/**
 * imagin_format_capital:
 *
 * Returns: @text with a capital at its beginning
 */
char *imagin_format_capital (const char *text);

G_END_DECLS
