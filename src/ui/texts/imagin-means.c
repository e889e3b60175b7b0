/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means of transport: their words, and what choosing one does. */

#include "ui/texts/imagin-means.h"

#include <glib/gi18n.h>

#define AUTHORISED "car-authorised"
#define CONVENIENCE "car-convenience"

#define CAR "emoji-travel-symbolic"
#define ANY "mark-location-symbolic"

static const struct
{
  const char *choice;
  const char *label;
  const char *ticket;
  const char *icon;
} choices[] = {
  { AUTHORISED, N_ ("My car, authorised"), NULL, CAR },
  { CONVENIENCE, N_ ("My car, not authorised"), NULL, CAR },
  { "train", N_ ("Train"), N_ ("Train ticket"), "imagin-train-symbolic" },
  { "coach", N_ ("Coach"), N_ ("Coach ticket"), "imagin-bus-symbolic" },
  { "public_transport", N_ ("Tram, underground or bus"), N_ ("Tram, underground or bus ticket"),
    "imagin-bus-symbolic" },
  { "plane", N_ ("Plane"), N_ ("Plane ticket"), "airplane-mode-symbolic" },
  { "boat", N_ ("Boat"), N_ ("Boat ticket"), ANY },
  { "taxi", N_ ("Taxi"), N_ ("Taxi receipt"), CAR },
  { "passenger", N_ ("Passenger in somebody’s car"), NULL, CAR },
  { "motorcycle", N_ ("My motorcycle"), NULL, ANY },
  { "moped", N_ ("My moped"), NULL, ANY },
  { "bicycle", N_ ("Bicycle"), NULL, ANY },
  { "on_foot", N_ ("On foot"), NULL, ANY },
};

const char *
imagin_means_get_nth (guint n, const char **label)
{
  if (n >= G_N_ELEMENTS (choices))
    return NULL;
  *label = _ (choices[n].label);
  return choices[n].choice;
}

const char *
imagin_means_get_choice (ImaginJourney *journey)
{
  const char *means = imagin_entity_get_text (journey, "means");

  if (g_strcmp0 (means, IMAGIN_MEANS_CAR) == 0)
    return imagin_entity_get_boolean (journey, "authorised") ? AUTHORISED : CONVENIENCE;
  return means;
}

void
imagin_means_choose (ImaginJourney *journey, const char *choice)
{
  gboolean car = g_str_equal (choice, AUTHORISED) || g_str_equal (choice, CONVENIENCE);

  imagin_entity_set_boolean (journey, "authorised", g_str_equal (choice, AUTHORISED));
  imagin_entity_set_text (journey, "means", car ? IMAGIN_MEANS_CAR : choice);
}

const char *
imagin_means_get_label (ImaginJourney *journey)
{
  const char *choice = imagin_means_get_choice (journey);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_strcmp0 (choices[i].choice, choice) == 0)
      return _ (choices[i].label);
  return choice != NULL ? choice : _ ("Means of transport to be chosen");
}

const char *
imagin_means_get_icon (ImaginJourney *journey)
{
  const char *choice = imagin_means_get_choice (journey);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_strcmp0 (choices[i].choice, choice) == 0)
      return choices[i].icon;
  return ANY;
}

const char *
imagin_means_get_ticket (const char *means)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_strcmp0 (choices[i].choice, means) == 0 && choices[i].ticket != NULL)
      return _ (choices[i].ticket);
  return _ ("Ticket");
}
