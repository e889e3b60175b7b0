/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day and a time of day, as people type them. */

#include "ui/entry/imagin-moment-row.h"

#include "base/imagin-moment.h"
#include "domain/imagin-typed.h"
#include "ui/widgets/imagin-field-mark.h"
#include "ui/texts/imagin-format.h"

#include <glib/gi18n.h>

struct _ImaginMomentRow
{
  AdwPreferencesRow parent_instance;

  ImaginEntity *entity;
  char *member;
  char *day;        /* as it stands, typed or proposed; NULL where there is none */
  char *day_before; /* nullable: when the keyboard came to it */
  char *time_zone;  /* (nullable) */
  ImaginMomentWords words;
  char *problem;
  gboolean filling;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkEntry *day_entry;
  GtkEntry *time_entry;
};

G_DEFINE_FINAL_TYPE (ImaginMomentRow, imagin_moment_row, ADW_TYPE_PREFERENCES_ROW)

/* A space on its own is nothing that was typed. */
static gboolean
is_blank (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '\0';
}

static void
set_text (ImaginMomentRow *self, GtkEntry *entry, const char *text)
{
  self->filling = TRUE;
  imagin_field_write (GTK_WIDGET (entry), text);
  self->filling = FALSE;
}

/* Figures while it is typed, words while it is read. */
static char *
day_text (ImaginMomentRow *self, gboolean typing)
{
  if (self->day == NULL)
    return g_strdup ("");
  return typing ? g_strdup_printf ("%.2s/%.2s/%.4s", self->day + 8, self->day + 5, self->day)
                : imagin_format_day_entry (self->day);
}

static void
show_day (ImaginMomentRow *self, gboolean typing)
{
  g_autofree char *text = day_text (self, typing);

  set_text (self, self->day_entry, text);
  imagin_field_mark (GTK_WIDGET (self->day_entry), FALSE);
}

static void
show_problem (ImaginMomentRow *self)
{
  const char *time = gtk_editable_get_text (GTK_EDITABLE (self->time_entry));
  g_autofree char *read = imagin_time_parse_typed (time);
  gboolean wrong_time = !is_blank (time) && read == NULL;
  gboolean wrong_day = gtk_widget_has_css_class (GTK_WIDGET (self->day_entry), "error");
  const char *text = wrong_day    ? _ ("Write a day, such as 22/6")
                     : wrong_time ? _ ("Write a time, such as 8:30")
                                  : self->problem;

  imagin_field_mark (GTK_WIDGET (self->time_entry), wrong_time || (text != NULL && !wrong_day));
  gtk_label_set_label (self->subtitle, text != NULL ? text : self->words.subtitle);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

void
imagin_moment_row_focus (ImaginMomentRow *self, ImaginTypedPart part)
{
  gtk_widget_grab_focus (GTK_WIDGET (part == IMAGIN_TYPED_TIME ? self->time_entry : self->day_entry));
}

void
imagin_moment_row_set_problem (ImaginMomentRow *self, const char *problem)
{
  if (g_set_str (&self->problem, problem))
    show_problem (self);
}

/* What is no day stays as it was typed, to be mended. */
static gboolean
is_wrong_day (ImaginMomentRow *self)
{
  return !is_blank (gtk_editable_get_text (GTK_EDITABLE (self->day_entry))) &&
         gtk_widget_has_css_class (GTK_WIDGET (self->day_entry), "error");
}

/* What is no day or no time, and a day without its time: these stay with the entity, whatever row shows it next. */
static void
keep_typed (ImaginMomentRow *self, gboolean both)
{
  const char *day = gtk_editable_get_text (GTK_EDITABLE (self->day_entry));
  const char *time = gtk_editable_get_text (GTK_EDITABLE (self->time_entry));
  g_autofree char *read = imagin_time_parse_typed (time);
  gboolean wrong_time = !is_blank (time) && read == NULL;
  gboolean wrong_day = is_wrong_day (self);

  imagin_typed_set (self->entity, self->member, IMAGIN_TYPED_DAY, wrong_day ? day : both ? NULL : self->day, wrong_day);
  imagin_typed_set (self->entity, self->member, IMAGIN_TYPED_TIME,
                    wrong_time || (!both && !is_blank (time)) ? time : NULL, wrong_time);
}

static void
take (ImaginMomentRow *self)
{
  g_autofree char *time = imagin_time_parse_typed (gtk_editable_get_text (GTK_EDITABLE (self->time_entry)));
  g_autofree char *instant =
      time != NULL && self->day != NULL ? imagin_instant_join (self->day, time, self->time_zone) : NULL;

  self->filling = TRUE;
  keep_typed (self, instant != NULL);
  imagin_entity_set_text (self->entity, self->member, instant);
  self->filling = FALSE;
  show_problem (self);
}

static void
day_changed (ImaginMomentRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->day_entry));
  g_autoptr (GDateTime) now = imagin_now ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *day = imagin_day_parse_typed (text, self->day != NULL ? self->day : today);

  if (self->filling)
    return;
  imagin_field_mark (GTK_WIDGET (self->day_entry), day == NULL);
  /* A day that is being typed is no reason to forget the one that was there; nor is its beginning a day of its own: "3"
   * of "31/2". */
  if (day != NULL || self->day_before != NULL)
    g_set_str (&self->day, day != NULL ? day : self->day_before);
  take (self);
}

static void
time_changed (ImaginMomentRow *self)
{
  if (!self->filling)
    take (self);
}

static void
day_entered (ImaginMomentRow *self)
{
  g_set_str (&self->day_before, self->day);
  if (!is_wrong_day (self))
    show_day (self, TRUE);
  gtk_editable_select_region (GTK_EDITABLE (self->day_entry), 0, -1);
}

static void
day_left (ImaginMomentRow *self)
{
  if (!is_wrong_day (self))
    show_day (self, FALSE);
  show_problem (self);
}

static void
time_left (ImaginMomentRow *self)
{
  g_autofree char *time = imagin_time_parse_typed (gtk_editable_get_text (GTK_EDITABLE (self->time_entry)));
  g_autofree char *text = time != NULL ? imagin_format_time (time) : NULL;

  if (text != NULL)
    set_text (self, self->time_entry, text);
}

/* From the entity: at first, and when a journey is copied. */
static void
fill (ImaginMomentRow *self)
{
  gboolean wrong_day, wrong_time;
  const char *typed_day = imagin_typed_get (self->entity, self->member, IMAGIN_TYPED_DAY, &wrong_day);
  const char *typed_time = imagin_typed_get (self->entity, self->member, IMAGIN_TYPED_TIME, &wrong_time);
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (self->filling)
    return;
  if (imagin_instant_split (imagin_entity_get_text (self->entity, self->member), self->time_zone, &day, &time))
    g_set_str (&self->day, day);
  else if (typed_day != NULL && !wrong_day)
    g_set_str (&self->day, typed_day);
  text = time != NULL ? imagin_format_time (time) : g_strdup ("");
  show_day (self, FALSE);
  if (wrong_day)
    set_text (self, self->day_entry, typed_day);
  imagin_field_mark (GTK_WIDGET (self->day_entry), wrong_day);
  set_text (self, self->time_entry, typed_time != NULL ? typed_time : text);
  show_problem (self);
}

static GtkEntry *
new_entry (ImaginMomentRow *self, const char *label, int width, GCallback changed, GCallback entered, GCallback left)
{
  GtkEntry *entry = GTK_ENTRY (gtk_entry_new ());
  GtkEventController *focus = gtk_event_controller_focus_new ();

  /* With large letters a day is as wide as a narrow window: it takes what there is, and asks for less. */
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), MIN (width, 12));
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 0.5f);
  gtk_entry_set_max_length (entry, 40);
  gtk_widget_set_valign (GTK_WIDGET (entry), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (entry, "changed", changed, self, G_CONNECT_SWAPPED);
  if (entered != NULL)
    g_signal_connect_object (focus, "enter", entered, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", left, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
  return entry;
}

/* The entries go below the words where there is no room beside them: narrow, or with large text. */
static void
build (ImaginMomentRow *self)
{
  GtkWidget *wrap = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 12, "line-spacing", 6, "margin-start", 12,
                                  "margin-end", 12, "margin-top", 8, "margin-bottom", 8, NULL);
  GtkWidget *words = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2, "hexpand", TRUE,
                                   "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *entries =
      g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, "halign", GTK_ALIGN_END, NULL);

  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "label",
                              self->words.title, NULL);
  self->subtitle = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                 "max-width-chars", 46, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dimmed");
  self->day_entry =
      new_entry (self, self->words.day, 15, G_CALLBACK (day_changed), G_CALLBACK (day_entered), G_CALLBACK (day_left));
  self->time_entry = new_entry (self, self->words.time, 6, G_CALLBACK (time_changed), NULL, G_CALLBACK (time_left));
  /* Translators: how a day is typed, in figures. */
  gtk_entry_set_placeholder_text (self->day_entry, _ ("dd/mm/yyyy"));
  /* Translators: how a time is typed, in figures. */
  gtk_entry_set_placeholder_text (self->time_entry, _ ("hh:mm"));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->subtitle));
  adw_wrap_box_append (ADW_WRAP_BOX (entries), GTK_WIDGET (self->day_entry));
  adw_wrap_box_append (ADW_WRAP_BOX (entries), GTK_WIDGET (self->time_entry));
  adw_wrap_box_append (ADW_WRAP_BOX (wrap), words);
  adw_wrap_box_append (ADW_WRAP_BOX (wrap), entries);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), wrap);
}

static void
imagin_moment_row_dispose (GObject *object)
{
  ImaginMomentRow *self = IMAGIN_MOMENT_ROW (object);

  if (self->entity != NULL)
    g_signal_handlers_disconnect_by_data (self->entity, self);
  g_clear_object (&self->entity);
  G_OBJECT_CLASS (imagin_moment_row_parent_class)->dispose (object);
}

static void
imagin_moment_row_finalize (GObject *object)
{
  ImaginMomentRow *self = IMAGIN_MOMENT_ROW (object);

  g_free (self->member);
  g_free (self->day);
  g_free (self->day_before);
  g_free (self->time_zone);
  g_free (self->problem);
  G_OBJECT_CLASS (imagin_moment_row_parent_class)->finalize (object);
}

static void
imagin_moment_row_class_init (ImaginMomentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_moment_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = imagin_moment_row_finalize;
}

static void
imagin_moment_row_init (ImaginMomentRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

GtkWidget *
imagin_moment_row_new (
    gpointer entity, const char *member, const char *day, const char *time_zone, const ImaginMomentWords *words)
{
  ImaginMomentRow *self = g_object_new (IMAGIN_TYPE_MOMENT_ROW, "use-markup", FALSE, "title", words->title, NULL);
  g_autofree char *detailed = NULL;
  g_autofree char *property = g_strdelimit (g_strdup (member), "_", '-');

  self->entity = g_object_ref (entity);
  self->member = g_strdup (member);
  self->day = g_strdup (day);
  self->time_zone = g_strdup (time_zone);
  self->words = *words;
  build (self);
  fill (self);
  detailed = g_strconcat ("notify::", property, NULL);
  g_signal_connect_object (entity, detailed, G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
