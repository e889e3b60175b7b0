/* SPDX-License-Identifier: GPL-3.0-or-later */
/* imagin-inspect FILE: says in one line of JSON what the file is, then gives the pixels of a small picture of it. */

#include "media/imagin-media-type.h"
#include "media/inspect/picture.h"

#include <glib/gprintf.h>
#include <stdio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define CPU_SECONDS 20
#define SECONDS 30 /* on the clock: a decoder may also wait for ever */
#define MEMORY_BYTES ((rlim_t) 4 * 1024 * 1024 * 1024)

/* A hostile file may make a decoder run or grow without end. */
static void
bound_this_process (void)
{
  const struct rlimit cpu = { CPU_SECONDS, CPU_SECONDS };
  const struct rlimit core = { 0, 0 };
#if !defined(__SANITIZE_ADDRESS__)
  const struct rlimit memory = { MEMORY_BYTES, MEMORY_BYTES };

  setrlimit (RLIMIT_AS, &memory);
#endif
  /* Nobody reads the answer once the program that asked is gone. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  alarm (SECONDS);
  setrlimit (RLIMIT_CPU, &cpu);
  setrlimit (RLIMIT_CORE, &core);
}

static const char *
sniff (const char *path)
{
  guchar head[IMAGIN_MEDIA_TYPE_HEAD_BYTES];
  FILE *file = fopen (path, "rbe");
  gsize got = file != NULL ? fread (head, 1, sizeof head, file) : 0;

  if (file != NULL)
    fclose (file);
  return imagin_media_type_sniff (head, got);
}

static int
refuse (const char *why)
{
  g_printf ("{\"refused\":\"%s\"}\n", why);
  return 1;
}

static guchar
unpremultiply (guint value, guint alpha)
{
  return alpha == 0 ? 0 : (guchar) MIN (255, value * 255 / alpha);
}

static void
write_pixels (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);

  cairo_surface_flush (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint32 *row =
          (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) +
                                             (gsize) y * (gsize) cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++)
        {
          guint alpha = row[x] >> 24;
          const guchar rgba[4] = { unpremultiply (row[x] >> 16 & 0xff, alpha),
                                   unpremultiply (row[x] >> 8 & 0xff, alpha), unpremultiply (row[x] & 0xff, alpha),
                                   (guchar) alpha };

          fwrite (rgba, 1, sizeof rgba, stdout);
        }
    }
}

int
main (int argc, char **argv)
{
  cairo_surface_t *thumbnail = NULL;
  PictureResult result;
  const char *media_type;
  int pages = 1;

  if (argc != 2)
    {
      g_fprintf (stderr, "imagin-inspect FILE\n");
      return 2;
    }
  bound_this_process ();
  media_type = sniff (argv[1]);
  if (media_type == NULL)
    return refuse ("type");
  result = g_str_equal (media_type, "application/pdf") ? picture_of_pdf (argv[1], &pages, &thumbnail)
                                                       : picture_of_image (argv[1], &thumbnail);
  if (result != PICTURE_OK)
    return refuse (result == PICTURE_ENCRYPTED ? "encrypted" : "unreadable");
  g_printf ("{\"media_type\":\"%s\",\"pages\":%d,\"width\":%d,\"height\":%d}\n", media_type, pages,
            cairo_image_surface_get_width (thumbnail), cairo_image_surface_get_height (thumbnail));
  write_pixels (thumbnail);
  cairo_surface_destroy (thumbnail);
  return 0;
}
