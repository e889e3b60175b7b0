/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What just happened, said once. */

#include "ui/widgets/imagin-toast.h"

/* Around the text of a toast, its button to close it included, in pixels. */
#define MARGINS 110
/* … and its other button. */
#define BUTTON 100

/* Long enough to read it and to reach its button. */
#define BUTTON_SECONDS 10

AdwToastOverlay *
imagin_toast_find_overlay (GtkWidget *widget)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  return overlay != NULL ? ADW_TOAST_OVERLAY (overlay) : NULL;
}

/* A toast of libadwaita's own cuts what has no room in one line. */
static void
wrap (AdwToast *toast, const char *title, int room)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0, "css-classes", (const char *[]) { "heading", NULL }, NULL);
  int natural, chars = (int) g_utf8_strlen (title, -1);

  g_object_ref_sink (label);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  if (room > 0 && natural > room)
    {
      /* A toast is as high as its text is at the width that it would like. */
      gtk_label_set_max_width_chars (GTK_LABEL (label), MAX (chars * room / natural - 1, 1));
      adw_toast_set_custom_title (toast, label);
    }
  g_object_unref (label);
}

/* What stands there waits for a person, and what is said next must not wait for it. */
static void
make_way (AdwToastOverlay *overlay, AdwToast *next)
{
  static const char *const key = "imagin-offer";
  AdwToast *before = g_object_get_data (G_OBJECT (overlay), key);

  if (before != NULL)
    adw_toast_dismiss (before);
  g_object_set_data_full (G_OBJECT (overlay), key, next != NULL ? g_object_ref (next) : NULL, g_object_unref);
}

static AdwToast *
show (AdwToastOverlay *overlay, const char *title, const char *button, guint seconds)
{
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_use_markup (toast, FALSE);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_timeout (toast, seconds);
    }
  wrap (toast, title, gtk_widget_get_width (GTK_WIDGET (overlay)) - MARGINS - (button != NULL ? BUTTON : 0));
  make_way (overlay, button != NULL ? toast : NULL);
  adw_toast_overlay_add_toast (overlay, toast);
  return toast;
}

void
imagin_toast_show (GtkWidget *widget, const char *title)
{
  AdwToastOverlay *overlay = imagin_toast_find_overlay (widget);

  if (overlay != NULL)
    show (overlay, title, NULL, 0);
}

AdwToast *
imagin_toast_show_for (GtkWidget *widget, const char *title, const char *button, guint seconds)
{
  AdwToastOverlay *overlay = imagin_toast_find_overlay (widget);

  g_return_val_if_fail (overlay != NULL, NULL);

  return show (overlay, title, button, seconds);
}

void
imagin_toast_show_with (GtkWidget *widget, const char *title, const char *label, const char *action, GVariant *target)
{
  AdwToastOverlay *overlay = imagin_toast_find_overlay (widget);
  g_autoptr (GVariant) taken = target != NULL ? g_variant_ref_sink (target) : NULL;
  AdwToast *toast;

  if (overlay == NULL)
    return;
  toast = show (overlay, title, label, BUTTON_SECONDS);
  /* An action is never looked up without its parameter. */
  adw_toast_set_action_target_value (toast, taken);
  adw_toast_set_action_name (toast, action);
}
