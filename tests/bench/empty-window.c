/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The floor that a start is measured against: an empty libadwaita window. */

#include <adwaita.h>

static void
activate (GtkApplication *application, gpointer data)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_title (GTK_WINDOW (window), "Empty");
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 820);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_toolbar_view_new ());
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("fr.imagin.Intervenant.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
