/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One session of work. */

#include "ui/entry/imagin-session-row.h"

#include "base/imagin-moment.h"
#include "domain/imagin-check.h"
#include "domain/imagin-typed.h"
#include "ui/widgets/imagin-field-mark.h"
#include "ui/texts/imagin-format.h"
#include "ui/widgets/imagin-spin-wheel.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginSessionRow
{
  AdwExpanderRow parent_instance;

  ImaginWorkSession *session;
  ImaginStatement *statement;
  char *date_before; /* (nullable): when the keyboard came to it */
  gboolean filling;

  AdwEntryRow *date_row;
  AdwEntryRow *from_row;
  AdwEntryRow *to_row;
  GtkSpinButton *candidates;
  GtkWidget *remove_button;
};

G_DEFINE_FINAL_TYPE (ImaginSessionRow, imagin_session_row, ADW_TYPE_EXPANDER_ROW)

static gboolean
is_wrong (ImaginSessionRow *self, const char *field)
{
  return imagin_typed_find_wrong (self->session, field, NULL) != NULL;
}

static void
show (ImaginSessionRow *self)
{
  const char *date = imagin_entity_get_text (self->session, "date");
  g_autofree char *day = imagin_format_day (date);
  g_autofree char *title = date != NULL ? imagin_format_capital (day) : g_strdup (_ ("New session"));
  g_autofree char *subtitle = imagin_wording_session (self->session, TRUE);
  GListModel *sessions = imagin_statement_get_sessions (self->statement);
  ImaginProblemKind kind = IMAGIN_PROBLEM_SESSION_INCOMPLETE;
  gboolean wrong = imagin_check_session (sessions, self->session, &kind);
  gboolean times = wrong && kind != IMAGIN_PROBLEM_SESSION_INCOMPLETE && kind != IMAGIN_PROBLEM_UNREADABLE;
  g_autofree char *problem =
      kind == IMAGIN_PROBLEM_UNREADABLE
          ? g_strdup (is_wrong (self, "date") ? _ ("Write a day, such as 22/6") : _ ("Write a time, such as 8:30"))
          : imagin_format_capital (imagin_wording_problem_kind (kind));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), wrong ? problem : subtitle);
  imagin_field_mark (GTK_WIDGET (self->from_row), times || is_wrong (self, "from"));
  imagin_field_mark (GTK_WIDGET (self->to_row), times || is_wrong (self, "to"));
}

static void
take_time (ImaginSessionRow *self, AdwEntryRow *row, const char *field)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *time = imagin_time_parse_typed (text);

  if (self->filling)
    return;
  imagin_typed_set (self->session, field, IMAGIN_TYPED_WHOLE, time == NULL && *text != '\0' ? text : NULL, TRUE);
  imagin_entity_set_text (self->session, field, time);
  show (self);
}

static void
from_changed_cb (ImaginSessionRow *self)
{
  take_time (self, self->from_row, "from");
}

static void
to_changed_cb (ImaginSessionRow *self)
{
  take_time (self, self->to_row, "to");
}

static void
date_changed_cb (ImaginSessionRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->date_row));
  g_autoptr (GDateTime) now = imagin_now ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  const char *old = imagin_entity_get_text (self->session, "date");
  g_autofree char *date = imagin_day_parse_typed (text, old != NULL ? old : today);

  if (self->filling)
    return;
  imagin_field_mark (GTK_WIDGET (self->date_row), date == NULL);
  imagin_typed_set (self->session, "date", IMAGIN_TYPED_WHOLE, date == NULL && *text != '\0' ? text : NULL, TRUE);
  /* A day that is being typed is no reason to forget the one that was there; nor is its beginning a day of its own: "3"
   * of "31/2". */
  if (date != NULL || self->date_before != NULL)
    imagin_entity_set_text (self->session, "date", date != NULL ? date : self->date_before);
}

static void
candidates_changed_cb (ImaginSessionRow *self)
{
  if (!self->filling)
    imagin_entity_set_integer (self->session, "candidates", gtk_spin_button_get_value_as_int (self->candidates));
}

static void
remove_cb (ImaginSessionRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "work.remove-session", "s",
                              imagin_entity_get_text (self->session, "id"));
}

/* Figures while it is typed, words while it is read: as everywhere a day is entered. */
static void
show_date (ImaginSessionRow *self, gboolean typing)
{
  const char *date = imagin_entity_get_text (self->session, "date");
  const char *typed = imagin_typed_find_wrong (self->session, "date", NULL);
  g_autofree char *text = NULL;

  /* What is no day stays as it was typed, to be mended. */
  if (typed != NULL)
    text = g_strdup (typed);
  else if (date != NULL)
    text = typing ? g_strdup_printf ("%.2s/%.2s/%.4s", date + 8, date + 5, date) : imagin_format_day_entry (date);
  self->filling = TRUE;
  imagin_field_write (GTK_WIDGET (self->date_row), text != NULL ? text : "");
  self->filling = FALSE;
  imagin_field_mark (GTK_WIDGET (self->date_row), typed != NULL);
}

static void
date_entered_cb (ImaginSessionRow *self)
{
  g_set_str (&self->date_before, imagin_entity_get_text (self->session, "date"));
  show_date (self, TRUE);
  gtk_editable_select_region (GTK_EDITABLE (self->date_row), 0, -1);
}

static void
date_left_cb (ImaginSessionRow *self)
{
  show_date (self, FALSE);
}

static void
times_left_cb (ImaginSessionRow *self)
{
  g_autofree char *from = imagin_format_time (imagin_entity_get_text (self->session, "from"));
  g_autofree char *to = imagin_format_time (imagin_entity_get_text (self->session, "to"));

  self->filling = TRUE;
  /* What could not be read stays, for the person to mend. */
  if (*from != '\0')
    imagin_field_write (GTK_WIDGET (self->from_row), from);
  if (*to != '\0')
    imagin_field_write (GTK_WIDGET (self->to_row), to);
  self->filling = FALSE;
}

static void
fill_wrong (ImaginSessionRow *self, AdwEntryRow *row, const char *field)
{
  const char *typed = imagin_typed_find_wrong (self->session, field, NULL);

  self->filling = TRUE;
  if (typed != NULL)
    imagin_field_write (GTK_WIDGET (row), typed);
  self->filling = FALSE;
}

static void
fill (ImaginSessionRow *self)
{
  show_date (self, FALSE);
  times_left_cb (self);
  fill_wrong (self, self->from_row, "from");
  fill_wrong (self, self->to_row, "to");
  self->filling = TRUE;
  gtk_spin_button_set_value (self->candidates, (double) imagin_entity_get_integer (self->session, "candidates", 0));
  self->filling = FALSE;
  show (self);
}

static gboolean
lacks (ImaginSessionRow *self, const char *field)
{
  return is_wrong (self, field) || !imagin_entity_is_set (self->session, field);
}

void
imagin_session_row_focus (ImaginSessionRow *self)
{
  ImaginProblemKind kind = IMAGIN_PROBLEM_SESSION_INCOMPLETE;
  gboolean wrong = imagin_check_session (imagin_statement_get_sessions (self->statement), self->session, &kind);
  gboolean ends = wrong && kind == IMAGIN_PROBLEM_END_BEFORE_START;
  AdwEntryRow *row = lacks (self, "date")         ? self->date_row
                     : lacks (self, "from")       ? self->from_row
                     : lacks (self, "to") || ends ? self->to_row
                                                  : self->date_row;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
imagin_session_row_dispose (GObject *object)
{
  ImaginSessionRow *self = IMAGIN_SESSION_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_SESSION_ROW);
  g_clear_object (&self->session);
  g_clear_object (&self->statement);
  g_clear_pointer (&self->date_before, g_free);
  G_OBJECT_CLASS (imagin_session_row_parent_class)->dispose (object);
}

static void
imagin_session_row_class_init (ImaginSessionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_session_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/session-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginSessionRow, date_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginSessionRow, from_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginSessionRow, to_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginSessionRow, candidates);
  gtk_widget_class_bind_template_child (widget_class, ImaginSessionRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, times_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, candidates_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
imagin_session_row_init (ImaginSessionRow *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  imagin_spin_ignore_wheel (self->candidates);
}

GtkWidget *
imagin_session_row_new (ImaginWorkSession *session, ImaginStatement *statement, gboolean writable)
{
  ImaginSessionRow *self = g_object_new (IMAGIN_TYPE_SESSION_ROW, NULL);

  self->session = g_object_ref (session);
  self->statement = g_object_ref (statement);
  fill (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->date_row), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->from_row), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->to_row), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->candidates), writable);
  gtk_widget_set_visible (self->remove_button, writable);
  /* A session that is not complete is the one that the person just added. */
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), imagin_session_get_minutes (session) < 0);
  g_signal_connect_object (statement, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
