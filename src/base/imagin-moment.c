/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, times of day and instants, as the contract writes them. */

#include "base/imagin-moment.h"

#include <string.h>

#define DAY_MINUTES (24 * 60)

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

  if (text == NULL || strlen (text) != 5 || text[2] != ':' || !two_digits (text, &hours) ||
      !two_digits (text + 3, &minutes))
    return -1;
  return minutes > 59 || hours > 24 || (hours == 24 && minutes > 0) ? -1 : hours * 60 + minutes;
}

static GTimeZone *
zone_of (const char *time_zone)
{
  return g_time_zone_new_identifier (time_zone != NULL ? time_zone : "Europe/Paris");
}

char *
imagin_instant_join (const char *day, const char *time, const char *time_zone)
{
  int minutes = imagin_time_to_minutes (time);
  g_autoptr (GTimeZone) zone = zone_of (time_zone);
  g_autoptr (GDateTime) moment = NULL;

  if (!imagin_day_is_valid (day) || minutes < 0)
    return NULL;
  if (zone == NULL)
    zone = g_time_zone_new_local ();
  moment = g_date_time_new (zone, (int) g_ascii_strtoll (day, NULL, 10), (int) g_ascii_strtoll (day + 5, NULL, 10),
                            (int) g_ascii_strtoll (day + 8, NULL, 10), minutes % DAY_MINUTES / 60, minutes % 60, 0);
  /* 24:00 is the next day's first moment. */
  if (moment != NULL && minutes == DAY_MINUTES)
    {
      GDateTime *midnight = g_date_time_add_days (moment, 1);

      g_date_time_unref (moment);
      moment = midnight;
    }
  return moment != NULL ? imagin_instant_format (moment) : NULL;
}

gboolean
imagin_instant_split (const char *instant, const char *time_zone, char **day, char **time)
{
  g_autoptr (GDateTime) moment = imagin_instant_parse (instant);
  g_autoptr (GTimeZone) zone = zone_of (time_zone);
  g_autoptr (GDateTime) local = moment != NULL && zone != NULL ? g_date_time_to_timezone (moment, zone) : NULL;
  GDateTime *shown = local != NULL ? local : moment;

  *day = shown != NULL ? g_date_time_format (shown, "%Y-%m-%d") : NULL;
  *time = shown != NULL ? g_date_time_format (shown, "%H:%M") : NULL;
  return shown != NULL;
}

/* Up to @most figures of one number at *@text, which is moved behind it; -1 where there is none. */
static int
take_number (const char **text, int most)
{
  int number = 0, figures = 0;

  for (; figures < most && g_ascii_isdigit (**text); figures++, (*text)++)
    number = number * 10 + (**text - '0');
  return figures > 0 ? number : -1;
}

static int
count_figures (const char *text)
{
  int figures = 0;

  while (g_ascii_isdigit (text[figures]))
    figures++;
  return figures;
}

/* Without white space of any kind, the narrow no-break one of French typography too. */
static char *
squeeze (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)) && g_utf8_get_char (at) != 0x202f)
      g_string_append_unichar (plain, g_unichar_tolower (g_utf8_get_char (at)));
  return g_string_free_and_steal (plain);
}

char *
imagin_time_parse_typed (const char *text)
{
  g_autofree char *plain = text != NULL && g_utf8_validate (text, -1, NULL) ? squeeze (text) : g_strdup ("");
  const char *at = plain;
  int figures = count_figures (at);
  int hours = take_number (&at, figures >= 3 ? figures - 2 : 2);
  int minutes = 0;

  if (hours < 0 || figures > 4)
    return NULL;
  if (figures < 3 && *at != '\0')
    {
      if (strchr ("h:.", *at) == NULL)
        return NULL;
      at++;
    }
  if (*at != '\0')
    {
      if (count_figures (at) != 2)
        return NULL;
      minutes = take_number (&at, 2);
    }
  if (g_str_equal (at, "min") || g_str_equal (at, "mn"))
    at += strlen (at);
  return *at != '\0' || hours > 24 || minutes > 59 || (hours == 24 && minutes > 0)
             ? NULL
             : g_strdup_printf ("%02d:%02d", hours, minutes);
}

gboolean
imagin_duration_parse_typed (const char *text, gint64 *minutes)
{
  g_autofree char *plain = text != NULL && g_utf8_validate (text, -1, NULL) ? squeeze (text) : g_strdup ("");
  const char *at = plain;
  int whole = take_number (&at, 4);
  char sign = *at;
  gboolean in_minutes;
  int figures;

  if (whole < 0 || g_ascii_isdigit (*at))
    return FALSE;
  in_minutes = g_str_equal (at, "min") || g_str_equal (at, "mn");
  *minutes = in_minutes ? whole : (gint64) whole * 60;
  if (in_minutes || *at == '\0' || g_str_equal (at, "h"))
    return TRUE;
  if (strchr ("h:,.", sign) == NULL)
    return FALSE;
  at++;
  figures = count_figures (at);
  if (figures < 1 || figures > 2)
    return FALSE;
  whole = take_number (&at, 2);
  if (g_str_equal (at, "min") || g_str_equal (at, "mn"))
    at += strlen (at);
  *minutes += figures == 1 && strchr (",.", sign) != NULL ? whole * 6 : whole;
  return *at == '\0' && whole < 60;
}

char *
imagin_day_parse_typed (const char *text, const char *near)
{
  g_autofree char *plain = text != NULL && g_utf8_validate (text, -1, NULL) ? squeeze (text) : g_strdup ("");
  const char *at = plain;
  g_autofree char *day_text = NULL;
  int day, month, year;

  if (imagin_day_is_valid (plain))
    return g_steal_pointer (&plain);
  if (!imagin_day_is_valid (near))
    return NULL;
  year = (int) g_ascii_strtoll (near, NULL, 10);
  month = (int) g_ascii_strtoll (near + 5, NULL, 10);
  day = take_number (&at, 2);
  if (day > 0 && *at != '\0' && strchr ("/.-", *at) != NULL)
    {
      at++;
      month = take_number (&at, 2);
      if (month > 0 && *at != '\0' && strchr ("/.-", *at) != NULL)
        {
          int figures = count_figures (++at);

          year = take_number (&at, 4);
          if (figures == 2)
            year += 2000;
          else if (figures != 4)
            return NULL;
        }
    }
  if (*at != '\0' || day < 1 || month < 1 || year < 1000 || year > 9999)
    return NULL;
  day_text = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  return imagin_day_is_valid (day_text) ? g_steal_pointer (&day_text) : NULL;
}

/* Whole days from the clock's day to the one that a test asks for. */
static gint64
shift_to_day (const char *day, GDateTime *now)
{
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autofree char *noon_today = g_strconcat (today, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) then = imagin_instant_parse (noon);
  g_autoptr (GDateTime) now_noon = imagin_instant_parse (noon_today);

  return then != NULL ? g_date_time_difference (then, now_noon) : 0;
}

static gint64
shift_of_the_clock (GDateTime *now)
{
  g_autoptr (GDateTime) given = imagin_instant_parse (g_getenv ("IMAGIN_NOW"));
  const char *day = g_getenv ("IMAGIN_TODAY");

  if (given != NULL)
    return g_date_time_difference (given, now);
  return imagin_day_is_valid (day) ? shift_to_day (day, now) : 0;
}

GDateTime *
imagin_now (void)
{
  static gint64 shift_us = G_MININT64;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (shift_us == G_MININT64)
    shift_us = shift_of_the_clock (now);
  return shift_us == 0 ? g_steal_pointer (&now) : g_date_time_add (now, shift_us);
}

char *
imagin_now_text (void)
{
  g_autoptr (GDateTime) now = imagin_now ();

  return imagin_instant_format (now);
}
