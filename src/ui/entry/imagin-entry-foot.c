/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The foot of the guided entry. */

#include "ui/entry/imagin-entry-foot.h"

#include <glib/gi18n.h>

/* More letters than any amount alone has ("12 352,20 €"): "at least" stands before it. */
#define LONG_TOTAL 13

struct _ImaginEntryFoot
{
  GtkBox parent_instance;

  ImaginEntryForm form;
  gboolean last; /* the last step is shown */

  GtkBox *facts;
  GtkButton *estimate_button;
  GtkLabel *estimate_word;
  GtkLabel *estimate;
  GtkBox *standing_line;
  GtkImage *standing_icon;
  GtkLabel *standing;
  GtkMenuButton *standing_button;
  GtkLabel *standing_short;
  GtkButton *previous_button;
  GtkButton *save_button;
  GtkButton *next_button;
  GtkButton *validate_button;
};

G_DEFINE_FINAL_TYPE (ImaginEntryFoot, imagin_entry_foot, GTK_TYPE_BOX)

/* An arrow says as much as its word, in a fifth of the room. */
static void
set_face (GtkButton *button, gboolean small, const char *label, const char *icon)
{
  if (small)
    gtk_button_set_icon_name (button, icon);
  else
    gtk_button_set_label (button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), small ? label : NULL);
  /* A button is named by its label, also once that is gone. */
  if (small)
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_form (ImaginEntryFoot *self)
{
  gboolean below = self->form != IMAGIN_ENTRY_WIDE, small = self->form == IMAGIN_ENTRY_SMALL;
  GtkWidget *words[] = { GTK_WIDGET (self->save_button), GTK_WIDGET (self->validate_button) };
  GtkWidget *ways[] = { GTK_WIDGET (self->previous_button), GTK_WIDGET (self->next_button) };
  GtkOrientation along = below ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), along);
  gtk_box_set_spacing (GTK_BOX (self), small ? 4 : 8);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->facts),
                                  small ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_margin_top (GTK_WIDGET (self), small ? 4 : 8);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), small ? 4 : 8);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gtk_widget_set_hexpand (words[i], below);
      gtk_widget_set_hexpand (ways[i], below && !small);
    }
  if (small)
    gtk_widget_add_css_class (GTK_WIDGET (self), "small");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "small");
  gtk_widget_set_visible (GTK_WIDGET (self->estimate_word), !small);
  gtk_widget_set_visible (GTK_WIDGET (self->standing_line), !small);
  gtk_widget_set_visible (GTK_WIDGET (self->standing_button), small);
  set_face (self->previous_button, small, _ ("Previous"), "go-previous-symbolic");
  set_face (self->next_button, small, _ ("Next"), "go-next-symbolic");
  /* There two words stand side by side, and the steps above lead back. */
  gtk_widget_set_visible (GTK_WIDGET (self->previous_button), !small || !self->last);
}

void
imagin_entry_foot_set_form (ImaginEntryFoot *self, ImaginEntryForm form)
{
  self->form = form;
  show_form (self);
}

void
imagin_entry_foot_show_standing (ImaginEntryFoot *self, const char *icon, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);

  gtk_image_set_from_icon_name (self->standing_icon, icon);
  gtk_label_set_label (self->standing, text);
  /* Where one line has room, why something cannot be done now is said before the rest. */
  gtk_label_set_label (self->standing_short, n_lines > 0 ? lines[n_lines - 1] : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->standing_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
imagin_entry_foot_show_estimate (ImaginEntryFoot *self, const char *total)
{
  /* Translators: %s is an amount, or "at least …", or "cannot be estimated". */
  g_autofree char *name = g_strdup_printf (_ ("Estimate: %s"), total != NULL ? total : "");

  gtk_widget_set_visible (GTK_WIDGET (self->estimate_button), total != NULL);
  gtk_label_set_label (self->estimate, total != NULL ? total : "");
  /* Beside more than an amount there is room for an icon only. */
  gtk_widget_set_visible (GTK_WIDGET (self->standing_short), total == NULL || g_utf8_strlen (total, -1) < LONG_TOTAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->estimate_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* One suggestion at a time: what the person would do next. */
static void
suggest (GtkButton *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (GTK_WIDGET (button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (button), "suggested-action");
}

void
imagin_entry_foot_show_buttons (ImaginEntryFoot *self, gboolean last, gboolean ready, gboolean savable)
{
  self->last = last;
  gtk_widget_set_visible (GTK_WIDGET (self->previous_button), self->form != IMAGIN_ENTRY_SMALL || !last);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), !last);
  gtk_widget_set_visible (GTK_WIDGET (self->validate_button), last);
  suggest (self->validate_button, last && ready);
  suggest (self->save_button, last && !ready && savable);
}

static void
imagin_entry_foot_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_ENTRY_FOOT);
  G_OBJECT_CLASS (imagin_entry_foot_parent_class)->dispose (object);
}

static void
imagin_entry_foot_class_init (ImaginEntryFootClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_entry_foot_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/entry-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, facts);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, estimate_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, estimate_word);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, estimate);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, standing_line);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, standing_icon);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, standing);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, standing_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, standing_short);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, previous_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, save_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, next_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginEntryFoot, validate_button);
}

static void
imagin_entry_foot_init (ImaginEntryFoot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_form (self);
}
