/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in a mission since the person's last visit. */

#include "ui/mission/imagin-news-card.h"

#include "ui/texts/imagin-news-text.h"
#include "ui/widgets/imagin-text-label.h"

#include <glib/gi18n.h>

struct _ImaginNewsCard
{
  GtkBox parent_instance;

  ImaginDraft *draft;
  GPtrArray *shown; /* the facts on the screen */

  GtkWidget *facts;
};

G_DEFINE_FINAL_TYPE (ImaginNewsCard, imagin_news_card, GTK_TYPE_BOX)

/* It may come while the page is read. */
static void
announce (ImaginNewsCard *self)
{
  g_autoptr (GString) text = g_string_new (_ ("New since your last visit"));

  for (guint i = 0; i < self->shown->len; i++)
    {
      g_autofree char *fact = imagin_news_text (g_ptr_array_index (self->shown, i));

      g_string_append_printf (text, ". %s", fact);
    }
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text->str, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
see (ImaginNewsCard *self)
{
  if (self->shown == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || !imagin_draft_has_unseen_news (self->draft))
    return;
  announce (self);
  imagin_draft_see_news (self->draft);
}

static void
show_facts (ImaginNewsCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->facts)) != NULL)
    gtk_box_remove (GTK_BOX (self->facts), child);
  for (guint i = 0; i < self->shown->len; i++)
    {
      g_autofree char *text = imagin_news_text (g_ptr_array_index (self->shown, i));

      gtk_box_append (GTK_BOX (self->facts), imagin_text_label_new (text, NULL));
    }
}

static void
show (ImaginNewsCard *self)
{
  GPtrArray *news = imagin_draft_get_news (self->draft);

  if (news != self->shown)
    {
      g_clear_pointer (&self->shown, g_ptr_array_unref);
      if (news != NULL)
        {
          self->shown = g_ptr_array_ref (news);
          show_facts (self);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->shown != NULL && self->shown->len > 0);
  see (self);
}

void
imagin_news_card_set_draft (ImaginNewsCard *self, ImaginDraft *draft)
{
  g_set_object (&self->draft, draft);
  g_signal_connect_object (draft, "notify::mission", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
imagin_news_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (imagin_news_card_parent_class)->map (widget);
  see (IMAGIN_NEWS_CARD (widget));
}

static void
imagin_news_card_dispose (GObject *object)
{
  ImaginNewsCard *self = IMAGIN_NEWS_CARD (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (imagin_news_card_parent_class)->dispose (object);
}

static void
imagin_news_card_class_init (ImaginNewsCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_news_card_dispose;
  GTK_WIDGET_CLASS (klass)->map = imagin_news_card_map;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
imagin_news_card_init (ImaginNewsCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _ ("New since your last visit"), "xalign", 0.0, "wrap",
                                   TRUE, "hexpand", TRUE, NULL);

  g_object_set (self, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, "visible", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("New since your last visit"),
                                  -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "news");
  gtk_widget_add_css_class (dot, "news-dot");
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (head), dot);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (self), head);
  self->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self), self->facts);
}
