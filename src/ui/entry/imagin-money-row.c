/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An amount in euros, as people type it. */

#include "ui/entry/imagin-money-row.h"

#include "base/imagin-money.h"
#include "domain/imagin-typed.h"
#include "ui/widgets/imagin-field-mark.h"
#include "ui/texts/imagin-format.h"

#include <glib/gi18n.h>

struct _ImaginMoneyRow
{
  AdwActionRow parent_instance;

  ImaginEntity *entity;
  char *member;
  char *help;
  gboolean filling;

  GtkEntry *entry;
};

G_DEFINE_FINAL_TYPE (ImaginMoneyRow, imagin_money_row, ADW_TYPE_ACTION_ROW)

static void
show_problem (ImaginMoneyRow *self, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  imagin_field_mark (GTK_WIDGET (self->entry), wrong);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), wrong ? _ ("Write an amount, such as 12.50") : self->help);
}

static void
changed (ImaginMoneyRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gint64 cents;
  gboolean read = imagin_money_parse_typed (text, &cents);

  if (self->filling)
    return;
  self->filling = TRUE;
  imagin_typed_set (self->entity, self->member, IMAGIN_TYPED_WHOLE, read || *text == '\0' ? NULL : text, TRUE);
  if (read)
    imagin_entity_set_integer (self->entity, self->member, cents);
  else
    imagin_entity_set_null (self->entity, self->member);
  self->filling = FALSE;
  show_problem (self, !read && *text != '\0');
}

static void
fill (ImaginMoneyRow *self)
{
  gint64 cents = imagin_entity_get_integer (self->entity, self->member, -1);
  const char *typed = imagin_typed_get (self->entity, self->member, IMAGIN_TYPED_WHOLE, NULL);
  g_autofree char *text = typed != NULL ? g_strdup (typed) : cents >= 0 ? imagin_format_amount (cents) : g_strdup ("");

  if (self->filling)
    return;
  self->filling = TRUE;
  imagin_field_write (GTK_WIDGET (self->entry), text);
  self->filling = FALSE;
  show_problem (self, typed != NULL);
}

/* What was read is written as it was understood; what was not stays, to be corrected. */
static void
left (ImaginMoneyRow *self)
{
  if (imagin_entity_is_set (self->entity, self->member))
    fill (self);
}

gboolean
imagin_money_row_focus (GtkWidget *self)
{
  return gtk_widget_get_visible (self) && gtk_widget_grab_focus (GTK_WIDGET (IMAGIN_MONEY_ROW (self)->entry));
}

static void
build (ImaginMoneyRow *self, const char *title)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *euros = gtk_label_new ("€");

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
  gtk_entry_set_max_length (self->entry, 20);
  gtk_widget_set_valign (GTK_WIDGET (self->entry), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  gtk_widget_add_css_class (euros, "dimmed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), euros);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
}

static void
imagin_money_row_dispose (GObject *object)
{
  ImaginMoneyRow *self = IMAGIN_MONEY_ROW (object);

  if (self->entity != NULL)
    g_signal_handlers_disconnect_by_data (self->entity, self);
  g_clear_object (&self->entity);
  g_clear_pointer (&self->member, g_free);
  g_clear_pointer (&self->help, g_free);
  G_OBJECT_CLASS (imagin_money_row_parent_class)->dispose (object);
}

static void
imagin_money_row_class_init (ImaginMoneyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_money_row_dispose;
}

static void
imagin_money_row_init (ImaginMoneyRow *self)
{
}

GtkWidget *
imagin_money_row_new (gpointer entity, const char *member, const char *title, const char *subtitle)
{
  ImaginMoneyRow *self = g_object_new (IMAGIN_TYPE_MONEY_ROW, "use-markup", FALSE, "title", title, NULL);
  g_autofree char *property = g_strdelimit (g_strdup (member), "_", '-');
  g_autofree char *detailed = g_strconcat ("notify::", property, NULL);

  self->entity = g_object_ref (entity);
  self->member = g_strdup (member);
  self->help = g_strdup (subtitle != NULL ? subtitle : "");
  build (self, title);
  fill (self);
  g_signal_connect_object (entity, detailed, G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
