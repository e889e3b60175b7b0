/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing a dialog: from within, and whatever its window does meanwhile. */

#include "ui/widgets/imagin-dialog-close.h"

static gboolean
close_dialog (gpointer dialog)
{
  adw_dialog_close (dialog);
  return G_SOURCE_REMOVE;
}

void
imagin_dialog_close_later (AdwDialog *dialog)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_dialog, g_object_ref (dialog), g_object_unref);
}

/* Well after a dialog has slid away. */
#define HELD_MS 500

static gboolean
let_go (gpointer dialog)
{
  return gtk_widget_get_root (dialog) != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
hold (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  AdwDialog *dialog = g_value_get_object (&values[0]);

  if (adw_dialog_get_presentation_mode (dialog) == ADW_DIALOG_AUTO)
    adw_dialog_set_presentation_mode (dialog, gtk_widget_has_css_class (GTK_WIDGET (dialog), "bottom-sheet")
                                                  ? ADW_DIALOG_BOTTOM_SHEET
                                                  : ADW_DIALOG_FLOATING);
  g_timeout_add_full (G_PRIORITY_DEFAULT, HELD_MS, let_go, g_object_ref (dialog), g_object_unref);
  return TRUE;
}

void
imagin_dialog_close_whole (void)
{
  static gsize done = 0;
  GTypeClass *class;

  if (!g_once_init_enter (&done))
    return;
  class = g_type_class_ref (ADW_TYPE_DIALOG); /* which has the signals */
  g_signal_add_emission_hook (g_signal_lookup ("closed", ADW_TYPE_DIALOG), 0, hold, NULL, NULL);
  g_type_class_unref (class);
  g_once_init_leave (&done, 1);
}
