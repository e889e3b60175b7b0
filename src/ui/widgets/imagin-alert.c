/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question to the person. */

#include "ui/widgets/imagin-alert.h"

/* libadwaita 1.7 makes a heading twice, large and small, and shows the one that has room. It asks the large one, which
 * cannot wrap, for a width that it cannot have, and GTK warns of that. */
static void
let_wrap (GtkWidget *widget, const char *heading)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), heading) == 0 &&
      !gtk_label_get_wrap (GTK_LABEL (widget)))
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (widget), GTK_NATURAL_WRAP_NONE);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_wrap (child, heading);
}

/* libadwaita's own: the part of a question that scrolls, around its text. */
static GtkWidget *
find_text (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_SCROLLED_WINDOW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child);
  return found;
}

static gboolean
holds_focusable (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_focusable (child) || holds_focusable (child))
      return TRUE;
  return FALSE;
}

/* A scrolled window takes the keyboard where nothing in it does, also where there is nothing to scroll. */
static void
text_changed (GtkWidget *text)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (text));
  gboolean scrolls = gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment);

  gtk_widget_set_can_focus (text,
                            scrolls || holds_focusable (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (text))));
}

AdwDialog *
imagin_alert_new (const char *heading, const char *body)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading != NULL ? heading : "", body);
  /* Until it is presented, its content is no child of its widget. */
  GtkWidget *content = adw_dialog_get_child (dialog);
  GtkWidget *text = find_text (content);

  let_wrap (content, heading != NULL ? heading : "");
  if (text != NULL)
    {
      g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (text)), "changed",
                               G_CALLBACK (text_changed), text, G_CONNECT_SWAPPED);
      g_signal_connect (text, "map", G_CALLBACK (text_changed), NULL);
      text_changed (text);
    }
  return dialog;
}
