/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The travel part of an estimate: journeys by slices of the year, costs as typed, meals and nights. */

#include "domain/imagin-estimate-private.h"

#include <string.h>

typedef struct
{
  ImaginEstimate *estimate;
  const ImaginEstimateInput *input;
  ImaginJourney *journey;
  const char *day;
} Trip;

static ImaginEstimateLine *
add_typed (Trip *trip, const char *kind, const char *member, const char *source_kind)
{
  ImaginEstimateLine *line = imagin_estimate_add (trip->estimate, IMAGIN_PART_TRAVEL, kind, NULL, trip->day);
  gint64 cents = imagin_entity_get_integer (trip->journey, member, -1);

  line->key = g_strdup (imagin_entity_get_text (trip->journey, "id"));
  line->source =
      g_strdup (imagin_rate_rules_get_typed_source (imagin_rate_table_get_rules (trip->input->rates), source_kind));
  line->cents = cents >= 0 ? cents : -1;
  if (cents < 0)
    line->reason = IMAGIN_REASON_NO_FARE;
  return line;
}

static const char *
vehicle_class (Trip *trip, ImaginVehicle *vehicle)
{
  const char *kind = vehicle != NULL ? imagin_entity_get_text (vehicle, "kind") : NULL;

  return imagin_rate_rules_find_vehicle_class (imagin_rate_table_get_rules (trip->input->rates),
                                               kind != NULL ? kind : imagin_entity_get_text (trip->journey, "means"),
                                               vehicle != NULL ? imagin_entity_get_integer (vehicle, "fiscal_power", -1)
                                                               : -1);
}

static ImaginEstimateLine *
add_kilometres (Trip *trip, gint64 quantity, const char *rate_class, const char *reason)
{
  ImaginEstimateLine *line = imagin_estimate_add (trip->estimate, IMAGIN_PART_TRAVEL, "kilometres", "km", trip->day);

  line->key = g_strdup (imagin_entity_get_text (trip->journey, "id"));
  line->quantity = quantity;
  line->rate_class = g_strdup (rate_class);
  line->reason = reason;
  return line;
}

/* One line for each slice of the year's total that the journey goes through. */
static void
add_slices (Trip *trip, gint64 distance_km, const char *rate_class, gint64 driven_km)
{
  while (distance_km > 0)
    {
      ImaginRateQuery query = {
        .kind = "kilometre", .rate_class = rate_class, .kilometre = driven_km + 1, .day = trip->day
      };
      ImaginRate rate;
      gboolean known = imagin_rate_table_find (trip->input->rates, &query, &rate);
      gint64 slice_km = known ? MIN (distance_km, rate.last_kilometre - driven_km) : distance_km;

      imagin_estimate_line_set_rate (add_kilometres (trip, slice_km, rate_class, NULL), trip->input->rates, &query, 1);
      driven_km += slice_km;
      distance_km -= slice_km;
    }
}

static const char *const own_vehicles[] = { "car", "motorcycle", "moped", NULL };

gint64
imagin_estimate_get_driven_kilometres (ImaginJourney *journey)
{
  const char *means = imagin_entity_get_text (journey, "means");
  gint64 legs = imagin_entity_get_boolean (journey, "return_trip") ? 2 : 1;

  if (means == NULL || !g_strv_contains (own_vehicles, means) || !imagin_entity_get_boolean (journey, "authorised"))
    return 0;
  return legs * MAX (imagin_entity_get_integer (journey, "distance_km", 0), 0);
}

static void
add_authorised (Trip *trip, ImaginVehicle *vehicle, gint64 driven_km)
{
  gint64 legs = imagin_entity_get_boolean (trip->journey, "return_trip") ? 2 : 1;
  gint64 distance_km = legs * imagin_entity_get_integer (trip->journey, "distance_km", -1);
  const char *rate_class = vehicle_class (trip, vehicle);

  if (distance_km < 0)
    add_kilometres (trip, -1, rate_class, IMAGIN_REASON_NO_DISTANCE);
  else if (rate_class == NULL)
    add_kilometres (trip, distance_km, NULL, IMAGIN_REASON_VEHICLE_UNKNOWN);
  else
    add_slices (trip, distance_km, rate_class, driven_km);
  if (imagin_entity_get_integer (trip->journey, "tolls_cents", 0) > 0)
    add_typed (trip, "tolls", "tolls_cents", "tolls");
  if (imagin_entity_get_integer (trip->journey, "parking_cents", 0) > 0)
    add_typed (trip, "parking", "parking_cents", "parking");
}

static void
add_journey (Trip *trip, gint64 driven_km)
{
  static const char *const free_of_cost[] = { "passenger", "bicycle", "on_foot", "foot", "walk", NULL };
  static const char *const fares[] = {
    "train", "public_transport", "coach", "bus", "tram", "metro", "plane", "boat", "taxi", NULL
  };
  const char *means = imagin_entity_get_text (trip->journey, "means");
  gboolean fare = imagin_entity_get_integer (trip->journey, "fare_cents", -1) >= 0;
  const char *vehicle_id = imagin_entity_get_text (trip->journey, "vehicle_id");
  ImaginVehicle *vehicle = vehicle_id != NULL ? imagin_entity_find (trip->input->vehicles, "id", vehicle_id) : NULL;

  if (means != NULL && g_strv_contains (own_vehicles, means))
    {
      if (imagin_entity_get_boolean (trip->journey, "authorised"))
        add_authorised (trip, vehicle, driven_km);
      else
        /* For one's own convenience: the train's fare, neither toll nor parking (décret 2006-781, article 10). */
        add_typed (trip, "fare", "fare_cents", "convenience")->rate_class = g_strdup ("convenience");
    }
  else if (fare || (means != NULL && g_strv_contains (fares, means)))
    add_typed (trip, "fare", "fare_cents", "fare");
  else if (means == NULL || !g_strv_contains (free_of_cost, means))
    {
      ImaginEstimateLine *line = imagin_estimate_add (trip->estimate, IMAGIN_PART_TRAVEL, "fare", NULL, trip->day);

      line->key = g_strdup (imagin_entity_get_text (trip->journey, "id"));
      line->reason = IMAGIN_REASON_NO_MEANS;
    }
}

char *
imagin_estimate_get_journey_day (const ImaginEstimateInput *input, ImaginJourney *journey)
{
  const char *at = imagin_entity_is_set (journey, "left_at") ? imagin_entity_get_text (journey, "left_at")
                                                             : imagin_entity_get_text (journey, "arrived_back_at");
  g_autoptr (GDateTime) moment = imagin_estimate_get_local (input, at);

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%d") : imagin_estimate_get_mission_day (input);
}

static int
compare_journeys (gconstpointer one, gconstpointer other, gpointer data)
{
  g_autofree char *day = imagin_estimate_get_journey_day (data, *(ImaginJourney *const *) one);
  g_autofree char *other_day = imagin_estimate_get_journey_day (data, *(ImaginJourney *const *) other);

  return strcmp (day, other_day);
}

static void
add_journeys (ImaginEstimate *self, const ImaginEstimateInput *input, GListModel *journeys)
{
  g_autoptr (GPtrArray) ordered = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *year_of = NULL;
  gint64 driven_km = input->kilometres_before;

  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    g_ptr_array_add (ordered, g_list_model_get_item (journeys, i));
  g_ptr_array_sort_with_data (ordered, compare_journeys, (gpointer) input);
  for (guint i = 0; i < ordered->len; i++)
    {
      g_autofree char *day = imagin_estimate_get_journey_day (input, ordered->pdata[i]);
      Trip trip = { self, input, ordered->pdata[i], day };

      /* Kilometres run from 1 January to 31 December. */
      if (year_of != NULL && strncmp (year_of, day, 4) != 0)
        driven_km = 0;
      g_set_str (&year_of, day);
      add_journey (&trip, driven_km);
      driven_km += imagin_estimate_get_driven_kilometres (ordered->pdata[i]);
    }
}

static gboolean
same_line (ImaginEstimateLine *line, ImaginEstimateLine *other)
{
  return g_str_equal (line->kind, other->kind) && line->unit_cents == other->unit_cents &&
         line->origin == other->origin && g_strcmp0 (line->reason, other->reason) == 0 &&
         g_strcmp0 (line->rate_class, other->rate_class) == 0 && g_strcmp0 (line->source, other->source) == 0;
}

/* Meals and nights of one rate are one line. */
static ImaginEstimateLine *
merge_stay (ImaginEstimate *self, guint first, ImaginEstimateLine *line)
{
  for (guint i = first; i + 1 < self->lines->len; i++)
    {
      ImaginEstimateLine *other = g_ptr_array_index (self->lines, i);
      guint n_dates = g_strv_length (other->dates);

      if (!same_line (line, other))
        continue;
      other->quantity++;
      other->dates = g_renew (char *, other->dates, n_dates + 2);
      other->dates[n_dates] = g_steal_pointer (&line->dates[0]);
      other->dates[n_dates + 1] = NULL;
      g_ptr_array_remove_index (self->lines, self->lines->len - 1);
      return other;
    }
  return line;
}

static void
add_stay (ImaginEstimate *self, const ImaginEstimateInput *input, guint first, ImaginStay *stay)
{
  gboolean night = g_str_equal (stay->kind, "night");
  ImaginEstimateLine *line =
      imagin_estimate_add (self, IMAGIN_PART_TRAVEL, night ? "night" : "meal", night ? "nights" : "meals", stay->date);
  gboolean canteen = !night && stay->entry != NULL && imagin_entity_get_boolean (stay->entry, "canteen");
  ImaginRateShare *share =
      canteen ? imagin_rate_rules_find_share (imagin_rate_table_get_rules (input->rates), "meal", "canteen") : NULL;
  const char *night_class =
      night ? imagin_rate_table_find_commune_class (input->rates, imagin_entity_get_text (stay->entry, "commune_code"),
                                                    imagin_entity_get_text (stay->entry, "commune"))
            : NULL;
  ImaginRateQuery query = { .kind = line->kind, .rate_class = night_class, .day = stay->date };

  line->quantity = 1;
  line->rate_class = g_strdup (canteen ? "canteen" : night_class);
  imagin_estimate_line_set_share (line, share);
  if (night && night_class == NULL)
    line->reason = IMAGIN_REASON_CLASS_UNKNOWN;
  else
    imagin_estimate_line_set_rate (line, input->rates, &query, 1);
  line = merge_stay (self, first, line);
  /* Rounded once a line: the quantity first. */
  if (line->quantity > 1 && line->reason == NULL)
    line->cents = (2 * line->quantity * line->unit_cents * line->percent + 100) / 200;
}

void
imagin_estimate_add_travel (ImaginEstimate *self, const ImaginEstimateInput *input)
{
  ImaginTravel *travel = imagin_entity_get_entity (imagin_estimate_get_statement (input), "travel");
  g_autoptr (GPtrArray) stays = NULL;
  guint first;

  if (travel == NULL)
    return;
  add_journeys (self, input, imagin_entity_get_list (travel, "journeys"));
  stays = imagin_estimate_derive_stays (input);
  first = self->lines->len;
  for (guint night = 0; night < 2; night++)
    for (guint i = 0; i < stays->len; i++)
      {
        ImaginStay *stay = g_ptr_array_index (stays, i);

        if (stay->counts && g_str_equal (stay->kind, "night") == (night == 1))
          add_stay (self, input, first, stay);
      }
}
