/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page whose keyboard is never nowhere. */

#include "ui/widgets/imagin-focus-keeper.h"

#define KEY "imagin-focus-keeper"
/* A breakpoint shows again in the next frame what it had hidden, and a page that comes up takes the keyboard then. */
#define FRAMES 4

typedef struct
{
  GtkWidget *last; /* (nullable): what had the keyboard; a weak pointer */
  ImaginFocusFallback fallback;
  guint tick;
  guint frames;
  gboolean hidden; /* what had the keyboard lost it as it was hidden, not as somebody went on with a key */
} Keeper;          /* the widget owns it */

static void
keeper_free (gpointer data)
{
  Keeper *keeper = data;

  g_clear_weak_pointer (&keeper->last);
  g_free (keeper);
}

static gboolean
can_take (GtkWidget *last)
{
  return last != NULL && gtk_widget_get_mapped (last) && gtk_widget_is_sensitive (last);
}

/* A breakpoint takes the keyboard away from what it is about to hide, before that is unmapped. */
static gboolean
is_hidden (GtkWidget *last)
{
  if (last == NULL || !gtk_widget_get_mapped (last))
    return TRUE;
  for (GtkWidget *above = last; above != NULL; above = gtk_widget_get_parent (above))
    if (!gtk_widget_get_child_visible (above) && gtk_widget_get_parent (above) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
imagin_focus_give (GtkWidget *widget)
{
  if (!can_take (widget))
    return FALSE;
  /* As it was left: what is typed next goes where the cursor stood. */
  return GTK_IS_TEXT (widget) ? gtk_text_grab_focus_without_selecting (GTK_TEXT (widget))
                              : gtk_widget_grab_focus (widget);
}

/* Also what the toolkit chose meanwhile is not what had it; a dialog above the page is. */
static gboolean
look (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Keeper *keeper = data;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean elsewhere = root == NULL || (focus != NULL && !gtk_widget_is_ancestor (focus, widget));

  if (!elsewhere && keeper->hidden && !can_take (keeper->last) && ++keeper->frames < FRAMES)
    return G_SOURCE_CONTINUE;
  keeper->tick = 0;
  if (elsewhere || !gtk_widget_get_mapped (widget))
    return G_SOURCE_REMOVE;
  /* After the last of a window a key leads to the first, and to nothing in between. */
  if (focus != NULL && !keeper->hidden)
    g_set_weak_pointer (&keeper->last, focus);
  else if (can_take (keeper->last))
    imagin_focus_give (keeper->last);
  else if (focus == NULL)
    keeper->fallback (widget);
  else
    g_set_weak_pointer (&keeper->last, focus);
  return G_SOURCE_REMOVE;
}

static void
focus_changed (GtkWidget *widget)
{
  Keeper *keeper = g_object_get_data (G_OBJECT (widget), KEY);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean hidden = keeper->last != NULL && !gtk_widget_get_mapped (keeper->last);

  if (root == NULL || keeper->tick != 0)
    return;
  if (focus != NULL && !hidden && gtk_widget_is_ancestor (focus, widget))
    g_set_weak_pointer (&keeper->last, focus);
  if (focus != NULL && !hidden)
    return;
  keeper->frames = 0;
  keeper->hidden = is_hidden (keeper->last);
  keeper->tick = gtk_widget_add_tick_callback (widget, look, keeper, NULL);
}

static void
root_changed (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_changed), widget, G_CONNECT_SWAPPED);
}

void
imagin_focus_keeper_watch (GtkWidget *widget, ImaginFocusFallback fallback)
{
  Keeper *keeper = g_new0 (Keeper, 1);

  keeper->fallback = fallback;
  g_object_set_data_full (G_OBJECT (widget), KEY, keeper, keeper_free);
  g_signal_connect (widget, "notify::root", G_CALLBACK (root_changed), NULL);
}
