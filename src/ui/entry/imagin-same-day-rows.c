/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other missions of a day, and which of them has the journey. */

#include "ui/entry/imagin-same-day-rows.h"

#include "account/imagin-reckoning.h"
#include "domain/imagin-travel.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginSameDayRows
{
  AdwPreferencesGroup parent_instance;

  ImaginDraft *draft;
  GPtrArray *rows; /* GtkWidget */
};

/* A day has hardly more; who sees them all sees none. */
#define ROWS_MAXIMUM 6

G_DEFINE_FINAL_TYPE (ImaginSameDayRows, imagin_same_day_rows, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_entered (ImaginDraft *draft, const ImaginSameDay *other)
{
  return imagin_same_day_has_journey (other, imagin_draft_get_mission (draft), imagin_draft_get_statement (draft));
}

static gboolean
is_writable (ImaginDraft *draft)
{
  return imagin_draft_is_open (draft) &&
         imagin_statement_part_is_writable (imagin_draft_get_acknowledged (draft), IMAGIN_PART_TRAVEL);
}

gboolean
imagin_same_day_is_theirs (ImaginDraft *draft, const ImaginSameDay *other)
{
  return other->travel_theirs || other->travel_entered ||
         (other->is_earlier && other->travel_open && !is_entered (draft, other));
}

static const char *
describe (ImaginDraft *draft, const ImaginSameDay *other)
{
  if (other->travel_theirs)
    return _ ("The first mission of the day: the journey is entered there, once, and counts for this one.");
  if (other->travel_entered && !other->same_account)
    return _ ("You declared a journey of this day to the other academy: the same journey is paid once.");
  if (other->travel_entered)
    return _ ("You declared a journey of this day there: the same journey is paid once.");
  if (is_entered (draft, other))
    return _ ("Included in this journey: nothing to type there.");
  /* The group says that it is the same day. */
  if (!is_writable (draft))
    return "";
  if (other->is_earlier && other->travel_open)
    return other->same_account
               ? _ ("It begins earlier: enter the journey of the day there, once.")
               : _ ("It begins earlier, for another academy: enter the journey of the day there, once.");
  /* A mission of several days may have its journeys on the others. */
  if (!other->travel_ours && !imagin_mission_has_one_day (imagin_draft_get_mission (draft)))
    return _ ("A journey of that day is entered once: here or there.");
  return _ ("The journey that you enter here counts for it, too: nothing to type there.");
}

GtkWidget *
imagin_same_day_row_new (ImaginDraft *draft, const ImaginSameDay *other, gboolean there)
{
  g_autofree char *name = g_strdup_printf (_ ("Open %s"), other->paper);
  g_autofree char *day_text = imagin_format_day_of_year (other->days[0]);
  g_autofree char *title = imagin_wording_join (2, other->paper, day_text);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle",
                                 describe (draft, other), "subtitle-lines", 0, NULL);
  GtkWidget *button;

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "x-office-calendar-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  if (!there)
    return row;
  /* The whole row leads there, and the text keeps its room. */
  button = gtk_button_new_from_icon_name ("go-next-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.visit-mission");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", other->account_id, other->mission_id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  /* The row would name it by its own title. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

gboolean
imagin_same_day_shows (ImaginDraft *draft, const ImaginSameDay *other, guint n_shown)
{
  return n_shown < ROWS_MAXIMUM || imagin_same_day_is_theirs (draft, other);
}

GtkWidget *
imagin_same_day_more_row_new (guint more)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u other mission", "%u other missions", more), more);

  return g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, NULL);
}

static void
add_row (ImaginSameDayRows *self, GtkWidget *row)
{
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
show (ImaginSameDayRows *self)
{
  GPtrArray *others = imagin_reckoning_get_same_day (imagin_reckoning_of (self->draft));
  guint more = 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < others->len; i++)
    {
      const ImaginSameDay *other = g_ptr_array_index (others, i);

      if (imagin_same_day_shows (self->draft, other, self->rows->len))
        add_row (self, imagin_same_day_row_new (self->draft, other, TRUE));
      else
        more++;
    }
  if (more > 0)
    add_row (self, imagin_same_day_more_row_new (more));
  gtk_widget_set_visible (GTK_WIDGET (self), others->len > 0);
}

static void
imagin_same_day_rows_finalize (GObject *object)
{
  ImaginSameDayRows *self = IMAGIN_SAME_DAY_ROWS (object);

  g_ptr_array_unref (self->rows);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (imagin_same_day_rows_parent_class)->finalize (object);
}

static void
imagin_same_day_rows_class_init (ImaginSameDayRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_same_day_rows_finalize;
}

static void
imagin_same_day_rows_init (ImaginSameDayRows *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("The same day"));
}

ImaginSameDayRows *
imagin_same_day_rows_new (ImaginDraft *draft)
{
  ImaginSameDayRows *self = g_object_new (IMAGIN_TYPE_SAME_DAY_ROWS, NULL);

  self->draft = g_object_ref (draft);
  g_signal_connect_object (imagin_reckoning_of (draft), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return self;
}
