/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One figure that the academy asks for. */

#include "ui/imagin-quantity-row.h"

#include "ui/imagin-wording.h"

#include <glib/gi18n.h>

#define MAXIMUM_DEFAULT 100000
#define MINUTES_STEP 15

struct _ImaginQuantityRow
{
  AdwActionRow parent_instance;

  ImaginMissionField *field;
  ImaginStatement *statement;
  GtkSpinButton *spin;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ImaginQuantityRow, imagin_quantity_row, ADW_TYPE_ACTION_ROW)

static const char *
key_of (ImaginQuantityRow *self)
{
  return imagin_entity_get_text (self->field, "key");
}

static const char *
unit_of (ImaginQuantityRow *self)
{
  return imagin_entity_get_text (self->field, "unit");
}

static gboolean
is_minutes (ImaginQuantityRow *self)
{
  return g_str_equal (unit_of (self), "minutes");
}

/* What was typed, as figures: the spaces of thousands go, "," and "." end the whole number. */
static gboolean
read_typed (GtkSpinButton *spin, double *value, ImaginQuantityRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  gint64 whole = 0, minutes = 0;
  gboolean after = FALSE, any = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      int figure = g_unichar_digit_value (character);

      if (figure >= 0 && !after && whole < MAXIMUM_DEFAULT * 10)
        whole = whole * 10 + figure;
      else if (figure >= 0 && after && minutes < 100)
        minutes = minutes * 10 + figure;
      else if (!g_unichar_isspace (character) && character != 0x202f)
        after = TRUE;
      any = any || figure >= 0;
    }
  *value = is_minutes (self) ? (double) (whole * 60 + MIN (minutes, 59)) : (double) whole;
  return any ? TRUE : GTK_INPUT_ERROR;
}

static gboolean
write_shown (GtkSpinButton *spin, ImaginQuantityRow *self)
{
  gint64 quantity = (gint64) gtk_spin_button_get_value (spin);
  g_autofree char *text = NULL;

  if (imagin_statement_get_quantity (self->statement, key_of (self)) < 0 && quantity == 0)
    text = g_strdup ("");
  else if (is_minutes (self))
    text = imagin_wording_quantity (quantity, "minutes");
  else
    text = g_strdup_printf ("%" G_GINT64_FORMAT, quantity);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
value_changed (ImaginQuantityRow *self)
{
  if (!self->filling)
    imagin_statement_set_quantity (self->statement, key_of (self), (gint64) gtk_spin_button_get_value (self->spin));
}

/* While typing, too: the spin button itself waits until the focus leaves. */
static void
typed (ImaginQuantityRow *self)
{
  double value;

  if (self->filling || !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->spin)))))
    return;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->spin)) == '\0')
    imagin_statement_set_quantity (self->statement, key_of (self), -1);
  else if (read_typed (self->spin, &value, self) == TRUE)
    imagin_statement_set_quantity (self->statement, key_of (self), (gint64) value);
}

static void
show_problem (ImaginQuantityRow *self)
{
  gint64 quantity = imagin_statement_get_quantity (self->statement, key_of (self));
  gint64 minimum = imagin_entity_get_integer (self->field, "minimum", 0);
  gint64 maximum = imagin_entity_get_integer (self->field, "maximum", G_MAXINT64);
  const char *help = imagin_entity_get_text (self->field, "help");
  gboolean wrong = quantity >= 0 && (quantity < minimum || quantity > maximum);
  g_autofree char *text = NULL;

  if (wrong)
    {
      g_autofree char *most = imagin_wording_quantity (maximum, unit_of (self));

      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      text = g_strdup_printf (_ ("At most %s for this mission"), most);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text != NULL ? text : help != NULL ? help : "");
}

static void
fill (ImaginQuantityRow *self)
{
  self->filling = TRUE;
  gtk_spin_button_set_value (self->spin,
                             (double) MAX (0, imagin_statement_get_quantity (self->statement, key_of (self))));
  write_shown (self->spin, self);
  self->filling = FALSE;
  show_problem (self);
}

static void
build (ImaginQuantityRow *self, gboolean writable)
{
  gint64 maximum = imagin_entity_get_integer (self->field, "maximum", MAXIMUM_DEFAULT);
  double step = is_minutes (self) ? MINUTES_STEP : 1;
  const char *label = imagin_entity_get_text (self->field, "label");

  /* Room above the academy's limit: what is typed is kept and marked, never silently made smaller. */
  self->spin = GTK_SPIN_BUTTON (gtk_spin_button_new (
      gtk_adjustment_new (0, 0, (double) MAX (maximum * 10, MAXIMUM_DEFAULT), step, step * 10, 0), 0, 0));
  gtk_widget_set_valign (GTK_WIDGET (self->spin), GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (GTK_WIDGET (self->spin), writable);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), 7);
  gtk_editable_set_alignment (GTK_EDITABLE (self->spin), 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (self->spin, "input", G_CALLBACK (read_typed), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->spin, "output", G_CALLBACK (write_shown), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->spin, "value-changed", G_CALLBACK (value_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->spin, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spin));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->spin));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
}

static void
imagin_quantity_row_dispose (GObject *object)
{
  ImaginQuantityRow *self = IMAGIN_QUANTITY_ROW (object);

  g_clear_object (&self->field);
  g_clear_object (&self->statement);
  G_OBJECT_CLASS (imagin_quantity_row_parent_class)->dispose (object);
}

static void
imagin_quantity_row_class_init (ImaginQuantityRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_quantity_row_dispose;
}

static void
imagin_quantity_row_init (ImaginQuantityRow *self)
{
}

GtkWidget *
imagin_quantity_row_new (ImaginMissionField *field, ImaginStatement *statement, gboolean writable)
{
  ImaginQuantityRow *self = g_object_new (IMAGIN_TYPE_QUANTITY_ROW, NULL);

  self->field = g_object_ref (field);
  self->statement = g_object_ref (statement);
  build (self, writable);
  fill (self);
  g_signal_connect_object (statement, "changed", G_CALLBACK (show_problem), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
