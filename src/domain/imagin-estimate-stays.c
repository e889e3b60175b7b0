/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meals and nights: what the times of departure and return give a right to, and what they do not. */

#include "domain/imagin-estimate-private.h"

#include "base/imagin-moment.h"

#define DAY_SECONDS (24 * 60 * 60)

/* Wall clock, in seconds since the first day of the calendar: a change to or from daylight saving changes nothing. */
typedef struct
{
  gint64 left;
  gint64 back;
} Span;

static gint64
wall_day (const char *day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_ascii_strtoll (day + 8, NULL, 10),
                  (GDateMonth) g_ascii_strtoll (day + 5, NULL, 10), (GDateYear) g_ascii_strtoll (day, NULL, 10));
  return (gint64) g_date_get_julian (&date);
}

static char *
day_text (gint64 day)
{
  g_autoptr (GDate) date = g_date_new_julian ((guint32) day);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), (int) g_date_get_month (date),
                          g_date_get_day (date));
}

static gint64
wall_clock (const ImaginEstimateInput *input, ImaginJourney *journey, const char *name)
{
  g_autoptr (GDateTime) moment = imagin_estimate_get_local (input, imagin_entity_get_text (journey, name));
  g_autofree char *day = moment != NULL ? g_date_time_format (moment, "%Y-%m-%d") : NULL;

  if (day == NULL || !imagin_day_is_valid (day))
    return -1;
  return wall_day (day) * DAY_SECONDS + g_date_time_get_hour (moment) * 3600 + g_date_time_get_minute (moment) * 60 +
         g_date_time_get_second (moment);
}

static int
compare_spans (gconstpointer one, gconstpointer other)
{
  gint64 a = ((const Span *) one)->left, b = ((const Span *) other)->left;

  return (a > b) - (a < b);
}

/* Out and back may be two journeys: then the first gives the departure, the next one the return. */
static GArray *
collect_spans (const ImaginEstimateInput *input, GListModel *journeys)
{
  g_autoptr (GArray) legs = g_array_new (FALSE, FALSE, sizeof (Span));
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  gint64 open = -1;

  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (journeys, i);
      Span leg = { wall_clock (input, journey, "left_at"), wall_clock (input, journey, "arrived_back_at") };

      if (leg.left >= 0 && leg.back > leg.left)
        g_array_append_val (spans, leg);
      else if ((leg.left >= 0) != (leg.back >= 0))
        {
          Span half = { MAX (leg.left, leg.back), leg.back };

          g_array_append_val (legs, half);
        }
    }
  g_array_sort (legs, compare_spans);
  for (guint i = 0; i < legs->len; i++)
    {
      Span *half = &g_array_index (legs, Span, i);
      Span span = { open, half->back };

      if (half->back < 0)
        open = half->left;
      else if (open >= 0 && half->back > open)
        {
          g_array_append_val (spans, span);
          open = -1;
        }
    }
  g_array_sort (spans, compare_spans);
  return spans;
}

/* How much of a window was spent on mission, in seconds; spans that overlap count once. */
static gint64
covered (GArray *spans, gint64 from, gint64 to, gint64 *first, gint64 *last)
{
  gint64 reached = from, sum = 0;

  *first = *last = -1;
  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);
      gint64 begin = MAX (span->left, reached), end = MIN (span->back, to);

      if (end <= begin)
        continue;
      if (*first < 0)
        *first = begin;
      *last = end;
      sum += end - begin;
      reached = end;
    }
  return sum;
}

static gboolean
same_commune (ImaginPlace *place, ImaginResidence *residence)
{
  const char *code = imagin_entity_get_text (place, "commune_code");
  const char *other = imagin_entity_get_text (residence, "commune_code");

  if (code != NULL && other != NULL)
    return g_str_equal (code, other);
  return imagin_entity_is_set (place, "commune") &&
         g_strcmp0 (imagin_entity_get_text (place, "commune"), imagin_entity_get_text (residence, "commune")) == 0;
}

static const char *
own_commune (const ImaginEstimateInput *input)
{
  ImaginPlace *place = imagin_entity_get_entity (input->mission, "place");

  for (guint i = 0; place != NULL && input->residences != NULL && i < g_list_model_get_n_items (input->residences); i++)
    {
      g_autoptr (ImaginResidence) residence = g_list_model_get_item (input->residences, i);

      if (same_commune (place, residence))
        return g_strcmp0 (imagin_entity_get_text (residence, "kind"), "home") == 0 ? IMAGIN_REASON_HOME_COMMUNE
                                                                                   : IMAGIN_REASON_WORK_COMMUNE;
    }
  return NULL;
}

static gpointer
find_entry (GListModel *list, const char *date, const char *kind)
{
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) entry = g_list_model_get_item (list, i);

      if (g_strcmp0 (imagin_entity_get_text (entry, "date"), date) == 0 &&
          (IMAGIN_IS_NIGHT (entry) || g_strcmp0 (imagin_entity_get_text (entry, "kind"), kind) == 0))
        return entry; /* the list holds it */
    }
  return NULL;
}

/* Why a right is not a line of the estimate, or NULL where it is. */
static const char *
refusal (const ImaginEstimateInput *input, ImaginStay *stay)
{
  gboolean night = g_str_equal (stay->kind, "night");
  g_autofree char *name = g_strdup_printf ("%s %s", stay->date, stay->kind);

  if (input->counted_elsewhere != NULL && g_strv_contains (input->counted_elsewhere, name))
    return IMAGIN_REASON_COUNTED_ELSEWHERE;
  if (stay->entry == NULL)
    return night || input->declared_only ? IMAGIN_REASON_NOT_CLAIMED : NULL;
  if (imagin_entity_get_boolean (stay->entry, "provided_free"))
    return IMAGIN_REASON_PROVIDED_FREE;
  if (!imagin_entity_get_boolean (stay->entry, "claimed") &&
      (input->declared_only || imagin_entity_is_set (stay->entry, "claimed")))
    return IMAGIN_REASON_NOT_CLAIMED;
  return night && !imagin_entity_get_boolean (stay->entry, "invoice_paid") ? IMAGIN_REASON_NO_INVOICE : NULL;
}

static ImaginStay *
add_stay (GPtrArray *stays, ImaginRateWindow *window, gint64 day, gpointer entry)
{
  ImaginStay *stay = g_new0 (ImaginStay, 1);

  stay->date = day_text (day);
  stay->kind = g_intern_string (imagin_entity_get_text (window, "kind"));
  stay->from = g_strdup (imagin_entity_get_text (window, "from"));
  stay->to = g_strdup (imagin_entity_get_text (window, "to"));
  stay->source = g_strdup (imagin_entity_get_text (window, "source"));
  stay->entry = entry != NULL ? g_object_ref (entry) : NULL;
  g_ptr_array_add (stays, stay);
  return stay;
}

static void
judge (ImaginStay *stay, const ImaginEstimateInput *input, GArray *spans, gint64 from, gint64 to)
{
  gboolean night = g_str_equal (stay->kind, "night");
  gint64 first, last, missed = to - from - covered (spans, from, to, &first, &last);

  stay->missed_minutes = (int) ((missed + 59) / 60);
  if (missed > 0)
    stay->reason = first < 0      ? IMAGIN_REASON_NOT_AWAY
                   : first > from ? IMAGIN_REASON_LEFT_TOO_LATE
                                  : IMAGIN_REASON_BACK_TOO_EARLY;
  else if (!night)
    stay->reason = own_commune (input);
  stay->right = stay->reason == NULL;
  if (stay->right)
    stay->reason = refusal (input, stay);
  stay->counts = stay->reason == NULL;
}

static void
derive_day (GPtrArray *stays, const ImaginEstimateInput *input, GArray *spans, gint64 day, gboolean outside)
{
  ImaginTravel *travel = imagin_entity_get_entity (imagin_estimate_get_statement (input), "travel");
  GListModel *windows = imagin_entity_get_list (imagin_rate_table_get_rules (input->rates), "windows");
  g_autofree char *date = day_text (day);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (ImaginRateWindow) window = g_list_model_get_item (windows, i);
      const char *kind = imagin_entity_get_text (window, "kind");
      gboolean night = g_str_equal (kind, "night");
      gpointer entry = find_entry (imagin_entity_get_list (travel, night ? "nights" : "meals"), date, kind);
      /* The window of a night is in the morning after its evening. */
      gint64 base = (day + (night ? 1 : 0)) * DAY_SECONDS;
      gint64 from = base + imagin_time_to_minutes (imagin_entity_get_text (window, "from")) * 60;
      gint64 to = base + imagin_time_to_minutes (imagin_entity_get_text (window, "to")) * 60;
      gint64 first, last;

      if (outside && entry == NULL && covered (spans, from, to, &first, &last) == 0)
        continue;
      judge (add_stay (stays, window, day, entry), input, spans, from, to);
    }
}

/* Without times nothing can be derived: what is claimed is taken at its word. */
static void
take_at_word (GPtrArray *stays, const ImaginEstimateInput *input, GListModel *entries)
{
  GListModel *windows = imagin_entity_get_list (imagin_rate_table_get_rules (input->rates), "windows");

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (GObject) entry = g_list_model_get_item (entries, i);
      const char *kind = IMAGIN_IS_NIGHT (entry) ? "night" : imagin_entity_get_text (entry, "kind");
      ImaginRateWindow *window = imagin_entity_find (windows, "kind", kind);
      const char *date = imagin_entity_get_text (entry, "date");
      ImaginStay *stay;

      /* A meal or a night counts once a day. */
      if (window == NULL || find_entry (entries, date, kind) != (gpointer) entry)
        continue;
      stay = add_stay (stays, window, wall_day (date), entry);
      stay->reason = IMAGIN_IS_NIGHT (entry) ? NULL : own_commune (input);
      stay->right = stay->reason == NULL;
      if (stay->right)
        stay->reason = refusal (input, stay);
      stay->counts = stay->reason == NULL;
    }
}

static void
add_entry_days (GHashTable *days, GListModel *entries)
{
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (GObject) entry = g_list_model_get_item (entries, i);

      g_hash_table_add (days, GINT_TO_POINTER ((int) wall_day (imagin_entity_get_text (entry, "date"))));
    }
}

static int
compare_numbers (gconstpointer one, gconstpointer other)
{
  int a = GPOINTER_TO_INT (*(const gpointer *) one), b = GPOINTER_TO_INT (*(const gpointer *) other);

  return (a > b) - (a < b);
}

/* The most days that one journey is followed for: longer is a slip of the keyboard. */
#define MOST_DAYS 400

static void
derive (GPtrArray *stays, const ImaginEstimateInput *input, ImaginTravel *travel, GArray *spans)
{
  g_autoptr (GHashTable) away = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) ordered = NULL;

  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);
      gint64 first = span->left / DAY_SECONDS, last = MIN (span->back / DAY_SECONDS, first + MOST_DAYS);

      /* The evening before: somebody who leaves at midnight sharp is away for the whole of that night. */
      g_hash_table_add (days, GINT_TO_POINTER ((int) first - 1));
      for (gint64 day = first; day <= last; day++)
        {
          g_hash_table_add (days, GINT_TO_POINTER ((int) day));
          g_hash_table_add (away, GINT_TO_POINTER ((int) day));
        }
    }
  add_entry_days (days, imagin_entity_get_list (travel, "meals"));
  add_entry_days (days, imagin_entity_get_list (travel, "nights"));
  ordered = g_hash_table_get_keys_as_ptr_array (days);
  g_ptr_array_sort (ordered, compare_numbers);
  for (guint i = 0; i < ordered->len; i++)
    derive_day (stays, input, spans, GPOINTER_TO_INT (ordered->pdata[i]),
                !g_hash_table_contains (away, ordered->pdata[i]));
}

GPtrArray *
imagin_estimate_derive_stays (const ImaginEstimateInput *input)
{
  GPtrArray *stays = g_ptr_array_new_with_free_func ((GDestroyNotify) imagin_stay_free);
  ImaginTravel *travel = imagin_entity_get_entity (imagin_estimate_get_statement (input), "travel");
  g_autoptr (GArray) spans = NULL;

  if (travel == NULL)
    return stays;
  spans = collect_spans (input, imagin_entity_get_list (travel, "journeys"));
  if (spans->len > 0)
    derive (stays, input, travel, spans);
  else
    {
      take_at_word (stays, input, imagin_entity_get_list (travel, "meals"));
      take_at_word (stays, input, imagin_entity_get_list (travel, "nights"));
    }
  return stays;
}

void
imagin_stay_free (ImaginStay *self)
{
  g_free (self->date);
  g_free (self->from);
  g_free (self->to);
  g_free (self->source);
  g_clear_object (&self->entry);
  g_free (self);
}
