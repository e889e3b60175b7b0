/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file's bytes are. */

#include "media/imagin-media-type.h"

#include <string.h>

typedef struct
{
  const char *magic;
  gsize size;
  const char *media_type;
} Signature;

static const Signature signatures[] = {
  { "\xff\xd8\xff", 3, "image/jpeg" },
  { "\x89PNG\r\n\x1a\n", 8, "image/png" },
  { "GIF87a", 6, "image/gif" },
  { "GIF89a", 6, "image/gif" },
};

const char *
imagin_media_type_sniff (const guchar *head, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (size >= signatures[i].size && memcmp (head, signatures[i].magic, signatures[i].size) == 0)
      return signatures[i].media_type;
  return memmem (head, MIN (size, IMAGIN_MEDIA_TYPE_HEAD_BYTES), "%PDF-", 5) != NULL ? "application/pdf" : NULL;
}
