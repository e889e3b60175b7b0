/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last step: read it all once more. */

#include "ui/entry/imagin-review-step.h"

#include "domain/imagin-check.h"
#include "account/imagin-reckoning.h"
#include "domain/imagin-travel.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/widgets/imagin-estimate-lines.h"
#include "ui/texts/imagin-estimate-text.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-journey-lines.h"
#include "ui/widgets/imagin-named-button.h"
#include "ui/entry/imagin-need-items.h"
#include "ui/entry/imagin-receipt-row.h"
#include "ui/entry/imagin-stay-text.h"
#include "ui/widgets/imagin-text-label.h"
#include "ui/texts/imagin-wording.h"
#include "ui/widgets/imagin-work-lines.h"

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
      g_autofree char *name = g_strdup_printf (_ ("Change: %s"), title);
      GtkWidget *button = imagin_named_button_new (_ ("Change"), name);

      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "entry.go");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", step);
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

/* @target: what the action takes: a step, the id of a journey, a day and a kind of stay, or the label of a receipt */
static void
add_jump (GtkWidget *row, const char *action, const char *target)
{
  g_autofree char *name =
      g_strdup_printf (_ ("Go there: %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  GtkWidget *button = imagin_named_button_new (_ ("Go there"), name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* What is in the way, and what is only to be seen */

static void
add_notice_at (ImaginReviewStep *self, GtkWidget **group, GtkWidget *row, const char *action, const char *target)
{
  if (*group == NULL)
    *group = add_group (self, _ ("To see before you validate"), NULL);
  add_jump (row, action, target);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (*group), row);
}

static void
add_notice (ImaginReviewStep *self, GtkWidget **group, GtkWidget *row, const char *step)
{
  add_notice_at (self, group, row, "entry.go", step);
}

/* Whether it is of one session, whose id it holds. */
static gboolean
is_of_session (const ImaginProblem *problem)
{
  return g_str_equal (problem->part, IMAGIN_PART_WORK) &&
         (problem->kind == IMAGIN_PROBLEM_SESSION_INCOMPLETE || problem->kind == IMAGIN_PROBLEM_END_BEFORE_START ||
          problem->kind == IMAGIN_PROBLEM_OVERLAP || problem->kind == IMAGIN_PROBLEM_UNREADABLE);
}

static void
add_problems (ImaginReviewStep *self, GtkWidget **group)
{
  g_autoptr (GPtrArray) problems =
      imagin_check_statement (imagin_draft_get_mission (self->draft), imagin_draft_get_statement (self->draft));

  for (guint i = 0; i < problems->len; i++)
    {
      ImaginProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *text = imagin_wording_problem (problem);

      GtkWidget *row = problem->only_warns
                           ? new_row (text, _ ("You can validate all the same."), "dialog-warning-symbolic", "warning")
                           : new_row (text, _ ("Validating waits for this."), "dialog-error-symbolic", "error");

      if (g_str_equal (problem->part, IMAGIN_PART_TRAVEL))
        add_notice_at (self, group, row, "entry.go-to-journey", problem->key);
      else if (is_of_session (problem))
        add_notice_at (self, group, row, "entry.go-to-session", problem->key);
      else
        add_notice (self, group, row, problem->part);
    }
}

static void
add_undecided_stays (ImaginReviewStep *self, GtkWidget **group)
{
  g_autoptr (GPtrArray) stays = imagin_reckoning_derive_stays (imagin_reckoning_of (self->draft));

  if (!imagin_statement_part_is_writable (imagin_draft_get_acknowledged (self->draft), IMAGIN_PART_TRAVEL))
    return;
  for (guint i = 0; i < stays->len; i++)
    {
      ImaginStay *stay = g_ptr_array_index (stays, i);
      g_autofree char *title = imagin_stay_text_title (stay);
      g_autofree char *day = imagin_format_day_short (stay->date);
      g_autofree char *text = g_str_equal (stay->kind, "night")
                                  ? g_strdup_printf (_ ("%s: to be chosen"), title)
                                  : g_strdup_printf (_ ("%s, %s: to be chosen"), title, day);

      g_autofree char *name = g_strdup_printf ("%s %s", stay->date, stay->kind);

      if (stay->right && stay->entry == NULL)
        add_notice_at (self, group,
                       new_row (text, _ ("You have a right to it. You can validate all the same."),
                                "dialog-warning-symbolic", "warning"),
                       "entry.go-to-stay", name);
    }
}

static void
add_missing_receipts (ImaginReviewStep *self, GtkWidget **group)
{
  g_autoptr (GPtrArray) items = imagin_need_items_list (self->draft, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *consequence = NULL;
      g_autofree char *detail = NULL;

      if (!IMAGIN_IS_NEED_ITEM (items->pdata[i]) || !imagin_need_item_is_missing (items->pdata[i]))
        continue;
      consequence = imagin_need_item_consequence (items->pdata[i]);
      detail = g_strdup_printf ("%s %s", consequence, _ ("You can validate all the same."));
      text = g_strdup_printf (_ ("Missing: %s"), imagin_need_item_get_label (items->pdata[i]));
      add_notice_at (self, group, new_row (text, detail, "dialog-warning-symbolic", "warning"), "entry.go-to-receipt",
                     imagin_need_item_get_label (items->pdata[i]));
    }
}

/* A file that was refused is the receipt of nothing; where the academy refused it, it also holds the validation back.
 */
static void
add_refused (ImaginReviewStep *self, GtkWidget **group)
{
  GListModel *attachments = imagin_draft_get_attachments (self->draft);

  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (ImaginAttachment) attachment = g_list_model_get_item (attachments, i);
      const GError *error = imagin_attachment_get_error (attachment);
      g_autofree char *title = g_strdup_printf (_ ("Refused: %s"), imagin_attachment_get_name (attachment));
      g_autofree char *reason = error != NULL ? imagin_error_text (error) : g_strdup ("");

      if (imagin_attachment_get_state (attachment) == IMAGIN_ATTACHMENT_REFUSED)
        add_notice (self, group, new_row (title, reason, "dialog-error-symbolic", "error"), "receipts");
    }
}

static void
add_unreceived (ImaginReviewStep *self, GtkWidget **group)
{
  guint unreceived = imagin_draft_count_unreceived (self->draft);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u receipt is not at the academy yet", "%u receipts are not at the academy yet", unreceived),
      unreceived);

  if (unreceived > 0)
    add_notice (self, group,
                new_row (text, _ ("Validating waits until the academy has everything: nothing can be lost."),
                         "document-send-symbolic", NULL),
                "receipts");
}

static void
add_notices (ImaginReviewStep *self)
{
  GtkWidget *group = NULL;

  if (!imagin_draft_is_open (self->draft))
    return;
  add_problems (self, &group);
  add_undecided_stays (self, &group);
  add_refused (self, &group);
  add_missing_receipts (self, &group);
  add_unreceived (self, &group);
  if (group != NULL)
    return;
  group = add_group (self, _ ("Before you validate"), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             new_row (_ ("Nothing is missing"), _ ("You can validate, or save and come back later."),
                                      "object-select-symbolic", "success"));
}

/* What the office will read */

static GtkBox *
add_card (GtkWidget *group)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4, NULL);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "track");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card);
  return GTK_BOX (card);
}

static void
add_text (GtkBox *card, const char *text)
{
  gtk_box_append (card, imagin_text_label_new (text, "dimmed"));
}

/* What of the estimate belongs below a card: the lines of these kinds, or of the whole part. */
static void
add_amounts (ImaginReviewStep *self, GtkBox *card, const char *part, const char *const *kinds)
{
  GPtrArray *lines = imagin_reckoning_get_estimate (imagin_reckoning_of (self->draft))->lines;

  for (guint i = 0; i < lines->len; i++)
    {
      const ImaginEstimateLine *line = g_ptr_array_index (lines, i);

      if (g_str_equal (line->part, part) && (kinds == NULL || g_strv_contains (kinds, line->kind)))
        imagin_estimate_lines_add (card, line, FALSE);
    }
}

static gboolean
has_part (ImaginReviewStep *self, const char *part)
{
  return imagin_statement_get_part (imagin_draft_get_acknowledged (self->draft), part) != NULL;
}

static void
add_work (ImaginReviewStep *self)
{
  GtkBox *card;

  if (!has_part (self, IMAGIN_PART_WORK))
    return;
  card = add_card (add_group (self, _ ("Work"), "work"));
  if (imagin_work_lines_append (card, imagin_draft_get_mission (self->draft),
                                imagin_draft_get_statement (self->draft)) == 0)
    add_text (card, _ ("Nothing entered"));
  add_amounts (self, card, IMAGIN_PART_WORK, NULL);
}

static void
add_journeys (ImaginReviewStep *self)
{
  GListModel *journeys = imagin_statement_get_journeys (imagin_draft_get_statement (self->draft));
  ImaginAcademyInfo *info = imagin_account_get_info (imagin_draft_get_account (self->draft));
  static const char *const kinds[] = { "kilometres", "fare", "tolls", "parking", NULL };
  GtkBox *card = add_card (add_group (self, _ ("Journey"), "travel"));

  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (journeys, i);
      g_autofree char *times =
          imagin_journey_lines_times (journey, info != NULL ? imagin_entity_get_text (info, "time_zone") : NULL);
      g_autofree char *text = imagin_journey_lines_describe (journey);

      add_text (card, times);
      add_text (card, text);
    }
  if (g_list_model_get_n_items (journeys) == 0)
    add_text (card, _ ("No journey declared"));
  add_amounts (self, card, IMAGIN_PART_TRAVEL, kinds);
}

static void
add_stays (ImaginReviewStep *self)
{
  g_autoptr (GPtrArray) stays = imagin_reckoning_derive_stays (imagin_reckoning_of (self->draft));
  static const char *const kinds[] = { "meal", "night", NULL };
  GtkBox *card = add_card (add_group (self, _ ("Nights and meals"), "stays"));
  guint lines = 0;

  for (guint i = 0; i < stays->len; i++)
    {
      ImaginStay *stay = g_ptr_array_index (stays, i);
      const char *choice = imagin_stay_text_choice (stay);
      g_autofree char *title = imagin_stay_text_title (stay);
      g_autofree char *day = g_str_equal (stay->kind, "night") ? NULL : imagin_format_day_short (stay->date);
      g_autofree char *text =
          imagin_wording_join (3, day, title, choice != NULL ? imagin_stay_text_label (stay, choice) : NULL);

      if (choice == NULL)
        continue;
      add_text (card, text);
      lines++;
    }
  if (lines == 0)
    add_text (card, _ ("No meal, no night"));
  add_amounts (self, card, IMAGIN_PART_TRAVEL, kinds);
}

static void
add_travel (ImaginReviewStep *self)
{
  GListModel *journeys = imagin_statement_get_journeys (imagin_draft_get_statement (self->draft));

  if (!has_part (self, IMAGIN_PART_TRAVEL) ||
      (!imagin_statement_part_is_writable (imagin_draft_get_acknowledged (self->draft), IMAGIN_PART_TRAVEL) &&
       g_list_model_get_n_items (journeys) == 0))
    return;
  add_journeys (self);
  add_stays (self);
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

static void
add_total (ImaginReviewStep *self)
{
  g_autofree char *total =
      imagin_estimate_text_total (imagin_reckoning_get_estimate (imagin_reckoning_of (self->draft)), NULL);
  GtkBox *card;

  if (total == NULL)
    return;
  card = add_card (add_group (self, "", NULL));
  gtk_widget_add_css_class (GTK_WIDGET (card), "result-row");
  imagin_estimate_lines_add_sum (card, _ ("Total asked for, an estimate"), total, TRUE);
}

void
imagin_review_step_show (ImaginReviewStep *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  add_notices (self);
  add_work (self);
  add_travel (self);
  add_receipts (self);
  add_total (self);
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
