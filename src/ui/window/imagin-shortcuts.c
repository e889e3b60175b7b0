/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys, in a dialog of boxed lists. */

#include "ui/window/imagin-shortcuts.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *title;
  const char *keys;
  const char *label; /* NULL: what the toolkit calls them */
} Shortcut;

static const Shortcut shortcuts[] = {
  { N_ ("Search the missions"), "<Control>f" },
  { N_ ("Refresh"), "F5" },
  /* Translators: keys. French keyboards say "Entrée" where GTK says "Retour", which is also "Back". */
  { N_ ("Next step"), "<Control>Return", N_ ("Ctrl+Enter") },
  { N_ ("Save"), "<Control>s" },
  { N_ ("Attach receipts"), "<Control>o" },
  { N_ ("Take back what was removed"), "<Control>z" },
  { N_ ("Back"), "<Alt>Left" },
  { N_ ("Keyboard shortcuts"), "<Control>question" },
  { N_ ("Quit"), "<Control>q" },
};

static GtkWidget *
shortcut_row (const Shortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  GdkModifierType modifiers;
  guint key;
  g_autofree char *label = NULL;

  gtk_accelerator_parse (shortcut->keys, &key, &modifiers);
  label = shortcut->label != NULL ? g_strdup (_ (shortcut->label)) : gtk_accelerator_get_label (key, modifiers);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (label));
  return row;
}

void
imagin_shortcuts_present (GtkWidget *parent)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), shortcut_row (&shortcuts[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Keyboard shortcuts"));
  adw_dialog_set_content_width (dialog, 420);
  adw_dialog_set_content_height (dialog, 480);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}
