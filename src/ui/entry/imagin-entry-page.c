/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guided entry: the steps, where the entry stands, and what can be done now. */

#include "ui/entry/imagin-entry-page.h"

#include "base/imagin-error.h"
#include "account/imagin-reckoning.h"
#include "domain/imagin-travel.h"
#include "ui/entry/imagin-entry-foot.h"
#include "ui/entry/imagin-entry-reason.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/entry/imagin-estimate-dialog.h"
#include "ui/texts/imagin-estimate-text.h"
#include "ui/texts/imagin-format.h"
#include "ui/entry/imagin-last-step.h"
#include "ui/texts/imagin-news-text.h"
#include "ui/entry/imagin-readiness.h"
#include "ui/entry/imagin-receipt-chooser.h"
#include "ui/entry/imagin-receipts-step.h"
#include "ui/waiting/imagin-refusal-dialog.h"
#include "ui/entry/imagin-review-step.h"
#include "ui/entry/imagin-stays-step.h"
#include "ui/widgets/imagin-toast.h"
#include "ui/entry/imagin-travel-step.h"
#include "ui/widgets/imagin-undo.h"
#include "ui/entry/imagin-validate-dialog.h"
#include "ui/texts/imagin-wording.h"
#include "ui/entry/imagin-work-step.h"

#include <glib/gi18n.h>

struct _ImaginEntryPage
{
  AdwNavigationPage parent_instance;

  ImaginDraft *draft;
  GPtrArray *names;  /* of the steps, in order */
  GPtrArray *labels; /* what they are called */
  ImaginEntryForm form;
  gboolean saving; /* the person saved: where it went is to be said, once */

  AdwWindowTitle *window_title;
  AdwBanner *banner;
  AdwToggleGroup *toggles;
  GtkLabel *step_label;
  GtkStack *steps;
  ImaginEntryFoot *foot;
};

G_DEFINE_FINAL_TYPE (ImaginEntryPage, imagin_entry_page, ADW_TYPE_NAVIGATION_PAGE)

/* Steps */

static guint
shown_step (ImaginEntryPage *self)
{
  guint position = 0;
  const char *name = gtk_stack_get_visible_child_name (self->steps);

  if (name == NULL || !g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, &position))
    return 0;
  return position;
}

static void
go_to (ImaginEntryPage *self, guint position)
{
  if (position >= self->names->len)
    return;
  gtk_stack_set_visible_child_name (self->steps, g_ptr_array_index (self->names, position));
  /* The keyboard goes along: it would stay on a field that is out of sight. */
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->steps), GTK_DIR_TAB_FORWARD);
}

static void
add_step (ImaginEntryPage *self, const char *name, const char *label, GtkWidget *step)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_name (toggle, name);
  adw_toggle_group_add (self->toggles, toggle);
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->labels, g_strdup (label));
  gtk_stack_add_named (self->steps, step, name);
}

static void
step_toggled_cb (ImaginEntryPage *self)
{
  const char *name = adw_toggle_group_get_active_name (self->toggles);

  if (name != NULL && gtk_stack_get_child_by_name (self->steps, name) != NULL)
    gtk_stack_set_visible_child_name (self->steps, name);
}

/* What can be done now */

static void
show_standing (ImaginEntryPage *self, ImaginReadiness readiness)
{
  const char *icon;
  g_autofree char *standing = imagin_wording_standing (self->draft, &icon);
  g_autofree char *reason = imagin_entry_reason (self->draft, &readiness, shown_step (self) + 1 == self->names->len);
  g_autofree char *text = reason != NULL ? g_strdup_printf ("%s\n%s", standing, reason) : g_strdup (standing);

  imagin_entry_foot_show_standing (self->foot, icon, text);
}

/* Always in sight, as soon as something is entered that has an amount. */
static void
show_estimate (ImaginEntryPage *self)
{
  g_autofree char *total =
      imagin_estimate_text_total (imagin_reckoning_get_estimate (imagin_reckoning_of (self->draft)), NULL);

  imagin_entry_foot_show_estimate (self->foot, total);
}

static void
show_buttons (ImaginEntryPage *self, ImaginReadiness readiness)
{
  gboolean open = imagin_draft_is_open (self->draft);
  gboolean last = shown_step (self) + 1 == self->names->len;
  gboolean ready = open && readiness.blocking == 0 && readiness.missing == 0 && readiness.unreceived == 0;
  GtkWidget *page = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (page, "entry.previous", shown_step (self) > 0);
  gtk_widget_action_set_enabled (page, "entry.next", !last);
  gtk_widget_action_set_enabled (page, "entry.save", open && readiness.blocking == 0);
  gtk_widget_action_set_enabled (page, "entry.validate", ready);
  gtk_widget_action_set_enabled (page, "entry.attach", open);
  gtk_widget_action_set_enabled (page, "entry.attach-for", open);
  imagin_entry_foot_show_buttons (self->foot, last, ready, open && readiness.blocking == 0);
}

/* The part that the office sent back with a remark, or NULL. */
static const char *
remarked_part (ImaginEntryPage *self, ImaginOfficeRemark **remark)
{
  static const char *const parts[] = { IMAGIN_PART_WORK, IMAGIN_PART_TRAVEL };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      *remark = imagin_statement_get_remark (imagin_draft_get_acknowledged (self->draft), parts[i]);
      if (*remark != NULL)
        return parts[i];
    }
  return NULL;
}

/* The office may move or cancel a mission while it is being entered. */
static char *
news_text (ImaginEntryPage *self)
{
  GPtrArray *news = imagin_draft_get_news (self->draft);
  g_autofree char *first = NULL;

  if (!imagin_draft_has_unseen_news (self->draft) || news == NULL || news->len == 0)
    return NULL;
  first = imagin_news_text (g_ptr_array_index (news, news->len - 1));
  /* Translators: what the exams office changed in the mission, as a sentence. */
  return g_strdup_printf (_ ("%s. What you entered is kept here."), first);
}

static void
show_banner (ImaginEntryPage *self)
{
  const GError *refusal = imagin_draft_get_refusal (self->draft);
  g_autofree char *text = refusal != NULL ? imagin_error_text (refusal) : NULL;
  ImaginOfficeRemark *remark = NULL;
  const char *part = imagin_draft_is_open (self->draft) ? remarked_part (self, &remark) : NULL;

  adw_banner_set_use_markup (self->banner, FALSE);
  /* What the disk refuses leaves nothing to choose here. */
  adw_banner_set_button_label (self->banner, imagin_error_is_store (refusal) ? NULL
                                             : text != NULL                  ? _ ("Choose…")
                                             : part != NULL                  ? _ ("Go there")
                                                                             : NULL);
  if (text == NULL && part != NULL)
    text = g_strdup_printf (_ ("The exams office writes: “%s”"), imagin_entity_get_text (remark, "text"));
  if (text == NULL)
    text = news_text (self);
  if (text != NULL)
    adw_banner_set_title (self->banner, text);
  adw_banner_set_revealed (self->banner, text != NULL);
}

/* A remark on a night or a meal is seen where they are. */
static const char *
remarked_step (const char *part, ImaginOfficeRemark *remark)
{
  const char *field = imagin_entity_get_text (remark, "field");

  return field != NULL && (g_str_has_prefix (field, "/travel/nights") || g_str_has_prefix (field, "/travel/meals"))
             ? "stays"
             : part;
}

/* A toggle that shows a figure alone has the step's name all the same. libadwaita keeps the buttons to itself: they are
 * the children that can be pressed, in the order of the toggles. */
static void
name_toggles (ImaginEntryPage *self)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->toggles));
  guint position = 0;

  for (; button != NULL; button = gtk_widget_get_next_sibling (button))
    {
      g_autofree char *name = NULL;

      if (!GTK_IS_TOGGLE_BUTTON (button) || position >= self->labels->len)
        continue;
      name = g_strdup_printf ("%u %s", position + 1, (const char *) self->labels->pdata[position]);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      position++;
    }
}

/* Whose entry it is and of when; small, the step's name is all that has room. */
static void
show_title (ImaginEntryPage *self)
{
  ImaginMission *mission = imagin_draft_get_mission (self->draft);
  g_autofree char *first = g_strndup (imagin_entity_get_text (mission, "starts_at"), 10);
  g_autofree char *last = g_strndup (imagin_entity_get_text (mission, "ends_at"), 10);
  g_autofree char *days = imagin_format_days (first, last);
  g_autofree char *subtitle = imagin_wording_join (2, _ ("Statement"), days);
  gboolean small = self->form == IMAGIN_ENTRY_SMALL;

  adw_window_title_set_title (self->window_title, small ? g_ptr_array_index (self->labels, shown_step (self))
                                                        : imagin_entity_get_text (mission, "paper"));
  adw_window_title_set_subtitle (self->window_title, small ? "" : subtitle);
}

/* Narrow: figures, and the step in words below. */
static void
show_toggles (ImaginEntryPage *self, ImaginReadiness readiness)
{
  guint shown = shown_step (self);
  gboolean narrow = self->form != IMAGIN_ENTRY_WIDE;
  g_autofree char *step = g_strdup_printf (_ ("Step %u of %u: %s"), shown + 1, self->names->len,
                                           (const char *) g_ptr_array_index (self->labels, shown));

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      const char *label = g_ptr_array_index (self->labels, i);
      AdwToggle *toggle = adw_toggle_group_get_toggle_by_name (self->toggles, name);
      gboolean wrong = imagin_readiness_is_wrong (&readiness, name);
      gboolean done = !wrong && imagin_readiness_is_done (&readiness, name);
      /* As text: with an icon beside its label, libadwaita's toggle keeps no name of ours. */
      g_autofree char *mark = wrong ? g_strdup ("⚠\ufe0e") : done ? g_strdup ("✓") : g_strdup_printf ("%u", i + 1);
      g_autofree char *text = narrow ? g_strdup (mark) : g_strdup_printf ("%s %s", mark, label);

      adw_toggle_set_label (toggle, text);
      adw_toggle_set_tooltip (toggle, label);
    }
  name_toggles (self);
  show_title (self);
  gtk_label_set_label (self->step_label, step);
  gtk_widget_set_visible (GTK_WIDGET (self->step_label), self->form == IMAGIN_ENTRY_NARROW);
}

/* What came of "Save", as soon as it is known: "on its way" beside "saved" would be two truths. */
static void
tell_saved (ImaginEntryPage *self)
{
  ImaginAccountState state = imagin_account_get_state (imagin_draft_get_account (self->draft));
  ImaginStanding standing = imagin_draft_get_standing (self->draft);
  const char *text = NULL;

  if (!self->saving)
    return;
  if (standing == IMAGIN_STANDING_UNTOUCHED)
    text = _ ("Saved at the academy");
  else if (standing == IMAGIN_STANDING_WAITING && state == IMAGIN_ACCOUNT_OFFLINE)
    text = _ ("Kept here. It goes to the academy by itself once it answers.");
  else if (standing == IMAGIN_STANDING_WAITING && state == IMAGIN_ACCOUNT_SIGNED_OUT)
    text = _ ("Kept here. It goes to the academy once you are signed in again.");
  /* What is refused has its banner; what is typed on is not what was saved. */
  self->saving = text == NULL && standing != IMAGIN_STANDING_REFUSED && standing != IMAGIN_STANDING_CHANGING;
  if (text != NULL)
    imagin_toast_show (GTK_WIDGET (self->steps), text);
}

static void
show (ImaginEntryPage *self)
{
  ImaginReadiness readiness = imagin_readiness_of (self->draft);

  tell_saved (self);

  show_standing (self, readiness);
  show_estimate (self);
  show_buttons (self, readiness);
  show_banner (self);
  show_toggles (self, readiness);
}

static void
take_form (ImaginEntryPage *self, ImaginEntryForm form)
{
  self->form = form;
  imagin_entry_foot_set_form (self->foot, form);
  show (self);
}

static void
narrowed_cb (ImaginEntryPage *self)
{
  take_form (self, IMAGIN_ENTRY_NARROW);
}

static void
made_small_cb (ImaginEntryPage *self)
{
  take_form (self, IMAGIN_ENTRY_SMALL);
}

static void
widened_cb (ImaginEntryPage *self)
{
  take_form (self, IMAGIN_ENTRY_WIDE);
}

static void
step_shown_cb (ImaginEntryPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->steps);

  if (self->draft == NULL || name == NULL)
    return;
  adw_toggle_group_set_active_name (self->toggles, name);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    imagin_last_step_keep (self->draft, name);
  if (g_str_equal (name, "review"))
    imagin_review_step_show (IMAGIN_REVIEW_STEP (gtk_stack_get_visible_child (self->steps)));
  show (self);
}

static void
banner_clicked_cb (ImaginEntryPage *self)
{
  ImaginOfficeRemark *remark = NULL;
  const char *part = imagin_draft_get_refusal (self->draft) == NULL ? remarked_part (self, &remark) : NULL;

  if (part != NULL)
    gtk_stack_set_visible_child_name (self->steps, remarked_step (part, remark));
  else
    imagin_refusal_dialog_present (self->draft, GTK_WIDGET (self));
}

/* Actions */

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginEntryPage *self = IMAGIN_ENTRY_PAGE (widget);

  if (shown_step (self) > 0)
    go_to (self, shown_step (self) - 1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginEntryPage *self = IMAGIN_ENTRY_PAGE (widget);

  go_to (self, shown_step (self) + 1);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_undo_last (GTK_WIDGET (IMAGIN_ENTRY_PAGE (widget)->steps));
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (IMAGIN_ENTRY_PAGE (widget)->steps, g_variant_get_string (parameter, NULL));
}

static void
go_to_journey_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginEntryPage *self = IMAGIN_ENTRY_PAGE (widget);
  GtkWidget *step = gtk_stack_get_child_by_name (self->steps, "travel");

  if (step == NULL)
    return;
  gtk_stack_set_visible_child (self->steps, step);
  imagin_travel_step_focus_journey (IMAGIN_TRAVEL_STEP (step), g_variant_get_string (parameter, NULL));
}

static void
go_to_session_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginEntryPage *self = IMAGIN_ENTRY_PAGE (widget);
  GtkWidget *step = gtk_stack_get_child_by_name (self->steps, "work");

  if (step == NULL)
    return;
  gtk_stack_set_visible_child (self->steps, step);
  imagin_work_step_focus_session (IMAGIN_WORK_STEP (step), g_variant_get_string (parameter, NULL));
}

static void
go_to_stay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginEntryPage *self = IMAGIN_ENTRY_PAGE (widget);
  GtkWidget *step = gtk_stack_get_child_by_name (self->steps, "stays");

  if (step == NULL)
    return;
  gtk_stack_set_visible_child (self->steps, step);
  imagin_stays_step_focus_stay (IMAGIN_STAYS_STEP (step), g_variant_get_string (parameter, NULL));
}

static void
go_to_receipt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkStack *steps = IMAGIN_ENTRY_PAGE (widget)->steps;

  gtk_stack_set_visible_child_name (steps, "receipts");
  imagin_receipts_step_focus_need (IMAGIN_RECEIPTS_STEP (gtk_stack_get_visible_child (steps)),
                                   g_variant_get_string (parameter, NULL));
}

static DexFuture *
saved (DexFuture *completed, gpointer data)
{
  ImaginEntryPage *self = data;

  self->saving = TRUE;
  if (self->draft != NULL)
    tell_saved (self);
  return NULL;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginEntryPage *self = IMAGIN_ENTRY_PAGE (widget);

  dex_future_disown (dex_future_then (imagin_draft_save (self->draft), saved, g_object_ref (self), g_object_unref));
}

static void
estimate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_estimate_dialog_present (IMAGIN_ENTRY_PAGE (widget)->draft, widget);
}

static void
validate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_validate_dialog_present (IMAGIN_ENTRY_PAGE (widget)->draft, widget);
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_receipt_chooser_present (IMAGIN_ENTRY_PAGE (widget)->draft, NULL, widget);
}

static void
attach_for_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_receipt_chooser_present (IMAGIN_ENTRY_PAGE (widget)->draft, g_variant_get_string (parameter, NULL), widget);
}

/* The object */

/* Only the steps that this mission needs: a travel part that nothing was or can be said of needs none. */
static gboolean
asks_for_travel (ImaginEntryPage *self)
{
  ImaginStatement *acknowledged = imagin_draft_get_acknowledged (self->draft);
  ImaginPart *part = imagin_statement_get_part (acknowledged, IMAGIN_PART_TRAVEL);

  return part != NULL && (imagin_statement_part_is_writable (acknowledged, IMAGIN_PART_TRAVEL) ||
                          g_list_model_get_n_items (imagin_statement_get_journeys (acknowledged)) > 0 ||
                          imagin_entity_is_set (imagin_draft_get_mission (self->draft), "first_mission_of_day"));
}

static void
build_steps (ImaginEntryPage *self)
{
  if (imagin_statement_get_part (imagin_draft_get_acknowledged (self->draft), IMAGIN_PART_WORK) != NULL)
    add_step (self, "work", _ ("Work"), imagin_work_step_new (self->draft));
  if (asks_for_travel (self))
    {
      add_step (self, "travel", _ ("Journey"), imagin_travel_step_new (self->draft));
      if (!imagin_entity_is_set (imagin_draft_get_mission (self->draft), "first_mission_of_day"))
        add_step (self, "stays", _ ("Nights and meals"), imagin_stays_step_new (self->draft));
    }
  add_step (self, "receipts", _ ("Receipts"), imagin_receipts_step_new (self->draft));
  add_step (self, "review", _ ("Review"), imagin_review_step_new (self->draft));
}

static void
imagin_entry_page_dispose (GObject *object)
{
  ImaginEntryPage *self = IMAGIN_ENTRY_PAGE (object);

  if (self->draft != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->draft, self);
      g_signal_handlers_disconnect_by_data (imagin_reckoning_of (self->draft), self);
    }
  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_ENTRY_PAGE);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  G_OBJECT_CLASS (imagin_entry_page_parent_class)->dispose (object);
}

static void
imagin_entry_page_class_init (ImaginEntryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_entry_page_dispose;
  g_type_ensure (IMAGIN_TYPE_ENTRY_FOOT);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/entry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryPage, banner);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryPage, toggles);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryPage, step_label);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryPage, steps);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryPage, foot);
  gtk_widget_class_bind_template_callback (widget_class, step_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, made_small_cb);
  gtk_widget_class_bind_template_callback (widget_class, widened_cb);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  gtk_widget_class_install_action (widget_class, "entry.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "entry.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "entry.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "entry.estimate", NULL, estimate_action);
  gtk_widget_class_install_action (widget_class, "entry.validate", NULL, validate_action);
  gtk_widget_class_install_action (widget_class, "entry.attach", NULL, attach_action);
  gtk_widget_class_install_action (widget_class, "entry.attach-for", "s", attach_for_action);
  gtk_widget_class_install_action (widget_class, "entry.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "entry.go", "s", go_action);
  gtk_widget_class_install_action (widget_class, "entry.go-to-journey", "s", go_to_journey_action);
  gtk_widget_class_install_action (widget_class, "entry.go-to-session", "s", go_to_session_action);
  gtk_widget_class_install_action (widget_class, "entry.go-to-stay", "s", go_to_stay_action);
  gtk_widget_class_install_action (widget_class, "entry.go-to-receipt", "s", go_to_receipt_action);
}

static void
imagin_entry_page_init (ImaginEntryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_ptr_array_new_with_free_func (g_free);
  imagin_undo_listen (GTK_WIDGET (self), GTK_WIDGET (self->steps));
}

ImaginEntryPage *
imagin_entry_page_new (ImaginDraft *draft)
{
  ImaginEntryPage *self = g_object_new (IMAGIN_TYPE_ENTRY_PAGE, NULL);
  ImaginMission *mission = imagin_draft_get_mission (draft);
  g_autofree char *step = NULL;

  self->draft = g_object_ref (draft);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), imagin_entity_get_text (mission, "paper"));
  step = imagin_draft_is_open (draft) ? imagin_last_step_find (draft) : NULL;
  build_steps (self);
  if (step != NULL && gtk_stack_get_child_by_name (self->steps, step) != NULL)
    gtk_stack_set_visible_child_name (self->steps, step);
  step_shown_cb (self);
  g_signal_connect_object (draft, "notify::standing", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (imagin_reckoning_of (draft), "changed", G_CALLBACK (show_estimate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (imagin_draft_get_account (draft), "notify::state", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  return self;
}
