/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The convocation as a document of one page. */

#include "academy/academy-convocation.h"

#include "academy/academy-json.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <string.h>

#define WIDTH_POINTS 595.0
#define HEIGHT_POINTS 842.0
#define MARGIN_POINTS 56.0

typedef struct
{
  cairo_t *cairo;
  double y;
} Page;

static void
write_lines (Page *page, const char *font, const char *text, double gap)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (page->cairo);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) ((WIDTH_POINTS - 2 * MARGIN_POINTS) * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (page->cairo, MARGIN_POINTS, page->y);
  pango_cairo_show_layout (page->cairo, layout);
  pango_layout_get_size (layout, NULL, &height);
  page->y += (double) height / PANGO_SCALE + gap;
}

static const char *
label_of (JsonObject *mission, const char *name)
{
  const char *label = imagin_json_text_member (imagin_json_object_member (mission, name), "label");

  return label != NULL ? label : "";
}

static void
write_fact (Page *page, const char *name, const char *value)
{
  g_autofree char *line = NULL;

  if (value == NULL || *value == '\0')
    return;
  /* U+202F, the narrow no-break space, before the colon. */
  line = g_strconcat (name, "\u202f: ", value, NULL);
  write_lines (page, "Sans 11", line, 6);
}

/* "2026-06-22" → "22/06/2026" */
static char *
french_day (const char *day)
{
  return day != NULL && strlen (day) >= 10 ? g_strdup_printf ("%.2s/%.2s/%.4s", day + 8, day + 5, day) : g_strdup ("");
}

static void
write_days (Page *page, JsonObject *mission)
{
  JsonArray *days = imagin_json_array_member (mission, "days");

  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    {
      JsonObject *day = json_array_get_object_element (days, i);
      g_autofree char *date = french_day (imagin_json_text_member (day, "date"));
      g_autofree char *line = g_strdup_printf ("le %s, de %s à %s", date, imagin_json_text_member (day, "from"),
                                               imagin_json_text_member (day, "to"));

      write_fact (page, "Date", line);
    }
}

static void
write_place (Page *page, JsonObject *mission)
{
  JsonObject *place = imagin_json_object_member (mission, "place");
  g_autofree char *line = NULL;

  if (place == NULL)
    {
      write_fact (page, "Lieu", "à domicile");
      return;
    }
  line = g_strdup_printf ("%s, %s, %s %s", imagin_json_text_member (place, "name"),
                          imagin_json_text_member (place, "address"), imagin_json_text_member (place, "postal_code"),
                          imagin_json_text_member (place, "commune"));
  write_fact (page, "Lieu", line);
}

static void
write_page (Page *page, const char *academy, JsonObject *mission, JsonObject *person)
{
  JsonObject *office = imagin_json_object_member (mission, "office");
  g_autofree char *who = g_strdup_printf ("%s %s", imagin_json_text_member (person, "given_name"),
                                          imagin_json_text_member (person, "family_name"));

  write_lines (page, "Sans 10", academy, 28);
  write_lines (page, "Sans Bold 18", "Convocation", 4);
  write_lines (page, "Sans 10", "Ce document vaut ordre de mission. Toutes les données sont fictives.", 24);
  write_fact (page, "Intervenant", who);
  write_fact (page, "Numéro intervenant", imagin_json_text_member (person, "number"));
  write_fact (page, "Mission", imagin_json_text_member (mission, "number"));
  write_fact (page, "Examen", label_of (mission, "exam"));
  write_fact (page, "Session", label_of (mission, "session"));
  write_fact (page, "Spécialité", imagin_json_text_member (mission, "speciality"));
  write_fact (page, "Épreuve", imagin_json_text_member (mission, "paper"));
  write_fact (page, "Nature", label_of (mission, "type"));
  write_fact (page, "Fonction", label_of (mission, "role"));
  write_fact (page, "Jury", imagin_json_text_member (mission, "jury"));
  write_place (page, mission);
  write_days (page, mission);
  page->y += 18;
  write_fact (page, "Votre service gestionnaire", imagin_json_text_member (office, "name"));
  write_fact (page, "Téléphone", imagin_json_text_member (office, "phone"));
  write_fact (page, "Courriel", imagin_json_text_member (office, "email"));
}

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Where the last "startxref" begins, or the length where there is none; the bytes may hold NULs. */
static gsize
find_end (GByteArray *pdf)
{
  static const char word[] = "startxref";

  for (gsize at = pdf->len; at >= strlen (word); at--)
    if (memcmp (pdf->data + at - strlen (word), word, strlen (word)) == 0)
      return at - strlen (word);
  return pdf->len;
}

/* Spaces before the last "startxref", where the format allows any, bring every document to the announced length. */
static void
pad (GByteArray *pdf)
{
  gsize end = find_end (pdf);
  gsize tail = pdf->len - end;
  g_autofree guint8 *kept = g_memdup2 (pdf->data + end, tail);

  if (pdf->len >= ACADEMY_CONVOCATION_BYTES || tail == 0)
    return;
  g_byte_array_set_size (pdf, ACADEMY_CONVOCATION_BYTES);
  memset (pdf->data + end, ' ', ACADEMY_CONVOCATION_BYTES - end - tail);
  memcpy (pdf->data + ACADEMY_CONVOCATION_BYTES - tail, kept, tail);
}

GBytes *
academy_convocation_draw (const char *academy, JsonObject *mission, JsonObject *person)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, pdf, WIDTH_POINTS, HEIGHT_POINTS);
  Page page = { cairo_create (surface), MARGIN_POINTS };
  g_autofree char *title = g_strdup_printf ("Convocation %s", imagin_json_text_member (mission, "number"));
  g_autofree char *issued = g_strconcat (
      imagin_json_text_member (imagin_json_object_member (mission, "convocation"), "issued_on"), "T08:00:00Z", NULL);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  /* Not the clock's: the same mission gives the same bytes each time. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, issued);
  write_page (&page, academy, mission, person);
  cairo_destroy (page.cairo);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  pad (pdf);
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}

void
academy_convocation_forget (void)
{
  pango_cairo_font_map_set_default (NULL);
  cairo_debug_reset_static_data ();
  FcFini ();
}
