/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journeys and stays as the person declares them. */

#include "domain/imagin-travel.h"

#include "base/imagin-moment.h"
#include "domain/imagin-estimate.h"
#include "domain/imagin-typed.h"

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return word != NULL && g_strv_contains (words, word);
}

ImaginMeansNeeds
imagin_journey_get_needs (ImaginJourney *self)
{
  static const char *const own[] = { IMAGIN_MEANS_CAR, IMAGIN_MEANS_MOTORCYCLE, IMAGIN_MEANS_MOPED, NULL };
  static const char *const free_of_cost[] = { "passenger", "bicycle", "on_foot", NULL };
  const char *means = imagin_entity_get_text (self, "means");
  gboolean own_vehicle = is_one_of (means, own);
  gboolean authorised = own_vehicle && imagin_entity_get_boolean (self, "authorised");
  ImaginMeansNeeds needs = { 0 };

  if (means == NULL)
    return needs;
  needs.vehicle = needs.distance = needs.toll_parking = authorised;
  needs.authorised = own_vehicle && !g_str_equal (means, IMAGIN_MEANS_CAR);
  needs.train_fare = own_vehicle && !authorised;
  needs.fare = needs.train_fare || (!own_vehicle && !is_one_of (means, free_of_cost));
  return needs;
}

void
imagin_journey_set_aside (ImaginJourney *self, ImaginJourney *aside)
{
  ImaginMeansNeeds needs = imagin_journey_get_needs (self);
  const struct
  {
    const char *name;
    gboolean needed;
  } amounts[] = { { "fare_cents", needs.fare },
                  { "distance_km", needs.distance },
                  { "tolls_cents", needs.toll_parking },
                  { "parking_cents", needs.toll_parking } };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    if (!amounts[i].needed && imagin_entity_is_set (self, amounts[i].name))
      {
        imagin_entity_set_integer (aside, amounts[i].name, imagin_entity_get_integer (self, amounts[i].name, 0));
        imagin_entity_set_null (self, amounts[i].name);
      }
    else if (amounts[i].needed && !imagin_entity_is_set (self, amounts[i].name) &&
             imagin_entity_is_set (aside, amounts[i].name))
      imagin_entity_set_integer (self, amounts[i].name, imagin_entity_get_integer (aside, amounts[i].name, 0));
  /* A vehicle is of one means only. */
  if (!needs.vehicle)
    imagin_entity_set_null (self, "vehicle_id");
}

GListModel *
imagin_statement_get_journeys (ImaginStatement *self)
{
  static GListStore *none;
  ImaginTravel *travel = imagin_entity_get_entity (self, "travel");

  if (travel == NULL && g_once_init_enter_pointer (&none))
    g_once_init_leave_pointer (&none, g_list_store_new (IMAGIN_TYPE_JOURNEY));
  return travel != NULL ? imagin_entity_get_list (travel, "journeys") : G_LIST_MODEL (none);
}

ImaginTravel *
imagin_statement_ensure_travel (ImaginStatement *self)
{
  if (imagin_entity_get_entity (self, "travel") == NULL)
    {
      g_autoptr (ImaginTravel) travel = g_object_new (IMAGIN_TYPE_TRAVEL, NULL);

      imagin_entity_set_entity (self, "travel", travel);
    }
  return imagin_entity_get_entity (self, "travel");
}

ImaginJourney *
imagin_statement_add_journey (ImaginStatement *self)
{
  g_autoptr (ImaginJourney) journey = g_object_new (IMAGIN_TYPE_JOURNEY, NULL);
  g_autofree char *id = g_uuid_string_random ();

  imagin_entity_set_text (journey, "id", id);
  imagin_entity_set_text (journey, "left_from", "home");
  imagin_entity_set_boolean (journey, "return_trip", TRUE);
  imagin_entity_append (imagin_statement_ensure_travel (self), "journeys", journey);
  return journey; /* the list holds it */
}

/* What one more means has of the first one. */
static const char *const shared[] = { "left_from", "left_at", "arrived_back_at" };

void
imagin_journey_share_times (ImaginJourney *self, ImaginJourney *first)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    {
      const char *text = imagin_entity_get_text (first, shared[i]);

      if (g_strcmp0 (imagin_entity_get_text (self, shared[i]), text) != 0)
        imagin_entity_set_text (self, shared[i], text);
      imagin_typed_copy (first, self, shared[i]);
    }
}

ImaginJourney *
imagin_statement_add_means (ImaginStatement *self, ImaginJourney *journey)
{
  g_autoptr (ImaginJourney) means = g_object_new (IMAGIN_TYPE_JOURNEY, NULL);
  g_autofree char *id = g_uuid_string_random ();

  imagin_entity_set_text (means, "id", id);
  imagin_entity_set_boolean (means, "return_trip", TRUE);
  imagin_journey_share_times (means, journey);
  imagin_entity_append (imagin_statement_ensure_travel (self), "journeys", means);
  return means; /* the list holds it */
}

/* Nothing known is not the same time; the same "25h" is. */
static gboolean
is_known (ImaginJourney *self, const char *field)
{
  return imagin_entity_is_set (self, field) || imagin_typed_get (self, field, IMAGIN_TYPED_DAY, NULL) != NULL ||
         imagin_typed_get (self, field, IMAGIN_TYPED_TIME, NULL) != NULL;
}

gboolean
imagin_journey_shares_times (ImaginJourney *self, ImaginJourney *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (!is_known (self, shared[i]) ||
        g_strcmp0 (imagin_entity_get_text (self, shared[i]), imagin_entity_get_text (other, shared[i])) != 0 ||
        !imagin_typed_equal (self, other, shared[i]))
      return FALSE;
  return TRUE;
}

ImaginJourney *
imagin_journeys_find_first (GListModel *journeys, ImaginJourney *journey)
{
  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    {
      g_autoptr (ImaginJourney) other = g_list_model_get_item (journeys, i);

      if (other == journey || imagin_journey_shares_times (other, journey))
        return other; /* the list holds it */
    }
  return journey;
}

guint
imagin_journeys_count (GListModel *journeys, ImaginJourney *journey)
{
  ImaginJourney *until = journey != NULL ? imagin_journeys_find_first (journeys, journey) : NULL;
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    {
      g_autoptr (ImaginJourney) other = g_list_model_get_item (journeys, i);

      count += imagin_journeys_find_first (journeys, other) == other;
      if (other == until)
        break;
    }
  return count;
}

static void
set_date (GDate *date, const char *day)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) g_ascii_strtoull (day + 8, NULL, 10),
                  (GDateMonth) g_ascii_strtoull (day + 5, NULL, 10), (GDateYear) g_ascii_strtoull (day, NULL, 10));
}

char *
imagin_day_add (const char *day, int days)
{
  GDate date;

  g_return_val_if_fail (imagin_day_is_valid (day), NULL);
  set_date (&date, day);
  if (days >= 0)
    g_date_add_days (&date, (guint) days);
  else
    g_date_subtract_days (&date, (guint) -days);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), (int) g_date_get_month (&date),
                          g_date_get_day (&date));
}

int
imagin_days_between (const char *day, const char *later)
{
  GDate first, last;

  g_return_val_if_fail (imagin_day_is_valid (day) && imagin_day_is_valid (later), 0);
  set_date (&first, day);
  set_date (&last, later);
  return g_date_days_between (&first, &last);
}

/* Whole days later by the academy's clock: a change to or from daylight saving does not move the time of day. */
static void
shift_instant (ImaginJourney *self, ImaginJourney *other, const char *name, int days, const char *time_zone)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  g_autofree char *shifted = NULL;
  g_autofree char *instant = NULL;

  if (!imagin_instant_split (imagin_entity_get_text (other, name), time_zone, &day, &time))
    return;
  shifted = imagin_day_add (day, days);
  instant = imagin_instant_join (shifted, time, time_zone);
  imagin_entity_set_text (self, name, instant);
}

void
imagin_journey_take (ImaginJourney *self, ImaginJourney *other, int shift_days, const char *time_zone)
{
  static const char *const texts[] = { "left_from", "means", "vehicle_id" };
  static const char *const booleans[] = { "authorised", "return_trip" };
  static const char *const integers[] = { "distance_km", "fare_cents", "tolls_cents", "parking_cents" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    imagin_entity_set_text (self, texts[i], imagin_entity_get_text (other, texts[i]));
  for (guint i = 0; i < G_N_ELEMENTS (booleans); i++)
    if (imagin_entity_is_set (other, booleans[i]))
      imagin_entity_set_boolean (self, booleans[i], imagin_entity_get_boolean (other, booleans[i]));
  for (guint i = 0; i < G_N_ELEMENTS (integers); i++)
    if (imagin_entity_is_set (other, integers[i]))
      imagin_entity_set_integer (self, integers[i], imagin_entity_get_integer (other, integers[i], 0));
    else
      imagin_entity_set_null (self, integers[i]);
  shift_instant (self, other, "left_at", shift_days, time_zone);
  shift_instant (self, other, "arrived_back_at", shift_days, time_zone);
}

/* Stays */

static gpointer
find_stay (GListModel *list, const char *date, const char *kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) entry = g_list_model_get_item (list, i);

      if (g_strcmp0 (imagin_entity_get_text (entry, "date"), date) == 0 &&
          (kind == NULL || g_strcmp0 (imagin_entity_get_text (entry, "kind"), kind) == 0))
        return entry; /* the list holds it */
    }
  return NULL;
}

void
imagin_statement_set_meal (ImaginStatement *self,
                           const char *date,
                           const char *kind,
                           gboolean claimed,
                           gboolean canteen,
                           gboolean provided_free)
{
  ImaginTravel *travel = imagin_statement_ensure_travel (self);
  ImaginMeal *found = find_stay (imagin_entity_get_list (travel, "meals"), date, kind);
  g_autoptr (ImaginMeal) meal = found != NULL ? g_object_ref (found) : g_object_new (IMAGIN_TYPE_MEAL, NULL);

  imagin_entity_set_text (meal, "date", date);
  imagin_entity_set_text (meal, "kind", kind);
  imagin_entity_set_boolean (meal, "claimed", claimed);
  imagin_entity_set_boolean (meal, "canteen", canteen);
  imagin_entity_set_boolean (meal, "provided_free", provided_free);
  if (found == NULL)
    imagin_entity_append (travel, "meals", meal);
}

ImaginNight *
imagin_statement_ensure_night (ImaginStatement *self, const char *date)
{
  ImaginTravel *travel = imagin_statement_ensure_travel (self);
  ImaginNight *found = find_stay (imagin_entity_get_list (travel, "nights"), date, NULL);
  g_autoptr (ImaginNight) night = NULL;

  if (found != NULL)
    return found;
  night = g_object_new (IMAGIN_TYPE_NIGHT, NULL);
  imagin_entity_set_text (night, "date", date);
  imagin_entity_append (travel, "nights", night);
  return night; /* the list holds it */
}

static gboolean
has_right (GPtrArray *stays, ImaginStay *stay)
{
  for (guint i = 0; i < stays->len; i++)
    {
      ImaginStay *other = g_ptr_array_index (stays, i);

      if (g_str_equal (other->date, stay->date) && g_str_equal (other->kind, stay->kind))
        return other->right;
    }
  return FALSE;
}

/* Asked for, and nothing else said: as the client itself would have put it. */
static gboolean
is_plain (gpointer entry)
{
  return imagin_entity_get_boolean (entry, "claimed") && !imagin_entity_get_boolean (entry, "canteen") &&
         !imagin_entity_get_boolean (entry, "provided_free");
}

void
imagin_statement_follow_stays (ImaginStatement *self, GPtrArray *before, GPtrArray *after)
{
  for (guint i = 0; i < before->len; i++)
    {
      ImaginStay *stay = g_ptr_array_index (before, i);
      ImaginTravel *travel = imagin_entity_get_entity (self, "travel");
      gpointer entry = travel != NULL && !g_str_equal (stay->kind, "night")
                           ? find_stay (imagin_entity_get_list (travel, "meals"), stay->date, stay->kind)
                           : NULL;

      if (entry != NULL && stay->right && is_plain (entry) && !has_right (after, stay))
        imagin_entity_remove (travel, "meals", entry);
    }
  for (guint i = 0; i < after->len; i++)
    {
      ImaginStay *stay = g_ptr_array_index (after, i);

      if (stay->right && stay->entry == NULL && !g_str_equal (stay->kind, "night"))
        imagin_statement_set_meal (self, stay->date, stay->kind, TRUE, FALSE, FALSE);
    }
}
