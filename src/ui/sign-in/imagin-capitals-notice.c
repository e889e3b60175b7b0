/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "The capitals are locked". */

#include "ui/sign-in/imagin-capitals-notice.h"

#include <glib/gi18n.h>

struct _ImaginCapitalsNotice
{
  AdwBin parent_instance;

  GdkDevice *keyboard; /* (nullable): while it is in a window */
};

G_DEFINE_FINAL_TYPE (ImaginCapitalsNotice, imagin_capitals_notice, ADW_TYPE_BIN)

static void
show (ImaginCapitalsNotice *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->keyboard != NULL && gdk_device_get_caps_lock_state (self->keyboard));
}

static void
imagin_capitals_notice_root (GtkWidget *widget)
{
  ImaginCapitalsNotice *self = IMAGIN_CAPITALS_NOTICE (widget);
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));

  GTK_WIDGET_CLASS (imagin_capitals_notice_parent_class)->root (widget);
  /* A display may have no seat, and a seat no keyboard. */
  if (seat != NULL && g_set_object (&self->keyboard, gdk_seat_get_keyboard (seat)) && self->keyboard != NULL)
    g_signal_connect_object (self->keyboard, "notify::caps-lock-state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
imagin_capitals_notice_unroot (GtkWidget *widget)
{
  ImaginCapitalsNotice *self = IMAGIN_CAPITALS_NOTICE (widget);

  if (self->keyboard != NULL)
    g_signal_handlers_disconnect_by_data (self->keyboard, self);
  g_clear_object (&self->keyboard);
  GTK_WIDGET_CLASS (imagin_capitals_notice_parent_class)->unroot (widget);
}

static void
imagin_capitals_notice_class_init (ImaginCapitalsNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->root = imagin_capitals_notice_root;
  widget_class->unroot = imagin_capitals_notice_unroot;
}

static void
imagin_capitals_notice_init (ImaginCapitalsNotice *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _ ("Capitals are locked (Caps Lock)"), "wrap", TRUE,
                                   "justify", GTK_JUSTIFY_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);

  gtk_widget_add_css_class (label, "warning");
  adw_bin_set_child (ADW_BIN (self), label);
}
