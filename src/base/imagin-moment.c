/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, times of day and instants, as the contract writes them. */

#include "base/imagin-moment.h"

#include <string.h>

static gboolean
two_digits (const char *text, int *number)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return FALSE;
  *number = (text[0] - '0') * 10 + (text[1] - '0');
  return TRUE;
}

gboolean
imagin_day_is_valid (const char *text)
{
  int century, year, month, day;

  return text != NULL && strlen (text) == 10 && text[4] == '-' && text[7] == '-' && two_digits (text, &century) &&
         two_digits (text + 2, &year) && two_digits (text + 5, &month) && two_digits (text + 8, &day) &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) (century * 100 + year));
}

GDateTime *
imagin_instant_parse (const char *text)
{
  g_autofree char *day = NULL;

  if (text == NULL || strlen (text) < 20 || strlen (text) > 40 || (text[10] != 'T' && text[10] != 't'))
    return NULL;
  day = g_strndup (text, 10);
  /* Without an offset an instant has no meaning; GLib would take one given by the caller. */
  if (!imagin_day_is_valid (day) || strpbrk (text + 11, "Zz+-") == NULL)
    return NULL;
  return g_date_time_new_from_iso8601 (text, NULL);
}

gboolean
imagin_instant_is_valid (const char *text)
{
  g_autoptr (GDateTime) moment = imagin_instant_parse (text);

  return moment != NULL;
}

char *
imagin_instant_format (GDateTime *moment)
{
  return g_date_time_format (moment, "%Y-%m-%dT%H:%M:%S%:z");
}

int
imagin_time_to_minutes (const char *text)
{
  int hours, minutes;

  if (text == NULL || strlen (text) != 5 || text[2] != ':' || !two_digits (text, &hours) || !two_digits (text + 3, &minutes))
    return -1;
  return minutes > 59 || hours > 24 || (hours == 24 && minutes > 0) ? -1 : hours * 60 + minutes;
}

GDateTime *
imagin_now (void)
{
  static gint64 shift_us = G_MININT64;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (shift_us == G_MININT64)
    {
      g_autoptr (GDateTime) given = imagin_instant_parse (g_getenv ("IMAGIN_NOW"));

      shift_us = given != NULL ? g_date_time_difference (given, now) : 0;
    }
  return shift_us == 0 ? g_steal_pointer (&now) : g_date_time_add (now, shift_us);
}

char *
imagin_now_text (void)
{
  g_autoptr (GDateTime) now = imagin_now ();

  return imagin_instant_format (now);
}
