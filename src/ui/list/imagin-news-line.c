/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many missions have something new, above the list. */

#include "ui/list/imagin-news-line.h"

#include <glib/gi18n.h>

struct _ImaginNewsLine
{
  GtkBox parent_instance;

  GtkWidget *button;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (ImaginNewsLine, imagin_news_line, GTK_TYPE_BOX)

void
imagin_news_line_show (ImaginNewsLine *self, ImaginListing *listing)
{
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u mission has something new", "%u missions have something new", listing->news), listing->news);

  gtk_widget_set_visible (GTK_WIDGET (self), listing->news > 0);
  if (listing->news == 0)
    return;
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "(ss)", listing->news_account_id,
                                    listing->news_mission_id);
}

static void
imagin_news_line_class_init (ImaginNewsLineClass *klass)
{
}

static void
imagin_news_line_init (ImaginNewsLine *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *next = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (dot, "news-dot");
  self->label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE, "natural-wrap-mode", 0, NULL);
  gtk_box_append (GTK_BOX (line), dot);
  gtk_box_append (GTK_BOX (line), self->label);
  gtk_box_append (GTK_BOX (line), next);
  self->button = g_object_new (GTK_TYPE_BUTTON, "child", line, "hexpand", TRUE, "tooltip-text",
                               _ ("Show the first of them"), NULL);
  /* The target first: an action without its own is complained about. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "(ss)", "", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show-mission");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "foot");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_box_append (GTK_BOX (self), self->button);
}
