/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mission in the list: three short lines, an amount and one tag. */

#include "ui/list/imagin-mission-row.h"

#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-whose.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginMissionRow
{
  GtkWidget parent_instance;

  ImaginSummary *summary;

  GtkImage *type_icon;
  GtkWidget *news_dot; /* nullable: seldom there */
  GtkLabel *paper;
  GtkLabel *amount;
  GtkLabel *role;
  GtkLabel *where;
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

static void
show_dot (ImaginMissionRow *self, gboolean news)
{
  static const char *const classes[] = { "news-dot", NULL };

  if (news && self->news_dot == NULL)
    {
      self->news_dot = g_object_new (GTK_TYPE_BOX, "valign", GTK_ALIGN_CENTER, "css-classes", classes, "tooltip-text",
                                     _ ("Something new since your last visit"), NULL);
      gtk_widget_insert_after (self->news_dot, GTK_WIDGET (self), GTK_WIDGET (self->type_icon));
    }
  if (self->news_dot != NULL)
    gtk_widget_set_visible (self->news_dot, news);
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
  show_dot (self, summary->news);
  gtk_label_set_label (self->paper, summary->paper);
  gtk_label_set_label (self->role, role);
  gtk_label_set_label (self->where, where);
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

/* Of what stands at the end: nothing where there is nothing, and never so much that no text has room before it. What
 * wraps then takes no more than two lines of about the same length need. */
static int
end_width (GtkWidget *end, int room)
{
  int minimum, natural, most;

  if (end == NULL || !gtk_widget_should_layout (end))
    return 0;
  gtk_widget_measure (end, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  most = MAX (minimum, room * 2 / 3);
  return natural <= most ? natural : CLAMP (natural * 5 / 8, minimum, most);
}

/* What the height of a line of text depends on. */
typedef struct
{
  PangoFontDescription *font;
  PangoFontMap *map; /* (unowned): only compared */
  guint serial;
  gulong options;
  double resolution;
  int height;
} LineHeight;

static gboolean
is_height_of (const LineHeight *known, const LineHeight *asked)
{
  return known->font != NULL && known->map == asked->map && known->serial == asked->serial &&
         known->options == asked->options && known->resolution == asked->resolution &&
         pango_font_description_equal (known->font, asked->font);
}

/* Pango lays out a sentence of the language each time that it is asked how high a font is, which is as much work as the
 * texts of a row. All rows have the same two fonts. */
static int
text_height (GtkWidget *text)
{
  static LineHeight known[2];
  static guint n_known;
  PangoContext *context = gtk_widget_get_pango_context (text);
  PangoFontMap *map = pango_context_get_font_map (context);
  const cairo_font_options_t *options = pango_cairo_context_get_font_options (context);
  LineHeight asked = { pango_context_get_font_description (context),
                       map,
                       pango_font_map_get_serial (map),
                       options != NULL ? cairo_font_options_hash (options) : 0,
                       pango_cairo_context_get_resolution (context),
                       0 };
  PangoFontMetrics *metrics;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (is_height_of (&known[i], &asked))
      return known[i].height;
  metrics = pango_context_get_metrics (context, asked.font, NULL);
  asked.height = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics));
  pango_font_metrics_unref (metrics);
  asked.font = pango_font_description_copy (asked.font);
  g_clear_pointer (&known[n_known].font, pango_font_description_free);
  known[n_known] = asked;
  n_known = (n_known + 1) % G_N_ELEMENTS (known);
  return asked.height;
}

static int
line_height (const Line *line, int width)
{
  int start = text_height (line->start), end = 0;

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

  if (self->news_dot == NULL || !gtk_widget_should_layout (self->news_dot))
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

  /* As high as it is wide: an icon that is asked how high it is asks in turn where the letters beside it stand. */
  place (widget, GTK_WIDGET (self->type_icon), 0, (height - icon) / 2, icon, icon);
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
  GtkWidget *child;

  imagin_mission_row_set_summary (IMAGIN_MISSION_ROW (object), NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
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
}

/* It is never asked how wide it would like to be: the row gives it what is left. A GtkInscription is made for that, but
 * resolves the whole style of a window of its own before it has a parent. */
static GtkLabel *
text_new (ImaginMissionRow *self, const char *const *classes)
{
  GtkWidget *text =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes", classes, NULL);

  gtk_widget_set_parent (text, GTK_WIDGET (self));
  return GTK_LABEL (text);
}

/* Made here and not by a template: of a list's first screenful, that is a third of what its rows take to make. */
static void
imagin_mission_row_init (ImaginMissionRow *self)
{
  static const char *const of_icon[] = { "type-icon", NULL };
  static const char *const of_title[] = { "row-title", NULL };
  static const char *const of_amount[] = { "numeric", NULL };
  static const char *const of_line[] = { "caption", "dimmed", NULL };
  GtkWidget *row = GTK_WIDGET (self);

  gtk_widget_set_margin_top (row, 8);
  gtk_widget_set_margin_bottom (row, 8);
  self->type_icon =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes", of_icon, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->type_icon), row);
  self->paper = text_new (self, of_title);
  self->amount = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "css-classes", of_amount, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->amount), row);
  self->role = text_new (self, of_line);
  self->where = text_new (self, of_line);
  self->tag = g_object_new (GTK_TYPE_LABEL, "wrap-mode", PANGO_WRAP_WORD_CHAR, "natural-wrap-mode",
                            GTK_NATURAL_WRAP_NONE, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->tag), row);
}
