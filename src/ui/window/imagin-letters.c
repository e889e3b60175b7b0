/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters of the first screen, drawn ahead. */

#include "ui/window/imagin-letters.h"

/* What most of the first screen is written in; the two lines of big letters are drawn as fast as they are looked up. */
static const char *const styles[][2] = {
  { NULL },
  { "heading" },
  { "caption" },
  { "tag" },
};

/* Those that French and English use most; what is missing is drawn when it is needed. All of them would take as much
 * memory as they save time. */
#define LETTERS "abcdefghijlmnopqrstuvxyzéèàCDEPS01269.,·’"

/* Letters stand at quarters of a pixel, and each place is another picture. */
#define PLACES 4

typedef struct
{
  PangoFontDescription *fonts[G_N_ELEMENTS (styles)];
  cairo_font_options_t *options;
  PangoLanguage *language;
  double resolution;
} Letters;

static void
letters_free (Letters *letters)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    pango_font_description_free (letters->fonts[i]);
  cairo_font_options_destroy (letters->options);
  g_free (letters);
}

static void
draw (PangoContext *context, const PangoFontDescription *font, cairo_t *cairo)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);

  pango_layout_set_font_description (layout, font);
  for (const char *letter = LETTERS; *letter != '\0'; letter = g_utf8_next_char (letter))
    {
      pango_layout_set_text (layout, letter, (int) (g_utf8_next_char (letter) - letter));
      for (int place = 0; place < PLACES; place++)
        {
          cairo_move_to (cairo, (double) place / PLACES, 0);
          pango_cairo_show_layout (cairo, layout);
        }
    }
}

/* Pango's fonts belong to one thread, so this one has its own; the letters that cairo draws belong to all. */
static gpointer
draw_thread (gpointer data)
{
  Letters *letters = data;
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 64, 64);
  cairo_t *cairo = cairo_create (surface);

  pango_cairo_context_set_resolution (context, letters->resolution);
  pango_cairo_context_set_font_options (context, letters->options);
  pango_context_set_language (context, letters->language);
  pango_context_set_round_glyph_positions (context, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    draw (context, letters->fonts[i], cairo);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  g_object_unref (context);
  letters_free (letters);
  return NULL;
}

void
imagin_letters_draw_ahead (void)
{
  Letters *letters = g_new0 (Letters, 1);
  /* What has no parent is the root of a style sheet, of which the whole palette is worked out. */
  g_autoptr (GtkWidget) root = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      GtkWidget *label = gtk_label_new (NULL);
      PangoContext *context;

      gtk_widget_set_css_classes (label, (const char **) styles[i]);
      gtk_box_append (GTK_BOX (root), label);
      context = gtk_widget_get_pango_context (label);
      letters->fonts[i] = pango_font_description_copy (pango_context_get_font_description (context));
      if (i > 0)
        continue;
      letters->options = cairo_font_options_copy (pango_cairo_context_get_font_options (context));
      letters->resolution = pango_cairo_context_get_resolution (context);
      letters->language = pango_context_get_language (context);
    }
  g_thread_unref (g_thread_new ("letters", draw_thread, letters));
}
