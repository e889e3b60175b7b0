/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The room of what is not measured before it is laid out. */

#include "ui/widgets/imagin-room.h"

struct _ImaginRoom
{
  GtkWidget parent_instance;
};

static void buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_iface;

G_DEFINE_FINAL_TYPE_WITH_CODE (ImaginRoom,
                               imagin_room,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
imagin_room_measure (
    GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *a, int *b)
{
  *minimum = *natural = 0;
  *a = *b = -1;
}

static void
imagin_room_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int least;

  if (child == NULL || !gtk_widget_should_layout (child))
    return;
  /* Narrower than it can be, a widget may not be laid out. */
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation) { 0, 0, MAX (width, least), height }, baseline);
}

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child) && gtk_widget_get_first_child (GTK_WIDGET (buildable)) == NULL)
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_iface->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_iface = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
imagin_room_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (imagin_room_parent_class)->dispose (object);
}

static void
imagin_room_class_init (ImaginRoomClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_room_dispose;
  GTK_WIDGET_CLASS (klass)->measure = imagin_room_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = imagin_room_size_allocate;
}

static void
imagin_room_init (ImaginRoom *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
