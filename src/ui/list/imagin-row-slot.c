/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place of a mission's row, filled when it comes into sight. */

#include "ui/list/imagin-row-slot.h"

#include "ui/list/imagin-mission-row.h"

/* What stands at the top of a list is seen at once: it is made before the list is laid out. */
#define AT_THE_TOP 9

/* Rows are made this far before they are seen. */
#define MARGIN 80

struct _ImaginRowSlot
{
  GtkWidget parent_instance;

  ImaginSummary *summary;
  ImaginMissionRow *row; /* nullable */
};

G_DEFINE_FINAL_TYPE (ImaginRowSlot, imagin_row_slot, GTK_TYPE_WIDGET)

/* What a filled slot took last: all rows are of three lines. Before any was measured, about that. */
static int usual_height = 72;

static void
fill (ImaginRowSlot *self)
{
  self->row = g_object_new (IMAGIN_TYPE_MISSION_ROW, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->row), GTK_WIDGET (self));
  imagin_mission_row_set_summary (self->row, self->summary);
}

void
imagin_row_slot_set_summary (ImaginRowSlot *self, ImaginSummary *summary, guint position)
{
  g_set_object (&self->summary, summary);
  if (self->row != NULL)
    imagin_mission_row_set_summary (self->row, summary);
  else if (summary != NULL && position < AT_THE_TOP)
    fill (self);
}

/* The list that is watched */

static ImaginRowSlot *
slot_of (GtkWidget *item)
{
  GtkWidget *child = gtk_widget_get_first_child (item);

  return child != NULL && IMAGIN_IS_ROW_SLOT (child) ? IMAGIN_ROW_SLOT (child) : NULL;
}

ImaginSummary *
imagin_row_slot_find_summary (GtkWidget *list, GtkWidget *at)
{
  ImaginRowSlot *slot = NULL;

  for (; at != NULL && at != list && slot == NULL; at = gtk_widget_get_parent (at))
    slot = slot_of (at);
  return slot != NULL ? slot->summary : NULL;
}

static void
queue_resizes (GtkWidget *list)
{
  for (GtkWidget *item = gtk_widget_get_first_child (list); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      ImaginRowSlot *slot = slot_of (item);

      if (slot != NULL && slot->row == NULL)
        gtk_widget_queue_resize (GTK_WIDGET (slot));
    }
}

/* After each layout: where everything is now is known. What is filled is laid out once more for the same frame. */
static void
fill_seen (GdkFrameClock *clock, GtkWidget *list)
{
  int height = gtk_widget_get_height (list);
  int before = usual_height;
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (list))
    return;
  for (GtkWidget *item = gtk_widget_get_first_child (list); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      ImaginRowSlot *slot = slot_of (item);

      if (slot == NULL || slot->row != NULL || slot->summary == NULL ||
          !gtk_widget_compute_bounds (item, list, &bounds))
        continue;
      /* What was not laid out yet stands nowhere. */
      if (bounds.size.height <= 0 || bounds.origin.y + bounds.size.height < -MARGIN ||
          bounds.origin.y > height + MARGIN)
        continue;
      fill (slot);
      gtk_widget_measure (GTK_WIDGET (slot), GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
    }
  if (usual_height != before)
    queue_resizes (list);
}

static void
list_realized (GtkWidget *list)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (list), "layout", G_CALLBACK (fill_seen), list, G_CONNECT_AFTER);
}

void
imagin_row_slot_watch (GtkListView *list)
{
  g_signal_connect (list, "realize", G_CALLBACK (list_realized), NULL);
}

/* How many rows */

/* No row is lower, in pixels. */
#define LEAST_ROW 60
#define LEAST_ROWS 10

/* GTK keeps the widgets of about that many. */
#define ROWS_WITH_WIDGETS 200

guint
imagin_row_slot_count_in_sight (GtkWidget *widget)
{
  GtkRoot *window = gtk_widget_get_root (widget);
  int height = window != NULL ? gtk_widget_get_height (GTK_WIDGET (window)) : 0;

  return MAX ((guint) MAX (height, 0) / LEAST_ROW, LEAST_ROWS);
}

guint
imagin_row_slot_count_next (guint n_before)
{
  guint n = n_before * 3;

  return n < ROWS_WITH_WIDGETS ? n : 0;
}

/* The object */

/* A tag may wrap where letters are large. */
static GtkSizeRequestMode
imagin_row_slot_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
imagin_row_slot_measure (
    GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *a, int *b)
{
  ImaginRowSlot *self = IMAGIN_ROW_SLOT (widget);

  *a = *b = -1;
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? usual_height : 0;
  /* The list has the width of the sidebar, whatever its rows would like. */
  if (self->row == NULL || orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  gtk_widget_measure (GTK_WIDGET (self->row), orientation, for_size, minimum, natural, NULL, NULL);
  usual_height = *natural;
}

static void
imagin_row_slot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ImaginRowSlot *self = IMAGIN_ROW_SLOT (widget);

  if (self->row != NULL)
    gtk_widget_size_allocate (GTK_WIDGET (self->row), &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
imagin_row_slot_dispose (GObject *object)
{
  ImaginRowSlot *self = IMAGIN_ROW_SLOT (object);

  imagin_row_slot_set_summary (self, NULL, 0);
  if (self->row != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->row));
  self->row = NULL;
  G_OBJECT_CLASS (imagin_row_slot_parent_class)->dispose (object);
}

static void
imagin_row_slot_class_init (ImaginRowSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_row_slot_dispose;
  GTK_WIDGET_CLASS (klass)->get_request_mode = imagin_row_slot_get_request_mode;
  GTK_WIDGET_CLASS (klass)->measure = imagin_row_slot_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = imagin_row_slot_size_allocate;
}

static void
imagin_row_slot_init (ImaginRowSlot *self)
{
}
