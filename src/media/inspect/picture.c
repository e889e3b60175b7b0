/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small pictures of a PDF's first page (poppler) and of images (glycin, which decodes in a sandbox of its own). */

#include "media/inspect/picture.h"

#include <glycin-gtk4.h>
#include <glycin.h>
#include <poppler.h>

/* poppler-glib declares neither. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

static cairo_surface_t *
new_thumbnail (double width, double height, double *scale)
{
  *scale = PICTURE_SIDE / MAX (width, height);
  return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (1, (int) (width * *scale + 0.5)),
                                     MAX (1, (int) (height * *scale + 0.5)));
}

PictureResult
picture_of_pdf (const char *path, int *pages, cairo_surface_t **thumbnail)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PopplerDocument) document = poppler_document_new_from_gfile (file, NULL, NULL, &error);
  g_autoptr (PopplerPage) page = NULL;
  double width, height, scale;
  cairo_t *cr;

  if (document == NULL)
    return g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? PICTURE_ENCRYPTED : PICTURE_UNREADABLE;
  *pages = poppler_document_get_n_pages (document);
  page = *pages > 0 ? poppler_document_get_page (document, 0) : NULL;
  if (page == NULL)
    return PICTURE_UNREADABLE;
  poppler_page_get_size (page, &width, &height);
  if (!(width > 0 && height > 0 && width < 1e6 && height < 1e6))
    return PICTURE_UNREADABLE;
  *thumbnail = new_thumbnail (width, height, &scale);
  cr = cairo_create (*thumbnail);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  return PICTURE_OK;
}

/* Decoders give a dozen pixel formats; GDK knows them all and gives cairo's. */
static cairo_surface_t *
surface_of_frame (GlyFrame *frame)
{
  g_autoptr (GdkTexture) texture = gly_gtk_frame_get_texture (frame);
  cairo_surface_t *surface;

  if (texture == NULL)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_texture_get_width (texture),
                                        gdk_texture_get_height (texture));
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

PictureResult
picture_of_image (const char *path, cairo_surface_t **thumbnail)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GlyLoader) loader = gly_loader_new (file);
  g_autoptr (GlyImage) image = NULL;
  g_autoptr (GlyFrame) frame = NULL;
  cairo_surface_t *whole;
  double scale;
  cairo_t *cr;

  image = gly_loader_load (loader, NULL);
  frame = image != NULL ? gly_image_next_frame (image, NULL) : NULL;
  whole = frame != NULL ? surface_of_frame (frame) : NULL;
  if (whole == NULL)
    return PICTURE_UNREADABLE;
  *thumbnail = new_thumbnail (cairo_image_surface_get_width (whole), cairo_image_surface_get_height (whole), &scale);
  cr = cairo_create (*thumbnail);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, whole, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  /* Without it, the edges are mixed with what is not there and turn out half transparent. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (whole);
  return PICTURE_OK;
}
