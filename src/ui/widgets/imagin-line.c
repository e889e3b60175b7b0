/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widgets side by side, laid out once. */

#include "ui/widgets/imagin-line.h"

void
imagin_line_append (GtkGrid *line, GtkWidget *child)
{
  int n = 0;

  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (line)); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    n++;
  gtk_grid_attach (line, child, n, 0, 1, 1);
}

void
imagin_line_fold (GtkGrid *line, gboolean folded)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (line));
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (line)); child != NULL;
       child = gtk_widget_get_next_sibling (child), n++)
    g_object_set (gtk_layout_manager_get_layout_child (layout, child), "column", folded ? 0 : n, "row", folded ? n : 0,
                  NULL);
}
