/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in a mission, in words. */

#include "ui/texts/imagin-news-text.h"

#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

static gboolean
same_year (const char *day, const char *other)
{
  return day != NULL && other != NULL && strncmp (day, other, 4) == 0;
}

static char *
day_text (const char *day, const char *other)
{
  return same_year (day, other) ? imagin_format_day_of_year (day) : imagin_format_day (day);
}

/* Days as the domain lists them: one, or from the first to the last. */
static char *
span_text (char **days, const char *other)
{
  guint count = g_strv_length (days);

  if (count == 0)
    return g_strdup ("");
  return count == 1 ? day_text (days[0], other) : imagin_format_days (days[0], days[count - 1]);
}

static char *
each_day_text (char **days)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; days[i] != NULL; i++)
    {
      g_autofree char *day = imagin_format_day_short (days[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", day);
    }
  return g_string_free_and_steal (text);
}

static char *
days_text (const ImaginNewsFact *fact)
{
  g_auto (GStrv) before = g_strsplit (fact->before, " ", -1);
  g_auto (GStrv) now = g_strsplit (fact->now, " ", -1);
  g_autofree char *was = span_text (before, now[0]);
  g_autofree char *is = span_text (now, before[0]);

  /* The same first and last day: what is between them changed. */
  if (g_str_equal (was, is))
    {
      g_free (was);
      g_free (is);
      was = each_day_text (before);
      is = each_day_text (now);
    }
  /* Translators: what is new in a mission: the days before, and now. */
  return g_strdup_printf (_ ("Date: %s → %s"), was, is);
}

static char *
span_of_day (const char *span)
{
  g_auto (GStrv) ends = g_strsplit (span, "-", 2);
  g_autofree char *from = imagin_format_time (ends[0]);
  g_autofree char *to = imagin_format_time (ends[0] != NULL && ends[1] != NULL ? ends[1] : "");

  return g_strdup_printf (_ ("%s – %s"), from, to);
}

static char *
hours_text (const char *hours)
{
  g_auto (GStrv) spans = g_strsplit (hours, " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; spans[i] != NULL; i++)
    {
      g_autofree char *span = span_of_day (spans[i]);

      if (i > 0 && g_str_equal (spans[i], spans[i - 1]))
        continue;
      g_string_append_printf (text, "%s%s", i > 0 ? _ (", then ") : "", span);
    }
  return g_string_free_and_steal (text);
}

static char *
changed_hours_text (const ImaginNewsFact *fact)
{
  g_autofree char *before = hours_text (fact->before);
  g_autofree char *now = hours_text (fact->now);

  return g_strdup_printf (_ ("Hours: %s → %s"), before, now);
}

static const char *
or_home (const char *place)
{
  return place != NULL ? place : _ ("at home");
}

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "–";
}

static char *
deadline_text (const ImaginNewsFact *fact)
{
  g_autofree char *before = fact->before != NULL ? day_text (fact->before, fact->now) : g_strdup ("–");
  g_autofree char *now = day_text (fact->now, fact->before);

  return g_strdup_printf (_ ("Deadline: %s → %s"), before, now);
}

/* Parts */

static char *
status_text (const ImaginNewsFact *fact, const char *part)
{
  if (g_strcmp0 (fact->code, "accepted") == 0)
    return g_strdup_printf (_ ("%s: accepted by the exams office"), part);
  if (g_strcmp0 (fact->code, "in_payment") == 0)
    return g_strdup_printf (_ ("%s: sent for payment"), part);
  if (g_strcmp0 (fact->code, "entered_by_office") == 0)
    return g_strdup_printf (_ ("%s: entered by the exams office"), part);
  return g_strdup_printf (_ ("%s: %s → %s"), part, or_nothing (fact->before), or_nothing (fact->now));
}

static char *
amount_text (const ImaginNewsFact *fact, const char *part)
{
  g_autofree char *before = imagin_format_money (fact->cents_before);
  g_autofree char *now = imagin_format_money (fact->cents);

  return fact->had_cents ? g_strdup_printf (_ ("%s: amount %s → %s"), part, before, now)
                         : g_strdup_printf (_ ("%s: amount set at %s"), part, now);
}

static char *
paid_text (const ImaginNewsFact *fact, const char *part)
{
  g_autofree char *money = imagin_format_money (fact->cents);
  g_autofree char *day = fact->day != NULL ? imagin_format_day (fact->day) : NULL;

  if (!fact->has_cents)
    return g_strdup_printf (_ ("%s: paid"), part);
  /* Translators: a part of the statement, an amount, a day ("Travel: paid €92.00 on Monday 18 May 2026"). */
  return day != NULL ? g_strdup_printf (_ ("%s: paid %s on %s"), part, money, day)
                     : g_strdup_printf (_ ("%s: paid %s"), part, money);
}

static char *
part_text (const ImaginNewsFact *fact)
{
  const char *part = imagin_wording_part (fact->part);

  switch (fact->kind)
    {
    case IMAGIN_NEWS_CANCELLED:
      return g_strdup_printf (_ ("%s: cancelled by the exams office"), part);
    case IMAGIN_NEWS_RESTORED:
      return g_strdup_printf (_ ("%s: restored by the exams office"), part);
    case IMAGIN_NEWS_RETURNED:
      return fact->now != NULL ? g_strdup_printf (_ ("%s: returned by the exams office, “%s”"), part, fact->now)
                               : g_strdup_printf (_ ("%s: returned by the exams office"), part);
    case IMAGIN_NEWS_REMARK:
      return g_strdup_printf (_ ("%s: the exams office writes “%s”"), part, fact->now);
    case IMAGIN_NEWS_AMOUNT:
      return amount_text (fact, part);
    case IMAGIN_NEWS_PAID:
      return paid_text (fact, part);
    case IMAGIN_NEWS_STATUS:
    case IMAGIN_NEWS_MISSION:
    case IMAGIN_NEWS_PAPER:
    case IMAGIN_NEWS_TYPE:
    case IMAGIN_NEWS_ROLE:
    case IMAGIN_NEWS_DAYS:
    case IMAGIN_NEWS_HOURS:
    case IMAGIN_NEWS_PLACE:
    case IMAGIN_NEWS_DEADLINE:
    default:
      {
        g_autofree char *status = status_text (fact, part);
        g_autofree char *money = fact->has_cents ? imagin_format_money (fact->cents) : NULL;

        return imagin_wording_join (2, status, money);
      }
    }
}

char *
imagin_news_text (const ImaginNewsFact *fact)
{
  if (fact->part != NULL)
    return part_text (fact);
  switch (fact->kind)
    {
    case IMAGIN_NEWS_MISSION:
      return g_strdup (_ ("The exams office convokes you to this mission."));
    case IMAGIN_NEWS_PAPER:
      return g_strdup_printf (_ ("Paper: %s → %s"), or_nothing (fact->before), or_nothing (fact->now));
    case IMAGIN_NEWS_TYPE:
      return g_strdup_printf (_ ("Mission type: %s → %s"), or_nothing (fact->before), or_nothing (fact->now));
    case IMAGIN_NEWS_ROLE:
      return g_strdup_printf (_ ("Role: %s → %s"), or_nothing (fact->before), or_nothing (fact->now));
    case IMAGIN_NEWS_DAYS:
      return days_text (fact);
    case IMAGIN_NEWS_HOURS:
      return changed_hours_text (fact);
    case IMAGIN_NEWS_PLACE:
      return g_strdup_printf (_ ("Place: %s → %s"), or_home (fact->before), or_home (fact->now));
    case IMAGIN_NEWS_DEADLINE:
      return deadline_text (fact);
    case IMAGIN_NEWS_RESTORED:
      return g_strdup (_ ("The exams office restored this mission: it is cancelled no more"));
    case IMAGIN_NEWS_CANCELLED:
    case IMAGIN_NEWS_RETURNED:
    case IMAGIN_NEWS_REMARK:
    case IMAGIN_NEWS_STATUS:
    case IMAGIN_NEWS_AMOUNT:
    case IMAGIN_NEWS_PAID:
    default:
      return g_strdup (_ ("The exams office cancelled this mission"));
    }
}
