/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An estimate: its lines, how one is reckoned, and their sum. */

#include "domain/imagin-estimate-private.h"

#include "base/imagin-moment.h"

static void
line_free (ImaginEstimateLine *line)
{
  g_free (line->key);
  g_free (line->label);
  g_free (line->rate_class);
  g_free (line->source);
  g_strfreev (line->dates);
  g_free (line);
}

ImaginStatement *
imagin_estimate_get_statement (const ImaginEstimateInput *input)
{
  return input->statement != NULL ? input->statement : imagin_mission_get_statement (input->mission);
}

GDateTime *
imagin_estimate_get_local (const ImaginEstimateInput *input, const char *text)
{
  g_autoptr (GDateTime) moment = imagin_instant_parse (text);
  g_autoptr (GTimeZone) zone =
      g_time_zone_new_identifier (input->time_zone != NULL ? input->time_zone : "Europe/Paris");

  /* A zone that this computer does not know: the instant's own offset is the best there is. */
  return moment == NULL || zone == NULL ? g_steal_pointer (&moment) : g_date_time_to_timezone (moment, zone);
}

char *
imagin_estimate_get_mission_day (const ImaginEstimateInput *input)
{
  g_autoptr (GDateTime) start = imagin_estimate_get_local (input, imagin_entity_get_text (input->mission, "starts_at"));

  return start != NULL ? g_date_time_format (start, "%Y-%m-%d") : g_strdup ("");
}

ImaginEstimateLine *
imagin_estimate_add (ImaginEstimate *self, const char *part, const char *kind, const char *unit, const char *day)
{
  ImaginEstimateLine *line = g_new0 (ImaginEstimateLine, 1);

  line->part = part;
  line->kind = kind;
  line->unit = unit;
  line->quantity = -1;
  line->unit_cents = -1;
  line->percent = 100;
  line->cents = -1;
  line->dates = g_new0 (char *, day != NULL ? 2 : 1);
  if (day != NULL)
    line->dates[0] = g_strdup (day);
  g_ptr_array_add (self->lines, line);
  return line;
}

void
imagin_estimate_line_set_share (ImaginEstimateLine *line, ImaginRateShare *share)
{
  line->percent = share != NULL ? imagin_entity_get_integer (share, "percent", 100) : 100;
  g_set_str (&line->source, share != NULL ? imagin_entity_get_text (share, "source") : NULL);
}

/* The text that gives the rate, and behind it the one that gives the share. */
static void
add_source (ImaginEstimateLine *line, const char *source)
{
  char *share = g_steal_pointer (&line->source);

  line->source = share != NULL ? g_strconcat (source, "\u202f; ", share, NULL) : g_strdup (source);
  g_free (share);
}

void
imagin_estimate_line_set_rate (ImaginEstimateLine *line,
                               ImaginRateTable *rates,
                               const ImaginRateQuery *query,
                               gint64 per)
{
  ImaginRate rate;
  gint64 fraction;

  if (!imagin_rate_table_find (rates, query, &rate))
    {
      line->reason = IMAGIN_REASON_RATE_UNKNOWN;
      return;
    }
  line->unit_cents = rate.amount_cents;
  line->origin = rate.origin;
  add_source (line, rate.source);
  /* What would not fit 64 bits is no amount that anybody was ever paid. */
  if (!g_uint64_checked_mul ((guint64 *) &fraction, (guint64) line->quantity,
                             (guint64) (rate.amount_cents * line->percent)) ||
      fraction < 0 || fraction > G_MAXINT64 / 4)
    {
      line->reason = IMAGIN_REASON_RATE_UNKNOWN;
      return;
    }
  line->cents = (2 * fraction + 100 * per) / (2 * 100 * per);
}

gboolean
imagin_estimate_part_is_payable (ImaginStatement *statement, const char *name)
{
  ImaginPart *part = imagin_statement_get_part (statement, name);
  const char *status = imagin_part_get_status_code (part);

  if (imagin_entity_is_set (statement, "not_performed"))
    return FALSE;
  if (part == NULL)
    return g_list_model_get_n_items (imagin_entity_get_list (statement, "parts")) == 0;
  return g_strcmp0 (status, "no_costs") != 0 && g_strcmp0 (status, "cancelled") != 0 &&
         g_strcmp0 (status, "on_first_mission") != 0;
}

ImaginEstimate *
imagin_estimate_new (const ImaginEstimateInput *input)
{
  ImaginEstimate *self = g_new0 (ImaginEstimate, 1);
  /* What is the academy's (parts) is in the mission's own statement; a draft may have been left before. */
  ImaginStatement *statement = imagin_mission_get_statement (input->mission);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  if (imagin_estimate_part_is_payable (statement, IMAGIN_PART_WORK))
    imagin_estimate_add_work (self, input);
  if (imagin_estimate_part_is_payable (statement, IMAGIN_PART_TRAVEL))
    imagin_estimate_add_travel (self, input);
  return self;
}

void
imagin_estimate_free (ImaginEstimate *self)
{
  g_ptr_array_unref (self->lines);
  g_free (self);
}

ImaginEstimateState
imagin_estimate_get_total (ImaginEstimate *self, const char *part, gint64 *cents)
{
  guint known = 0, unknown = 0;

  *cents = 0;
  for (guint i = 0; i < self->lines->len; i++)
    {
      ImaginEstimateLine *line = g_ptr_array_index (self->lines, i);

      if (part != NULL && !g_str_equal (line->part, part))
        continue;
      if (line->cents < 0)
        unknown++;
      else
        {
          known++;
          *cents += line->cents;
        }
    }
  if (unknown > 0)
    return known > 0 ? IMAGIN_ESTIMATE_AT_LEAST : IMAGIN_ESTIMATE_UNKNOWN;
  return known > 0 ? IMAGIN_ESTIMATE_COMPLETE : IMAGIN_ESTIMATE_EMPTY;
}
