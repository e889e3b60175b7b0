/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first step: the work that was done. */

#include "ui/entry/imagin-work-step.h"

#include "account/imagin-reckoning.h"
#include "domain/imagin-check.h"
#include "ui/texts/imagin-format.h"
#include "ui/entry/imagin-jump.h"
#include "ui/entry/imagin-quantity-row.h"
#include "ui/entry/imagin-remark-row.h"
#include "ui/entry/imagin-result-row.h"
#include "ui/entry/imagin-session-row.h"
#include "ui/entry/imagin-removal.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginWorkStep
{
  AdwBin parent_instance;

  ImaginDraft *draft;
  GtkWidget *sessions_list;
  GtkWidget *add_button; /* of the sessions */
  GPtrArray *warnings;   /* a row below each field that the sessions add up to */

  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (ImaginWorkStep, imagin_work_step, ADW_TYPE_BIN)

static gboolean
is_writable (ImaginWorkStep *self)
{
  return imagin_draft_is_part_open (self->draft, IMAGIN_PART_WORK);
}

static GtkWidget *
locked_row (const char *title, const char *subtitle, const char *figure)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "system-lock-screen-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  if (figure != NULL)
    {
      GtkWidget *label = gtk_label_new (figure);

      gtk_widget_add_css_class (label, "heading");
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  return row;
}

/* What the marking tool counted */

static void
add_reported (ImaginWorkStep *self)
{
  GListModel *reported = imagin_entity_get_list (imagin_draft_get_acknowledged (self->draft), "reported");
  GtkWidget *group;

  if (g_list_model_get_n_items (reported) == 0)
    return;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Counted by the marking tool"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Nothing to type. If a figure looks wrong, only the exams office can correct it."));
  for (guint i = 0; i < g_list_model_get_n_items (reported); i++)
    {
      g_autoptr (ImaginReported) item = g_list_model_get_item (reported, i);
      g_autofree char *at = imagin_format_clock (imagin_entity_get_text (item, "reported_at"));
      g_autofree char *subtitle = g_strdup_printf (_ ("Received %s"), at);
      g_autofree char *figure = imagin_wording_quantity (imagin_entity_get_integer (item, "quantity", 0), "copies");

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 locked_row (imagin_entity_get_text (item, "label"), subtitle, figure));
    }
  gtk_box_append (self->groups, group);
}

/* What the office remarks, below what it is about. */
static void
add_remark (ImaginWorkStep *self, GtkWidget *group, const char *list, const char *name, const char *value)
{
  ImaginOfficeRemark *remark = imagin_statement_find_remark (imagin_draft_get_acknowledged (self->draft),
                                                             IMAGIN_PART_WORK, list, name, value, NULL);

  if (remark != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), imagin_remark_row_new (remark));
}

/* Sessions */

static void
add_session_remarks (ImaginWorkStep *self, GtkWidget *group)
{
  GListModel *sessions = imagin_statement_get_sessions (imagin_draft_get_acknowledged (self->draft));

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (ImaginWorkSession) session = g_list_model_get_item (sessions, i);

      add_remark (self, group, "sessions", "id", imagin_entity_get_text (session, "id"));
    }
}

static gpointer
session_row (gpointer item, gpointer data)
{
  ImaginWorkStep *self = data;

  return imagin_session_row_new (item, imagin_draft_get_statement (self->draft), is_writable (self));
}

static void
add_session (GtkWidget *button, ImaginWorkStep *self)
{
  ImaginStatement *statement = imagin_draft_get_statement (self->draft);
  GListModel *days = imagin_entity_get_list (imagin_draft_get_mission (self->draft), "days");
  guint n_sessions = g_list_model_get_n_items (imagin_statement_get_sessions (statement));
  g_autoptr (ImaginWorkSession) session = g_object_new (IMAGIN_TYPE_WORK_SESSION, NULL);
  g_autoptr (ImaginMissionDay) day =
      g_list_model_get_item (days, MIN (n_sessions, MAX (g_list_model_get_n_items (days), 1) - 1));
  g_autofree char *id = g_uuid_string_random ();

  imagin_entity_set_text (session, "id", id);
  if (day != NULL)
    imagin_entity_set_text (session, "date", imagin_entity_get_text (day, "date"));
  imagin_entity_append (imagin_statement_ensure_work (statement), "sessions", session);
}

/* After a session is gone: the next one, or the button that adds one. */
static void
focus_session (ImaginWorkStep *self, guint position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->sessions_list), (int) position);

  /* The placeholder is no row. */
  if (!IMAGIN_IS_SESSION_ROW (row) || !gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->add_button);
  imagin_jump_show_focus (GTK_WIDGET (self));
}

static gpointer
ensure_work (ImaginStatement *statement)
{
  return imagin_statement_ensure_work (statement);
}

static void
removed (GtkWidget *step, guint position)
{
  focus_session (IMAGIN_WORK_STEP (step), position);
}

static void
restored (GtkWidget *step, gpointer session, guint position)
{
  focus_session (IMAGIN_WORK_STEP (step), position);
}

static const ImaginRemovable a_session = {
  .part = IMAGIN_PART_WORK,
  .list = "sessions",
  .title = N_ ("Session removed"),
  .ensure = ensure_work,
  .removed = removed,
  .restored = restored,
};

static void
remove_session_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginWorkStep *self = IMAGIN_WORK_STEP (widget);

  imagin_removal_make (widget, self->draft, &a_session, g_variant_get_string (parameter, NULL));
}

/* The sessions are a list of their own, that a model fills: what they give is one below. */
static GtkWidget *
hours_list (ImaginWorkStep *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *result = imagin_result_row_new (self->draft, IMAGIN_PART_WORK);

  imagin_result_row_add_kind (IMAGIN_RESULT_ROW (result), "hours");
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_margin_top (list, 8);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (list), result);
  g_object_bind_property (result, "visible", list, "visible", G_BINDING_SYNC_CREATE);
  return list;
}

static void
add_sessions (ImaginWorkStep *self, ImaginMissionField *field)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  ImaginWork *work = imagin_statement_ensure_work (imagin_draft_get_statement (self->draft));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), imagin_entity_get_text (field, "label"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), imagin_entity_get_text (field, "help"));
  self->sessions_list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->sessions_list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->sessions_list), GTK_SELECTION_NONE);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->sessions_list), imagin_entity_get_list (work, "sessions"),
                           (GtkListBoxCreateWidgetFunc) session_row, self, NULL);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->sessions_list),
                                g_object_new (GTK_TYPE_LABEL, "label", _ ("No session yet"), "margin-top", 16,
                                              "margin-bottom", 16, "css-classes", (const char *[]) { "dimmed", NULL },
                                              NULL));
  add_session_remarks (self, group);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->sessions_list);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Add a session"));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_margin_top (button, 8);
  gtk_widget_set_sensitive (button, is_writable (self));
  self->add_button = button;
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_session), self, G_CONNECT_DEFAULT);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), hours_list (self));
  gtk_box_append (self->groups, group);
}

/* Fields */

static void
text_changed (GtkEditable *row, ImaginStatement *statement)
{
  imagin_statement_set_entry_text (statement, g_object_get_data (G_OBJECT (row), "key"), gtk_editable_get_text (row));
}

static GtkWidget *
text_row (ImaginMissionField *field, ImaginStatement *statement, gboolean writable)
{
  GtkWidget *row = adw_entry_row_new ();
  const char *key = imagin_entity_get_text (field, "key");
  const char *text = imagin_statement_get_entry_text (statement, key);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), imagin_entity_get_text (field, "label"));
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), 1000);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  gtk_widget_set_sensitive (row, writable);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  g_signal_connect_object (row, "changed", G_CALLBACK (text_changed), statement, G_CONNECT_DEFAULT);
  return row;
}

static GtkWidget *
field_row (ImaginWorkStep *self, ImaginMissionField *field)
{
  ImaginStatement *statement = imagin_draft_get_statement (self->draft);
  const char *reason = imagin_entity_get_text (field, "read_only_reason");
  g_autofree char *label = imagin_wording_field (imagin_draft_get_mission (self->draft), field);

  if (reason != NULL)
    return locked_row (label, reason, NULL);
  if (g_str_equal (imagin_entity_get_text (field, "unit"), "text"))
    return text_row (field, statement, is_writable (self));
  return imagin_quantity_row_new (field, label, statement, is_writable (self));
}

/* A group of fields, with what they give at its end. */
typedef struct
{
  GtkWidget *group; /* NULL: none is open */
  GtkWidget *result;
  gboolean sessions; /* the hours are shown below the sessions */
} FieldGroup;

static void
close_group (FieldGroup *fields)
{
  if (fields->group != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (fields->group), fields->result);
  fields->group = NULL;
}

/* Why the step is not done, where its figures are. */
static void
show_warnings (ImaginWorkStep *self)
{
  g_autoptr (GPtrArray) problems =
      imagin_check_statement (imagin_draft_get_mission (self->draft), imagin_draft_get_statement (self->draft));

  for (guint i = 0; i < self->warnings->len; i++)
    {
      const char *key = g_object_get_data (self->warnings->pdata[i], "key");
      gboolean differs = FALSE;

      for (guint j = 0; j < problems->len; j++)
        {
          const ImaginProblem *problem = g_ptr_array_index (problems, j);

          differs |= problem->kind == IMAGIN_PROBLEM_CANDIDATES_DIFFER && g_strcmp0 (problem->key, key) == 0;
        }
      gtk_widget_set_visible (self->warnings->pdata[i], differs);
    }
}

static void
add_warning (ImaginWorkStep *self, GtkWidget *group, const char *key)
{
  g_autofree char *title = imagin_format_capital (imagin_wording_problem_kind (IMAGIN_PROBLEM_CANDIDATES_DIFFER));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle",
                                 _ ("You can validate all the same."), "visible", FALSE, NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_ptr_array_add (self->warnings, g_object_ref (row));
}

static void
add_field (ImaginWorkStep *self, ImaginMissionField *field, FieldGroup *fields)
{
  if (fields->group == NULL)
    {
      fields->group = adw_preferences_group_new ();
      fields->result = imagin_result_row_new (self->draft, IMAGIN_PART_WORK);
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (fields->group), _ ("What you did"));
      gtk_box_append (self->groups, fields->group);
    }
  imagin_result_row_add_key (IMAGIN_RESULT_ROW (fields->result), imagin_entity_get_text (field, "key"));
  if (!fields->sessions && g_str_equal (imagin_entity_get_text (field, "unit"), "minutes"))
    imagin_result_row_add_kind (IMAGIN_RESULT_ROW (fields->result), "hours");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (fields->group), field_row (self, field));
  add_remark (self, fields->group, "entries", "key", imagin_entity_get_text (field, "key"));
  if (fields->sessions)
    add_warning (self, fields->group, imagin_entity_get_text (field, "key"));
}

static void
add_fields (ImaginWorkStep *self)
{
  GListModel *fields = imagin_entity_get_list (imagin_draft_get_mission (self->draft), "fields");
  FieldGroup group = { .sessions = imagin_mission_has_sessions (imagin_draft_get_mission (self->draft)) };

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ImaginMissionField) field = g_list_model_get_item (fields, i);

      if (g_str_equal (imagin_entity_get_text (field, "unit"), "sessions"))
        {
          close_group (&group);
          add_sessions (self, field);
        }
      else
        add_field (self, field, &group);
    }
  close_group (&group);
}

static void
add_nothing (ImaginWorkStep *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  ImaginPart *part = imagin_statement_get_part (imagin_draft_get_acknowledged (self->draft), IMAGIN_PART_WORK);
  const char *reason = part != NULL ? imagin_entity_get_text (part, "closed_reason") : NULL;

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), locked_row (_ ("Nothing to enter here"), reason, NULL));
  gtk_box_append (self->groups, group);
}

static void
show (ImaginWorkStep *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->warnings, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  add_reported (self);
  add_fields (self);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->groups)) == NULL)
    add_nothing (self);
  show_warnings (self);
}

void
imagin_work_step_focus_session (ImaginWorkStep *self, const char *id)
{
  GListModel *sessions = imagin_statement_get_sessions (imagin_draft_get_statement (self->draft));

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (ImaginWorkSession) session = g_list_model_get_item (sessions, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->sessions_list), (int) i);

      if (g_strcmp0 (imagin_entity_get_text (session, "id"), id) != 0 || row == NULL)
        continue;
      imagin_session_row_focus (IMAGIN_SESSION_ROW (row));
      imagin_jump_show_focus (GTK_WIDGET (self));
    }
}

static void
imagin_work_step_dispose (GObject *object)
{
  ImaginWorkStep *self = IMAGIN_WORK_STEP (object);

  if (self->draft != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->draft, self);
      g_signal_handlers_disconnect_by_data (imagin_reckoning_of (self->draft), self);
    }
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_WORK_STEP);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (imagin_work_step_parent_class)->dispose (object);
}

static void
imagin_work_step_class_init (ImaginWorkStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_work_step_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/work-step.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginWorkStep, groups);
  gtk_widget_class_install_action (widget_class, "work.remove-session", "s", remove_session_action);
}

static void
imagin_work_step_init (ImaginWorkStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->warnings = g_ptr_array_new_with_free_func (g_object_unref);
}

GtkWidget *
imagin_work_step_new (ImaginDraft *draft)
{
  ImaginWorkStep *self = g_object_new (IMAGIN_TYPE_WORK_STEP, NULL);

  self->draft = g_object_ref (draft);
  /* The rows are made anew only when the academy's content took the place of the person's, or the statement opened or
   * closed. */
  g_signal_connect_object (draft, "notify::statement", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::open", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (imagin_reckoning_of (draft), "changed", G_CALLBACK (show_warnings), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
