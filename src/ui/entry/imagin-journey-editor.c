/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One journey, as the person says it. */

#include "ui/entry/imagin-journey-editor.h"

#include "domain/imagin-check.h"
#include "domain/imagin-travel.h"
#include "ui/texts/imagin-format.h"
#include "ui/widgets/imagin-choice-row.h"
#include "ui/entry/imagin-kilometres-row.h"
#include "ui/texts/imagin-means.h"
#include "ui/entry/imagin-moment-row.h"
#include "ui/entry/imagin-money-row.h"
#include "ui/entry/imagin-remark-row.h"
#include "ui/entry/imagin-result-row.h"
#include "ui/widgets/imagin-spin-wheel.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginJourneyEditor
{
  AdwBin parent_instance;

  ImaginJourney *journey;
  ImaginJourney *aside; /* what was typed for another means */
  ImaginDraft *draft;
  GListModel *residences;
  GListModel *vehicles;
  char *time_zone;
  ImaginJourney *first; /* (nullable): whose times are this one's */

  AdwPreferencesGroup *times;
  GtkWidget *left;
  ImaginMomentRow *back;
  AdwPreferencesGroup *way;
  GtkWidget *means;
  ImaginChoiceRow *vehicle;
  AdwSwitchRow *authorised;
  AdwActionRow *distance;
  GtkSpinButton *distance_spin;
  AdwSwitchRow *return_trip;
  GtkWidget *kilometres;
  GtkWidget *fare;
  GtkWidget *train_fare;
  GtkWidget *lack; /* what is still to be said */
  AdwPreferencesGroup *costs;
  GtkWidget *tolls;
  GtkWidget *parking;
};

G_DEFINE_FINAL_TYPE (ImaginJourneyEditor, imagin_journey_editor, ADW_TYPE_BIN)

/* What is asked for now */

static void
show_return (ImaginJourneyEditor *self)
{
  gint64 distance_km = imagin_entity_get_integer (self->journey, "distance_km", -1);
  gboolean both = imagin_entity_get_boolean (self->journey, "return_trip");
  g_autofree char *text = NULL;

  if (distance_km > 0 && both)
    /* Translators: the way out and the same way back; %d are kilometres. */
    text = g_strdup_printf (_ ("The same way back: 2 × %d km = %d km"), (int) distance_km, (int) (2 * distance_km));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->return_trip), text != NULL ? text : "");
}

/* What the review would say of it, where it can be mended; what is wrong with a field is said at the field itself. */
static void
show_lack (ImaginJourneyEditor *self, gboolean lacks, ImaginProblemKind kind)
{
  g_autofree char *text = imagin_format_capital (imagin_wording_problem_kind (kind));

  gtk_widget_set_visible (self->lack, lacks);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->lack), text);
}

static void
show_needs (ImaginJourneyEditor *self)
{
  ImaginMeansNeeds needs = imagin_journey_get_needs (self->journey);
  ImaginProblemKind kind = IMAGIN_PROBLEM_JOURNEY_INCOMPLETE;
  gboolean lacks = imagin_check_journey (self->journey, &kind);
  gboolean wrong = lacks && kind == IMAGIN_PROBLEM_RETURN_BEFORE_DEPARTURE;
  gboolean said = wrong || kind == IMAGIN_PROBLEM_UNREADABLE;

  gtk_widget_set_visible (GTK_WIDGET (self->authorised), needs.authorised);
  gtk_widget_set_visible (GTK_WIDGET (self->vehicle), needs.vehicle);
  gtk_widget_set_visible (GTK_WIDGET (self->distance), needs.distance);
  gtk_widget_set_visible (GTK_WIDGET (self->return_trip), needs.distance);
  gtk_widget_set_visible (self->kilometres, needs.distance);
  gtk_widget_set_visible (self->fare, needs.fare && !needs.train_fare);
  gtk_widget_set_visible (self->train_fare, needs.train_fare);
  gtk_widget_set_visible (GTK_WIDGET (self->costs), needs.toll_parking);
  if (self->back != NULL)
    imagin_moment_row_set_problem (self->back, wrong ? _ ("The return must come after the departure") : NULL);
  show_lack (self, lacks && !said, kind);
  show_return (self);
}

/* One more means follows the first journey's times; it has none of its own on the screen. */
static void
follow_first (ImaginJourneyEditor *self)
{
  imagin_journey_share_times (self->journey, self->first);
}

/* Choices */

static void
from_chosen (ImaginJourneyEditor *self, const char *value)
{
  imagin_entity_set_text (self->journey, "left_from", value);
}

static gboolean
vehicle_fits (ImaginJourneyEditor *self, ImaginVehicle *vehicle)
{
  return g_strcmp0 (imagin_entity_get_text (vehicle, "kind"), imagin_entity_get_text (self->journey, "means")) == 0;
}

static char *
vehicle_text (ImaginVehicle *vehicle)
{
  gint64 power = imagin_entity_get_integer (vehicle, "fiscal_power", -1);
  g_autofree char *cv = power > 0 ? g_strdup_printf (_ ("%d CV"), (int) power) : NULL;
  const char *label = imagin_entity_get_text (vehicle, "label");

  return imagin_wording_join (2, label != NULL ? label : imagin_entity_get_text (vehicle, "id"), cv);
}

/* The vehicles of that kind; the only one there is needs no choosing. */
static void
show_vehicles (ImaginJourneyEditor *self)
{
  const char *chosen = imagin_entity_get_text (self->journey, "vehicle_id");
  guint fitting = 0;

  imagin_choice_row_clear (self->vehicle);
  for (guint i = 0; self->vehicles != NULL && i < g_list_model_get_n_items (self->vehicles); i++)
    {
      g_autoptr (ImaginVehicle) vehicle = g_list_model_get_item (self->vehicles, i);
      g_autofree char *text = vehicle_text (vehicle);

      if (!vehicle_fits (self, vehicle))
        continue;
      imagin_choice_row_add (self->vehicle, imagin_entity_get_text (vehicle, "id"), text);
      fitting++;
    }
  imagin_choice_row_set_value (self->vehicle, chosen);
  imagin_choice_row_set_subtitle (self->vehicle,
                                  fitting > 0 ? _ ("Its fiscal power decides the rate (box P.6 of the registration)")
                                              : _ ("The academy knows no vehicle of yours: ask the exams office"));
}

static void
vehicle_chosen (ImaginJourneyEditor *self, const char *value)
{
  imagin_entity_set_text (self->journey, "vehicle_id", value);
}

static void
choose_only_vehicle (ImaginJourneyEditor *self)
{
  ImaginVehicle *only = NULL;

  if (!imagin_journey_get_needs (self->journey).vehicle || imagin_entity_is_set (self->journey, "vehicle_id"))
    return;
  for (guint i = 0; self->vehicles != NULL && i < g_list_model_get_n_items (self->vehicles); i++)
    {
      g_autoptr (ImaginVehicle) vehicle = g_list_model_get_item (self->vehicles, i);

      if (!vehicle_fits (self, vehicle) || !imagin_entity_get_boolean (vehicle, "authorised"))
        continue;
      if (only != NULL)
        return;
      only = vehicle; /* the list holds it */
    }
  if (only != NULL)
    imagin_entity_set_text (self->journey, "vehicle_id", imagin_entity_get_text (only, "id"));
}

static void
means_chosen (ImaginJourneyEditor *self, const char *value)
{
  imagin_means_choose (self->journey, value);
  imagin_journey_set_aside (self->journey, self->aside);
  choose_only_vehicle (self);
  show_vehicles (self);
}

static void
authorised_changed (ImaginJourneyEditor *self)
{
  gboolean authorised = adw_switch_row_get_active (self->authorised);

  if (authorised == imagin_entity_get_boolean (self->journey, "authorised"))
    return;
  imagin_entity_set_boolean (self->journey, "authorised", authorised);
  imagin_journey_set_aside (self->journey, self->aside);
  choose_only_vehicle (self);
  show_vehicles (self);
}

static void
return_changed (ImaginJourneyEditor *self)
{
  imagin_entity_set_boolean (self->journey, "return_trip", adw_switch_row_get_active (self->return_trip));
}

/* While typing, too: the spin button itself waits until the focus leaves. */
static void
distance_typed (ImaginJourneyEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->distance_spin));
  char *end = NULL;
  gint64 distance_km = g_ascii_strtoll (text, &end, 10);

  if (*text == '\0')
    {
      /* Looking at a journey must not write: absent is not null. */
      if (imagin_entity_is_set (self->journey, "distance_km"))
        imagin_entity_set_null (self->journey, "distance_km");
    }
  else if (*end == '\0' && distance_km >= 0 && distance_km <= 100000)
    imagin_entity_set_integer (self->journey, "distance_km", distance_km);
}

static gboolean
write_distance (ImaginJourneyEditor *self)
{
  gint64 distance_km = (gint64) gtk_spin_button_get_value (self->distance_spin);
  g_autofree char *text = distance_km > 0 || imagin_entity_is_set (self->journey, "distance_km")
                              ? g_strdup_printf ("%" G_GINT64_FORMAT, distance_km)
                              : g_strdup ("");

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->distance_spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->distance_spin), text);
  return TRUE;
}

/* From the journey: at first, and when it was copied. */
static void
fill (ImaginJourneyEditor *self)
{
  gint64 distance_km = imagin_entity_get_integer (self->journey, "distance_km", 0);

  if ((gint64) gtk_spin_button_get_value (self->distance_spin) != distance_km)
    gtk_spin_button_set_value (self->distance_spin, (double) distance_km);
  adw_switch_row_set_active (self->return_trip, imagin_entity_get_boolean (self->journey, "return_trip"));
  adw_switch_row_set_active (self->authorised, imagin_entity_get_boolean (self->journey, "authorised"));
}

static GtkWidget *
new_remove_button (ImaginJourneyEditor *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove this journey"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "travel.remove-journey");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", imagin_entity_get_text (self->journey, "id"));
  return button;
}

/* Building */

/* What the office remarks stands below the field that it is about; on the whole journey, at its beginning. */
static void
add_remark (ImaginJourneyEditor *self, AdwPreferencesGroup *group, const char *member)
{
  const char *about;
  ImaginOfficeRemark *remark =
      imagin_statement_find_remark (imagin_draft_get_acknowledged (self->draft), IMAGIN_PART_TRAVEL, "journeys", "id",
                                    imagin_entity_get_text (self->journey, "id"), &about);

  if (remark != NULL && g_strcmp0 (about, member) == 0)
    adw_preferences_group_add (group, imagin_remark_row_new (remark));
}

/* The mission's first day, and the last one that follows it without a day between: over a weekend one goes home. */
static char *
propose_days (ImaginJourneyEditor *self, char **first)
{
  GListModel *days = imagin_entity_get_list (imagin_draft_get_mission (self->draft), "days");
  g_autofree char *last = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (days); i++)
    {
      g_autoptr (ImaginMissionDay) day = g_list_model_get_item (days, i);
      const char *date = imagin_entity_get_text (day, "date");

      if (last == NULL)
        *first = g_strdup (date);
      else if (imagin_days_between (last, date) > 1)
        break;
      g_set_str (&last, date);
    }
  return g_steal_pointer (&last);
}

static void
add_times (ImaginJourneyEditor *self, GtkBox *box, guint number, guint n_journeys)
{
  g_autofree char *first_day = NULL;
  g_autofree char *last_day = propose_days (self, &first_day);
  const ImaginMomentWords left = { _ ("Departure"), _ ("From your door"), _ ("Day of departure"),
                                   _ ("Time of departure") };
  const ImaginMomentWords back = { _ ("Return"), _ ("At your door"), _ ("Day of return"), _ ("Time of return") };
  g_autofree char *title = n_journeys > 1 ? g_strdup_printf (_ ("Departure and return, journey %u"), number)
                                          : g_strdup (_ ("Departure and return"));

  self->times = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->times, title);
  adw_preferences_group_set_header_suffix (self->times, new_remove_button (self));
  adw_preferences_group_set_description (self->times, _ ("These two times decide meals and nights, too."));
  add_remark (self, self->times, NULL);
  self->left = imagin_moment_row_new (self->journey, "left_at", first_day, self->time_zone, &left);
  adw_preferences_group_add (self->times, self->left);
  self->back =
      IMAGIN_MOMENT_ROW (imagin_moment_row_new (self->journey, "arrived_back_at", last_day, self->time_zone, &back));
  add_remark (self, self->times, "left_at");
  adw_preferences_group_add (self->times, GTK_WIDGET (self->back));
  add_remark (self, self->times, "arrived_back_at");
  gtk_box_append (box, GTK_WIDGET (self->times));
}

static char *
residence_text (ImaginJourneyEditor *self, gboolean home)
{
  const char *word = home ? _ ("Home") : _ ("Work");

  for (guint i = 0; self->residences != NULL && i < g_list_model_get_n_items (self->residences); i++)
    {
      g_autoptr (ImaginResidence) residence = g_list_model_get_item (self->residences, i);
      gboolean is_home = g_strcmp0 (imagin_entity_get_text (residence, "kind"), "home") == 0;

      if (is_home == home && imagin_entity_is_set (residence, "commune"))
        /* Translators: home or work, and its commune. */
        return g_strdup_printf (_ ("%s, %s"), word, imagin_entity_get_text (residence, "commune"));
    }
  return g_strdup (word);
}

static void
add_from (ImaginJourneyEditor *self)
{
  GtkWidget *row = imagin_choice_row_new (_ ("From where"), NULL);
  g_autofree char *home = residence_text (self, TRUE);
  g_autofree char *work = residence_text (self, FALSE);

  imagin_choice_row_add (IMAGIN_CHOICE_ROW (row), "home", home);
  imagin_choice_row_add (IMAGIN_CHOICE_ROW (row), "work", work);
  imagin_choice_row_set_value (IMAGIN_CHOICE_ROW (row), imagin_entity_get_text (self->journey, "left_from"));
  g_signal_connect_object (row, "chosen", G_CALLBACK (from_chosen), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->way, row);
}

static void
add_distance (ImaginJourneyEditor *self)
{
  ImaginPlace *place = imagin_entity_get_entity (imagin_draft_get_mission (self->draft), "place");
  const char *commune = place != NULL ? imagin_entity_get_text (place, "commune") : NULL;
  const char *title = _ ("Distance one way");
  g_autofree char *subtitle = commune != NULL ? g_strdup_printf (_ ("As far as %s, the shortest way"), commune)
                                              : g_strdup (_ ("The shortest way"));
  GtkWidget *unit = gtk_label_new (_ ("km"));

  self->distance = ADW_ACTION_ROW (
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL));
  self->distance_spin = GTK_SPIN_BUTTON (gtk_spin_button_new (gtk_adjustment_new (0, 0, 99999, 1, 10, 0), 0, 0));
  gtk_spin_button_set_numeric (self->distance_spin, TRUE);
  imagin_spin_ignore_wheel (self->distance_spin);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->distance_spin), 5);
  gtk_editable_set_alignment (GTK_EDITABLE (self->distance_spin), 1);
  gtk_widget_set_valign (GTK_WIDGET (self->distance_spin), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (unit, "dimmed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->distance_spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (self->distance_spin, "output", G_CALLBACK (write_distance), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->distance_spin, "changed", G_CALLBACK (distance_typed), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (self->distance, GTK_WIDGET (self->distance_spin));
  adw_action_row_add_suffix (self->distance, unit);
  adw_action_row_set_activatable_widget (self->distance, GTK_WIDGET (self->distance_spin));
  adw_preferences_group_add (self->way, GTK_WIDGET (self->distance));
  add_remark (self, self->way, "distance_km");
}

static void
add_switch (ImaginJourneyEditor *self, AdwSwitchRow **row, const char *title, const char *subtitle, GCallback changed)
{
  *row = g_object_new (ADW_TYPE_SWITCH_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  g_signal_connect_object (*row, "notify::active", changed, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->way, GTK_WIDGET (*row));
}

/* The tinted end of a group: what those costs of this journey give. */
static void
add_result (ImaginJourneyEditor *self, AdwPreferencesGroup *group, const char *kind, const char *other_kind)
{
  GtkWidget *result = imagin_result_row_new (self->draft, IMAGIN_PART_TRAVEL);

  imagin_result_row_set_journey (IMAGIN_RESULT_ROW (result), imagin_entity_get_text (self->journey, "id"));
  imagin_result_row_add_kind (IMAGIN_RESULT_ROW (result), kind);
  imagin_result_row_add_kind (IMAGIN_RESULT_ROW (result), other_kind);
  adw_preferences_group_add (group, result);
}

static void
add_lack (ImaginJourneyEditor *self)
{
  self->lack = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 0, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->lack),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-information-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  adw_preferences_group_add (self->way, self->lack);
}

static void
fill_means (ImaginChoiceRow *row)
{
  const char *choice, *label;

  for (guint i = 0; (choice = imagin_means_get_nth (i, &label)) != NULL; i++)
    imagin_choice_row_add (row, choice, label);
}

static void
add_way (ImaginJourneyEditor *self, GtkBox *box)
{
  GtkWidget *means = imagin_choice_row_new (_ ("By what"), NULL);

  self->way = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  if (self->first == NULL)
    {
      adw_preferences_group_set_title (self->way, _ ("Journey"));
      add_from (self);
    }
  else
    {
      adw_preferences_group_set_title (self->way, _ ("The same journey, another means"));
      adw_preferences_group_set_header_suffix (self->way, new_remove_button (self));
      add_remark (self, self->way, NULL);
    }
  self->means = means;
  fill_means (IMAGIN_CHOICE_ROW (means));
  imagin_choice_row_set_value (IMAGIN_CHOICE_ROW (means), imagin_means_get_choice (self->journey));
  g_signal_connect_object (means, "chosen", G_CALLBACK (means_chosen), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->way, means);
  add_remark (self, self->way, "left_from");
  add_remark (self, self->way, "means");
  add_switch (self, &self->authorised, _ ("Authorised for the service"),
              _ ("Kilometres are paid; without, the train’s fare is"), G_CALLBACK (authorised_changed));
  self->vehicle = IMAGIN_CHOICE_ROW (imagin_choice_row_new (_ ("Vehicle"), NULL));
  g_signal_connect_object (self->vehicle, "chosen", G_CALLBACK (vehicle_chosen), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->way, GTK_WIDGET (self->vehicle));
  add_remark (self, self->way, "vehicle_id");
  add_distance (self);
  self->kilometres = imagin_kilometres_row_new (self->draft);
  add_switch (self, &self->return_trip, _ ("There and back"), "", G_CALLBACK (return_changed));
  adw_preferences_group_add (self->way, self->kilometres);
  self->fare = imagin_money_row_new (self->journey, "fare_cents", _ ("Price of the tickets"),
                                     _ ("There and back, as you paid it"));
  self->train_fare = imagin_money_row_new (self->journey, "fare_cents", _ ("Train fare, 2nd class"),
                                           _ ("It is paid instead of your car: neither tolls nor parking"));
  adw_preferences_group_add (self->way, self->fare);
  adw_preferences_group_add (self->way, self->train_fare);
  add_remark (self, self->way, "return_trip");
  add_remark (self, self->way, "fare_cents");
  add_lack (self);
  add_result (self, self->way, "kilometres", "fare");
  gtk_box_append (box, GTK_WIDGET (self->way));
}

static void
add_costs (ImaginJourneyEditor *self, GtkBox *box)
{
  self->costs = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->costs, _ ("Tolls and parking"));
  adw_preferences_group_set_description (self->costs, _ ("Refunded on receipts, since your vehicle is authorised."));
  self->tolls = imagin_money_row_new (self->journey, "tolls_cents", _ ("Tolls"), _ ("There and back, as you paid it"));
  self->parking = imagin_money_row_new (self->journey, "parking_cents", _ ("Parking"), NULL);
  adw_preferences_group_add (self->costs, self->tolls);
  adw_preferences_group_add (self->costs, self->parking);
  add_remark (self, self->costs, "tolls_cents");
  add_remark (self, self->costs, "parking_cents");
  add_result (self, self->costs, "tolls", "parking");
  gtk_box_append (box, GTK_WIDGET (self->costs));
}

static void
imagin_journey_editor_dispose (GObject *object)
{
  ImaginJourneyEditor *self = IMAGIN_JOURNEY_EDITOR (object);

  g_clear_object (&self->journey);
  g_clear_object (&self->aside);
  g_clear_object (&self->first);
  g_clear_object (&self->draft);
  g_clear_object (&self->residences);
  g_clear_object (&self->vehicles);
  g_clear_pointer (&self->time_zone, g_free);
  G_OBJECT_CLASS (imagin_journey_editor_parent_class)->dispose (object);
}

static void
imagin_journey_editor_class_init (ImaginJourneyEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_journey_editor_dispose;
}

static void
imagin_journey_editor_init (ImaginJourneyEditor *self)
{
  self->aside = g_object_new (IMAGIN_TYPE_JOURNEY, NULL);
}

GtkWidget *
imagin_journey_editor_new (ImaginJourney *journey, const ImaginJourneySetting *setting, guint number, guint n_journeys)
{
  ImaginJourneyEditor *self = g_object_new (IMAGIN_TYPE_JOURNEY_EDITOR, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);

  self->journey = g_object_ref (journey);
  self->draft = g_object_ref (setting->draft);
  g_set_object (&self->residences, setting->residences);
  g_set_object (&self->vehicles, setting->vehicles);
  self->time_zone = g_strdup (setting->time_zone);
  g_set_object (&self->first, setting->first);
  if (self->first == NULL)
    add_times (self, GTK_BOX (box), number, n_journeys);
  add_way (self, GTK_BOX (box));
  add_costs (self, GTK_BOX (box));
  adw_bin_set_child (ADW_BIN (self), box);
  fill (self);
  show_vehicles (self);
  show_needs (self);
  if (self->first != NULL)
    g_signal_connect_object (self->first, "changed", G_CALLBACK (follow_first), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (journey, "changed", G_CALLBACK (show_needs), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (journey, "notify::distance-km", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* The time that cannot be read, or else the return that comes too early. */
static gboolean
focus_times (ImaginJourneyEditor *self)
{
  ImaginTypedPart part = IMAGIN_TYPED_TIME;
  ImaginProblemKind kind;

  if (self->first != NULL)
    return FALSE;
  if (imagin_typed_find_wrong (self->journey, "left_at", &part) != NULL)
    imagin_moment_row_focus (IMAGIN_MOMENT_ROW (self->left), part);
  else if (imagin_typed_find_wrong (self->journey, "arrived_back_at", &part) != NULL ||
           (imagin_check_journey (self->journey, &kind) && kind == IMAGIN_PROBLEM_RETURN_BEFORE_DEPARTURE))
    imagin_moment_row_focus (self->back, part);
  else
    return FALSE;
  return TRUE;
}

void
imagin_journey_editor_focus_wrong (ImaginJourneyEditor *self)
{
  const struct
  {
    const char *field;
    GtkWidget *row;
  } amounts[] = { { "fare_cents", self->fare },
                  { "fare_cents", self->train_fare },
                  { "tolls_cents", self->tolls },
                  { "parking_cents", self->parking } };

  if (focus_times (self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    if (imagin_typed_find_wrong (self->journey, amounts[i].field, NULL) != NULL &&
        imagin_money_row_focus (amounts[i].row))
      return;
  imagin_journey_editor_focus (self);
}

void
imagin_journey_editor_focus (ImaginJourneyEditor *self)
{
  gtk_widget_child_focus (self->first == NULL ? self->left : self->means, GTK_DIR_TAB_FORWARD);
}
