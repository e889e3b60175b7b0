/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits here. */

#include "ui/waiting/imagin-waiting-dialog.h"

#include "account/imagin-waiting.h"
#include "ui/waiting/imagin-standing.h"
#include "ui/waiting/imagin-waiting-row.h"

#include <glib/gi18n.h>

#define WIDTH 560 /* of the dialog, in pixels */

typedef struct
{
  ImaginAccounts *accounts;
  ImaginWaiting *waiting;
  GtkStack *stack;
  AdwStatusPage *nothing;
  GtkLabel *standing;
  GtkWidget *standing_group;
} Shown; /* the dialog owns it */

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_signal_handlers_disconnect_by_data (shown->accounts, shown);
  g_signal_handlers_disconnect_by_data (shown->waiting, shown);
  g_object_unref (shown->accounts);
  g_object_unref (shown->waiting);
  g_free (shown);
}

/* Under something that is listed, "all up to date" would be wrong. */
static gboolean
is_heard (ImaginAccount *account)
{
  ImaginAccountState state = account != NULL ? imagin_account_get_state (account) : IMAGIN_ACCOUNT_UP_TO_DATE;

  return state == IMAGIN_ACCOUNT_UP_TO_DATE || state == IMAGIN_ACCOUNT_BUSY || state == IMAGIN_ACCOUNT_LOCAL;
}

static void
show (Shown *shown)
{
  guint waiting = g_list_model_get_n_items (G_LIST_MODEL (shown->waiting));
  const char *icon;
  g_autofree char *standing = imagin_standing_text (G_LIST_MODEL (shown->accounts), NULL, &icon);

  gtk_stack_set_visible_child_name (shown->stack, waiting > 0 ? "list" : "nothing");
  gtk_label_set_label (shown->standing, standing);
  gtk_widget_set_visible (shown->standing_group, !is_heard (imagin_standing_worst (G_LIST_MODEL (shown->accounts))));
  adw_status_page_set_description (shown->nothing, standing);
}

static void
state_changed (AdwDialog *dialog)
{
  show (g_object_get_data (G_OBJECT (dialog), "shown"));
}

static GtkWidget *
new_row (gpointer item, gpointer data)
{
  return imagin_waiting_row_new (data, item);
}

static GtkWidget *
new_list (Shown *shown)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *standing = adw_preferences_group_new ();
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);

  shown->standing = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_STATUS, "css-classes", (const char *[]) { "dimmed", NULL }, NULL);
  shown->standing_group = standing;
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Waiting here"), -1);
  gtk_list_box_bind_model (GTK_LIST_BOX (list), G_LIST_MODEL (shown->waiting), new_row, g_object_ref (shown->waiting),
                           g_object_unref);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("All of this is kept on this computer. What you saved leaves by itself, in "
                                            "order, as soon as the academy answers."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (standing), GTK_WIDGET (shown->standing));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (standing));
  return page;
}

static GtkWidget *
new_refresh (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-refresh-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Ask the academy now (F5)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.refresh");
  return button;
}

void
imagin_waiting_dialog_present (ImaginAccounts *accounts, GtkWidget *parent)
{
  Shown *shown = g_new0 (Shown, 1);
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *toolbar = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *stack = gtk_stack_new ();

  shown->accounts = g_object_ref (accounts);
  shown->waiting = imagin_waiting_new (accounts);
  shown->stack = GTK_STACK (stack);
  shown->nothing = g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "object-select-symbolic", "title",
                                 _ ("Nothing waits here"), NULL);
  gtk_stack_add_named (shown->stack, new_list (shown), "list");
  gtk_stack_add_named (shown->stack, GTK_WIDGET (shown->nothing), "nothing");
  g_object_set_data_full (G_OBJECT (dialog), "shown", shown, shown_free);
  g_signal_connect_swapped (shown->waiting, "items-changed", G_CALLBACK (show), shown);
  g_signal_connect_swapped (accounts, "summaries-changed", G_CALLBACK (show), shown);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      g_signal_connect_object (account, "notify::state", G_CALLBACK (state_changed), dialog, G_CONNECT_SWAPPED);
    }
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), new_refresh ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), stack);
  adw_dialog_set_title (dialog, _ ("Waiting here"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, WIDTH);
  adw_dialog_set_child (dialog, toolbar);
  show (shown);
  adw_dialog_present (dialog, parent);
}
