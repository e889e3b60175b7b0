/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last step: read it all once more. */

#include "ui/imagin-review-step.h"

#include "domain/imagin-check.h"
#include "ui/imagin-receipt-row.h"
#include "ui/imagin-wording.h"
#include "ui/imagin-work-lines.h"

#include <glib/gi18n.h>

struct _ImaginReviewStep
{
  AdwBin parent_instance;

  ImaginDraft *draft;

  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (ImaginReviewStep, imagin_review_step, ADW_TYPE_BIN)

static GtkWidget *
add_group (ImaginReviewStep *self, const char *title, const char *step)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (step != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Change"));
      g_autofree char *name = g_strdup_printf (_ ("Change: %s"), title);

      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "entry.go");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", step);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
    }
  gtk_box_append (self->groups, group);
  return group;
}

static GtkWidget *
new_row (const char *title, const char *subtitle, const char *icon, const char *style)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (style != NULL)
    gtk_widget_add_css_class (image, style);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  return row;
}

static void
add_jump (GtkWidget *row, const char *step)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Go there"));
  g_autofree char *name =
      g_strdup_printf (_ ("Go there: %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "entry.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* What is in the way */

static void
add_problems (ImaginReviewStep *self)
{
  g_autoptr (GPtrArray) problems =
      imagin_check_statement (imagin_draft_get_mission (self->draft), imagin_draft_get_statement (self->draft));
  guint unreceived = imagin_draft_count_unreceived (self->draft);
  GtkWidget *group;

  if (!imagin_draft_is_open (self->draft))
    return;
  if (problems->len == 0 && unreceived == 0)
    {
      group = add_group (self, _ ("Before you validate"), NULL);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 new_row (_ ("Nothing is missing"),
                                          _ ("You can validate, or save and come back later."),
                                          "object-select-symbolic", "success"));
      return;
    }
  group = add_group (self, _ ("To see before you validate"), NULL);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *text = imagin_wording_problem (g_ptr_array_index (problems, i));
      GtkWidget *row = new_row (text, "", "dialog-warning-symbolic", "warning");

      add_jump (row, "work");
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  if (unreceived > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u receipt is not at the academy yet", "%u receipts are not at the academy yet", unreceived),
          unreceived);
      GtkWidget *row = new_row (text, _ ("Validating waits until the academy has everything: nothing can be lost."),
                                "document-send-symbolic", NULL);

      add_jump (row, "receipts");
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
}

/* What the office will read */

static void
add_work (ImaginReviewStep *self)
{
  GtkWidget *group, *card;

  if (imagin_statement_get_part (imagin_draft_get_acknowledged (self->draft), IMAGIN_PART_WORK) == NULL)
    return;
  group = add_group (self, _ ("Work"), "work");
  card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4, NULL);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "track");
  if (imagin_work_lines_append (GTK_BOX (card), imagin_draft_get_mission (self->draft),
                                imagin_draft_get_statement (self->draft)) == 0)
    gtk_box_append (GTK_BOX (card), g_object_new (GTK_TYPE_LABEL, "label", _ ("Nothing entered"), "xalign", 0.0, NULL));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card);
}

static void
add_receipts (ImaginReviewStep *self)
{
  GListModel *attachments = imagin_draft_get_attachments (self->draft);
  GtkWidget *group = add_group (self, _ ("Receipts"), "receipts");

  if (g_list_model_get_n_items (attachments) == 0)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               new_row (_ ("No receipt"), "", "x-office-document-symbolic", NULL));
  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (ImaginAttachment) attachment = g_list_model_get_item (attachments, i);
      g_autofree char *detail = imagin_receipt_row_detail (attachment);
      const char *icon;
      const char *state = imagin_receipt_row_state_text (imagin_attachment_get_state (attachment), &icon);
      g_autofree char *subtitle = imagin_wording_join (2, detail, state);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 new_row (imagin_attachment_get_name (attachment), subtitle, icon, NULL));
    }
}

void
imagin_review_step_show (ImaginReviewStep *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  add_problems (self);
  add_work (self);
  add_receipts (self);
}

/* Only while it is looked at: the step that is shown makes it anew. */
static void
standing_changed (ImaginReviewStep *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    imagin_review_step_show (self);
}

static void
imagin_review_step_dispose (GObject *object)
{
  ImaginReviewStep *self = IMAGIN_REVIEW_STEP (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_REVIEW_STEP);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (imagin_review_step_parent_class)->dispose (object);
}

static void
imagin_review_step_class_init (ImaginReviewStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_review_step_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/review-step.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginReviewStep, groups);
}

static void
imagin_review_step_init (ImaginReviewStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
imagin_review_step_new (ImaginDraft *draft)
{
  ImaginReviewStep *self = g_object_new (IMAGIN_TYPE_REVIEW_STEP, NULL);

  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "notify::standing", G_CALLBACK (standing_changed), self, G_CONNECT_SWAPPED);
  imagin_review_step_show (self);
  return GTK_WIDGET (self);
}
