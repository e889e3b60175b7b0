/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * ImaginInspection:
 *
 * What another process saw in a file: its type by its bytes, how many pages, and a small picture of it.
 */
#define IMAGIN_TYPE_INSPECTION (imagin_inspection_get_type ())
G_DECLARE_FINAL_TYPE (ImaginInspection, imagin_inspection, IMAGIN, INSPECTION, GObject)

struct _ImaginInspection
{
  GObject parent_instance;

  char *media_type;
  guint pages; /* 1 for a picture */
  int width;   /* of the thumbnail, in pixels; 0 where there is none */
  int height;
  GBytes *pixels; /* nullable: RGBA, 4 bytes a pixel, not premultiplied, rows without padding */
};

/**
 * imagin_inspect:
 * @path: a file
 *
 * Decodes the file in a process of its own, which is ended when it takes too long or too much. Rejected with
 * IMAGIN_ERROR_UNSUPPORTED_TYPE (the bytes are no picture and no PDF), _ENCRYPTED_FILE, _UNREADABLE_FILE.
 *
 * Returns: (transfer full): a future for the #ImaginInspection
 */
DexFuture *imagin_inspect (const char *path);

G_END_DECLS
