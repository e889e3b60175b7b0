/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and instants by the academy's clocks. */

#include "academy/academy-time.h"

#include "base/imagin-moment.h"

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

static gboolean
is_weekend (GDateTime *day)
{
  return g_date_time_get_day_of_week (day) >= 6;
}

static GDateTime *
next_working_day (GDateTime *day, int step)
{
  g_autoptr (GDateTime) next = g_date_time_add_days (day, step);

  while (is_weekend (next))
    {
      GDateTime *later = g_date_time_add_days (next, step);

      g_date_time_unref (next);
      next = later;
    }
  return g_steal_pointer (&next);
}

char *
academy_working_day (const char *today, gint64 offset)
{
  g_autofree char *noon = g_strdup_printf ("%sT12:00:00Z", today);
  g_autoptr (GDateTime) given = imagin_instant_parse (noon);
  g_autoptr (GDateTime) day = NULL;

  g_return_val_if_fail (given != NULL, NULL);

  day = is_weekend (given) ? next_working_day (given, -1) : g_date_time_ref (given);
  for (gint64 i = 0; i < ABS (offset); i++)
    {
      GDateTime *next = next_working_day (day, offset < 0 ? -1 : 1);

      g_date_time_unref (day);
      day = next;
    }
  return g_date_time_format (day, "%Y-%m-%d");
}
