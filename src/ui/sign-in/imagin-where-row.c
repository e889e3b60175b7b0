/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Where do I find my number?" */

#include "ui/sign-in/imagin-where-row.h"

#include "ui/sign-in/imagin-convocation-picture.h"

#include <glib/gi18n.h>

/* As long as a row unfolds, in microseconds. */
#define UNFOLDS_US (500 * 1000)

struct _ImaginWhereRow
{
  AdwExpanderRow parent_instance;

  gint64 unfolded_at_us;
};

G_DEFINE_FINAL_TYPE (ImaginWhereRow, imagin_where_row, ADW_TYPE_EXPANDER_ROW)

/* Its end, but never so far that its title goes. */
static gboolean
follow (GtkWidget *row, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment = viewport != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)) : NULL;
  graphene_rect_t box;

  if (adjustment == NULL || !gtk_widget_compute_bounds (row, viewport, &box))
    return G_SOURCE_REMOVE;
  if (box.origin.y + box.size.height > gtk_adjustment_get_page_size (adjustment))
    gtk_adjustment_set_value (
        adjustment,
        gtk_adjustment_get_value (adjustment) +
            MIN (box.origin.y + box.size.height - gtk_adjustment_get_page_size (adjustment), MAX (box.origin.y, 0)));
  return g_get_monotonic_time () - IMAGIN_WHERE_ROW (row)->unfolded_at_us < UNFOLDS_US ? G_SOURCE_CONTINUE
                                                                                       : G_SOURCE_REMOVE;
}

static void
unfolded (ImaginWhereRow *self)
{
  if (!adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  self->unfolded_at_us = g_get_monotonic_time ();
  gtk_widget_add_tick_callback (GTK_WIDGET (self), follow, NULL, NULL);
}

static void
imagin_where_row_class_init (ImaginWhereRowClass *klass)
{
}

static void
imagin_where_row_init (ImaginWhereRow *self)
{
  GtkWidget *first =
      g_object_new (ADW_TYPE_ACTION_ROW, "title", _ ("At the first connection this number is also your password."),
                    "title-lines", 0, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Where do I find my number?"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), _ ("At the top left of your convocation"));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), g_object_new (IMAGIN_TYPE_CONVOCATION_PICTURE, NULL));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), first);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (unfolded), NULL);
}
