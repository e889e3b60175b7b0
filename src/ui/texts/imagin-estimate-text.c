/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An estimate in words. */

#include "ui/texts/imagin-estimate-text.h"

#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

/* Another unit is a word for programs: the field's own label says it. */
static gboolean
is_known_unit (const char *unit)
{
  static const char *const units[] = { "copies", "candidates", "minutes", "km", NULL };

  return g_strv_contains (units, unit);
}

static char *
quantity_text (const ImaginEstimateLine *line)
{
  if (g_str_equal (line->unit, "meals"))
    return g_strdup_printf (ngettext ("%d meal", "%d meals", (gulong) line->quantity), (int) line->quantity);
  if (g_str_equal (line->unit, "nights"))
    return g_strdup_printf (ngettext ("%d night", "%d nights", (gulong) line->quantity), (int) line->quantity);
  if (line->label == NULL || is_known_unit (line->unit))
    return imagin_wording_quantity (line->quantity, line->unit);
  /* Translators: what the academy calls a field, and what was entered in it ("Subjects reviewed: 3"). */
  return g_strdup_printf (_ ("%s: %d"), line->label, (int) line->quantity);
}

static const char *
name_of (const ImaginEstimateLine *line)
{
  const char *kind = line->kind;
  static const char *const names[][2] = {
    { "fare", N_ ("Fare") },       { "tolls", N_ ("Tolls") },
    { "parking", N_ ("Parking") }, { "kilometres", N_ ("Kilometres") },
    { "hours", N_ ("Hours") },
  };

  /* A car has no ticket, nor has a journey of which it is not said how it was made. */
  if (g_strcmp0 (line->rate_class, "convenience") == 0)
    return _ ("Train fare, 2nd class");
  if (g_strcmp0 (line->reason, IMAGIN_REASON_NO_MEANS) == 0)
    return _ ("Journey");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (kind, names[i][0]))
      return _ (names[i][1]);
  return kind;
}

char *
imagin_estimate_text_line (const ImaginEstimateLine *line)
{
  g_autofree char *quantity = NULL;
  g_autofree char *unit_amount = NULL;

  if (line->unit == NULL || line->quantity < 0)
    return g_strdup (name_of (line));
  quantity = quantity_text (line);
  if (line->unit_cents < 0)
    return g_steal_pointer (&quantity);
  unit_amount = imagin_format_money (line->unit_cents);
  if (line->percent != 100)
    /* Translators: a quantity, the amount of one, and the share of it that is paid ("3 h 30 × €9.60 × 75%"). */
    return g_strdup_printf (_ ("%s × %s × %d%%"), quantity, unit_amount, (int) line->percent);
  /* Translators: a quantity and the amount of one ("124 copies × €5.00"). */
  return g_strdup_printf (_ ("%s × %s"), quantity, unit_amount);
}

char *
imagin_estimate_text_figure (const ImaginEstimateLine *line)
{
  return line->cents >= 0 ? imagin_format_money (line->cents) : g_strdup (_ ("cannot be estimated"));
}

const char *
imagin_estimate_text_reason (const char *reason)
{
  static const char *const reasons[][2] = {
    { IMAGIN_REASON_RATE_UNKNOWN,
      N_ ("No table that is known here gives this rate. Nothing to do: the academy’s amount will be shown.") },
    { IMAGIN_REASON_NO_HOURS,
      N_ ("What a candidate is worth is not known. Enter the hours where they are asked for; the "
          "academy’s amount will be shown.") },
    { IMAGIN_REASON_SESSION_INCOMPLETE, N_ ("A session has no beginning or no end. Complete its times.") },
    { IMAGIN_REASON_NO_MEANS, N_ ("How you travelled is not said. Choose the means of the journey.") },
    { IMAGIN_REASON_NO_FARE, N_ ("The price is missing. Type what the ticket costs, 2nd class by train.") },
    { IMAGIN_REASON_NO_DISTANCE, N_ ("The distance is missing. Type the kilometres of one way.") },
    { IMAGIN_REASON_VEHICLE_UNKNOWN, N_ ("The vehicle or its fiscal power is not known. Choose the vehicle.") },
    { IMAGIN_REASON_CLASS_UNKNOWN, N_ ("Where you slept is not known. Choose the commune of the hotel.") },
  };

  for (guint i = 0; reason != NULL && i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reason, reasons[i][0]))
      return _ (reasons[i][1]);
  return NULL;
}

const char *
imagin_estimate_text_table (ImaginRateOrigin origin)
{
  switch (origin)
    {
    case IMAGIN_RATE_ORIGIN_ACADEMY:
      return _ ("the academy’s rates");
    case IMAGIN_RATE_ORIGIN_SHIPPED:
      return _ ("national rates, given as an indication");
    case IMAGIN_RATE_ORIGIN_NONE:
    default:
      return NULL;
    }
}

char *
imagin_estimate_text_detail (const ImaginEstimateLine *line)
{
  const char *reason = imagin_estimate_text_reason (line->reason);

  return reason != NULL ? g_strdup (reason)
                        : imagin_wording_join (2, line->source, imagin_estimate_text_table (line->origin));
}

char *
imagin_estimate_text_total (ImaginEstimate *estimate, const char *part)
{
  gint64 cents;
  ImaginEstimateState state = imagin_estimate_get_total (estimate, part, &cents);
  g_autofree char *money = imagin_format_money (cents);

  switch (state)
    {
    case IMAGIN_ESTIMATE_COMPLETE:
      return g_steal_pointer (&money);
    case IMAGIN_ESTIMATE_AT_LEAST:
      /* Translators: a sum of which some lines are not known. */
      return g_strdup_printf (_ ("at least %s"), money);
    case IMAGIN_ESTIMATE_UNKNOWN:
      return g_strdup (_ ("cannot be estimated"));
    case IMAGIN_ESTIMATE_EMPTY:
    default:
      return NULL;
    }
}
