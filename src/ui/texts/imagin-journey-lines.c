/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journeys to read. */

#include "ui/texts/imagin-journey-lines.h"

#include "base/imagin-moment.h"
#include "domain/imagin-travel.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-means.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

static char *
distance_text (ImaginJourney *journey)
{
  gint64 distance_km = imagin_entity_get_integer (journey, "distance_km", -1);

  if (distance_km < 0)
    return NULL;
  return imagin_entity_get_boolean (journey, "return_trip") ? g_strdup_printf (_ ("2 × %d km"), (int) distance_km)
                                                            : g_strdup_printf (_ ("%d km"), (int) distance_km);
}

char *
imagin_journey_lines_describe (ImaginJourney *journey)
{
  g_autofree char *distance = distance_text (journey);

  return imagin_wording_join (2, imagin_means_get_label (journey), distance);
}

/* "lundi 22 juin à 6 h 40", or NULL */
static char *
moment_text (ImaginJourney *journey, const char *member, const char *time_zone)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  g_autofree char *day_text = NULL;
  g_autofree char *time_text = NULL;

  if (!imagin_instant_split (imagin_entity_get_text (journey, member), time_zone, &day, &time))
    return NULL;
  day_text = imagin_format_day_of_year (day);
  time_text = imagin_format_time (time);
  /* Translators: a day and a time of day. */
  return g_strdup_printf (_ ("%s at %s"), day_text, time_text);
}

char *
imagin_journey_lines_times (ImaginJourney *journey, const char *time_zone)
{
  g_autofree char *left = moment_text (journey, "left_at", time_zone);
  g_autofree char *back = moment_text (journey, "arrived_back_at", time_zone);

  if (left == NULL && back == NULL)
    return g_strdup (_ ("Times not said"));
  /* Translators: a departure and a return, each a day and a time of day. */
  return g_strdup_printf (_ ("Left %s, back %s"), left != NULL ? left : "?", back != NULL ? back : "?");
}

static const char *
time_zone_of (ImaginDraft *draft)
{
  ImaginAcademyInfo *info = imagin_account_get_info (imagin_draft_get_account (draft));

  return info != NULL ? imagin_entity_get_text (info, "time_zone") : NULL;
}

static void
append_time (GtkListBox *list, const char *text, const char *detail, const char *icon)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", text, "subtitle", detail, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_append (list, row);
}

/* By what one going and coming is, means after means; NULL where another journey before this one says it. */
static char *
describe_means (GListModel *journeys, guint position)
{
  g_autoptr (ImaginJourney) first = g_list_model_get_item (journeys, position);
  g_autoptr (GStrvBuilder) means = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  g_strv_builder_add (means, imagin_means_get_label (first));
  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    {
      g_autoptr (ImaginJourney) other = g_list_model_get_item (journeys, i);

      if (i == position || !imagin_journey_shares_times (first, other))
        continue;
      if (i < position)
        return NULL;
      g_strv_builder_add (means, imagin_means_get_label (other));
    }
  texts = g_strv_builder_end (means);
  return g_strjoinv (", ", texts);
}

void
imagin_journey_lines_append_times (GtkListBox *list, ImaginDraft *draft)
{
  GListModel *journeys = imagin_statement_get_journeys (imagin_draft_get_statement (draft));
  const char *time_zone = time_zone_of (draft);

  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (journeys, i);
      g_autofree char *left = moment_text (journey, "left_at", time_zone);
      g_autofree char *back = moment_text (journey, "arrived_back_at", time_zone);
      g_autofree char *means = describe_means (journeys, i);

      /* Translators: a day and a time of day. */
      g_autofree char *left_text = left != NULL ? g_strdup_printf (_ ("Left %s"), left) : NULL;
      /* Translators: a day and a time of day. */
      g_autofree char *back_text = back != NULL ? g_strdup_printf (_ ("Back %s"), back) : NULL;

      if (means == NULL)
        continue;
      if (left != NULL)
        append_time (list, left_text, means, imagin_means_get_icon (journey));
      if (back != NULL)
        append_time (list, back_text, NULL, "go-home-symbolic");
    }
}

static void
add_cost (AdwPreferencesGroup *group, ImaginJourney *journey, const char *member, const char *title)
{
  gint64 cents = imagin_entity_get_integer (journey, member, -1);
  g_autofree char *amount = cents >= 0 ? imagin_format_money (cents) : NULL;
  GtkWidget *row;
  GtkWidget *label;

  if (amount == NULL)
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, NULL);
  label = gtk_label_new (amount);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
}

GtkWidget *
imagin_journey_lines_new (ImaginJourney *journey, ImaginDraft *draft, guint number, guint n_journeys)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title = n_journeys > 1 ? g_strdup_printf (_ ("Journey %u"), number) : g_strdup (_ ("Journey"));
  g_autofree char *times = imagin_journey_lines_times (journey, time_zone_of (draft));
  g_autofree char *text = imagin_journey_lines_describe (journey);

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_add (group, g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", text, "subtitle",
                                                  times, "subtitle-lines", 0, NULL));
  add_cost (group, journey, "fare_cents", _ ("Price of the tickets"));
  add_cost (group, journey, "tolls_cents", _ ("Tolls"));
  add_cost (group, journey, "parking_cents", _ ("Parking"));
  return GTK_WIDGET (group);
}
