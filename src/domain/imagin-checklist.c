/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which receipts a statement needs. */

#include "domain/imagin-checklist.h"

#include "base/imagin-moment.h"
#include "domain/imagin-travel.h"

void
imagin_need_free (ImaginNeed *self)
{
  g_free (self->first);
  g_free (self->last);
  g_free (self->means);
  g_free (self->commune);
  g_free (self);
}

static ImaginNeed *
add (GPtrArray *needs, ImaginNeedKind kind, const char *first, const char *last)
{
  ImaginNeed *need = g_new0 (ImaginNeed, 1);

  need->kind = kind;
  need->first = g_strdup (first);
  need->last = g_strdup (last);
  need->cents = -1;
  g_ptr_array_add (needs, need);
  return need;
}

static void
add_costs (GPtrArray *needs, ImaginJourney *journey, const char *time_zone)
{
  static const struct
  {
    ImaginNeedKind kind;
    const char *member;
  } costs[] = {
    { IMAGIN_NEED_FARE, "fare_cents" },
    { IMAGIN_NEED_TOLLS, "tolls_cents" },
    { IMAGIN_NEED_PARKING, "parking_cents" },
  };
  ImaginMeansNeeds asked = imagin_journey_get_needs (journey);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *left = NULL;
  g_autofree char *back = NULL;

  imagin_instant_split (imagin_entity_get_text (journey, "left_at"), time_zone, &first, &left);
  imagin_instant_split (imagin_entity_get_text (journey, "arrived_back_at"), time_zone, &last, &back);
  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      gint64 cents = imagin_entity_get_integer (journey, costs[i].member, 0);
      gboolean fare = costs[i].kind == IMAGIN_NEED_FARE;
      ImaginNeed *need;

      if (cents <= 0 || (fare ? !asked.fare || asked.train_fare : !asked.toll_parking))
        continue;
      need = add (needs, costs[i].kind, first, last);
      need->cents = cents;
      need->means = g_strdup (fare ? imagin_entity_get_text (journey, "means") : NULL);
    }
}

static int
compare_nights (gconstpointer one, gconstpointer other)
{
  return g_strcmp0 (imagin_entity_get_text (*(gpointer *) one, "date"),
                    imagin_entity_get_text (*(gpointer *) other, "date"));
}

static GPtrArray *
paid_nights (ImaginStatement *statement)
{
  ImaginTravel *travel = imagin_entity_get_entity (statement, "travel");
  GPtrArray *nights = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *list = travel != NULL ? imagin_entity_get_list (travel, "nights") : NULL;

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ImaginNight) night = g_list_model_get_item (list, i);

      if (imagin_entity_get_boolean (night, "claimed") && !imagin_entity_get_boolean (night, "provided_free"))
        g_ptr_array_add (nights, g_steal_pointer (&night));
    }
  g_ptr_array_sort (nights, compare_nights);
  return nights;
}

static void
add_hotels (GPtrArray *needs, ImaginStatement *statement)
{
  g_autoptr (GPtrArray) nights = paid_nights (statement);
  ImaginNeed *open = NULL;

  for (guint i = 0; i < nights->len; i++)
    {
      const char *date = imagin_entity_get_text (nights->pdata[i], "date");
      const char *commune = imagin_entity_get_text (nights->pdata[i], "commune");

      if (open == NULL || imagin_days_between (open->last, date) != 1 || g_strcmp0 (open->commune, commune) != 0)
        {
          open = add (needs, IMAGIN_NEED_HOTEL, date, date);
          open->commune = g_strdup (commune);
        }
      else
        g_set_str (&open->last, date);
    }
}

GPtrArray *
imagin_checklist_new (ImaginStatement *statement, const char *time_zone)
{
  GPtrArray *needs = g_ptr_array_new_with_free_func ((GDestroyNotify) imagin_need_free);
  GListModel *journeys = imagin_statement_get_journeys (statement);

  add_hotels (needs, statement);
  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (journeys, i);

      add_costs (needs, journey, time_zone);
    }
  return needs;
}
