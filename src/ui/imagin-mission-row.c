/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mission in the list: three short lines, an amount and one tag. */

#include "ui/imagin-mission-row.h"

#include "ui/imagin-format.h"
#include "ui/imagin-whose.h"
#include "ui/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginMissionRow
{
  GtkWidget parent_instance;

  ImaginSummary *summary;

  GtkImage *type_icon;
  GtkWidget *news_dot;
  GtkInscription *paper;
  GtkLabel *amount;
  GtkInscription *role;
  GtkInscription *where;
  GtkLabel *tag;
  GtkWidget *link; /* nullable: seldom there */
};

G_DEFINE_FINAL_TYPE (ImaginMissionRow, imagin_mission_row, GTK_TYPE_WIDGET)

static char *
role_text (ImaginSummary *summary)
{
  g_autofree char *whose = imagin_whose_of_id (summary->account_id);

  return imagin_wording_join (3, whose, summary->type_label, summary->exam_label);
}

static char *
where_text (ImaginSummary *summary)
{
  g_autofree char *days = imagin_format_days (summary->starts_on, summary->ends_on);

  return imagin_wording_join (2, days, summary->place != NULL ? summary->place : _ ("at home"));
}

static char *
amount_text (ImaginSummary *summary)
{
  return summary->amount_known ? imagin_format_money (summary->amount_cents) : g_strdup ("");
}

static GtkWidget *
link_new (void)
{
  GtkWidget *link = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "insert-link-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _ ("same journey"), "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (icon, "link-icon");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (link, "dimmed");
  gtk_box_append (GTK_BOX (link), icon);
  gtk_box_append (GTK_BOX (link), label);
  return link;
}

static void
show_link (ImaginMissionRow *self, gboolean linked)
{
  if (linked && self->link == NULL)
    {
      self->link = link_new ();
      gtk_widget_set_parent (self->link, GTK_WIDGET (self));
    }
  if (self->link != NULL)
    gtk_widget_set_visible (self->link, linked);
}

/* A longer tag does not stand beside a place on a narrow window with big letters. */
#define SHORT_TAG 14

static void
show (ImaginMissionRow *self)
{
  ImaginSummary *summary = self->summary;
  const char *style;
  g_autofree char *role = role_text (summary);
  g_autofree char *where = where_text (summary);
  g_autofree char *amount = amount_text (summary);
  g_autofree char *tag = imagin_wording_tag (summary, &style);
  const char *classes[] = { "tag", style, NULL };

  gtk_image_set_from_icon_name (self->type_icon, imagin_wording_type_icon (summary->type_code));
  gtk_widget_set_visible (self->news_dot, summary->news);
  gtk_inscription_set_text (self->paper, summary->paper);
  gtk_inscription_set_text (self->role, role);
  gtk_inscription_set_text (self->where, where);
  gtk_label_set_label (self->amount, amount);
  gtk_widget_set_visible (GTK_WIDGET (self->amount), *amount != '\0');
  show_link (self, summary->linked);
  gtk_label_set_label (self->tag, tag);
  /* What may wrap is laid out at many widths. */
  gtk_label_set_wrap (self->tag, g_utf8_strlen (tag, -1) > SHORT_TAG);
  gtk_widget_set_css_classes (GTK_WIDGET (self->tag), classes);
}

void
imagin_mission_row_set_summary (ImaginMissionRow *self, ImaginSummary *summary)
{
  if (self->summary != NULL)
    g_signal_handlers_disconnect_by_data (self->summary, self);
  g_set_object (&self->summary, summary);
  if (summary == NULL)
    return;
  g_signal_connect_object (summary, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

char *
imagin_mission_row_describe (ImaginSummary *summary)
{
  const char *style;
  g_autofree char *role = role_text (summary);
  g_autofree char *where = where_text (summary);
  g_autofree char *amount = amount_text (summary);
  g_autofree char *tag = imagin_wording_tag (summary, &style);

  /* Last: a list is read by what its rows begin with. */
  return imagin_wording_join (7, summary->paper, role, where, summary->linked ? _ ("same journey") : NULL, amount, tag,
                              summary->news ? _ ("something new") : NULL);
}

/* The places. Boxes would ask each text how wide it would like to be, which a row does not care about: what stands at
 * the end of a line takes what it needs, and the text before it the rest. Of a list's first screenful, that is half of
 * the work. */

#define N_LINES 3
#define ICON_GAP 12
#define GAP 8
#define LINE_GAP 1
#define NATURAL 10000 /* of a width that is not known yet: as wide as it likes; in pixels */

typedef struct
{
  GtkWidget *start;
  GtkWidget *end; /* nullable */
} Line;

static void
get_lines (ImaginMissionRow *self, Line lines[N_LINES])
{
  lines[0] = (Line) { GTK_WIDGET (self->paper), GTK_WIDGET (self->amount) };
  lines[1] = (Line) { GTK_WIDGET (self->role), self->link };
  lines[2] = (Line) { GTK_WIDGET (self->where), GTK_WIDGET (self->tag) };
}

/* Of what stands at the end: nothing where there is nothing, and never so much that no text has room before it. */
static int
end_width (GtkWidget *end, int room)
{
  int minimum, natural;

  if (end == NULL || !gtk_widget_should_layout (end))
    return 0;
  gtk_widget_measure (end, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return CLAMP (natural, minimum, MAX (minimum, room * 2 / 3));
}

static int
line_height (const Line *line, int width)
{
  int start, end = 0;

  gtk_widget_measure (line->start, GTK_ORIENTATION_VERTICAL, -1, NULL, &start, NULL, NULL);
  if (width > 0)
    gtk_widget_measure (line->end, GTK_ORIENTATION_VERTICAL, width, NULL, &end, NULL, NULL);
  return MAX (start, end);
}

static int
icon_width (ImaginMissionRow *self)
{
  int natural;

  gtk_widget_measure (GTK_WIDGET (self->type_icon), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static GtkSizeRequestMode
imagin_mission_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
imagin_mission_row_measure (
    GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *a, int *b)
{
  ImaginMissionRow *self = IMAGIN_MISSION_ROW (widget);
  int room = for_size < 0 ? NATURAL : MAX (for_size - icon_width (self) - ICON_GAP, 0);
  Line lines[N_LINES];

  *a = *b = -1;
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  get_lines (self, lines);
  for (guint i = 0; i < N_LINES; i++)
    *natural += line_height (&lines[i], end_width (lines[i].end, room)) + (i > 0 ? LINE_GAP : 0);
  *minimum = *natural;
}

static void
place (GtkWidget *row, GtkWidget *child, int x, int y, int width, int height)
{
  if (gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (row) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

/* What is new has a dot before its first line. */
static int
place_dot (ImaginMissionRow *self, int x, int y, int height)
{
  int natural;

  if (!gtk_widget_should_layout (self->news_dot))
    return x;
  gtk_widget_measure (self->news_dot, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  place (GTK_WIDGET (self), self->news_dot, x, y, natural, height);
  return x + natural + GAP;
}

static void
imagin_mission_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ImaginMissionRow *self = IMAGIN_MISSION_ROW (widget);
  int icon = icon_width (self), y = 0;
  Line lines[N_LINES];

  place (widget, GTK_WIDGET (self->type_icon), 0, 0, icon, height);
  get_lines (self, lines);
  for (guint i = 0; i < N_LINES; i++)
    {
      int end = end_width (lines[i].end, MAX (width - icon - ICON_GAP, 0));
      int line = line_height (&lines[i], end);
      int x = icon + ICON_GAP;

      if (i == 0)
        x = place_dot (self, x, y, line);
      place (widget, lines[i].start, x, y, MAX (width - x - (end > 0 ? end + GAP : 0), 0), line);
      if (end > 0)
        place (widget, lines[i].end, width - end, y, end, line);
      y += line + LINE_GAP;
    }
}

static void
imagin_mission_row_dispose (GObject *object)
{
  imagin_mission_row_set_summary (IMAGIN_MISSION_ROW (object), NULL);
  g_clear_pointer (&IMAGIN_MISSION_ROW (object)->link, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_MISSION_ROW);
  G_OBJECT_CLASS (imagin_mission_row_parent_class)->dispose (object);
}

static void
imagin_mission_row_class_init (ImaginMissionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_mission_row_dispose;
  widget_class->get_request_mode = imagin_mission_row_get_request_mode;
  widget_class->measure = imagin_mission_row_measure;
  widget_class->size_allocate = imagin_mission_row_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/mission-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, type_icon);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, paper);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, news_dot);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, amount);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, role);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, where);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, tag);
}

static void
imagin_mission_row_init (ImaginMissionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
