/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets of the list's rows and headers. */

#include "ui/list/imagin-mission-factory.h"

#include "domain/imagin-summary.h"
#include "ui/list/imagin-fold-row.h"
#include "ui/list/imagin-mission-row.h"
#include "ui/list/imagin-row-slot.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

static void
describe_row (ImaginSummary *summary, GtkListItem *item)
{
  g_autofree char *description = imagin_mission_row_describe (summary);

  gtk_list_item_set_accessible_label (item, description);
}

static void
bind_row (GtkListItemFactory *factory, GtkListItem *item)
{
  ImaginSummary *summary = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  gboolean folds = summary->folds > 0;

  gtk_list_item_set_focusable (item, !folds);
  gtk_list_item_set_activatable (item, !folds);
  gtk_list_item_set_selectable (item, !folds);
  if (folds)
    {
      if (!IMAGIN_IS_FOLD_ROW (child))
        gtk_list_item_set_child (item, g_object_new (IMAGIN_TYPE_FOLD_ROW, NULL));
      imagin_fold_row_set_summary (IMAGIN_FOLD_ROW (gtk_list_item_get_child (item)), summary);
      return;
    }
  if (!IMAGIN_IS_ROW_SLOT (child))
    gtk_list_item_set_child (item, g_object_new (IMAGIN_TYPE_ROW_SLOT, NULL));
  imagin_row_slot_set_summary (IMAGIN_ROW_SLOT (gtk_list_item_get_child (item)), summary,
                               gtk_list_item_get_position (item));
  g_signal_connect_object (summary, "changed", G_CALLBACK (describe_row), item, G_CONNECT_DEFAULT);
  describe_row (summary, item);
}

static void
unbind_row (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), describe_row, item);
  if (IMAGIN_IS_FOLD_ROW (child))
    imagin_fold_row_set_summary (IMAGIN_FOLD_ROW (child), NULL);
  else
    imagin_row_slot_set_summary (IMAGIN_ROW_SLOT (child), NULL, 0);
}

static void
setup_header (GtkListItemFactory *factory, GtkListHeader *header)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (count, "dimmed");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_header_set_child (header, box);
}

/* Of the top of a list, how many there are is not known yet. */
static void
show_count (ImaginListQuery *query, GtkListHeader *header)
{
  GtkWidget *count = gtk_widget_get_last_child (gtk_list_header_get_child (header));
  g_autofree char *text =
      query->at_most == 0 ? g_strdup_printf ("%u", gtk_list_header_get_n_items (header)) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (count), text);
}

static void
bind_header (GtkListItemFactory *factory, GtkListHeader *header, ImaginListQuery *query)
{
  ImaginSummary *summary = gtk_list_header_get_item (header);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_header_get_child (header));

  /* A section that folds has a header of its own. */
  gtk_widget_set_visible (gtk_list_header_get_child (header), summary->folds == 0);
  if (query->by_session)
    gtk_label_set_label (GTK_LABEL (title), summary->session != NULL ? summary->session : _ ("Without a session"));
  else
    gtk_label_set_label (GTK_LABEL (title), imagin_wording_section (summary->section));
  show_count (query, header);
  g_signal_connect_object (query, "counted", G_CALLBACK (show_count), header, G_CONNECT_DEFAULT);
}

static void
unbind_header (GtkListItemFactory *factory, GtkListHeader *header, ImaginListQuery *query)
{
  g_signal_handlers_disconnect_by_func (query, show_count, header);
}

GtkListItemFactory *
imagin_mission_factory_new_rows (void)
{
  GtkListItemFactory *rows = gtk_signal_list_item_factory_new ();

  g_signal_connect (rows, "bind", G_CALLBACK (bind_row), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (unbind_row), NULL);
  return rows;
}

GtkListItemFactory *
imagin_mission_factory_new_headers (ImaginListQuery *query)
{
  GtkListItemFactory *headers = gtk_signal_list_item_factory_new ();

  g_signal_connect (headers, "setup", G_CALLBACK (setup_header), NULL);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header), query, G_CONNECT_DEFAULT);
  g_signal_connect_object (headers, "unbind", G_CALLBACK (unbind_header), query, G_CONNECT_DEFAULT);
  return headers;
}
