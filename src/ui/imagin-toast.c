/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What just happened, said once. */

#include "ui/imagin-toast.h"

AdwToastOverlay *
imagin_toast_find_overlay (GtkWidget *widget)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  return overlay != NULL ? ADW_TOAST_OVERLAY (overlay) : NULL;
}

void
imagin_toast_show (GtkWidget *widget, const char *title)
{
  AdwToastOverlay *overlay = imagin_toast_find_overlay (widget);
  AdwToast *toast;

  if (overlay == NULL)
    return;
  toast = adw_toast_new (title);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (overlay, toast);
}
