/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header of a section that can be folded. */

#include "ui/list/imagin-fold-row.h"

#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginFoldRow
{
  GtkButton parent_instance;

  ImaginSummary *summary;
  GtkImage *arrow;
  GtkLabel *title;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (ImaginFoldRow, imagin_fold_row, GTK_TYPE_BUTTON)

static void
show (ImaginFoldRow *self)
{
  ImaginSummary *summary = self->summary;
  const char *title = imagin_wording_section (summary->section);
  g_autofree char *count = g_strdup_printf ("%u", summary->folds);
  g_autofree char *missions = g_strdup_printf (ngettext ("%u mission", "%u missions", summary->folds), summary->folds);
  g_autofree char *name = imagin_wording_join (2, title, missions);

  gtk_image_set_from_icon_name (self->arrow, summary->open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->count, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, summary->open, -1);
}

void
imagin_fold_row_set_summary (ImaginFoldRow *self, ImaginSummary *summary)
{
  if (self->summary != NULL)
    g_signal_handlers_disconnect_by_data (self->summary, self);
  g_set_object (&self->summary, summary);
  if (summary == NULL)
    return;
  g_signal_connect_object (summary, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static gboolean
is_closed (ImaginSummary *summary)
{
  return summary->section >= IMAGIN_SECTION_CLOSED;
}

GPtrArray *
imagin_fold_row_insert (GPtrArray *summaries, gboolean goes_on, gboolean open)
{
  GPtrArray *rows = g_ptr_array_new_full (summaries->len + 1, g_object_unref);
  guint first = 0;

  while (first < summaries->len && !is_closed (g_ptr_array_index (summaries, first)))
    g_ptr_array_add (rows, g_object_ref (g_ptr_array_index (summaries, first++)));
  /* How many there are is known at the end of the list. */
  if (goes_on)
    return rows;
  if (first < summaries->len)
    {
      ImaginSummary *fold = g_object_new (IMAGIN_TYPE_SUMMARY, NULL);

      fold->account_id = g_ref_string_new_intern ("");
      fold->mission_id = g_ref_string_new_intern ("");
      fold->section = IMAGIN_SECTION_CLOSED;
      fold->group = IMAGIN_SECTION_CLOSED;
      fold->folds = summaries->len - first;
      fold->open = open;
      g_ptr_array_add (rows, fold);
    }
  for (guint i = first; open && i < summaries->len; i++)
    g_ptr_array_add (rows, g_object_ref (g_ptr_array_index (summaries, i)));
  return rows;
}

static void
imagin_fold_row_dispose (GObject *object)
{
  imagin_fold_row_set_summary (IMAGIN_FOLD_ROW (object), NULL);
  G_OBJECT_CLASS (imagin_fold_row_parent_class)->dispose (object);
}

static void
imagin_fold_row_class_init (ImaginFoldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_fold_row_dispose;
}

static void
imagin_fold_row_init (ImaginFoldRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->arrow = GTK_IMAGE (gtk_image_new ());
  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->arrow));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "fold");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "missions.fold");
}
