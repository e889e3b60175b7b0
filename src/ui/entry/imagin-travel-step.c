/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second step: the journeys. */

#include "ui/entry/imagin-travel-step.h"

#include "account/imagin-reckoning.h"
#include "domain/imagin-travel.h"
#include "ui/entry/imagin-copy-dialog.h"
#include "ui/texts/imagin-format.h"
#include "ui/entry/imagin-journey-editor.h"
#include "ui/texts/imagin-journey-lines.h"
#include "ui/entry/imagin-jump.h"
#include "ui/entry/imagin-same-day-rows.h"
#include "ui/widgets/imagin-undo.h"
#include "ui/entry/imagin-removal.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginTravelStep
{
  AdwBin parent_instance;

  ImaginDraft *draft;
  ImaginReckoning *reckoning;
  GPtrArray *stays;  /* what the times gave until now */
  GListModel *shown; /* the journeys on the screen */
  gboolean following;

  GtkListBox *elsewhere;
  AdwPreferencesGroup *empty_group;
  GtkBox *journeys;
  AdwPreferencesGroup *same_day_group;
  GtkListBox *same_day;
  AdwWrapBox *buttons;
  GtkButton *means_button;
  GtkButton *add_button;
  GtkButton *repeat_button;
  GtkButton *copy_button;
};

G_DEFINE_FINAL_TYPE (ImaginTravelStep, imagin_travel_step, ADW_TYPE_BIN)

static gboolean
is_writable (ImaginTravelStep *self)
{
  return imagin_draft_is_part_open (self->draft, IMAGIN_PART_TRAVEL);
}

/* One more means is of the last journey, and that one must have its times: they are what both share. */
static ImaginJourney *
get_last (ImaginTravelStep *self)
{
  guint n_journeys = g_list_model_get_n_items (self->shown);
  g_autoptr (ImaginJourney) last = n_journeys > 0 ? g_list_model_get_item (self->shown, n_journeys - 1) : NULL;

  return last != NULL && imagin_journey_shares_times (last, last) ? last : NULL; /* the list holds it */
}

static void
show_means_button (ImaginTravelStep *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->means_button), get_last (self) != NULL);
}

/* Meals follow the times */

static void
statement_changed (ImaginTravelStep *self)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  /* While they are followed, the statement changes once more. */
  if (self->following || self->stays == NULL)
    return;
  self->following = TRUE;
  before = g_steal_pointer (&self->stays);
  after = imagin_reckoning_derive_stays (self->reckoning);
  if (is_writable (self))
    imagin_statement_follow_stays (imagin_draft_get_statement (self->draft), before, after);
  self->stays = imagin_reckoning_derive_stays (self->reckoning);
  self->following = FALSE;
  show_means_button (self);
}

/* Journeys */

static GtkWidget *
new_journey (ImaginTravelStep *self, ImaginJourney *journey)
{
  GListModel *journeys = imagin_statement_get_journeys (imagin_draft_get_statement (self->draft));
  ImaginAcademyInfo *info = imagin_account_get_info (imagin_draft_get_account (self->draft));
  ImaginJourney *first = imagin_journeys_find_first (journeys, journey);
  const ImaginJourneySetting setting = { self->draft, imagin_reckoning_get_residences (self->reckoning),
                                         imagin_reckoning_get_vehicles (self->reckoning),
                                         info != NULL ? imagin_entity_get_text (info, "time_zone") : NULL,
                                         first != journey ? first : NULL };

  guint number = imagin_journeys_count (journeys, journey);
  guint n_journeys = imagin_journeys_count (journeys, NULL);

  return is_writable (self) ? imagin_journey_editor_new (journey, &setting, number, n_journeys)
                            : imagin_journey_lines_new (journey, self->draft, number, n_journeys);
}

static void
show_journeys (ImaginTravelStep *self)
{
  GListModel *journeys = imagin_statement_get_journeys (imagin_draft_get_statement (self->draft));
  guint n_journeys = g_list_model_get_n_items (journeys);
  gboolean writable = is_writable (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->journeys))) != NULL)
    gtk_box_remove (self->journeys, child);
  for (guint i = 0; i < n_journeys; i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (journeys, i);

      gtk_box_append (self->journeys, new_journey (self, journey));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->empty_group), writable && n_journeys == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), writable);
  gtk_widget_set_visible (GTK_WIDGET (self->repeat_button), n_journeys > 0);
  show_means_button (self);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (gtk_button_get_child (self->add_button)),
                                n_journeys == 0 ? _ ("Declare a journey") : _ ("Another journey"));
}

/* Journeys of a statement that has no travel yet are an empty list that nothing is ever added to. */
static void
watch_journeys (ImaginTravelStep *self)
{
  GListModel *journeys = imagin_statement_get_journeys (imagin_draft_get_statement (self->draft));

  if (self->shown == journeys)
    return;
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, show_journeys, self);
  g_set_object (&self->shown, journeys);
  g_signal_connect_object (journeys, "items-changed", G_CALLBACK (show_journeys), self, G_CONNECT_SWAPPED);
}

static ImaginJourney *
add_journey (ImaginTravelStep *self)
{
  ImaginJourney *journey;

  imagin_statement_ensure_travel (imagin_draft_get_statement (self->draft));
  watch_journeys (self);
  journey = imagin_statement_add_journey (imagin_draft_get_statement (self->draft));
  return journey;
}

/* A journey that was just asked for is typed at once: the keyboard goes to its first field. Where there is no such
 * journey, it goes to the button that adds one. */
static void
focus_journey (ImaginTravelStep *self, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->journeys));

  for (guint i = 0; child != NULL && i < position; i++)
    child = gtk_widget_get_next_sibling (child);
  if (IMAGIN_IS_JOURNEY_EDITOR (child))
    imagin_journey_editor_focus (IMAGIN_JOURNEY_EDITOR (child));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
  imagin_jump_show_focus (GTK_WIDGET (self));
}

static void
focus_last (ImaginTravelStep *self)
{
  focus_journey (self, g_list_model_get_n_items (self->shown) - 1);
}

/* Taking one away, and that back */

static gpointer
ensure_travel (ImaginStatement *statement)
{
  return imagin_statement_ensure_travel (statement);
}

/* Not onto the button that would remove the next one. */
static void
removed (GtkWidget *step, guint position)
{
  focus_journey (IMAGIN_TRAVEL_STEP (step), position);
}

static void
restored (GtkWidget *step, gpointer journey, guint position)
{
  ImaginTravelStep *self = IMAGIN_TRAVEL_STEP (step);

  watch_journeys (self);
  show_journeys (self);
  imagin_travel_step_focus_journey (self, imagin_entity_get_text (journey, "id"));
}

static const ImaginRemovable a_journey = {
  .part = IMAGIN_PART_TRAVEL,
  .list = "journeys",
  .title = N_ ("Journey removed"),
  .ensure = ensure_travel,
  .removed = removed,
  .restored = restored,
};

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginTravelStep *self = IMAGIN_TRAVEL_STEP (widget);

  imagin_removal_make (widget, self->draft, &a_journey, g_variant_get_string (parameter, NULL));
}

static void
add_cb (ImaginTravelStep *self)
{
  add_journey (self);
  focus_last (self);
}

static void
means_cb (ImaginTravelStep *self)
{
  ImaginJourney *last = get_last (self);

  if (last == NULL)
    return;
  imagin_statement_add_means (imagin_draft_get_statement (self->draft), last);
  focus_last (self);
}

/* The last going and coming that was declared: a journey for each of its means. */
static GPtrArray *
list_last (ImaginTravelStep *self)
{
  guint n_journeys = g_list_model_get_n_items (self->shown);
  g_autoptr (ImaginJourney) last = n_journeys > 0 ? g_list_model_get_item (self->shown, n_journeys - 1) : NULL;
  GPtrArray *journeys = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_journeys; i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (self->shown, i);

      if (journey == last || imagin_journey_shares_times (journey, last))
        g_ptr_array_add (journeys, g_steal_pointer (&journey));
    }
  return journeys;
}

/* The day after the last journey's departure. */
static void
repeat_cb (ImaginTravelStep *self)
{
  g_autoptr (GPtrArray) last = list_last (self);
  guint first = g_list_model_get_n_items (self->shown);
  ImaginAcademyInfo *info = imagin_account_get_info (imagin_draft_get_account (self->draft));

  for (guint i = 0; i < last->len; i++)
    imagin_journey_take (add_journey (self), g_ptr_array_index (last, i), 1,
                         info != NULL ? imagin_entity_get_text (info, "time_zone") : NULL);
  /* What is one more means is known once it has its times. */
  show_journeys (self);
  focus_journey (self, first);
}

typedef struct
{
  ImaginDraft *draft;
  GPtrArray *journeys;
} Copying;

static void
copying_free (gpointer data)
{
  Copying *copying = data;

  g_object_unref (copying->draft);
  g_ptr_array_unref (copying->journeys);
  g_free (copying);
}

static void
undo_copy (gpointer data)
{
  Copying *copying = data;
  ImaginStatement *statement = imagin_draft_get_statement (copying->draft);

  for (guint i = 0; i < copying->journeys->len; i++)
    imagin_entity_remove (imagin_statement_ensure_travel (statement), "journeys",
                          g_ptr_array_index (copying->journeys, i));
}

static void
copied (const ImaginOtherJourney *other, gpointer data)
{
  ImaginTravelStep *self = data;
  g_autoptr (GPtrArray) journeys = imagin_reckoning_copy_journeys (self->reckoning, other);
  Copying *copying = g_new0 (Copying, 1);

  copying->draft = g_object_ref (self->draft);
  copying->journeys = g_ptr_array_ref (journeys);
  for (guint i = 0; i < journeys->len; i++)
    imagin_entity_append (imagin_statement_ensure_travel (imagin_draft_get_statement (self->draft)), "journeys",
                          g_ptr_array_index (journeys, i));
  watch_journeys (self);
  show_journeys (self);
  imagin_undo_offer (GTK_WIDGET (self), _ ("Journey copied: check its days and times"), undo_copy, copying,
                     copying_free);
}

static void
copy_cb (ImaginTravelStep *self)
{
  imagin_copy_dialog_present (self->reckoning, copied, self, GTK_WIDGET (self));
}

/* Other missions of the day */

static void
show_same_day (ImaginTravelStep *self)
{
  GPtrArray *others = imagin_reckoning_get_same_day (self->reckoning);
  ImaginPart *part = imagin_statement_get_part (imagin_draft_get_acknowledged (self->draft), IMAGIN_PART_TRAVEL);
  const char *closed = part != NULL ? imagin_entity_get_text (part, "closed_reason") : NULL;
  gboolean theirs = FALSE;
  gboolean elsewhere = FALSE;
  guint shown = 0;

  gtk_list_box_remove_all (self->elsewhere);
  gtk_list_box_remove_all (self->same_day);
  for (guint i = 0; i < others->len; i++)
    {
      const ImaginSameDay *other = g_ptr_array_index (others, i);

      gboolean there = imagin_same_day_is_theirs (self->draft, other);

      theirs = theirs || other->travel_theirs;
      elsewhere = elsewhere || there;
      if (!imagin_same_day_shows (self->draft, other, shown))
        continue;
      shown++;
      gtk_list_box_append (other->travel_theirs ? self->elsewhere : self->same_day,
                           imagin_same_day_row_new (self->draft, other, there));
    }
  if (shown < others->len)
    gtk_list_box_append (self->same_day, imagin_same_day_more_row_new (others->len - shown));
  if (closed != NULL && !theirs && !is_writable (self))
    gtk_list_box_append (self->elsewhere,
                         g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", _ ("Nothing to enter here"),
                                       "subtitle", closed, "subtitle-lines", 0, NULL));
  adw_preferences_group_set_description (
      self->same_day_group, elsewhere || !is_writable (self)
                                ? NULL
                                : _ ("The journey of the day is entered here, once, and counts for the others."));
  gtk_widget_set_visible (GTK_WIDGET (self->elsewhere), gtk_list_box_get_row_at_index (self->elsewhere, 0) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->same_day_group), gtk_list_box_get_row_at_index (self->same_day, 0) != NULL);
}

/* Following */

static void
reckoned (ImaginTravelStep *self)
{
  show_same_day (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_button),
                            imagin_reckoning_get_other_journeys (self->reckoning)->len > 0);
}

static void
show (ImaginTravelStep *self)
{
  g_clear_pointer (&self->stays, g_ptr_array_unref);
  self->stays = imagin_reckoning_derive_stays (self->reckoning);
  watch_journeys (self);
  show_journeys (self);
  reckoned (self);
}

static void
statement_replaced (ImaginTravelStep *self)
{
  g_signal_connect_object (imagin_draft_get_statement (self->draft), "changed", G_CALLBACK (statement_changed), self,
                           G_CONNECT_SWAPPED);
  show (self);
}

void
imagin_travel_step_focus_journey (ImaginTravelStep *self, const char *id)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->journeys));

  for (guint i = 0; child != NULL && i < g_list_model_get_n_items (self->shown); i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (self->shown, i);

      if (g_strcmp0 (imagin_entity_get_text (journey, "id"), id) == 0 && IMAGIN_IS_JOURNEY_EDITOR (child))
        {
          imagin_journey_editor_focus_wrong (IMAGIN_JOURNEY_EDITOR (child));
          imagin_jump_show_focus (GTK_WIDGET (self));
        }
      child = gtk_widget_get_next_sibling (child);
    }
}

static void
imagin_travel_step_dispose (GObject *object)
{
  ImaginTravelStep *self = IMAGIN_TRAVEL_STEP (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_TRAVEL_STEP);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->stays, g_ptr_array_unref);
  g_clear_object (&self->reckoning);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (imagin_travel_step_parent_class)->dispose (object);
}

static void
imagin_travel_step_class_init (ImaginTravelStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_travel_step_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/travel-step.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginTravelStep, elsewhere);
  gtk_widget_class_bind_template_child (widget_class, ImaginTravelStep, empty_group);
  gtk_widget_class_bind_template_child (widget_class, ImaginTravelStep, journeys);
  gtk_widget_class_bind_template_child (widget_class, ImaginTravelStep, same_day_group);
  gtk_widget_class_bind_template_child (widget_class, ImaginTravelStep, same_day);
  gtk_widget_class_bind_template_child (widget_class, ImaginTravelStep, buttons);
  gtk_widget_class_bind_template_child (widget_class, ImaginTravelStep, add_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginTravelStep, means_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginTravelStep, repeat_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginTravelStep, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, means_cb);
  gtk_widget_class_bind_template_callback (widget_class, repeat_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_install_action (widget_class, "travel.remove-journey", "s", remove_action);
}

static void
imagin_travel_step_init (ImaginTravelStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
imagin_travel_step_new (ImaginDraft *draft)
{
  ImaginTravelStep *self = g_object_new (IMAGIN_TYPE_TRAVEL_STEP, NULL);

  self->draft = g_object_ref (draft);
  self->reckoning = g_object_ref (imagin_reckoning_of (draft));
  g_signal_connect_object (self->reckoning, "changed", G_CALLBACK (reckoned), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::statement", G_CALLBACK (statement_replaced), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::open", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  statement_replaced (self);
  return GTK_WIDGET (self);
}
