/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After "Validate". */

#include "ui/entry/imagin-validated-page.h"

#include "ui/texts/imagin-error-text.h"
#include "ui/texts/imagin-format.h"
#include "ui/entry/imagin-remark-page.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginValidatedPage
{
  AdwNavigationPage parent_instance;

  ImaginFollowUp *follow_up;

  AdwWindowTitle *window_title;
  GtkImage *icon;
  GtkLabel *headline;
  GtkLabel *detail;
  AdwPreferencesGroup *facts;
  AdwActionRow *date_row;
  AdwActionRow *number_row;
  AdwActionRow *parts_row;
  AdwPreferencesGroup *next;
};

G_DEFINE_FINAL_TYPE (ImaginValidatedPage, imagin_validated_page, ADW_TYPE_NAVIGATION_PAGE)

static const struct
{
  const char *what;
  const char *who;
} next_steps[] = {
  { N_ ("The work is confirmed"), N_ ("by the head of the exam centre") },
  { N_ ("The statement is verified, and its amounts are set"), N_ ("by the exams office; it may return it to you") },
  { N_ ("It is sent for payment"), N_ ("by the exams office") },
  { N_ ("It is paid: work with a payslip, travel to your bank account"),
    N_ ("by the pay service; the two may be months apart") },
};

/* A part of which nothing was said may be validated with the other one; there is nothing to tell of it. */
static gboolean
tells_of_travel (ImaginValidatedPage *self)
{
  ImaginTravel *travel =
      imagin_entity_get_entity (imagin_draft_get_statement (imagin_follow_up_get_draft (self->follow_up)), "travel");

  return travel != NULL && (g_list_model_get_n_items (imagin_entity_get_list (travel, "journeys")) > 0 ||
                            g_list_model_get_n_items (imagin_entity_get_list (travel, "nights")) > 0 ||
                            g_list_model_get_n_items (imagin_entity_get_list (travel, "meals")) > 0);
}

static void
build_next (ImaginValidatedPage *self)
{
  gboolean travel = tells_of_travel (self);

  for (guint i = 0; i < G_N_ELEMENTS (next_steps); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *figure = gtk_label_new (number);

      gtk_widget_add_css_class (figure, "heading");
      gtk_widget_add_css_class (figure, "dimmed");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), travel || i + 1 < G_N_ELEMENTS (next_steps)
                                                                    ? _ (next_steps[i].what)
                                                                    : _ ("It is paid, with a payslip"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), travel || i + 1 < G_N_ELEMENTS (next_steps)
                                                             ? _ (next_steps[i].who)
                                                             : _ ("by the pay service"));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), figure);
      adw_preferences_group_add (self->next, row);
    }
}

static ImaginDraft *
draft_of (ImaginValidatedPage *self)
{
  return imagin_follow_up_get_draft (self->follow_up);
}

static void
set_property_row (AdwActionRow *row, const char *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && *text != '\0');
}

/* The day of the last part that went to the office; nullable. */
static char *
validated_at (ImaginValidatedPage *self)
{
  GListModel *parts = imagin_entity_get_list (imagin_draft_get_acknowledged (draft_of (self)), "parts");
  char *last = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ImaginPart) part = g_list_model_get_item (parts, i);
      const char *at = imagin_entity_get_text (part, "validated_at");

      if (at != NULL && g_strcmp0 (at, last) > 0)
        g_set_str (&last, at);
    }
  return last;
}

static char *
parts_text (ImaginValidatedPage *self)
{
  GListModel *parts = imagin_entity_get_list (imagin_draft_get_acknowledged (draft_of (self)), "parts");
  char *text = g_strdup ("");

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ImaginPart) part = g_list_model_get_item (parts, i);
      g_autofree char *before = NULL;

      if (g_strcmp0 (imagin_entity_get_text (part, "part"), IMAGIN_PART_TRAVEL) == 0 && !tells_of_travel (self) &&
          g_list_model_get_n_items (parts) > 1)
        continue;
      before = text;

      text = imagin_wording_join (2, before,
                                  imagin_entity_is_set (part, "validated_at")
                                      ? imagin_wording_part (imagin_entity_get_text (part, "part"))
                                      : "");
    }
  return text;
}

static void
show_headline (ImaginValidatedPage *self, gboolean waiting)
{
  const GError *refusal = imagin_draft_get_refusal (draft_of (self));
  gboolean offline = imagin_account_get_state (imagin_draft_get_account (draft_of (self))) != IMAGIN_ACCOUNT_UP_TO_DATE;
  g_autofree char *why = refusal != NULL ? imagin_error_text (refusal) : NULL;

  gtk_image_set_from_icon_name (self->icon, why != NULL ? "dialog-error-symbolic"
                                            : waiting   ? "computer-symbolic"
                                                        : "object-select-symbolic");
  gtk_label_set_label (self->headline, why != NULL ? _ ("The academy did not take the validation")
                                       : waiting   ? _ ("Your validation is kept")
                                                   : _ ("The statement is validated"));
  gtk_label_set_label (self->detail,
                       why != NULL ? why
                       : !waiting  ? _ ("The exams office has it.")
                       : offline   ? _ ("It goes to the academy by itself, once, as soon as it answers. You may close "
                                          "the window.")
                                   : _ ("It is on its way to the academy."));
}

static void
show (ImaginValidatedPage *self)
{
  ImaginValidation *validation = imagin_follow_up_get_validation (self->follow_up);
  g_autofree char *at = validated_at (self);
  gboolean waiting = imagin_draft_is_validating (draft_of (self)) || at == NULL;
  g_autofree char *day = at != NULL ? g_strndup (at, 10) : NULL;
  g_autofree char *date = day != NULL && !waiting ? imagin_format_day (day) : NULL;
  g_autofree char *time = at != NULL ? g_strndup (at + 11, 5) : NULL;
  g_autofree char *clock = time != NULL && !waiting ? imagin_format_time (time) : NULL;
  g_autofree char *when = imagin_wording_join (2, date, clock);
  g_autofree char *parts = parts_text (self);

  show_headline (self, waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), !waiting);
  set_property_row (self->date_row, when);
  set_property_row (self->number_row, validation != NULL ? imagin_entity_get_text (validation, "number") : NULL);
  set_property_row (self->parts_row, parts);
}

static void
ask_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginValidatedPage *self = IMAGIN_VALIDATED_PAGE (widget);
  ImaginMission *mission = imagin_draft_get_mission (draft_of (self));
  g_autofree char *begun =
      /* Translators: how a letter to the exams office begins; %s is the mission's number. */
      g_strdup_printf (_ ("Please return the statement of mission %s to me, so that I can correct: "),
                       imagin_entity_get_text (mission, "number"));
  GtkWidget *navigation = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (navigation),
                            ADW_NAVIGATION_PAGE (imagin_remark_page_new (self->follow_up, begun)));
}

static gboolean
focus_headline (gpointer data)
{
  ImaginValidatedPage *self = data;

  /* A label that can be selected can have the keyboard, and a screen reader reads it; nothing of it is selected. */
  if (self->headline != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->headline)))
    gtk_label_select_region (self->headline, 0, 0);
  return G_SOURCE_REMOVE;
}

void
imagin_validated_page_focus (ImaginValidatedPage *self)
{
  g_idle_add_full (G_PRIORITY_LOW, focus_headline, g_object_ref (self), g_object_unref);
}

static void
imagin_validated_page_dispose (GObject *object)
{
  ImaginValidatedPage *self = IMAGIN_VALIDATED_PAGE (object);

  g_clear_object (&self->follow_up);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_VALIDATED_PAGE);
  G_OBJECT_CLASS (imagin_validated_page_parent_class)->dispose (object);
}

static void
imagin_validated_page_class_init (ImaginValidatedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_validated_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/validated-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginValidatedPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, ImaginValidatedPage, icon);
  gtk_widget_class_bind_template_child (widget_class, ImaginValidatedPage, headline);
  gtk_widget_class_bind_template_child (widget_class, ImaginValidatedPage, detail);
  gtk_widget_class_bind_template_child (widget_class, ImaginValidatedPage, facts);
  gtk_widget_class_bind_template_child (widget_class, ImaginValidatedPage, date_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginValidatedPage, number_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginValidatedPage, parts_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginValidatedPage, next);
  gtk_widget_class_install_action (widget_class, "validated.ask", NULL, ask_action);
}

static void
imagin_validated_page_init (ImaginValidatedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "shown", G_CALLBACK (imagin_validated_page_focus), NULL);
}

ImaginValidatedPage *
imagin_validated_page_new (ImaginFollowUp *follow_up)
{
  ImaginValidatedPage *self = g_object_new (IMAGIN_TYPE_VALIDATED_PAGE, NULL);
  ImaginDraft *draft = imagin_follow_up_get_draft (follow_up);

  self->follow_up = g_object_ref (follow_up);
  build_next (self);
  adw_window_title_set_subtitle (self->window_title,
                                 imagin_entity_get_text (imagin_draft_get_mission (draft), "paper"));
  g_signal_connect_object (follow_up, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::standing", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (imagin_draft_get_account (draft), "notify::state", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
  return self;
}
