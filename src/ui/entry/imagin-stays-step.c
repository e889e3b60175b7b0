/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The third step: nights and meals, derived from the times of the journeys. */

#include "ui/entry/imagin-stays-step.h"

#include "account/imagin-reckoning.h"
#include "domain/imagin-travel.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-journey-lines.h"
#include "ui/entry/imagin-jump.h"
#include "ui/widgets/imagin-named-button.h"
#include "ui/entry/imagin-result-row.h"
#include "ui/entry/imagin-stay-row.h"

#include <glib/gi18n.h>

struct _ImaginStaysStep
{
  AdwBin parent_instance;

  ImaginDraft *draft;
  ImaginReckoning *reckoning;
  GPtrArray *rows; /* #ImaginStayRow, as they stand on the screen */
  AdwPreferencesGroup *times_group;
  GtkListBox *times;

  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (ImaginStaysStep, imagin_stays_step, ADW_TYPE_BIN)

/* What there is to say about a stay: a right, or something said of it, or a right that was missed. An evening at home
 * is no question. */
static gboolean
is_shown (const ImaginStay *stay)
{
  return stay->right || stay->entry != NULL || g_strcmp0 (stay->reason, IMAGIN_REASON_NOT_AWAY) != 0;
}

static GPtrArray *
shown_stays (ImaginStaysStep *self)
{
  GPtrArray *stays = imagin_reckoning_derive_stays (self->reckoning);

  for (guint i = stays->len; i > 0; i--)
    if (!is_shown (g_ptr_array_index (stays, i - 1)))
      g_ptr_array_remove_index (stays, i - 1);
  return stays;
}

static GtkListBox *
add_group (ImaginStaysStep *self, const char *title, GtkWidget *suffix)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);

  gtk_widget_add_css_class (list, "boxed-list");
  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (suffix != NULL)
    adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), suffix);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  gtk_box_append (self->groups, group);
  return GTK_LIST_BOX (list);
}

static void
show_times (ImaginStaysStep *self)
{
  gtk_list_box_remove_all (self->times);
  imagin_journey_lines_append_times (self->times, self->draft);
}

/* The texts of law, each once: every stay below follows from them. */
static void
show_sources (ImaginStaysStep *self, GPtrArray *stays)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  for (guint i = 0; i < stays->len; i++)
    {
      const char *source = ((ImaginStay *) stays->pdata[i])->source;

      if (source != NULL && !g_ptr_array_find_with_equal_func (sources, source, g_str_equal, NULL))
        g_ptr_array_add (sources, (gpointer) source);
    }
  g_ptr_array_add (sources, NULL);
  text = g_strjoinv ("\u202f; ", (char **) sources->pdata);
  /* Translators: %s is a text of law. */
  whole = *text != '\0' ? g_strdup_printf (_ ("Meals and nights follow from them (%s)."), text) : NULL;
  adw_preferences_group_set_description (self->times_group, whole);
}

static void
add_times (ImaginStaysStep *self)
{
  GtkWidget *change = imagin_named_button_new (_ ("Change"), _ ("Change: your times"));

  gtk_widget_add_css_class (change, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (change), "entry.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (change), "s", "travel");
  self->times = add_group (self, _ ("Your times"), change);
  self->times_group =
      ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (GTK_WIDGET (self->times), ADW_TYPE_PREFERENCES_GROUP));
}

static void
add_days (ImaginStaysStep *self, GPtrArray *stays)
{
  GtkListBox *list = NULL;
  const char *day = NULL;

  for (guint i = 0; i < stays->len; i++)
    {
      ImaginStay *stay = g_ptr_array_index (stays, i);

      if (g_strcmp0 (day, stay->date) != 0)
        {
          g_autofree char *text = imagin_format_day_of_year (stay->date);
          g_autofree char *title = imagin_format_capital (text);

          day = stay->date;
          list = add_group (self, title, NULL);
        }
      g_ptr_array_add (self->rows, imagin_stay_row_new (self->draft, list));
    }
}

static void
add_nothing (ImaginStaysStep *self)
{
  gboolean timed = gtk_list_box_get_row_at_index (self->times, 0) != NULL;

  gtk_list_box_append (add_group (self, NULL, NULL),
                       g_object_new (ADW_TYPE_ACTION_ROW, "title",
                                     timed ? _ ("No meal, no night") : _ ("Your times are not known yet"), "subtitle",
                                     timed ? _ ("You were not away at the hours of a meal, nor overnight.")
                                           : _ ("Say when you left and came back: meals and nights follow from it."),
                                     "subtitle-lines", 0, NULL));
}

static void
add_result (ImaginStaysStep *self)
{
  GtkWidget *result = imagin_result_row_new (self->draft, IMAGIN_PART_TRAVEL);
  GtkListBox *list = add_group (self, NULL, NULL);

  imagin_result_row_add_kind (IMAGIN_RESULT_ROW (result), "meal");
  imagin_result_row_add_kind (IMAGIN_RESULT_ROW (result), "night");
  gtk_list_box_append (list, result);
  g_object_bind_property (result, "visible", list, "visible", G_BINDING_SYNC_CREATE);
}

static void
build (ImaginStaysStep *self, GPtrArray *stays)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  add_times (self);
  show_times (self);
  add_days (self, stays);
  if (stays->len == 0)
    add_nothing (self);
  else
    add_result (self);
}

static gboolean
same_stays (ImaginStaysStep *self, GPtrArray *stays)
{
  if (self->times == NULL || self->rows->len != stays->len || stays->len == 0)
    return FALSE;
  for (guint i = 0; i < stays->len; i++)
    if (!imagin_stay_row_is_of (self->rows->pdata[i], stays->pdata[i]))
      return FALSE;
  return TRUE;
}

/* The rows stay while the same meals and nights are asked: the keyboard stays where it is. */
static void
show (ImaginStaysStep *self)
{
  g_autoptr (GPtrArray) stays = shown_stays (self);
  ImaginEstimate *estimate = imagin_reckoning_get_estimate (self->reckoning);

  if (!same_stays (self, stays))
    build (self, stays);
  else
    show_times (self);
  show_sources (self, stays);
  for (guint i = 0; i < stays->len; i++)
    imagin_stay_row_show (self->rows->pdata[i], stays->pdata[i], estimate);
  gtk_widget_set_sensitive (GTK_WIDGET (self->groups), imagin_draft_is_open (self->draft));
}

void
imagin_stays_step_focus_stay (ImaginStaysStep *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (imagin_stay_row_is_named (self->rows->pdata[i], name))
      imagin_stay_row_focus (self->rows->pdata[i]);
  imagin_jump_show_focus (GTK_WIDGET (self));
}

static void
imagin_stays_step_dispose (GObject *object)
{
  ImaginStaysStep *self = IMAGIN_STAYS_STEP (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_STAYS_STEP);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->reckoning);
  G_OBJECT_CLASS (imagin_stays_step_parent_class)->dispose (object);
}

static void
imagin_stays_step_class_init (ImaginStaysStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_stays_step_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/stays-step.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginStaysStep, groups);
}

static void
imagin_stays_step_init (ImaginStaysStep *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
imagin_stays_step_new (ImaginDraft *draft)
{
  ImaginStaysStep *self = g_object_new (IMAGIN_TYPE_STAYS_STEP, NULL);

  self->draft = g_object_ref (draft);
  self->reckoning = g_object_ref (imagin_reckoning_of (draft));
  g_signal_connect_object (self->reckoning, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::open", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
