/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When and where a mission is, its convocation and its office. */

#include "ui/mission/imagin-mission-facts.h"

#include "ui/widgets/imagin-contact-row.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginMissionFacts
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *dates_row;
  AdwActionRow *place_row;
  AdwActionRow *convocation_row;
  ImaginContactRow *office_row;
};

G_DEFINE_FINAL_TYPE (ImaginMissionFacts, imagin_mission_facts, ADW_TYPE_PREFERENCES_GROUP)

static void
set_row (AdwActionRow *row, const char *title, const char *subtitle)
{
  g_autofree char *escaped = g_markup_escape_text (title != NULL ? title : "", -1);
  g_autofree char *below = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (row, below);
  gtk_widget_set_visible (GTK_WIDGET (row), *escaped != '\0');
}

char *
imagin_mission_facts_days (ImaginMission *mission)
{
  g_autofree char *first = g_strndup (imagin_entity_get_text (mission, "starts_at"), 10);
  g_autofree char *last = g_strndup (imagin_entity_get_text (mission, "ends_at"), 10);

  return imagin_format_days_long (first, last);
}

static const char *
day_of (ImaginMission *mission)
{
  g_autoptr (ImaginMissionDay) day = g_list_model_get_item (imagin_entity_get_list (mission, "days"), 0);

  return imagin_entity_get_text (day, "date"); /* the mission holds it */
}

static char *
hours_of (ImaginMission *mission)
{
  GListModel *days = imagin_entity_get_list (mission, "days");
  GString *hours = g_string_new (NULL);

  /* A single day's hours say nothing of a mission of many days: marking at home has none. */
  if (g_list_model_get_n_items (days) == 1 &&
      !g_str_has_prefix (imagin_entity_get_text (mission, "ends_at"), day_of (mission)))
    return g_string_free_and_steal (hours);
  for (guint i = 0; i < g_list_model_get_n_items (days); i++)
    {
      g_autoptr (ImaginMissionDay) day = g_list_model_get_item (days, i);
      g_autofree char *from = imagin_format_time (imagin_entity_get_text (day, "from"));
      g_autofree char *to = imagin_format_time (imagin_entity_get_text (day, "to"));

      if (*from != '\0' && *to != '\0')
        {
          if (hours->len > 0)
            /* Translators: between the hours of one day and those of the next ("8 h – 17 h, then 8 h – 12 h"). */
            g_string_append (hours, _ (", then "));
          g_string_append_printf (hours, _ ("%s – %s"), from, to);
        }
    }
  return g_string_free_and_steal (hours);
}

void
imagin_mission_facts_show (ImaginMissionFacts *self, ImaginMission *mission)
{
  g_autofree char *days = imagin_mission_facts_days (mission);
  g_autofree char *hours = hours_of (mission);
  const char *code = imagin_entity_get_text_of (mission, "place", "postal_code");
  const char *commune = imagin_entity_get_text_of (mission, "place", "commune");
  g_autofree char *town =
      code != NULL && commune != NULL ? g_strdup_printf ("%s %s", code, commune) : g_strdup (commune);
  g_autofree char *address = imagin_wording_join (2, imagin_entity_get_text_of (mission, "place", "address"), town);
  ImaginConvocation *convocation = imagin_entity_get_entity (mission, "convocation");
  g_autofree char *issued = NULL;

  set_row (self->dates_row, days, hours);
  set_row (self->place_row, imagin_entity_get_text_of (mission, "place", "name"), address);
  imagin_contact_row_show (self->office_row, imagin_entity_get_entity (mission, "office"),
                           imagin_entity_get_text (mission, "number"));
  gtk_widget_set_visible (GTK_WIDGET (self->convocation_row), convocation != NULL);
  if (convocation != NULL)
    {
      g_autofree char *day = imagin_format_day (imagin_entity_get_text (convocation, "issued_on"));

      issued = g_strdup_printf (_ ("received on %s"), day);
      adw_action_row_set_subtitle (self->convocation_row, issued);
    }
}

static void
imagin_mission_facts_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_MISSION_FACTS);
  G_OBJECT_CLASS (imagin_mission_facts_parent_class)->dispose (object);
}

static void
imagin_mission_facts_class_init (ImaginMissionFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_mission_facts_dispose;
  g_type_ensure (IMAGIN_TYPE_CONTACT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/mission-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionFacts, dates_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionFacts, place_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionFacts, convocation_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionFacts, office_row);
}

static void
imagin_mission_facts_init (ImaginMissionFacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
