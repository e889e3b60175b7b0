/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the toolkit starts. */

#include "ui/imagin-toolkit.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#define VARIABLE "GTK_THEME"

/* The button that closes a dialog: libadwaita 1.7 (adw-sheet-controls.c) looks its texts up in the catalogue of the
 * program, not in its own. */
static const char *const asked_for_by_libadwaita[] G_GNUC_UNUSED = { N_ ("Close"), N_ ("Close the window") };

void
imagin_toolkit_init (void)
{
  gboolean wished = g_getenv (VARIABLE) != NULL;

  if (!wished)
    g_setenv (VARIABLE, "Adwaita-empty", TRUE); /* the theme that libadwaita chooses itself */
  /* The settings of a display read the theme when they are asked for. */
  if (gtk_init_check ())
    gtk_settings_get_default ();
  if (!wished)
    g_unsetenv (VARIABLE);
}
