/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One figure that the academy asks for. */

#include "ui/entry/imagin-quantity-row.h"

#include "base/imagin-moment.h"
#include "ui/widgets/imagin-spin-wheel.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

#define QUANTITY_MAXIMUM 999999
#define MINUTES_STEP 15

struct _ImaginQuantityRow
{
  AdwActionRow parent_instance;

  ImaginMissionField *field;
  ImaginStatement *statement;
  GtkSpinButton *spin;
  gint64 settled; /* the last figure that was not being typed */
  gboolean filling;
  gboolean taking;     /* what is typed, into the spin button */
  gboolean unreadable; /* what is typed at this moment is no figure */
  gboolean put_back;   /* what was typed last was none */
  gboolean beyond;     /* … because it is larger than any figure that is counted here */
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

/* What was typed, as figures: the spaces of thousands go. Whole things have no decimal sign and no letters: what holds
 * one is refused, never read as something else. Minutes are typed as hours. */
static int
read_typed (GtkSpinButton *spin, double *value, ImaginQuantityRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  gint64 whole = 0;
  gboolean any = FALSE;

  *value = 0;
  self->beyond = FALSE;
  if (*text == '\0')
    return TRUE;
  if (is_minutes (self))
    {
      if (!imagin_duration_parse_typed (text, &whole))
        return GTK_INPUT_ERROR;
      *value = (double) whole;
      return TRUE;
    }
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      int figure = g_unichar_digit_value (character);

      if (g_unichar_isspace (character) || character == 0x202f)
        continue;
      if (figure < 0)
        return GTK_INPUT_ERROR;
      whole = MIN (whole * 10 + figure, QUANTITY_MAXIMUM + 1);
      any = TRUE;
    }
  *value = (double) whole;
  self->beyond = whole > QUANTITY_MAXIMUM;
  return any && !self->beyond ? TRUE : GTK_INPUT_ERROR;
}

static void show_problem (ImaginQuantityRow *self);

/* The field holds again what it held: that must not pass unseen. */
static void
say_put_back (ImaginQuantityRow *self)
{
  self->put_back = TRUE;
  show_problem (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), adw_action_row_get_subtitle (ADW_ACTION_ROW (self)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* The spin button would know what is typed only when the focus leaves, and write the figure before it over that
 * whenever it comes to another place: as the window becomes narrow. */
static void
take (ImaginQuantityRow *self, gint64 quantity)
{
  self->taking = TRUE;
  gtk_spin_button_set_value (self->spin, (double) quantity);
  self->taking = FALSE;
}

static gboolean
write_shown (GtkSpinButton *spin, ImaginQuantityRow *self)
{
  gint64 quantity = self->unreadable ? self->settled : (gint64) gtk_spin_button_get_value (spin);
  gboolean refused = self->unreadable;
  g_autofree char *text = NULL;

  if (self->taking)
    return TRUE;
  self->settled = quantity;
  /* Part of what cannot be read may have been taken while it was typed ("12" of "12,5"): the last figure counts again.
   */
  if (self->unreadable)
    {
      self->unreadable = FALSE;
      take (self, quantity);
      imagin_statement_set_quantity (self->statement, key_of (self), quantity > 0 ? quantity : -1);
    }
  if (imagin_statement_get_quantity (self->statement, key_of (self)) < 0 && quantity == 0)
    text = g_strdup ("");
  else if (is_minutes (self))
    text = imagin_wording_quantity (quantity, "minutes");
  else
    text = g_strdup_printf ("%" G_GINT64_FORMAT, quantity);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  if (refused)
    say_put_back (self);
  return TRUE;
}

static void
value_changed (ImaginQuantityRow *self)
{
  gboolean emptied = *gtk_editable_get_text (GTK_EDITABLE (self->spin)) == '\0';

  if (!self->filling && !self->taking)
    imagin_statement_set_quantity (self->statement, key_of (self),
                                   emptied ? -1 : (gint64) gtk_spin_button_get_value (self->spin));
}

/* What is wrong with what was typed, where it is no figure that can be kept. */
static char *
unread_text (ImaginQuantityRow *self)
{
  gint64 maximum = imagin_entity_get_integer (self->field, "maximum", QUANTITY_MAXIMUM);
  g_autofree char *most = imagin_wording_quantity (MIN (maximum, QUANTITY_MAXIMUM), unit_of (self));

  if (is_minutes (self))
    return g_strdup (self->unreadable ? _ ("Write hours and minutes, such as 7 h 30")
                                      : _ ("What you typed is no time, such as 7 h 30: the field is as it was before"));
  if (self->beyond)
    return g_strdup_printf (self->unreadable ? _ ("At most %s for this mission")
                                             : _ ("At most %s for this mission: the field is as it was before"),
                            most);
  return g_strdup (self->unreadable ? _ ("Write a whole number")
                                    : _ ("What you typed is no whole number: the field is as it was before"));
}

/* What the academy says of the field; a duration also says how it is typed. */
static char *
help_text (ImaginQuantityRow *self)
{
  const char *help = imagin_entity_get_text (self->field, "help");

  if (!is_minutes (self))
    return g_strdup (help != NULL ? help : "");
  return help != NULL && *help != '\0' ? g_strdup_printf ("%s %s", help, _ ("Write hours and minutes, such as 7 h 30"))
                                       : g_strdup (_ ("Write hours and minutes, such as 7 h 30"));
}

static void
show_problem (ImaginQuantityRow *self)
{
  gint64 quantity = imagin_statement_get_quantity (self->statement, key_of (self));
  gint64 minimum = imagin_entity_get_integer (self->field, "minimum", 0);
  gint64 maximum = imagin_entity_get_integer (self->field, "maximum", QUANTITY_MAXIMUM);
  g_autofree char *help = help_text (self);
  g_autofree char *text = NULL;

  if (self->unreadable || self->put_back)
    text = unread_text (self);
  else if (quantity >= 0 && quantity < minimum)
    {
      g_autofree char *least = imagin_wording_quantity (minimum, unit_of (self));

      text = g_strdup_printf (_ ("At least %s for this mission"), least);
    }
  else if (quantity > maximum)
    {
      g_autofree char *most = imagin_wording_quantity (maximum, unit_of (self));

      text = g_strdup_printf (_ ("At most %s for this mission"), most);
    }
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text != NULL ? text : help);
}

/* While typing, too: the spin button itself waits until the focus leaves. */
static void
typed (ImaginQuantityRow *self)
{
  gboolean empty = *gtk_editable_get_text (GTK_EDITABLE (self->spin)) == '\0';
  gboolean typing = gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->spin))));
  double value;

  if (self->filling)
    return;
  self->unreadable = typing && read_typed (self->spin, &value, self) != TRUE;
  if (typing)
    self->put_back = FALSE;
  if (typing && !self->unreadable)
    {
      take (self, (gint64) value);
      imagin_statement_set_quantity (self->statement, key_of (self), empty ? -1 : (gint64) value);
    }
  show_problem (self);
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
build (ImaginQuantityRow *self, const char *label, gboolean writable)
{
  double step = is_minutes (self) ? MINUTES_STEP : 1;

  /* Room above the academy's limit: what is typed is kept and marked, never silently made smaller. */
  self->spin = GTK_SPIN_BUTTON (
      gtk_spin_button_new (gtk_adjustment_new (0, 0, (double) QUANTITY_MAXIMUM, step, step * 10, 0), 0, 0));
  /* What cannot be read leaves the last figure in place. */
  gtk_spin_button_set_update_policy (self->spin, GTK_UPDATE_IF_VALID);
  imagin_spin_ignore_wheel (self->spin);
  gtk_widget_set_valign (GTK_WIDGET (self->spin), GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (GTK_WIDGET (self->spin), writable);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), 3);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->spin), 7);
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
imagin_quantity_row_new (ImaginMissionField *field, const char *label, ImaginStatement *statement, gboolean writable)
{
  ImaginQuantityRow *self = g_object_new (IMAGIN_TYPE_QUANTITY_ROW, NULL);

  self->field = g_object_ref (field);
  self->statement = g_object_ref (statement);
  build (self, label, writable);
  fill (self);
  g_signal_connect_object (statement, "changed", G_CALLBACK (show_problem), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
