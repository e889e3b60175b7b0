/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of one statement, side by side. */

#include "ui/waiting/imagin-conflict-dialog.h"

#include "ui/waiting/imagin-clash-text.h"
#include "ui/widgets/imagin-text-label.h"

#include <glib/gi18n.h>

#define WIDTH 560 /* of the dialog, in pixels */

typedef struct
{
  ImaginDraft *draft;
  GPtrArray *clashes;
  GHashTable *choices; /* their ids, owned by the clashes: ImaginChoice */
  GPtrArray *mine;     /* the radio buttons, in the order of the clashes; NULL where there is no such choice */
  GPtrArray *theirs;
  AdwDialog *dialog;
  GtkWidget *send;
} Conflict;

static void
conflict_free (gpointer data)
{
  Conflict *conflict = data;

  g_hash_table_unref (conflict->choices);
  g_ptr_array_unref (conflict->clashes);
  g_ptr_array_unref (conflict->mine);
  g_ptr_array_unref (conflict->theirs);
  g_object_unref (conflict->draft);
  g_free (conflict);
}

static void
chosen (Conflict *conflict)
{
  g_hash_table_remove_all (conflict->choices);
  for (guint i = 0; i < conflict->clashes->len; i++)
    {
      ImaginClash *clash = g_ptr_array_index (conflict->clashes, i);
      GtkCheckButton *mine = g_ptr_array_index (conflict->mine, i);

      if (gtk_check_button_get_active (g_ptr_array_index (conflict->theirs, i)))
        g_hash_table_insert (conflict->choices, clash->id, GINT_TO_POINTER (IMAGIN_CHOICE_THEIRS));
      else if (mine != NULL && gtk_check_button_get_active (mine))
        g_hash_table_insert (conflict->choices, clash->id, GINT_TO_POINTER (IMAGIN_CHOICE_MINE));
    }
  gtk_widget_set_sensitive (conflict->send, g_hash_table_size (conflict->choices) == conflict->clashes->len);
}

static void
choose_all (GPtrArray *buttons)
{
  for (guint i = 0; i < buttons->len; i++)
    if (g_ptr_array_index (buttons, i) != NULL)
      gtk_check_button_set_active (g_ptr_array_index (buttons, i), TRUE);
}

static void
all_mine (Conflict *conflict)
{
  choose_all (conflict->mine);
}

static void
all_theirs (Conflict *conflict)
{
  choose_all (conflict->theirs);
}

static void
send (Conflict *conflict)
{
  /* Closing frees what was chosen. */
  g_autoptr (ImaginDraft) draft = g_object_ref (conflict->draft);
  g_autoptr (GHashTable) choices = g_hash_table_ref (conflict->choices);

  imagin_draft_resolve (draft, choices);
  adw_dialog_close (conflict->dialog);
}

/* Building */

static GtkWidget *
add_choice (Conflict *conflict, GtkWidget *group, GtkWidget *other, const char *who, const char *value)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", value, "subtitle", who,
                                 "title-lines", 0, "subtitle-lines", 0, NULL);
  GtkWidget *button = gtk_check_button_new ();
  g_autofree char *name = g_strdup_printf ("%s, %s", value, who);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), other != NULL ? GTK_CHECK_BUTTON (other) : NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (chosen), conflict);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  /* The row names it by its title alone: whose it is belongs to it. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return button;
}

static void
add_clash (Conflict *conflict, GtkBox *box, const ImaginClash *clash)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = imagin_clash_text_title (conflict->draft, clash);
  g_autofree char *mine = imagin_clash_text_value (conflict->draft, clash, clash->mine);
  g_autofree char *theirs = imagin_clash_text_value (conflict->draft, clash, clash->theirs);
  g_autofree char *author = imagin_clash_text_author (conflict->draft);
  GtkWidget *mine_button = NULL;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (clash->closed)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _ ("The academy closed this part: what you entered in it here cannot be "
                                              "sent any more. Write to the exams office if it should be."));
  else
    mine_button = add_choice (conflict, group, NULL, _ ("You, on this computer"), mine);
  g_ptr_array_add (conflict->mine, mine_button);
  g_ptr_array_add (conflict->theirs, add_choice (conflict, group, mine_button, author,
                                                 clash->closed ? _ ("As the academy has it") : theirs));
  gtk_box_append (box, group);
}

static GtkWidget *
new_button (Conflict *conflict, const char *label, const char *style, GCallback clicked)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *text = g_object_new (GTK_TYPE_LABEL, "label", label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                  "justify", GTK_JUSTIFY_CENTER, NULL);

  gtk_button_set_child (GTK_BUTTON (button), text);
  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  if (clicked != NULL)
    g_signal_connect_swapped (button, "clicked", clicked, conflict);
  return button;
}

static GtkWidget *
new_content (Conflict *conflict)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 18, "margin-top", 12,
                                 "margin-bottom", 18, "margin-start", 18, "margin-end", 18, NULL);
  gboolean fit = conflict->clashes->len == 0;
  const char *text =
      fit ? _ ("This statement was also changed elsewhere. Both versions fit together: look at the result, then "
               "send it.")
          : _ ("This statement was also changed elsewhere. Nothing is lost: choose for each line what is right. All "
               "other changes of both sides are kept.");

  gtk_box_append (GTK_BOX (box), imagin_text_label_new (text, NULL));
  for (guint i = 0; i < conflict->clashes->len; i++)
    add_clash (conflict, GTK_BOX (box), g_ptr_array_index (conflict->clashes, i));
  if (conflict->clashes->len > 1)
    {
      GtkWidget *all = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, NULL);

      adw_wrap_box_append (ADW_WRAP_BOX (all),
                           new_button (conflict, _ ("All as entered here"), "flat", G_CALLBACK (all_mine)));
      adw_wrap_box_append (ADW_WRAP_BOX (all),
                           new_button (conflict, _ ("All as the academy has it"), "flat", G_CALLBACK (all_theirs)));
      gtk_box_append (GTK_BOX (box), all);
    }
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height",
                       TRUE, "child", box, NULL);
}

static GtkWidget *
new_foot (Conflict *conflict)
{
  GtkWidget *foot = g_object_new (GTK_TYPE_BOX, "spacing", 8, "homogeneous", TRUE, "margin-top", 8, "margin-bottom", 8,
                                  "margin-start", 12, "margin-end", 12, NULL);
  GtkWidget *later = new_button (conflict, _ ("Decide later"), NULL, NULL);

  conflict->send =
      new_button (conflict, imagin_draft_is_validating (conflict->draft) ? _ ("Send and validate") : _ ("Send"),
                  "suggested-action", G_CALLBACK (send));
  g_signal_connect_swapped (later, "clicked", G_CALLBACK (adw_dialog_close), conflict->dialog);
  gtk_box_append (GTK_BOX (foot), later);
  gtk_box_append (GTK_BOX (foot), conflict->send);
  return foot;
}

void
imagin_conflict_dialog_present (ImaginDraft *draft, GtkWidget *parent)
{
  Conflict *conflict = g_new0 (Conflict, 1);
  GtkWidget *toolbar = adw_toolbar_view_new ();

  conflict->draft = g_object_ref (draft);
  conflict->clashes = imagin_draft_list_clashes (draft);
  conflict->choices = g_hash_table_new (g_str_hash, g_str_equal);
  conflict->mine = g_ptr_array_new ();
  conflict->theirs = g_ptr_array_new ();
  conflict->dialog = adw_dialog_new ();
  g_object_set_data_full (G_OBJECT (conflict->dialog), "conflict", conflict, conflict_free);
  adw_dialog_set_title (conflict->dialog, _ ("Two versions"));
  adw_dialog_set_content_width (conflict->dialog, WIDTH);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), adw_header_bar_new ());
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (toolbar), new_foot (conflict));
  adw_toolbar_view_set_bottom_bar_style (ADW_TOOLBAR_VIEW (toolbar), ADW_TOOLBAR_RAISED_BORDER);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), new_content (conflict));
  adw_dialog_set_child (conflict->dialog, toolbar);
  chosen (conflict);
  adw_dialog_present (conflict->dialog, parent);
}
