/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One word out of several. */

#include "ui/widgets/imagin-choice-row.h"

#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

#define MOST_UNWRAPPED 24
#define MOST_LISTED 34

struct _ImaginChoiceRow
{
  AdwPreferencesRow parent_instance;

  GtkStringList *labels;
  GPtrArray *values; /* beside the labels; "" is none yet */
  gboolean filling;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkDropDown *choice;
  GtkLabel *figure;
};

G_DEFINE_FINAL_TYPE (ImaginChoiceRow, imagin_choice_row, ADW_TYPE_PREFERENCES_ROW)

static guint chosen_signal;

/* Words */

/* GTK names a drop-down after what is chosen. A name is what is asked; the answer is its description. */
static void
name_choice (ImaginChoiceRow *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->choice);
  g_autofree char *description =
      imagin_wording_join (3, chosen != NULL ? gtk_string_object_get_string (chosen) : NULL,
                           gtk_label_get_label (self->figure), gtk_label_get_label (self->subtitle));
  GtkWidget *named[] = { GTK_WIDGET (self->choice), gtk_widget_get_first_child (GTK_WIDGET (self->choice)) };

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), gtk_label_get_label (self->title));
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      gtk_accessible_update_relation (GTK_ACCESSIBLE (named[i]), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL,
                                      -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (named[i]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
    }
}

static void
remove_none (ImaginChoiceRow *self)
{
  if (self->values->len == 0 || *(const char *) self->values->pdata[0] != '\0')
    return;
  g_ptr_array_remove_index (self->values, 0);
  gtk_string_list_remove (self->labels, 0);
}

/* What was chosen cannot be taken back: "to be chosen" is no choice. Not while the list that it is in closes. */
static void
forget_none (gpointer data)
{
  ImaginChoiceRow *self = data;

  if (self->labels != NULL && gtk_drop_down_get_selected (self->choice) > 0)
    {
      self->filling = TRUE;
      remove_none (self);
      self->filling = FALSE;
    }
  g_object_unref (self);
}

static void
selected_changed (ImaginChoiceRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);

  name_choice (self);
  if (self->filling || selected >= self->values->len || *(const char *) self->values->pdata[selected] == '\0')
    return;
  g_idle_add_once (forget_none, g_object_ref (self));
  g_signal_emit (self, chosen_signal, 0, self->values->pdata[selected]);
}

void
imagin_choice_row_clear (ImaginChoiceRow *self)
{
  self->filling = TRUE;
  gtk_string_list_splice (self->labels, 0, self->values->len, NULL);
  g_ptr_array_set_size (self->values, 0);
  self->filling = FALSE;
}

void
imagin_choice_row_add (ImaginChoiceRow *self, const char *value, const char *label)
{
  self->filling = TRUE;
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (self->labels, label);
  self->filling = FALSE;
}

void
imagin_choice_row_set_value (ImaginChoiceRow *self, const char *value)
{
  guint position = 0;

  self->filling = TRUE;
  if (value == NULL && (self->values->len == 0 || *(const char *) self->values->pdata[0] != '\0'))
    {
      const char *none[] = { _ ("To be chosen"), NULL };

      g_ptr_array_insert (self->values, 0, g_strdup (""));
      gtk_string_list_splice (self->labels, 0, 0, none);
    }
  else if (value != NULL)
    {
      remove_none (self);
      if (!g_ptr_array_find_with_equal_func (self->values, value, g_str_equal, &position))
        {
          position = self->values->len;
          g_ptr_array_add (self->values, g_strdup (value));
          gtk_string_list_append (self->labels, value);
        }
    }
  gtk_drop_down_set_selected (self->choice, position);
  self->filling = FALSE;
}

void
imagin_choice_row_set_title (ImaginChoiceRow *self, const char *title)
{
  gtk_label_set_label (self->title, title);
  name_choice (self);
}

void
imagin_choice_row_set_subtitle (ImaginChoiceRow *self, const char *subtitle)
{
  gtk_label_set_label (self->subtitle, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL && *subtitle != '\0');
  name_choice (self);
}

void
imagin_choice_row_set_icon (ImaginChoiceRow *self, const char *icon_name)
{
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
}

void
imagin_choice_row_set_figure (ImaginChoiceRow *self, const char *figure)
{
  gtk_label_set_label (self->figure, figure != NULL ? figure : "");
  gtk_widget_set_visible (GTK_WIDGET (self->figure), figure != NULL && *figure != '\0');
  name_choice (self);
}

/* Choices */

static void
setup_label (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (
      item, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL));
}

/* Of so many characters as many as stand on the same line with the person's text. */
static int
with_text (int most)
{
  int resolution = -1;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &resolution, NULL);
  return resolution > 0 ? MIN (most, most * 96 * 1024 / resolution) : most;
}

/* The list inside the button takes the least width that it may: a short label must not be broken for that. */
static void
bind_label (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  /* An amount stands beside it, and grows as well. */
  gtk_label_set_width_chars (label, MIN ((int) g_utf8_strlen (text, -1), with_text (with_text (MOST_UNWRAPPED))));
  gtk_label_set_label (label, text);
}

static void
setup_choice (GtkListItemFactory *factory, GtkListItem *item, ImaginChoiceRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic", "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE,
                                               "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars", 40, NULL));
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
}

static void
show_check (GtkDropDown *choice, GParamSpec *pspec, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  if (box != NULL)
    gtk_widget_set_opacity (gtk_widget_get_last_child (box),
                            gtk_drop_down_get_selected_item (choice) == gtk_list_item_get_item (item) ? 1.0 : 0.0);
}

/* The list that opens is as wide as its button, unless what is in it asks for more. */
static void
bind_choice (GtkListItemFactory *factory, GtkListItem *item, ImaginChoiceRow *self)
{
  const char *label = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkLabel *words = GTK_LABEL (gtk_widget_get_first_child (gtk_list_item_get_child (item)));

  gtk_label_set_width_chars (words, MIN ((int) g_utf8_strlen (label, -1), with_text (MOST_LISTED)));
  gtk_label_set_label (words, label);
  gtk_list_item_set_accessible_label (item, label);
  g_signal_connect_object (self->choice, "notify::selected-item", G_CALLBACK (show_check), item, G_CONNECT_DEFAULT);
  show_check (self->choice, NULL, item);
}

static void
unbind_choice (GtkListItemFactory *factory, GtkListItem *item, ImaginChoiceRow *self)
{
  g_signal_handlers_disconnect_by_func (self->choice, show_check, item);
}

/* The choice stands at the end of its row: a list that is wider reaches back over it, and not out of the window. */
static void
align_list (GtkDropDown *choice)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (choice));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_widget_set_halign (child, GTK_ALIGN_END);
}

static GtkLabel *
new_label (const char *style)
{
  GtkLabel *label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                             PANGO_WRAP_WORD_CHAR, "max-width-chars", 46, NULL));

  if (style != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (label), style);
      gtk_widget_add_css_class (GTK_WIDGET (label), "dimmed");
    }
  return label;
}

static void
build (ImaginChoiceRow *self, GtkListItemFactory *shown, GtkListItemFactory *choices)
{
  GtkWidget *wrap =
      g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 12, "line-spacing", 4, "margin-start", 12, "margin-end", 12,
                    "margin-top", 8, "margin-bottom", 8, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *left = g_object_new (GTK_TYPE_BOX, "spacing", 12, "hexpand", TRUE, NULL);
  GtkWidget *words = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2, "hexpand", TRUE,
                                   "valign", GTK_ALIGN_CENTER, NULL);
  /* Amounts stand below each other at the end of their rows, also where these are a line of their own. (The wrap box's
   * own alignment puts what expands out of its bounds in libadwaita 1.7.) */
  GtkWidget *right = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 12, "line-spacing", 4, "hexpand", TRUE, "halign",
                                   GTK_ALIGN_END, NULL);

  self->icon =
      g_object_new (GTK_TYPE_IMAGE, "visible", FALSE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->title = new_label (NULL);
  self->subtitle = new_label ("caption");
  self->choice = g_object_new (GTK_TYPE_DROP_DOWN, "model", self->labels, "factory", shown, "list-factory", choices,
                               "valign", GTK_ALIGN_CENTER, NULL);
  align_list (self->choice);
  self->figure = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "width-chars", 8, "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->choice), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->figure), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->figure), "heading");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (left), words);
  adw_wrap_box_append (ADW_WRAP_BOX (right), GTK_WIDGET (self->choice));
  adw_wrap_box_append (ADW_WRAP_BOX (right), GTK_WIDGET (self->figure));
  adw_wrap_box_append (ADW_WRAP_BOX (wrap), left);
  adw_wrap_box_append (ADW_WRAP_BOX (wrap), right);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), wrap);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (selected_changed), self, G_CONNECT_SWAPPED);
}

static void
imagin_choice_row_dispose (GObject *object)
{
  ImaginChoiceRow *self = IMAGIN_CHOICE_ROW (object);

  self->filling = TRUE;
  g_clear_object (&self->labels);
  G_OBJECT_CLASS (imagin_choice_row_parent_class)->dispose (object);
}

static void
imagin_choice_row_finalize (GObject *object)
{
  g_ptr_array_unref (IMAGIN_CHOICE_ROW (object)->values);
  G_OBJECT_CLASS (imagin_choice_row_parent_class)->finalize (object);
}

static void
imagin_choice_row_class_init (ImaginChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_choice_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = imagin_choice_row_finalize;
  chosen_signal = g_signal_new ("chosen", IMAGIN_TYPE_CHOICE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
}

static void
imagin_choice_row_init (ImaginChoiceRow *self)
{
  g_autoptr (GtkListItemFactory) shown = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) choices = gtk_signal_list_item_factory_new ();

  self->values = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);
  g_signal_connect (shown, "setup", G_CALLBACK (setup_label), NULL);
  g_signal_connect (shown, "bind", G_CALLBACK (bind_label), NULL);
  g_signal_connect_object (choices, "setup", G_CALLBACK (setup_choice), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (choices, "bind", G_CALLBACK (bind_choice), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (choices, "unbind", G_CALLBACK (unbind_choice), self, G_CONNECT_DEFAULT);
  build (self, shown, choices);
}

GtkWidget *
imagin_choice_row_new (const char *title, const char *subtitle)
{
  ImaginChoiceRow *self = g_object_new (IMAGIN_TYPE_CHOICE_ROW, "use-markup", FALSE, NULL);

  imagin_choice_row_set_title (self, title);
  imagin_choice_row_set_subtitle (self, subtitle);
  return GTK_WIDGET (self);
}
