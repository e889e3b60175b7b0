/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every account. */

#include "ui/accounts/imagin-accounts-dialog.h"

#include "ui/accounts/imagin-account-row.h"
#include "ui/widgets/imagin-dialog-close.h"
#include "ui/accounts/imagin-remove-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  ImaginAccounts *accounts;
  AdwNavigationView *navigation;
} Shown; /* the list owns it: it may outlive the dialog, and makes rows as long as it lives */

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_object_unref (shown->accounts);
  g_object_unref (shown->navigation);
  g_free (shown);
}

static void
remove_asked (ImaginAccountRow *row, Shown *shown)
{
  imagin_remove_dialog_present (shown->accounts, imagin_account_row_get_account (row), shown->navigation,
                                GTK_WIDGET (row));
}

static GtkWidget *
new_row (gpointer item, gpointer data)
{
  Shown *shown = data;
  GtkWidget *row = imagin_account_row_new (shown->accounts, item);

  g_signal_connect (row, "remove-asked", G_CALLBACK (remove_asked), shown);
  return row;
}

static void
add (AdwDialog *dialog)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), "win.add-academy", NULL);
}

/* Nobody is left: the window shows how to sign in. */
static void
accounts_changed (AdwDialog *dialog, guint position, guint n_removed, guint n_added, GListModel *accounts)
{
  if (g_list_model_get_n_items (accounts) > 0)
    return;
  g_signal_connect_after (dialog, "closed", G_CALLBACK (add), NULL);
  adw_dialog_force_close (dialog);
}

/* A dialog that closes gives the keyboard back to what had it: only then the page may take it. */
static void
add_activated (AdwDialog *dialog)
{
  g_signal_connect_after (dialog, "closed", G_CALLBACK (add), NULL);
  imagin_dialog_close_later (dialog);
}

static GtkWidget *
new_list (const char *name)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

static void
add_group (GtkWidget *page, GtkWidget *list)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
}

static void
show_account (AdwDialog *dialog, GtkListBox *list, ImaginAccount *account)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (imagin_account_row_get_account (IMAGIN_ACCOUNT_ROW (row)) == account)
      {
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
        adw_dialog_set_focus (dialog, GTK_WIDGET (row));
      }
}

void
imagin_accounts_dialog_present (ImaginAccounts *accounts,
                                AdwNavigationView *navigation,
                                ImaginAccount *shown,
                                GtkWidget *parent)
{
  AdwDialog *dialog =
      g_object_new (ADW_TYPE_DIALOG, "title", _ ("Accounts"), "content-width", 520, "content-height", 480, NULL);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *list = new_list (_ ("Accounts"));
  GtkWidget *more = new_list (_ ("Another academy"));
  GtkWidget *add =
      g_object_new (ADW_TYPE_BUTTON_ROW, "title", _ ("Add an academy…"), "start-icon-name", "list-add-symbolic", NULL);
  Shown *held = g_new0 (Shown, 1);

  held->accounts = g_object_ref (accounts);
  held->navigation = g_object_ref (navigation);
  gtk_list_box_bind_model (GTK_LIST_BOX (list), G_LIST_MODEL (accounts), new_row, held, shown_free);
  gtk_list_box_append (GTK_LIST_BOX (more), add);
  add_group (page, list);
  add_group (page, more);
  g_signal_connect_object (add, "activated", G_CALLBACK (add_activated), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed), dialog,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_child (dialog, view);
  if (shown != NULL)
    show_account (dialog, GTK_LIST_BOX (list), shown);
  adw_dialog_present (dialog, parent);
}
