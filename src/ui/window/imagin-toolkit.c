/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the toolkit starts. */

#include "ui/window/imagin-toolkit.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#define VARIABLE "GTK_THEME"

/* The button that closes a dialog: libadwaita 1.7 (adw-sheet-controls.c) looks its texts up in the catalogue of the
 * program, not in its own. */
static const char *const asked_for_by_libadwaita[] G_GNUC_UNUSED = { N_ ("Close"), N_ ("Close the window") };

/* As big as the picture of a window of the usual size, in bytes. */
#define PICTURE (4 * 1024 * 1024)

/* A window is painted into a block of its size, which comes and goes with each frame. The C library asks the kernel for
 * a thousand new pages each time, until it has seen such a block freed: from then on it keeps them (mallopt(3),
 * "dynamic mmap threshold"). It may see one before the first frame; nothing is written into it, so it costs no page. */
static void
keep_pages (void)
{
  g_free (g_malloc (PICTURE));
}

void
imagin_toolkit_init (void)
{
  gboolean wished = g_getenv (VARIABLE) != NULL;

  keep_pages ();
  if (!wished)
    g_setenv (VARIABLE, "Adwaita-empty", TRUE); /* the theme that libadwaita chooses itself */
  /* The settings of a display read the theme when they are asked for. */
  if (gtk_init_check ())
    gtk_settings_get_default ();
  if (!wished)
    g_unsetenv (VARIABLE);
}
