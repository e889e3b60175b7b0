/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* The longer side of a thumbnail, in pixels: twice what a row shows, for screens of double density. */
#define PICTURE_SIDE 128

typedef enum
{
  PICTURE_OK,
  PICTURE_UNREADABLE,
  PICTURE_ENCRYPTED,
} PictureResult;

/**
 * picture_of_pdf:
 * @pages: (out): how many pages
 * @thumbnail: (out): the first page on white
 */
PictureResult picture_of_pdf (const char *path, int *pages, cairo_surface_t **thumbnail);

/**
 * picture_of_image:
 * @thumbnail: (out): the picture, made small
 */
PictureResult picture_of_image (const char *path, cairo_surface_t **thumbnail);

G_END_DECLS
