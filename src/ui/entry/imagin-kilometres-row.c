/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kilometres of the year that no mission here declares. */

#include "ui/entry/imagin-kilometres-row.h"

#include "account/imagin-reckoning.h"
#include "ui/widgets/imagin-spin-wheel.h"

#include <glib/gi18n.h>

struct _ImaginKilometresRow
{
  AdwActionRow parent_instance;

  ImaginReckoning *reckoning;
  GtkSpinButton *spin;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ImaginKilometresRow, imagin_kilometres_row, ADW_TYPE_ACTION_ROW)

static void
show (ImaginKilometresRow *self)
{
  gint64 told = imagin_reckoning_get_kilometres_told (self->reckoning);
  gint64 others = imagin_reckoning_get_kilometres_before (self->reckoning) - told;
  g_autofree char *text =
      others > 0 ? g_strdup_printf (_ ("Before this one, your missions count %d km this year already"), (int) others)
                 : g_strdup (_ ("They decide the rate: it changes after 2,000 and 10,000 km a year"));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  if (gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->spin)))))
    return;
  self->filling = TRUE;
  gtk_spin_button_set_value (self->spin, (double) told);
  self->filling = FALSE;
}

static void
value_changed (ImaginKilometresRow *self)
{
  if (!self->filling)
    dex_future_disown (
        imagin_reckoning_tell_kilometres (self->reckoning, (gint64) gtk_spin_button_get_value (self->spin)));
}

static void
imagin_kilometres_row_dispose (GObject *object)
{
  g_clear_object (&IMAGIN_KILOMETRES_ROW (object)->reckoning);
  G_OBJECT_CLASS (imagin_kilometres_row_parent_class)->dispose (object);
}

static void
imagin_kilometres_row_class_init (ImaginKilometresRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_kilometres_row_dispose;
}

static void
imagin_kilometres_row_init (ImaginKilometresRow *self)
{
  const char *title = _ ("Other kilometres of the year");
  GtkWidget *unit = gtk_label_new (_ ("km"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  self->spin = GTK_SPIN_BUTTON (gtk_spin_button_new (gtk_adjustment_new (0, 0, 1000000, 1, 100, 0), 0, 0));
  gtk_spin_button_set_numeric (self->spin, TRUE);
  imagin_spin_ignore_wheel (self->spin);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), 3);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->spin), 6);
  gtk_editable_set_alignment (GTK_EDITABLE (self->spin), 1);
  gtk_widget_set_valign (GTK_WIDGET (self->spin), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (unit, "dimmed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (self->spin, "value-changed", G_CALLBACK (value_changed), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spin));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), unit);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->spin));
}

GtkWidget *
imagin_kilometres_row_new (ImaginDraft *draft)
{
  ImaginKilometresRow *self = g_object_new (IMAGIN_TYPE_KILOMETRES_ROW, "use-markup", FALSE, NULL);

  self->reckoning = g_object_ref (imagin_reckoning_of (draft));
  g_signal_connect_object (self->reckoning, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
