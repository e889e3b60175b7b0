/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One part of a statement, from entry to money. */

#include "ui/mission/imagin-track.h"

#include "account/imagin-reckoning.h"
#include "ui/widgets/imagin-estimate-lines.h"
#include "ui/texts/imagin-estimate-text.h"
#include "ui/texts/imagin-format.h"
#include "ui/widgets/imagin-line.h"
#include "ui/widgets/imagin-work-lines.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

#define N_STEPS (IMAGIN_STEP_PAID + 1)

typedef struct
{
  GtkWidget *row;
  GtkWidget *marker;
  GtkWidget *name;
  GtkWidget *detail;
} StepWidgets;

struct _ImaginTrack
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *status;
  GtkLabel *amount;
  GtkLabel *amount_kind;
  GtkLabel *remark;
  GtkBox *lines;
  GtkBox *steps;
  StepWidgets step_widgets[N_STEPS];
  ImaginDraft *draft; /* shown now */
  const char *name;   /* of the part */
};

G_DEFINE_FINAL_TYPE (ImaginTrack, imagin_track, GTK_TYPE_BOX)

/* The steps */

/* When the part came to a step for the last time, by the academy's history; nullable. */
static char *
step_day (ImaginHistory *history, const char *part, ImaginStep step)
{
  GListModel *events = history != NULL ? imagin_entity_get_list (history, "items") : NULL;
  char *day = NULL;

  for (guint i = 0; events != NULL && i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (ImaginHistoryEvent) event = g_list_model_get_item (events, i);
      ImaginCode *from = imagin_entity_get_entity (event, "from");
      const char *to = imagin_entity_get_text (imagin_entity_get_entity (event, "to"), "code");

      if (g_strcmp0 (imagin_entity_get_text (event, "part"), part) != 0 || imagin_status_lookup (to)->step != step ||
          (from != NULL && g_strcmp0 (imagin_entity_get_text (from, "code"), to) == 0))
        continue;
      g_free (day);
      day = g_strndup (imagin_entity_get_text (event, "at"), 10);
    }
  return day;
}

/* Something was entered of the part, and the academy has all of it. */
static gboolean
is_saved (ImaginDraft *draft, const char *part)
{
  static const char *const lists[][2] = { { IMAGIN_PART_WORK, "entries" },
                                          { IMAGIN_PART_WORK, "sessions" },
                                          { IMAGIN_PART_TRAVEL, "journeys" },
                                          { IMAGIN_PART_TRAVEL, "nights" },
                                          { IMAGIN_PART_TRAVEL, "meals" } };
  ImaginEntity *entered = imagin_entity_get_entity (imagin_draft_get_acknowledged (draft), part);
  guint n_entered = 0;

  for (guint i = 0; entered != NULL && i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i][0], part))
      n_entered += g_list_model_get_n_items (imagin_entity_get_list (entered, lists[i][1]));
  return n_entered > 0 && imagin_draft_get_standing (draft) == IMAGIN_STANDING_UNTOUCHED &&
         imagin_draft_get_acknowledged_at (draft) != NULL;
}

/* Who does it, or what is expected, where it has not happened. */
static char *
step_promise (ImaginDraft *draft, const char *part, ImaginStep step, ImaginStep now)
{
  const char *deadline = imagin_entity_get_text (imagin_draft_get_mission (draft), "deadline");

  if (step == IMAGIN_STEP_ENTERED && now == step && deadline != NULL)
    {
      g_autofree char *day = imagin_format_day_short (deadline);

      return is_saved (draft, part) ? g_strdup_printf (_ ("saved, to validate before %s"), day)
                                    : g_strdup_printf (_ ("to complete before %s"), day);
    }
  if (step == IMAGIN_STEP_VALIDATED)
    return g_strdup (_ ("by you"));
  if (step == IMAGIN_STEP_VERIFIED)
    return g_strdup (_ ("by the exams office"));
  if (step == IMAGIN_STEP_PAID)
    return g_strdup (g_str_equal (part, IMAGIN_PART_WORK) ? _ ("with a payslip") : _ ("to your account"));
  return g_strdup ("");
}

static char *
step_detail (ImaginDraft *draft, ImaginPart *part, ImaginHistory *history, ImaginStep step, ImaginStep now)
{
  const char *name = imagin_entity_get_text (part, "part");
  g_autofree char *day = step <= now && step != IMAGIN_STEP_ENTERED ? step_day (history, name, step) : NULL;
  g_autofree char *date = NULL;

  if (step > now || (step == now && step == IMAGIN_STEP_ENTERED))
    return step_promise (draft, name, step, now);
  /* Without a history, what the part itself says. */
  if (day == NULL && step == IMAGIN_STEP_VALIDATED && imagin_entity_is_set (part, "validated_at"))
    day = g_strndup (imagin_entity_get_text (part, "validated_at"), 10);
  if (step == IMAGIN_STEP_PAID && imagin_entity_is_set (part, "paid_on"))
    g_set_str (&day, imagin_entity_get_text (part, "paid_on"));
  if (day == NULL)
    return step == now ? step_promise (draft, name, step, now) : g_strdup ("");
  date = imagin_format_day_short (day);
  return step == now && step != IMAGIN_STEP_PAID ? g_strdup_printf (_ ("since %s"), date) : g_steal_pointer (&date);
}

static void
show_step (StepWidgets *widgets, ImaginStep step, ImaginStep now, const char *detail)
{
  gboolean past = now > step || (now == IMAGIN_STEP_PAID && step == now);
  const char *state = past ? "past" : now == step ? "now" : "later";
  const char *spoken = past ? _ ("done") : now == step ? _ ("now") : _ ("to come");
  const char *classes[] = { "step-marker", state, NULL };
  g_autofree char *description = imagin_wording_join (3, imagin_wording_step (step), spoken, detail);

  gtk_image_set_from_icon_name (GTK_IMAGE (widgets->marker), past ? "object-select-symbolic" : NULL);
  gtk_widget_set_css_classes (widgets->marker, classes);
  gtk_label_set_label (GTK_LABEL (widgets->detail), detail);
  gtk_widget_set_visible (widgets->detail, *detail != '\0');
  if (now == step)
    gtk_widget_add_css_class (widgets->name, "heading");
  else
    gtk_widget_remove_css_class (widgets->name, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (widgets->row), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
build_step (ImaginTrack *self, ImaginStep step)
{
  StepWidgets *widgets = &self->step_widgets[step];

  widgets->row = g_object_new (GTK_TYPE_GRID, "column-spacing", 10, "margin-top", 4, "margin-bottom", 4,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  widgets->marker = g_object_new (GTK_TYPE_IMAGE, "valign", GTK_ALIGN_CENTER, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  widgets->name =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "label", imagin_wording_step (step), NULL);
  widgets->detail = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "wrap", TRUE, "justify", GTK_JUSTIFY_RIGHT, NULL);
  gtk_widget_add_css_class (widgets->detail, "caption");
  gtk_widget_add_css_class (widgets->detail, "dimmed");
  imagin_line_append (GTK_GRID (widgets->row), widgets->marker);
  imagin_line_append (GTK_GRID (widgets->row), widgets->name);
  imagin_line_append (GTK_GRID (widgets->row), widgets->detail);
  gtk_box_append (self->steps, widgets->row);
}

/* The amount: the academy's wins, and the estimate stands beside it. */

static gboolean
is_known (ImaginPart *part)
{
  return imagin_entity_is_set (part, "paid_cents") || imagin_entity_is_set (part, "amount_cents");
}

/* What was expected, where another amount was paid. */
static char *
expected_beside (ImaginPart *part)
{
  gint64 amount_cents = imagin_entity_get_integer (part, "amount_cents", -1);
  g_autofree char *expected = NULL;

  if (amount_cents < 0 || amount_cents == imagin_entity_get_integer (part, "paid_cents", 0))
    return NULL;
  expected = imagin_format_money (amount_cents);
  return g_strdup_printf (_ ("expected %s"), expected);
}

static void
show_academy_amount (ImaginTrack *self, ImaginPart *part, const char *estimate)
{
  gboolean paid = imagin_entity_is_set (part, "paid_cents");
  g_autofree char *money =
      imagin_format_money (imagin_entity_get_integer (part, paid ? "paid_cents" : "amount_cents", 0));
  g_autofree char *beside = estimate != NULL ? g_strdup_printf (_ ("estimate: %s"), estimate) : NULL;
  g_autofree char *expected = paid ? expected_beside (part) : NULL;
  g_autofree char *kind = imagin_wording_join (3, paid ? _ ("paid") : _ ("expected"), expected, beside);

  gtk_label_set_label (self->amount, money);
  gtk_label_set_label (self->amount_kind, kind);
}

static void
show_amount (ImaginTrack *self, ImaginPart *part)
{
  g_autofree char *estimate =
      imagin_estimate_text_total (imagin_reckoning_get_estimate (imagin_reckoning_of (self->draft)), self->name);

  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->amount)), is_known (part) || estimate != NULL);
  if (is_known (part))
    show_academy_amount (self, part, estimate);
  else
    {
      gtk_label_set_label (self->amount, estimate != NULL ? estimate : "");
      gtk_label_set_label (self->amount_kind, _ ("estimate"));
    }
}

/* What was declared: with its amounts where the academy gave none yet. */

static void
show_lines (ImaginTrack *self, ImaginPart *part)
{
  imagin_estimate_lines_clear (self->lines);
  if (!is_known (part) && imagin_estimate_lines_append (self->lines, self->draft, self->name) > 0)
    return;
  if (g_str_equal (self->name, IMAGIN_PART_WORK))
    imagin_work_lines_append (self->lines, imagin_draft_get_mission (self->draft),
                              imagin_draft_get_statement (self->draft));
  else
    imagin_estimate_lines_append (self->lines, self->draft, self->name);
}

static void
reckoned (ImaginTrack *self)
{
  ImaginPart *part = imagin_statement_get_part (imagin_draft_get_acknowledged (self->draft), self->name);

  if (part == NULL)
    return;
  show_amount (self, part);
  show_lines (self, part);
}

/* The estimate may change while nothing else does: other missions, rates. */
static void
follow (ImaginTrack *self, ImaginDraft *draft, const char *name)
{
  self->name = g_intern_string (name);
  if (draft == self->draft)
    return;
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (imagin_reckoning_of (self->draft), self);
  g_set_object (&self->draft, draft);
  g_signal_connect_object (imagin_reckoning_of (draft), "changed", G_CALLBACK (reckoned), self, G_CONNECT_SWAPPED);
}

static void
show_remark (ImaginTrack *self, ImaginPart *part)
{
  ImaginOfficeRemark *remark = imagin_entity_get_entity (part, "remark");
  const char *closed = imagin_entity_get_text (part, "closed_reason");
  g_autofree char *text = NULL;

  if (remark != NULL)
    text = g_strdup_printf (_ ("The exams office writes: “%s”"), imagin_entity_get_text (remark, "text"));
  else if (closed != NULL)
    text = g_strdup (closed);
  /* "Invalidable", alone, says nothing. */
  else if (g_strcmp0 (imagin_part_get_status_code (part), "on_first_mission") == 0)
    text =
        g_strdup (_ ("The journey of that day is entered on the first mission of the day, and counts for this one."));
  gtk_label_set_label (self->remark, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), text != NULL);
  if (remark != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->remark), "remark");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->remark), "remark");
}

void
imagin_track_show (ImaginTrack *self, ImaginDraft *draft, const char *name, ImaginHistory *history)
{
  ImaginPart *part = imagin_statement_get_part (imagin_draft_get_acknowledged (draft), name);
  ImaginCode *status;
  ImaginStep now;

  gtk_widget_set_visible (GTK_WIDGET (self), part != NULL);
  if (part == NULL)
    return;
  status = imagin_entity_get_entity (part, "status");
  now = imagin_status_lookup (imagin_entity_get_text (status, "code"))->step;
  gtk_label_set_label (self->title, imagin_wording_part (name));
  gtk_label_set_label (self->status, imagin_entity_get_text (status, "label"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, imagin_wording_part (name), -1);
  follow (self, draft, name);
  show_remark (self, part);
  reckoned (self);
  /* Nothing is to be filled or paid of what was not done. */
  gtk_widget_set_visible (GTK_WIDGET (self->steps),
                          now != IMAGIN_STEP_NONE && !imagin_draft_is_absence_declared (draft));
  for (ImaginStep step = IMAGIN_STEP_ENTERED; step < N_STEPS; step++)
    {
      g_autofree char *detail = step_detail (draft, part, history, step, now);

      show_step (&self->step_widgets[step], step, now, detail);
    }
}

void
imagin_track_fold (ImaginTrack *self, gboolean folded)
{
  GtkLabel *beside[] = { self->status, self->amount_kind };

  gtk_label_set_justify (self->status, folded ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      imagin_line_fold (GTK_GRID (gtk_widget_get_parent (GTK_WIDGET (beside[i]))), folded);
      gtk_widget_set_halign (GTK_WIDGET (beside[i]), folded ? GTK_ALIGN_START : GTK_ALIGN_FILL);
    }
  for (guint i = 0; i < N_STEPS; i++)
    {
      StepWidgets *widgets = &self->step_widgets[i];
      GtkLayoutManager *layout = gtk_widget_get_layout_manager (widgets->row);

      g_object_set (gtk_layout_manager_get_layout_child (layout, widgets->detail), "column", folded ? 1 : 2, "row",
                    folded ? 1 : 0, NULL);
      gtk_label_set_xalign (GTK_LABEL (widgets->detail), folded ? 0 : 1);
      gtk_label_set_justify (GTK_LABEL (widgets->detail), folded ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
    }
}

static void
imagin_track_dispose (GObject *object)
{
  ImaginTrack *self = IMAGIN_TRACK (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (imagin_reckoning_of (self->draft), self);
  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_TRACK);
  G_OBJECT_CLASS (imagin_track_parent_class)->dispose (object);
}

static void
imagin_track_class_init (ImaginTrackClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_track_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/track.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginTrack, title);
  gtk_widget_class_bind_template_child (widget_class, ImaginTrack, status);
  gtk_widget_class_bind_template_child (widget_class, ImaginTrack, amount);
  gtk_widget_class_bind_template_child (widget_class, ImaginTrack, amount_kind);
  gtk_widget_class_bind_template_child (widget_class, ImaginTrack, remark);
  gtk_widget_class_bind_template_child (widget_class, ImaginTrack, lines);
  gtk_widget_class_bind_template_child (widget_class, ImaginTrack, steps);
}

static void
imagin_track_init (ImaginTrack *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (ImaginStep step = IMAGIN_STEP_ENTERED; step < N_STEPS; step++)
    build_step (self, step);
}
