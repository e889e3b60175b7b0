/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which journey of another mission is to be copied. */

#include "ui/entry/imagin-copy-dialog.h"

#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-journey-lines.h"
#include "ui/widgets/imagin-named-button.h"
#include "ui/texts/imagin-wording.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  ImaginReckoning *reckoning;
  ImaginJourneyChosen chosen;
  gpointer data;
  AdwDialog *dialog; /* it owns this */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->reckoning);
  g_object_unref (choice->data);
  g_free (choice);
}

static const char *
first_id (const ImaginOtherJourney *other)
{
  return imagin_entity_get_text (g_ptr_array_index (other->journeys, 0), "id");
}

/* The list may have been made anew since the row was: the journey is found again by its id. */
static void
button_clicked (GtkButton *button, Choice *choice)
{
  const char *id = g_object_get_data (G_OBJECT (button), "journey-id");
  GPtrArray *others = imagin_reckoning_get_other_journeys (choice->reckoning);

  for (guint i = 0; i < others->len; i++)
    {
      const ImaginOtherJourney *other = g_ptr_array_index (others, i);

      if (g_strcmp0 (first_id (other), id) != 0)
        continue;
      choice->chosen (other, choice->data);
      break;
    }
  adw_dialog_close (choice->dialog);
}

/* By what, means after means. */
static char *
describe (const ImaginOtherJourney *other)
{
  char *text = g_strdup ("");

  for (guint i = 0; i < other->journeys->len; i++)
    {
      g_autofree char *before = text;
      g_autofree char *means = imagin_journey_lines_describe (g_ptr_array_index (other->journeys, i));

      text = *before == '\0' ? g_strdup (means) : g_strdup_printf ("%s, %s", before, means);
    }
  return text;
}

static GtkWidget *
new_row (const ImaginOtherJourney *other, Choice *choice)
{
  g_autofree char *day = imagin_format_day_short (other->day);
  g_autofree char *journey = describe (other);
  g_autofree char *title = imagin_wording_join (2, other->paper, other->place);
  g_autofree char *subtitle = imagin_wording_join (2, day, journey);
  g_autofree char *name = g_strdup_printf (_ ("Copy the journey of %s, %s"), other->paper, day);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                                 "subtitle-lines", 0, NULL);
  GtkWidget *button = imagin_named_button_new (_ ("Copy"), name);

  g_object_set_data_full (G_OBJECT (button), "journey-id", g_strdup (first_id (other)), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (button_clicked), choice);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

void
imagin_copy_dialog_present (ImaginReckoning *reckoning, ImaginJourneyChosen chosen, gpointer data, GtkWidget *parent)
{
  AdwDialog *dialog =
      g_object_new (ADW_TYPE_DIALOG, "title", _ ("Copy a journey"), "content-width", 520, "content-height", 480, NULL);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GPtrArray *others = imagin_reckoning_get_other_journeys (reckoning);
  Choice *choice = g_new0 (Choice, 1);

  choice->reckoning = g_object_ref (reckoning);
  choice->chosen = chosen;
  choice->data = g_object_ref (data);
  choice->dialog = dialog;
  g_object_set_data_full (G_OBJECT (dialog), "choice", choice, choice_free);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("It is moved to the days of this mission, at the same hours. Check it afterwards."));
  for (guint i = 0; i < MIN (others->len, 30); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (g_ptr_array_index (others, i), choice));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}
