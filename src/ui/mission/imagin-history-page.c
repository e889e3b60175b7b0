/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to each part of a statement. */

#include "ui/mission/imagin-history-page.h"

#include "ui/texts/imagin-error-text.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginHistoryPage
{
  AdwNavigationPage parent_instance;

  ImaginFollowUp *follow_up;
  GPtrArray *groups;

  AdwWindowTitle *window_title;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkBox *list;
  GtkLabel *heard;
};

G_DEFINE_FINAL_TYPE (ImaginHistoryPage, imagin_history_page, ADW_TYPE_NAVIGATION_PAGE)

static const struct
{
  const char *verb;
  const char *text;
} verbs[] = {
  { "convoke", N_ ("Convocation by the exams office") },
  { "start", N_ ("The mission begins") },
  { "end", N_ ("The mission is over: your statement is awaited") },
  { "report", N_ ("Counted by the marking tool") },
  { "validate", N_ ("Validated by you") },
  { "declare_absence", N_ ("Declared not done by you") },
  { "withdraw_absence", N_ ("Absence taken back by you") },
  { "certify", N_ ("Work confirmed by the exam centre") },
  { "enter", N_ ("Entered by the exams office") },
  { "verify", N_ ("Accepted by the exams office") },
  { "return", N_ ("Returned to you by the exams office") },
  { "liquidate", N_ ("Sent for payment") },
  { "pay", N_ ("Paid by the pay service") },
  { "cancel", N_ ("Cancelled by the exams office") },
  { "restore", N_ ("Restored by the exams office") },
  { "move", N_ ("Moved by the exams office") },
};

char *
imagin_history_page_describe (ImaginHistoryEvent *event)
{
  const char *verb = imagin_entity_get_text (event, "verb");
  const char *from = imagin_entity_get_text_of (event, "from", "label");
  const char *to = imagin_entity_get_text_of (event, "to", "label");

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (verbs[i].verb, verb) == 0)
      return g_strdup (_ (verbs[i].text));
  return from != NULL && g_strcmp0 (from, to) != 0 ? g_strdup_printf ("%s → %s", from, to)
                                                   : g_strdup (to != NULL ? to : verb);
}

static GtkWidget *
event_row (ImaginHistoryEvent *event)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *day = g_strndup (imagin_entity_get_text (event, "at"), 10);
  g_autofree char *date = imagin_format_day (day);
  g_autofree char *time = g_strndup (imagin_entity_get_text (event, "at") + 11, 5);
  g_autofree char *clock = imagin_format_time (time);
  const char *remark = imagin_entity_get_text (event, "remark");
  g_autofree char *quoted = remark != NULL ? g_strdup_printf (_ ("“%s”"), remark) : NULL;
  g_autofree char *when = imagin_wording_join (2, date, clock);
  g_autofree char *below = quoted != NULL ? g_strdup_printf ("%s\n%s", when, quoted) : g_strdup (when);
  g_autofree char *title = imagin_history_page_describe (event);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, below);
  if (imagin_entity_is_set (event, "amount_cents"))
    {
      g_autofree char *money = imagin_format_money (imagin_entity_get_integer (event, "amount_cents", 0));
      GtkWidget *amount = gtk_label_new (money);

      gtk_widget_add_css_class (amount, "numeric");
      adw_action_row_add_suffix (row, amount);
    }
  return GTK_WIDGET (row);
}

static AdwPreferencesGroup *
group_of (ImaginHistoryPage *self, GHashTable *groups, const char *part)
{
  AdwPreferencesGroup *group = g_hash_table_lookup (groups, part);

  if (group != NULL)
    return group;
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, imagin_wording_part (part));
  gtk_box_append (self->list, GTK_WIDGET (group));
  g_ptr_array_add (self->groups, group);
  g_hash_table_insert (groups, g_strdup (part), group);
  return group;
}

static void
show_events (ImaginHistoryPage *self, GListModel *events)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->groups->len; i++)
    gtk_box_remove (self->list, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (ImaginHistoryEvent) event = g_list_model_get_item (events, i);

      adw_preferences_group_add (group_of (self, groups, imagin_entity_get_text (event, "part")), event_row (event));
    }
}

static void
show_heard (ImaginHistoryPage *self)
{
  const GError *error = imagin_follow_up_get_error (self->follow_up);
  g_autofree char *clock = imagin_format_clock (imagin_follow_up_get_heard_at (self->follow_up));
  g_autofree char *why = error != NULL ? imagin_error_text (error) : NULL;
  g_autofree char *text = why != NULL ? g_strdup_printf (_ ("As the academy said it at %s. %s"), clock, why)
                                      : g_strdup_printf (_ ("As the academy said it at %s."), clock);

  gtk_label_set_label (self->heard, text);
}

static void
show (ImaginHistoryPage *self)
{
  ImaginHistory *history = imagin_follow_up_get_history (self->follow_up);
  const GError *error = imagin_follow_up_get_error (self->follow_up);
  GListModel *events = history != NULL ? imagin_entity_get_list (history, "items") : NULL;

  if (history == NULL && error != NULL)
    {
      g_autofree char *text = imagin_error_text (error);

      adw_status_page_set_description (self->error_page, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
  else if (history == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (g_list_model_get_n_items (events) == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    {
      show_events (self, events);
      show_heard (self);
      gtk_stack_set_visible_child_name (self->stack, "list");
    }
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_follow_up_refresh (IMAGIN_HISTORY_PAGE (widget)->follow_up);
}

static void
imagin_history_page_dispose (GObject *object)
{
  ImaginHistoryPage *self = IMAGIN_HISTORY_PAGE (object);

  g_clear_object (&self->follow_up);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_HISTORY_PAGE);
  G_OBJECT_CLASS (imagin_history_page_parent_class)->dispose (object);
}

static void
imagin_history_page_class_init (ImaginHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_history_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginHistoryPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, ImaginHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ImaginHistoryPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ImaginHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, ImaginHistoryPage, heard);
  gtk_widget_class_install_action (widget_class, "history.refresh", NULL, refresh_action);
}

static void
imagin_history_page_init (ImaginHistoryPage *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

ImaginHistoryPage *
imagin_history_page_new (ImaginFollowUp *follow_up)
{
  ImaginHistoryPage *self = g_object_new (IMAGIN_TYPE_HISTORY_PAGE, NULL);
  ImaginMission *mission = imagin_draft_get_mission (imagin_follow_up_get_draft (follow_up));

  self->follow_up = g_object_ref (follow_up);
  adw_window_title_set_subtitle (self->window_title, imagin_entity_get_text (mission, "paper"));
  g_signal_connect_object (follow_up, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return self;
}
