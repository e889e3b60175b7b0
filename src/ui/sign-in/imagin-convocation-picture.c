/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the number is: a convocation, drawn. */

#include "ui/sign-in/imagin-convocation-picture.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define WIDTH 300
#define HEIGHT 150
#define MARGIN 20

struct _ImaginConvocationPicture
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (ImaginConvocationPicture, imagin_convocation_picture, GTK_TYPE_WIDGET)

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
draw_text (GtkWidget *widget,
           GtkSnapshot *snapshot,
           const char *text,
           const char *font,
           float x,
           float y,
           const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_frame (GtkSnapshot *snapshot, const graphene_rect_t *bounds, float radius, float width, const GdkRGBA *colour)
{
  GskRoundedRect rounded;
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };

  gsk_rounded_rect_init_from_rect (&rounded, bounds, radius);
  gtk_snapshot_append_border (snapshot, &rounded, widths, colours);
}

static void
snapshot_picture (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA paper = { 1, 1, 1, 1 }, ink = { 0.15f, 0.15f, 0.15f, 1 }, grey = { 0.78f, 0.78f, 0.78f, 1 };
  static const float lines[] = { 104, 118, 132 };
  float left = ((float) gtk_widget_get_width (widget) - WIDTH) / 2;
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());

  left = MAX (0, left);
  gtk_snapshot_append_color (snapshot, &paper, &GRAPHENE_RECT_INIT (left, 0, WIDTH, HEIGHT));
  draw_frame (snapshot, &GRAPHENE_RECT_INIT (left, 0, WIDTH, HEIGHT), 4, 1, &grey);
  draw_text (widget, snapshot, _ ("ACADEMY OF …"), "Sans Bold 7", left + MARGIN, 14, &ink);
  draw_text (widget, snapshot, _ ("Intervener no. 0 482 917"), "Sans Bold 8", left + MARGIN, 32, &ink);
  draw_frame (snapshot, &GRAPHENE_RECT_INIT (left + MARGIN - 9, 26, 170, 26), 13, 2, accent);
  draw_text (widget, snapshot, _ ("CONVOCATION"), "Sans Bold 9", left + WIDTH / 2.0f - 42, 74, &ink);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    gtk_snapshot_append_color (snapshot, &grey,
                               &GRAPHENE_RECT_INIT (left + MARGIN, lines[i], (float) (240 - 14 * (int) i), 3));
}

static void
imagin_convocation_picture_class_init (ImaginConvocationPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = measure;
  widget_class->snapshot = snapshot_picture;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
imagin_convocation_picture_init (ImaginConvocationPicture *self)
{
  gtk_widget_set_margin_top (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("A convocation: the number stands at the top left, under the academy’s name"), -1);
}
