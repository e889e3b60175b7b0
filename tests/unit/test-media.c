/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is, by its bytes; decoded in another process. */

#include "unit-wait.h"

#include "media/imagin-inspection.h"
#include "media/imagin-media-type.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Sniffing */

static const struct
{
  const char *rule;
  const char *bytes;
  gsize size;
  const char *media_type;
} heads[] = {
  { "jpeg", "\xff\xd8\xff\xe0", 4, "image/jpeg" },
  { "png", "\x89PNG\r\n\x1a\n", 8, "image/png" },
  { "gif-87a", "GIF87a", 6, "image/gif" },
  { "gif-89a", "GIF89a", 6, "image/gif" },
  { "pdf", "%PDF-1.7", 8, "application/pdf" },
  { "pdf-behind-something", "\n\nJunk %PDF-1.4", 15, "application/pdf" },
  { "half-a-png", "\x89PNG\r\n", 6, NULL },
  { "png-with-a-wrong-end", "\x89PNG\n\r\x1a\n", 8, NULL },
  { "text", "Bonjour", 7, NULL },
  { "html-that-speaks-of-pdf", "<html>PDF-1.4", 13, NULL },
  { "nothing", "", 0, NULL },
};

static void
test_sniff (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  g_assert_cmpstr (imagin_media_type_sniff ((const guchar *) heads[i].bytes, heads[i].size), ==, heads[i].media_type);
}

static void
test_pdf_only_in_the_head (void)
{
  g_autofree char *bytes = g_strnfill (2048, ' ');

  memcpy (bytes + IMAGIN_MEDIA_TYPE_HEAD_BYTES - 5, "%PDF-", 5);
  g_assert_cmpstr (imagin_media_type_sniff ((const guchar *) bytes, 2048), ==, "application/pdf");
  memset (bytes, ' ', 2048);
  memcpy (bytes + IMAGIN_MEDIA_TYPE_HEAD_BYTES - 4, "%PDF-", 5);
  g_assert_null (imagin_media_type_sniff ((const guchar *) bytes, 2048));
}

/* Files of the test's own */

static void
draw (cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static char *
png_new (const char *name, int width, int height)
{
  char *path = path_of (name);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  draw (surface);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

static char *
pdf_new (const char *name, int pages)
{
  char *path = path_of (name);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);

  for (int i = 0; i < pages; i++)
    {
      draw (surface);
      cairo_surface_show_page (surface);
    }
  cairo_surface_destroy (surface);
  return path;
}

/* A red JPEG of 8 by 8 pixels. */
static const char jpeg_base64[] =
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU"
    "FRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
    "FBQUFBQUFBT/wAARCAAIAAgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF"
    "BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW"
    "V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi"
    "4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC"
    "AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm"
    "Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq"
    "8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD50ooor8MP9Uz/2Q==";

static char *
jpeg_new (const char *name, gsize size)
{
  gsize whole;
  g_autofree guchar *bytes = g_base64_decode (jpeg_base64, &whole);

  return unit_file_new (folder, name, bytes, MIN (size, whole));
}

static void
check_picture (const char *path, const char *media_type, guint pages, int width, int height)
{
  g_autoptr (ImaginInspection) seen = unit_await_object (imagin_inspect (path));
  const guchar *pixel = g_bytes_get_data (seen->pixels, NULL);

  g_assert_cmpstr (seen->media_type, ==, media_type);
  g_assert_cmpuint (seen->pages, ==, pages);
  g_assert_cmpint (seen->width, ==, width);
  g_assert_cmpint (seen->height, ==, height);
  g_assert_cmpuint (g_bytes_get_size (seen->pixels), ==, (gsize) (width * height * 4));
  /* Red, opaque. */
  g_assert_cmpuint (pixel[0], >, 240);
  g_assert_cmpuint (pixel[1], <, 20);
  g_assert_cmpuint (pixel[2], <, 20);
  g_assert_cmpuint (pixel[3], ==, 255);
}

static void
check_refused (const char *path, ImaginError code)
{
  g_free (unit_await_refused (imagin_inspect (path), code));
}

static void
test_pictures (void)
{
  g_autofree char *png = png_new ("a.png", 400, 200);
  g_autofree char *jpeg = jpeg_new ("b.jpg", G_MAXSIZE);
  g_autofree char *misnamed = png_new ("c.pdf", 50, 100);

  check_picture (png, "image/png", 1, 128, 64);
  check_picture (jpeg, "image/jpeg", 1, 128, 128);
  check_picture (misnamed, "image/png", 1, 64, 128);
}

static void
test_pdf (void)
{
  g_autofree char *path = pdf_new ("d.pdf", 3);

  check_picture (path, "application/pdf", 3, 90, 128);
}

static void
test_text_named_pdf (void)
{
  g_autofree char *path = unit_file_new (folder, "e.pdf", "Facture", 7);

  check_refused (path, IMAGIN_ERROR_UNSUPPORTED_TYPE);
}

static void
test_broken_files (void)
{
  g_autofree char *jpeg = jpeg_new ("f.jpg", 300);
  g_autofree char *head = unit_file_new (folder, "g.png", "\x89PNG\r\n\x1a\n", 8);
  g_autofree char *pdf = unit_file_new (folder, "h.pdf", "%PDF-1.7\nnothing more", 21);

  check_refused (jpeg, IMAGIN_ERROR_UNREADABLE_FILE);
  check_refused (head, IMAGIN_ERROR_UNREADABLE_FILE);
  check_refused (pdf, IMAGIN_ERROR_UNREADABLE_FILE);
}

static void
test_encrypted_pdf (void)
{
  g_autofree char *program = g_find_program_in_path ("qpdf");
  g_autofree char *plain = pdf_new ("i.pdf", 1);
  g_autofree char *secret = path_of ("j.pdf");
  g_autoptr (GSubprocess) qpdf = NULL;

  if (program == NULL)
    {
      g_test_skip ("qpdf is not here to encrypt a PDF");
      return;
    }
  qpdf = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, program, "--encrypt", "a", "b", "256", "--", plain, secret,
                           NULL);
  g_assert_true (g_subprocess_wait_check (qpdf, NULL, NULL));
  check_refused (secret, IMAGIN_ERROR_ENCRYPTED_FILE);
}

/* A decoder that was taken over may say anything. */
static void
check_answer (const char *answer)
{
  g_autofree char *kept = g_strdup (g_getenv ("IMAGIN_LIBEXEC"));
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n%s\n", answer);
  g_autofree char *helper = unit_file_new (folder, "imagin-inspect", script, strlen (script));

  g_chmod (helper, 0700);
  g_setenv ("IMAGIN_LIBEXEC", folder, TRUE);
  check_refused (helper, IMAGIN_ERROR_UNREADABLE_FILE);
  g_setenv ("IMAGIN_LIBEXEC", kept, TRUE);
}

static void
test_a_strange_decoder (void)
{
  check_answer ("exit 1");
  check_answer ("kill -9 $$");
  check_answer ("echo hello");
  check_answer ("echo '{\"media_type\":\"image/png\",\"width\":2,\"height\":2}'; printf 123");
  check_answer ("echo '{\"media_type\":\"image/png\",\"width\":-1,\"height\":-1}'; printf 1234");
  check_answer ("echo '{\"media_type\":\"image/png\",\"width\":100000,\"height\":100000}'");
  check_answer ("exec cat /dev/zero");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  folder = unit_folder_new ();
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *path = g_strconcat ("/media/sniff/", heads[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_sniff);
    }
  g_test_add_func ("/media/sniff/a-pdf-says-so-in-its-first-1024-bytes", test_pdf_only_in_the_head);
  g_test_add_func ("/media/pictures-are-seen-whatever-their-name", test_pictures);
  g_test_add_func ("/media/the-first-page-of-a-pdf-is-seen", test_pdf);
  g_test_add_func ("/media/text-named-pdf-is-refused", test_text_named_pdf);
  g_test_add_func ("/media/what-is-cut-off-cannot-be-read", test_broken_files);
  g_test_add_func ("/media/an-encrypted-pdf-is-refused", test_encrypted_pdf);
  g_test_add_func ("/media/a-strange-decoder-is-not-believed", test_a_strange_decoder);
  result = g_test_run ();
  unit_folder_remove (folder);
  g_free (folder);
  return result;
}
