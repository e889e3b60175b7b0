/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and instants by the academy's clocks. */

#include "academy/academy-time.h"

#include "base/imagin-moment.h"

#include <stdlib.h>

static GTimeZone *
academy_zone (void)
{
  static GTimeZone *zone;

  if (zone == NULL)
    zone = g_time_zone_new_identifier ("Europe/Paris");
  /* A computer without a time zone database has its own clock at least. */
  if (zone == NULL)
    zone = g_time_zone_new_local ();
  return zone;
}

static GDateTime *
academy_now (void)
{
  g_autoptr (GDateTime) now = imagin_now ();

  return g_date_time_to_timezone (now, academy_zone ());
}

gint64
academy_now_seconds (void)
{
  g_autoptr (GDateTime) now = academy_now ();

  return g_date_time_to_unix (now);
}

char *
academy_now_text (void)
{
  g_autoptr (GDateTime) now = academy_now ();

  return imagin_instant_format (now);
}

char *
academy_today (void)
{
  g_autoptr (GDateTime) now = academy_now ();

  return g_date_time_format (now, "%Y-%m-%d");
}

char *
academy_instant_text (const char *day, const char *time)
{
  g_autofree char *text = g_strdup_printf ("%sT%s:00", day, time);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, academy_zone ());

  g_return_val_if_fail (moment != NULL, NULL);

  return imagin_instant_format (moment);
}

gint64
academy_instant_seconds (const char *instant)
{
  g_autoptr (GDateTime) moment = imagin_instant_parse (instant);

  return moment != NULL ? g_date_time_to_unix (moment) : -1;
}

char *
academy_instant_from_seconds (gint64 seconds)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) moment = g_date_time_to_timezone (utc, academy_zone ());

  return imagin_instant_format (moment);
}

char *
academy_working_day (const char *today, gint64 offset)
{
  GDate day;
  gint64 weekday, index, weeks;

  g_return_val_if_fail (imagin_day_is_valid (today), NULL);

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) atoi (today + 8), (GDateMonth) atoi (today + 5), (GDateYear) atoi (today));
  /* Monday is 0; a weekend counts as its Friday. */
  weekday = g_date_get_weekday (&day) - 1;
  index = MIN (weekday, 4) + offset;
  weeks = index >= 0 ? index / 5 : -((4 - index) / 5);
  g_date_set_julian (&day, (guint32) (g_date_get_julian (&day) - weekday + weeks * 7 + (index - weeks * 5)));
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&day), (guint) g_date_get_month (&day),
                          g_date_get_day (&day));
}
