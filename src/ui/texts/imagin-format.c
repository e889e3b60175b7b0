/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures, days and times in the person's language. */

#include "ui/texts/imagin-format.h"

#include "base/imagin-moment.h"

#include <glib/gi18n.h>
#include <locale.h>

char *
imagin_format_money (gint64 cents)
{
  gint64 whole = ABS (cents) / 100;
  int rest = (int) (ABS (cents) % 100);
  const struct lconv *locale = localeconv ();
  g_autofree char *grouped = g_strdup_printf ("%'" G_GINT64_FORMAT, whole);
  g_autofree char *number = g_strdup_printf ("%s%s%s%02d", cents < 0 ? "−" : "", grouped, locale->decimal_point, rest);

  /* Translators: an amount in euros; %s is the number. In French the sign stands behind, after a narrow no-break space.
   */
  return g_strdup_printf (_ ("€%s"), number);
}

char *
imagin_format_amount (gint64 cents)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "%s%02d", cents / 100, localeconv ()->decimal_point, (int) (cents % 100));
}

static GDateTime *
date_of (const char *day)
{
  int year, month, number;

  if (!imagin_day_is_valid (day))
    return NULL;
  year = (int) g_ascii_strtoll (day, NULL, 10);
  month = (int) g_ascii_strtoll (day + 5, NULL, 10);
  number = (int) g_ascii_strtoll (day + 8, NULL, 10);
  return g_date_time_new_local (year, month, number, 12, 0, 0);
}

/* The first of a month has a pattern of its own: in French it is "1er". */
static char *
format_date (const char *day, const char *pattern, const char *pattern_of_the_first)
{
  g_autoptr (GDateTime) date = date_of (day);

  if (date == NULL)
    return g_strdup (day != NULL ? day : "");
  return g_date_time_format (date, g_date_time_get_day_of_month (date) == 1 ? pattern_of_the_first : pattern);
}

char *
imagin_format_day (const char *day)
{
  /* Translators: a day, see g_date_time_format(); the second one is for the first of a month. */
  return format_date (day, _ ("%A %-d %B %Y"), C_ ("first of a month", "%A %-d %B %Y"));
}

char *
imagin_format_day_entry (const char *day)
{
  /* Translators: a day with its week day abbreviated, for an entry; the second one is for the first of a month. */
  return format_date (day, _ ("%a %-d %b %Y"), C_ ("first of a month", "%a %-d %b %Y"));
}

char *
imagin_format_day_of_year (const char *day)
{
  /* Translators: a day without its year; the second one is for the first of a month. */
  return format_date (day, _ ("%A %-d %B"), C_ ("first of a month", "%A %-d %B"));
}

char *
imagin_format_day_short (const char *day)
{
  /* Translators: a day without its year; the second one is for the first of a month. */
  return format_date (day, _ ("%-d %B"), C_ ("first of a month", "%-d %B"));
}

char *
imagin_format_day_tag (const char *day)
{
  /* Translators: a day with the month abbreviated, for a small tag; the second one is for the first of a month. */
  return format_date (day, _ ("%-d %b"), C_ ("first of a month", "%-d %b"));
}

char *
imagin_format_days (const char *first, const char *last)
{
  g_autofree char *from = NULL;
  g_autofree char *to = imagin_format_day_short (last);

  if (g_strcmp0 (first, last) == 0)
    return g_steal_pointer (&to);
  if (first != NULL && last != NULL && strncmp (first, last, 7) == 0)
    from = format_date (first, "%-d", C_ ("first of a month, without the month", "%-d"));
  else
    from = imagin_format_day_short (first);
  /* Translators: from a day to a day, short ("22 – 23 June"). */
  return g_strdup_printf (_ ("%s – %s"), from, to);
}

char *
imagin_format_capital (const char *text)
{
  gunichar first = g_utf8_get_char (text);
  char capital[8] = { 0 };

  if (*text == '\0')
    return g_strdup ("");
  g_unichar_to_utf8 (g_unichar_toupper (first), capital);
  return g_strconcat (capital, g_utf8_next_char (text), NULL);
}

char *
imagin_format_days_long (const char *first, const char *last)
{
  g_autofree char *to = imagin_format_day (last);
  g_autofree char *from = NULL;

  if (g_strcmp0 (first, last) == 0)
    return imagin_format_capital (to);
  from = imagin_format_day_of_year (first);
  /* Translators: from a day to a day ("From Monday 22 June to Tuesday 23 June 2026"). */
  return g_strdup_printf (_ ("From %s to %s"), from, to);
}

char *
imagin_format_night (const char *evening, const char *morning)
{
  gboolean same_month = evening != NULL && morning != NULL && strncmp (evening, morning, 7) == 0;
  g_autofree char *from = same_month ? format_date (evening, "%-d", C_ ("first of a month, without the month", "%-d"))
                                     : imagin_format_day_short (evening);
  g_autofree char *to = imagin_format_day_short (morning);

  /* Translators: an evening and the morning after it ("Night of 22 to 23 June"). */
  return g_strdup_printf (_ ("Night of %s to %s"), from, to);
}

char *
imagin_format_clock (const char *instant)
{
  g_autoptr (GDateTime) moment = imagin_instant_parse (instant);
  g_autoptr (GDateTime) local = moment != NULL ? g_date_time_to_local (moment) : NULL;
  g_autoptr (GDateTime) now = imagin_now ();

  if (local == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (local) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now))
    return g_date_time_format (local, "%H:%M");
  /* Translators: a day and a time of day, short. */
  return g_date_time_format (local, _ ("%-d %B, %H:%M"));
}

char *
imagin_format_minutes (gint64 minutes)
{
  if (minutes < 60)
    /* Translators: a duration in minutes. */
    return g_strdup_printf (_ ("%d min"), (int) minutes);
  if (minutes % 60 == 0)
    /* Translators: a duration in whole hours. */
    return g_strdup_printf (_ ("%d h"), (int) (minutes / 60));
  /* Translators: a duration in hours and minutes. */
  return g_strdup_printf (_ ("%d h %02d"), (int) (minutes / 60), (int) (minutes % 60));
}

char *
imagin_format_time (const char *time)
{
  int minutes = imagin_time_to_minutes (time);

  if (minutes < 0)
    return g_strdup ("");
  if (minutes % 60 == 0)
    /* Translators: a time of day, on the hour ("8 h" in French). */
    return g_strdup_printf (C_ ("time of day", "%d:00"), minutes / 60);
  /* Translators: a time of day ("8 h 30" in French). */
  return g_strdup_printf (C_ ("time of day", "%d:%02d"), minutes / 60, minutes % 60);
}

char *
imagin_format_bytes (gint64 bytes)
{
  return g_format_size_full ((guint64) MAX (bytes, 0), G_FORMAT_SIZE_DEFAULT);
}
