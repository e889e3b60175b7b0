/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work part of an estimate: copies, hours, and whatever else an academy's card pays for. */

#include "domain/imagin-estimate-private.h"

#include "domain/imagin-check.h"

#include <string.h>

/* The index that the mission names; else that of its exam, for plain marking and orals only. */
static gint64
rate_index (const ImaginEstimateInput *input, const char *kind)
{
  ImaginRates *rates = imagin_entity_get_entity (input->mission, "rates");
  ImaginRateRules *rules = imagin_rate_table_get_rules (input->rates);
  ImaginExamRates *exam =
      imagin_rate_rules_find_exam (rules, imagin_entity_get_text_of (input->mission, "exam", "code"));
  const char *type = imagin_entity_get_text_of (input->mission, "type", "code");
  gboolean copy = g_str_equal (kind, "copy");

  if (rates != NULL && imagin_entity_is_set (rates, kind))
    return imagin_entity_get_integer (rates, kind, 0);
  if (exam == NULL || type == NULL ||
      !g_strv_contains (imagin_entity_get_texts (rules, copy ? "copy_types" : "hour_types"), type))
    return 0;
  return imagin_entity_get_integer (exam, kind, 0);
}

/* A card may pay a type of mission apart (meetings): such a row has the type for its class. */
static void
set_rate (ImaginEstimateLine *line, const ImaginEstimateInput *input, const char *kind, gint64 rate, gint64 per)
{
  g_autofree char *day = imagin_estimate_get_mission_day (input);
  const char *exam = imagin_entity_get_text_of (input->mission, "exam", "code");
  ImaginRateQuery apart = {
    .kind = kind, .exam = exam, .rate_class = imagin_entity_get_text_of (input->mission, "type", "code"), .day = day
  };
  ImaginRateQuery plain = { .kind = kind, .exam = exam, .rate = rate, .day = day };
  ImaginRate found;

  if (apart.rate_class != NULL && imagin_rate_table_find (input->rates, &apart, &found))
    imagin_estimate_line_set_rate (line, input->rates, &apart, per);
  else
    imagin_estimate_line_set_rate (line, input->rates, &plain, per);
}

/* What was typed in a field, and what others counted in it; -1 where nobody said anything. */
static gint64
quantity_of (const ImaginEstimateInput *input, ImaginMissionField *field)
{
  ImaginStatement *statement = imagin_estimate_get_statement (input);
  const char *key = imagin_entity_get_text (field, "key");
  /* Others count in the mission's own statement, also after a draft was left. */
  ImaginReported *reported = imagin_entity_find (
      imagin_entity_get_list (imagin_mission_get_statement (input->mission), "reported"), "field", key);
  gint64 counted = reported != NULL ? imagin_entity_get_integer (reported, "quantity", -1) : -1;
  gint64 typed = imagin_statement_get_quantity (statement, key);

  if (counted < 0 || (typed >= 0 && !imagin_entity_is_set (field, "read_only_reason")))
    return counted < 0 ? typed : typed + counted;
  return counted;
}

/* The row of a card that pays for an unit is named in the singular, as copy and hour are. */
static const char *
kind_of_unit (const char *unit)
{
  static const char *const kinds[][2] = { { "copies", "copy" }, { "candidates", "candidate" } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (unit, kinds[i][0]))
      return kinds[i][1];
  return unit;
}

static void
add_count (ImaginEstimate *self, const ImaginEstimateInput *input, ImaginMissionField *field)
{
  const char *unit = imagin_entity_get_text (field, "unit");
  const char *kind = kind_of_unit (unit);
  gint64 quantity = quantity_of (input, field);
  ImaginEstimateLine *line;

  if (quantity < 0)
    return;
  line = imagin_estimate_add (self, IMAGIN_PART_WORK, g_intern_string (unit), g_intern_string (unit), NULL);
  line->key = g_strdup (imagin_entity_get_text (field, "key"));
  line->label = g_strdup (imagin_entity_get_text (field, "label"));
  line->quantity = quantity;
  set_rate (line, input, kind, g_str_equal (kind, "copy") ? rate_index (input, "copy") : 0, 1);
}

typedef struct
{
  gint64 minutes;
  GPtrArray *days;
  gboolean incomplete;
} Hours;

static int
compare_days (gconstpointer one, gconstpointer other)
{
  return strcmp (*(const char *const *) one, *(const char *const *) other);
}

static void
collect_sessions (const ImaginEstimateInput *input, Hours *hours)
{
  GListModel *sessions = imagin_statement_get_sessions (imagin_estimate_get_statement (input));

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (ImaginWorkSession) session = g_list_model_get_item (sessions, i);
      int minutes = imagin_session_get_minutes (session);
      const char *day = imagin_entity_get_text (session, "date");

      if (minutes < 0)
        {
          hours->incomplete = TRUE;
          continue;
        }
      hours->minutes += minutes;
      if (day != NULL && !g_ptr_array_find_with_equal_func (hours->days, day, g_str_equal, NULL))
        g_ptr_array_add (hours->days, g_strdup (day));
    }
  g_ptr_array_sort (hours->days, compare_days);
}

static void
add_hours (ImaginEstimate *self, const ImaginEstimateInput *input, Hours *hours)
{
  ImaginRates *rates = imagin_entity_get_entity (input->mission, "rates");
  const char *hour_class = rates != NULL ? imagin_entity_get_text (rates, "hour_class") : NULL;
  ImaginRateShare *share =
      imagin_rate_rules_find_share (imagin_rate_table_get_rules (input->rates), "hour", hour_class);
  ImaginEstimateLine *line = imagin_estimate_add (self, IMAGIN_PART_WORK, "hours", "minutes", NULL);

  line->quantity = hours->minutes;
  line->rate_class = g_strdup (hour_class);
  g_strfreev (line->dates);
  g_ptr_array_add (hours->days, NULL);
  line->dates = g_strdupv ((char **) hours->days->pdata);
  /* A class that nobody here knows may be paid in any way. */
  if (hour_class != NULL && share == NULL)
    {
      line->reason = IMAGIN_REASON_RATE_UNKNOWN;
      return;
    }
  imagin_estimate_line_set_share (line, share);
  set_rate (line, input, "hour", rate_index (input, "hour"), 60);
}

void
imagin_estimate_add_work (ImaginEstimate *self, const ImaginEstimateInput *input)
{
  GListModel *fields = imagin_entity_get_list (input->mission, "fields");
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  Hours hours = { 0, days, FALSE };
  g_autoptr (ImaginMissionField) candidates = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ImaginMissionField) field = g_list_model_get_item (fields, i);
      const char *unit = imagin_entity_get_text (field, "unit");

      if (g_str_equal (unit, "minutes"))
        hours.minutes += MAX (quantity_of (input, field), 0);
      else if (g_str_equal (unit, "candidates"))
        g_set_object (&candidates, field);
      else if (!g_str_equal (unit, "sessions") && !g_str_equal (unit, "text"))
        add_count (self, input, field);
    }
  collect_sessions (input, &hours);
  if (hours.minutes > 0)
    add_hours (self, input, &hours);
  if (hours.incomplete)
    imagin_estimate_add (self, IMAGIN_PART_WORK, "hours", "minutes", NULL)->reason = IMAGIN_REASON_SESSION_INCOMPLETE;
  /* How candidates become hours is not confirmed: without hours only a card can say what they are worth. */
  if (candidates != NULL && hours.minutes == 0 && quantity_of (input, candidates) > 0)
    {
      ImaginEstimateLine *line;

      add_count (self, input, candidates);
      line = g_ptr_array_index (self->lines, self->lines->len - 1);
      if (line->reason != NULL)
        line->reason = IMAGIN_REASON_NO_HOURS;
    }
}
