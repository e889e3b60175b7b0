/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meals and nights in words. */

#include "ui/entry/imagin-stay-text.h"

#include "domain/imagin-travel.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

static gboolean
is_night (const ImaginStay *stay)
{
  return g_str_equal (stay->kind, "night");
}

char *
imagin_stay_text_title (const ImaginStay *stay)
{
  g_autofree char *next = NULL;
  if (g_str_equal (stay->kind, "lunch"))
    return g_strdup (_ ("Lunch"));
  if (g_str_equal (stay->kind, "dinner"))
    return g_strdup (_ ("Dinner"));
  if (!is_night (stay))
    return g_strdup (stay->kind);
  next = imagin_day_add (stay->date, 1);
  return imagin_format_night (stay->date, next);
}

/* The rule */

static char *
window_text (const ImaginStay *stay)
{
  g_autofree char *from = imagin_format_time (stay->from);
  g_autofree char *to = imagin_format_time (stay->to);

  /* Translators: from a time to a time. */
  return g_strdup_printf (_ ("%s – %s"), from, to);
}

static char *
missed_text (const ImaginStay *stay, const char *window)
{
  g_autofree char *missed = imagin_format_minutes (stay->missed_minutes);

  if (g_str_equal (stay->reason, IMAGIN_REASON_LEFT_TOO_LATE))
    /* Translators: first a duration, then a span of time ("15 min", "11:00 – 14:00"). */
    return g_strdup_printf (_ ("Not counted: you left %s after the beginning of %s. You can ask for it all the same."),
                            missed, window);
  if (g_str_equal (stay->reason, IMAGIN_REASON_BACK_TOO_EARLY))
    /* Translators: first a duration, then a span of time ("15 min", "11:00 – 14:00"). */
    return g_strdup_printf (_ ("Not counted: you were back %s before the end of %s. You can ask for it all the same."),
                            missed, window);
  /* Translators: a span of time. */
  return g_strdup_printf (_ ("Not counted: you were not on mission during %s. You can ask for it all the same."),
                          window);
}

static const char *
reason_text (const ImaginStay *stay)
{
  static const char *const reasons[][2] = {
    { IMAGIN_REASON_HOME_COMMUNE, N_ ("Not counted: no meal is paid in the commune where you live.") },
    { IMAGIN_REASON_WORK_COMMUNE, N_ ("Not counted: no meal is paid in the commune where you work.") },
    { IMAGIN_REASON_PROVIDED_FREE, N_ ("Not counted: what was provided for nothing is not paid.") },
    { IMAGIN_REASON_NO_INVOICE, N_ ("Counted only with a paid invoice.") },
    { IMAGIN_REASON_COUNTED_ELSEWHERE, N_ ("Counted already on another mission of that day: once a person.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (stay->reason, reasons[i][0]) == 0)
      return _ (reasons[i][1]);
  return NULL;
}

char *
imagin_stay_text_rule (const ImaginStay *stay)
{
  g_autofree char *window = window_text (stay);
  const char *reason = reason_text (stay);
  g_autofree char *text = NULL;

  if (reason != NULL)
    text = g_strdup (reason);
  else if (!stay->right && stay->reason != NULL)
    text = missed_text (stay, window);
  else if (is_night (stay))
    /* Translators: a span of time of the night. */
    text = g_strdup_printf (_ ("Away during the whole of %s: paid on an invoice"), window);
  else
    /* Translators: a span of time. */
    text = g_strdup_printf (_ ("On mission during the whole of %s"), window);
  return g_steal_pointer (&text);
}

/* What is said of it */

const char *
imagin_stay_text_choice (const ImaginStay *stay)
{
  if (stay->entry == NULL)
    return NULL;
  if (imagin_entity_get_boolean (stay->entry, "provided_free"))
    return IMAGIN_STAY_FREE;
  if (!imagin_entity_get_boolean (stay->entry, "claimed"))
    return IMAGIN_STAY_NOT_ASKED;
  return !is_night (stay) && imagin_entity_get_boolean (stay->entry, "canteen") ? IMAGIN_STAY_CANTEEN
                                                                                : IMAGIN_STAY_ASKED;
}

const char *
imagin_stay_text_label (const ImaginStay *stay, const char *choice)
{
  if (g_str_equal (choice, IMAGIN_STAY_ASKED))
    return is_night (stay) ? _ ("Hotel paid") : _ ("Paid by me");
  if (g_str_equal (choice, IMAGIN_STAY_CANTEEN))
    return _ ("In a canteen");
  if (g_str_equal (choice, IMAGIN_STAY_FREE))
    return is_night (stay) ? _ ("Lodged for nothing") : _ ("Provided for nothing");
  return _ ("Not asked for");
}

static void
choose_night (ImaginStatement *statement, ImaginMission *mission, const ImaginStay *stay, const char *choice)
{
  ImaginNight *night = imagin_statement_ensure_night (statement, stay->date);
  ImaginPlace *place = imagin_entity_get_entity (mission, "place");
  gboolean asked = g_str_equal (choice, IMAGIN_STAY_ASKED);

  imagin_entity_set_boolean (night, "claimed", asked);
  imagin_entity_set_boolean (night, "invoice_paid", asked);
  imagin_entity_set_boolean (night, "provided_free", g_str_equal (choice, IMAGIN_STAY_FREE));
  if (asked && place != NULL && !imagin_entity_is_set (night, "commune"))
    {
      imagin_entity_set_text (night, "commune", imagin_entity_get_text (place, "commune"));
      imagin_entity_set_text (night, "commune_code", imagin_entity_get_text (place, "commune_code"));
    }
}

void
imagin_stay_text_choose (ImaginStatement *statement, ImaginMission *mission, const ImaginStay *stay, const char *choice)
{
  gboolean canteen = g_str_equal (choice, IMAGIN_STAY_CANTEEN);

  if (is_night (stay))
    choose_night (statement, mission, stay, choice);
  else
    imagin_statement_set_meal (statement, stay->date, stay->kind, canteen || g_str_equal (choice, IMAGIN_STAY_ASKED),
                               canteen, g_str_equal (choice, IMAGIN_STAY_FREE));
}
