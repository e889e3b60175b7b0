/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A jump to a row of a page: the row that has the keyboard is in sight. */

#include "ui/entry/imagin-jump.h"

/* A page that comes up for the first time is laid out in the first of them, and grows as its rows wrap. */
#define FRAMES 3

/* Not at an edge: what it belongs to stands above it, and what comes next below. */
static void
bring (GtkWidget *focus, GtkWidget *viewport)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  double value = gtk_adjustment_get_value (adjustment), page = gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t box;

  if (gtk_widget_compute_bounds (focus, viewport, &box) &&
      (box.origin.y < 0 || box.origin.y + box.size.height > page * 3 / 4))
    gtk_adjustment_set_value (adjustment, value + box.origin.y - page / 3);
}

static gboolean
scroll_to_focus (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *frames = data;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *viewport = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_VIEWPORT) : NULL;

  if (++*frames < 2)
    return G_SOURCE_CONTINUE;
  if (viewport == NULL || !gtk_widget_is_ancestor (focus, widget))
    return G_SOURCE_REMOVE;
  bring (focus, viewport);
  return *frames < FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
imagin_jump_show_focus (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, scroll_to_focus, g_new0 (guint, 1), g_free);
}
