/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a person was before something above took the keyboard. */

#include "ui/window/imagin-focus-place.h"

#include <adwaita.h>

#define KEY "imagin-focus-place"

typedef struct
{
  GtkWidget *last; /* (nullable): a weak pointer */
} Place;           /* the part owns it */

static void
place_free (gpointer data)
{
  Place *place = data;

  g_clear_weak_pointer (&place->last);
  g_free (place);
}

static void
focus_changed (GtkWidget *part, GParamSpec *pspec, GtkWindow *window)
{
  Place *place = g_object_get_data (G_OBJECT (part), KEY);
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus != NULL && gtk_widget_get_mapped (part) && gtk_widget_is_ancestor (focus, part) &&
      gtk_widget_get_ancestor (focus, ADW_TYPE_BANNER) == NULL)
    g_set_weak_pointer (&place->last, focus);
}

void
imagin_focus_place_watch (GtkWindow *window, GtkWidget *part)
{
  g_object_set_data_full (G_OBJECT (part), KEY, g_new0 (Place, 1), place_free);
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (focus_changed), part, G_CONNECT_SWAPPED);
}

GtkWidget *
imagin_focus_place_get (GtkWidget *part)
{
  Place *place = g_object_get_data (G_OBJECT (part), KEY);

  return place->last;
}
