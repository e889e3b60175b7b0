/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing to the exams office. */

#include "ui/entry/imagin-remark-page.h"

#include "base/imagin-text.h"
#include "ui/widgets/imagin-contact-row.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/texts/imagin-format.h"
#include "ui/widgets/imagin-toast.h"

#include <glib/gi18n.h>

#define KEEP_AFTER_MS 200
#define NEAR_THE_END 200 /* characters: from here on the page says how many are left */

struct _ImaginRemarkPage
{
  AdwNavigationPage parent_instance;

  ImaginFollowUp *follow_up;
  char *begun;
  gboolean touched; /* by the person, or filled once */
  gboolean sending;
  guint keep_source;
  GPtrArray *rows;

  AdwWindowTitle *window_title;
  GtkTextView *text;
  GtkLabel *note;
  AdwPreferencesGroup *letters;
  ImaginContactRow *contact;
};

G_DEFINE_FINAL_TYPE (ImaginRemarkPage, imagin_remark_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
written (ImaginRemarkPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return imagin_text_clean (text);
}

/* What is being written */

static gboolean
keep (gpointer data)
{
  ImaginRemarkPage *self = data;
  g_autofree char *text = written (self);

  self->keep_source = 0;
  imagin_follow_up_keep_writing (self->follow_up, text);
  return G_SOURCE_REMOVE;
}

static void
show_note (ImaginRemarkPage *self)
{
  g_autofree char *text = g_strstrip (written (self));
  glong left = IMAGIN_REMARK_MAXIMUM - g_utf8_strlen (text, -1);
  g_autofree char *said = NULL;

  if (left < 0)
    said = g_strdup_printf (ngettext ("%ld character too many", "%ld characters too many", (gulong) -left), -left);
  else if (left < NEAR_THE_END)
    said = g_strdup_printf (ngettext ("%ld character left", "%ld characters left", (gulong) left), left);
  else if (*text == '\0')
    said = g_strdup (_ ("Write a sentence or two; what you write is kept here as you type."));
  else
    said = g_strdup (_ ("Kept here until you send it."));
  gtk_label_set_label (self->note, said);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "remark.send", *text != '\0' && left >= 0 && !self->sending);
}

static void
text_changed (ImaginRemarkPage *self)
{
  self->touched = TRUE;
  show_note (self);
  if (self->keep_source == 0)
    self->keep_source = g_timeout_add (KEEP_AFTER_MS, keep, self);
}

static void
set_text (ImaginRemarkPage *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  g_signal_handlers_block_by_func (buffer, text_changed, self);
  gtk_text_buffer_set_text (buffer, text, -1);
  g_signal_handlers_unblock_by_func (buffer, text_changed, self);
  show_note (self);
}

/* Sending */

static DexFuture *
send_fiber (gpointer data)
{
  ImaginRemarkPage *self = data;
  g_autofree char *text = g_strstrip (written (self));
  g_autoptr (GError) error = NULL;

  self->sending = TRUE;
  g_clear_handle_id (&self->keep_source, g_source_remove);
  show_note (self);
  dex_await (imagin_follow_up_write (self->follow_up, text), &error);
  self->sending = FALSE;
  if (error == NULL)
    {
      set_text (self, "");
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
    }
  else
    {
      g_autofree char *why = imagin_error_text (error);

      imagin_toast_show (GTK_WIDGET (self), why);
    }
  show_note (self);
  return dex_future_new_for_boolean (TRUE);
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (dex_scheduler_spawn (NULL, 0, send_fiber, g_object_ref (widget), g_object_unref));
}

/* What was written */

static void
take_back (ImaginRemarkPage *self, GtkWidget *button)
{
  ImaginLetter *letter = g_object_get_data (G_OBJECT (button), "letter");

  set_text (self, letter->text);
  imagin_follow_up_take_back (self->follow_up, letter);
}

static char *
standing_of (ImaginLetter *letter, const char **icon_name)
{
  g_autofree char *day = g_strndup (letter->at != NULL ? letter->at : "", 10);
  g_autofree char *date = *day != '\0' ? imagin_format_day (day) : g_strdup ("");
  g_autofree char *why = NULL;

  switch (letter->state)
    {
    case IMAGIN_LETTER_SENT:
      *icon_name = "object-select-symbolic";
      return g_strdup_printf (_ ("At the exams office since %s"), date);
    case IMAGIN_LETTER_REFUSED:
      *icon_name = "dialog-error-symbolic";
      why = imagin_error_text (letter->error);
      return g_strdup_printf (_ ("Refused. %s"), why);
    case IMAGIN_LETTER_KEPT:
    default:
      *icon_name = "computer-symbolic";
      return g_strdup (_ ("Kept here; it leaves by itself"));
    }
}

static GtkWidget *
letter_row (ImaginRemarkPage *self, ImaginLetter *letter)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  const char *icon_name;
  g_autofree char *standing = standing_of (letter, &icon_name);
  GtkWidget *icon =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), letter->text);
  adw_action_row_set_subtitle (row, standing);
  adw_action_row_set_title_lines (row, 0);
  adw_action_row_add_prefix (row, icon);
  if (letter->state == IMAGIN_LETTER_REFUSED)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Write it again"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "letter", g_object_ref (letter), g_object_unref);
      g_signal_connect_object (button, "clicked", G_CALLBACK (take_back), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (row, button);
    }
  return GTK_WIDGET (row);
}

static void
show (ImaginRemarkPage *self)
{
  GPtrArray *letters = imagin_follow_up_get_letters (self->follow_up);
  const char *writing = imagin_follow_up_get_writing (self->follow_up);

  /* Once: from then on the page knows better than the store. */
  if (!self->touched && !self->sending && writing != NULL)
    {
      set_text (self, *writing != '\0' ? writing : self->begun != NULL ? self->begun : "");
      self->touched = TRUE;
    }
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->letters, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < letters->len; i++)
    {
      GtkWidget *row = letter_row (self, g_ptr_array_index (letters, letters->len - 1 - i));

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->letters, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->letters), letters->len > 0);
}

static void
shown (ImaginRemarkPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* The object */

static void
imagin_remark_page_dispose (GObject *object)
{
  ImaginRemarkPage *self = IMAGIN_REMARK_PAGE (object);

  /* Typed within the last 200 ms, and the page goes. */
  if (self->keep_source != 0)
    {
      g_source_remove (self->keep_source);
      keep (self);
    }
  g_clear_object (&self->follow_up);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->begun, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_REMARK_PAGE);
  G_OBJECT_CLASS (imagin_remark_page_parent_class)->dispose (object);
}

static void
imagin_remark_page_class_init (ImaginRemarkPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_remark_page_dispose;
  g_type_ensure (IMAGIN_TYPE_CONTACT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/remark-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginRemarkPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, ImaginRemarkPage, text);
  gtk_widget_class_bind_template_child (widget_class, ImaginRemarkPage, note);
  gtk_widget_class_bind_template_child (widget_class, ImaginRemarkPage, letters);
  gtk_widget_class_bind_template_child (widget_class, ImaginRemarkPage, contact);
  gtk_widget_class_install_action (widget_class, "remark.send", NULL, send_action);
}

static void
imagin_remark_page_init (ImaginRemarkPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "shown", G_CALLBACK (shown), NULL);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (text_changed), self,
                           G_CONNECT_SWAPPED);
}

ImaginRemarkPage *
imagin_remark_page_new (ImaginFollowUp *follow_up, const char *begun)
{
  ImaginRemarkPage *self = g_object_new (IMAGIN_TYPE_REMARK_PAGE, NULL);
  ImaginMission *mission = imagin_draft_get_mission (imagin_follow_up_get_draft (follow_up));
  const char *number = imagin_entity_get_text (mission, "number");

  self->follow_up = g_object_ref (follow_up);
  self->begun = g_strdup (begun);
  adw_window_title_set_subtitle (self->window_title, imagin_entity_get_text (mission, "paper"));
  imagin_contact_row_show (self->contact, imagin_entity_get_entity (mission, "office"), number != NULL ? number : "");
  g_signal_connect_object (follow_up, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show_note (self);
  show (self);
  return self;
}
