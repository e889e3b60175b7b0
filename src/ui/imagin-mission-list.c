/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: the missions in sections, and where the data stands. */

#include "ui/imagin-mission-list.h"

#include "domain/imagin-summary.h"
#include "ui/imagin-error-text.h"
#include "ui/imagin-format.h"
#include "ui/imagin-mission-model.h"
#include "ui/imagin-menu-names.h"
#include "ui/imagin-mission-row.h"
#include "ui/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginMissionList
{
  AdwNavigationPage parent_instance;

  ImaginAccounts *accounts;
  ImaginMissionModel *model;
  GtkSingleSelection *selection;
  char *account_id; /* of the mission that is shown */
  char *mission_id;
  guint waiting;
  gboolean reading;
  gboolean read_again;

  AdwWindowTitle *window_title;
  GtkMenuButton *menu_button;
  AdwBanner *banner;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *error_page;
  GtkButton *foot;
  GtkImage *foot_icon;
  GtkLabel *foot_label;
};

G_DEFINE_FINAL_TYPE (ImaginMissionList, imagin_mission_list, ADW_TYPE_NAVIGATION_PAGE)

static guint mission_chosen_signal;

/* Rows and headers */

static void
setup_row (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, g_object_new (IMAGIN_TYPE_MISSION_ROW, NULL));
}

static void
describe_row (ImaginSummary *summary, GtkListItem *item)
{
  g_autofree char *description = imagin_mission_row_describe (summary);

  gtk_list_item_set_accessible_label (item, description);
}

static void
bind_row (GtkListItemFactory *factory, GtkListItem *item)
{
  ImaginSummary *summary = gtk_list_item_get_item (item);

  imagin_mission_row_set_summary (IMAGIN_MISSION_ROW (gtk_list_item_get_child (item)), summary);
  g_signal_connect_object (summary, "changed", G_CALLBACK (describe_row), item, G_CONNECT_DEFAULT);
  describe_row (summary, item);
}

static void
unbind_row (GtkListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), describe_row, item);
  imagin_mission_row_set_summary (IMAGIN_MISSION_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
setup_header (GtkListItemFactory *factory, GtkListHeader *header)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (count, "dimmed");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_header_set_child (header, box);
}

static void
bind_header (GtkListItemFactory *factory, GtkListHeader *header)
{
  ImaginSummary *summary = gtk_list_header_get_item (header);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_header_get_child (header));
  g_autofree char *count = g_strdup_printf ("%u", gtk_list_header_get_n_items (header));

  gtk_label_set_label (GTK_LABEL (title), imagin_wording_section (summary->section));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), count);
}

static void
activate_cb (ImaginMissionList *self, guint position)
{
  g_autoptr (ImaginSummary) summary = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (summary != NULL)
    g_signal_emit (self, mission_chosen_signal, 0, summary->account_id, summary->mission_id);
}

static void
select_shown (ImaginMissionList *self)
{
  guint position;

  if (self->mission_id != NULL &&
      imagin_mission_model_find (self->model, self->account_id, self->mission_id, &position))
    gtk_single_selection_set_selected (self->selection, position);
}

void
imagin_mission_list_select (ImaginMissionList *self, const char *account_id, const char *mission_id)
{
  g_set_str (&self->account_id, account_id);
  g_set_str (&self->mission_id, mission_id);
  select_shown (self);
}

/* Where the data stands */

static ImaginAccount *
worst_account (ImaginMissionList *self)
{
  static const ImaginAccountState order[] = { IMAGIN_ACCOUNT_SIGNED_OUT, IMAGIN_ACCOUNT_OFFLINE,
                                              IMAGIN_ACCOUNT_CONNECTING, IMAGIN_ACCOUNT_BUSY };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); j++)
      {
        g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), j);

        if (imagin_account_get_state (account) == order[i])
          return account; /* the model holds it */
      }
  return NULL;
}

static char *
up_to_date_text (ImaginMissionList *self)
{
  g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);
  g_autofree char *at = account != NULL ? imagin_format_clock (imagin_account_get_synced_at (account)) : NULL;

  return at != NULL && *at != '\0' ? g_strdup_printf (_ ("All up to date · %s"), at) : g_strdup (_ ("All up to date"));
}

static char *
waiting_text (ImaginMissionList *self)
{
  return g_strdup_printf (ngettext ("%u change waits here", "%u changes wait here", self->waiting), self->waiting);
}

static void
show_foot (ImaginMissionList *self)
{
  ImaginAccount *worst = worst_account (self);
  ImaginAccountState state = worst != NULL ? imagin_account_get_state (worst) : IMAGIN_ACCOUNT_UP_TO_DATE;
  g_autofree char *waiting = waiting_text (self);
  g_autofree char *text = NULL;
  const char *icon = "object-select-symbolic";

  if (state == IMAGIN_ACCOUNT_OFFLINE || state == IMAGIN_ACCOUNT_SIGNED_OUT)
    {
      icon = state == IMAGIN_ACCOUNT_OFFLINE ? "network-offline-symbolic" : "avatar-default-symbolic";
      text = imagin_wording_join (2, state == IMAGIN_ACCOUNT_OFFLINE ? _ ("Offline") : _ ("Signed out"),
                                  self->waiting > 0 ? waiting : NULL);
    }
  else if (self->waiting > 0)
    {
      icon = "document-send-symbolic";
      text = g_steal_pointer (&waiting);
    }
  else if (state == IMAGIN_ACCOUNT_CONNECTING)
    {
      icon = "content-loading-symbolic";
      text = g_strdup (_ ("Connecting…"));
    }
  else
    text = up_to_date_text (self);
  gtk_image_set_from_icon_name (self->foot_icon, icon);
  gtk_label_set_label (self->foot_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->foot), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_banner (ImaginMissionList *self)
{
  ImaginAccount *worst = worst_account (self);
  ImaginAccountState state = worst != NULL ? imagin_account_get_state (worst) : IMAGIN_ACCOUNT_UP_TO_DATE;
  g_autofree char *waiting = waiting_text (self);
  g_autofree char *title = NULL;

  if (state == IMAGIN_ACCOUNT_SIGNED_OUT)
    {
      title = g_strdup_printf (_ ("%s: sign in again to send and receive"), imagin_account_get_name (worst));
      adw_banner_set_button_label (self->banner, _ ("Sign in"));
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->banner), "win.sign-in-again");
    }
  else if (state == IMAGIN_ACCOUNT_OFFLINE)
    {
      title = self->waiting > 0 ? imagin_wording_join (2, _ ("Offline: everything is kept here"), waiting)
                                : g_strdup (_ ("Offline: everything is kept here"));
      adw_banner_set_button_label (self->banner, _ ("Try again"));
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->banner), "win.refresh");
    }
  if (title != NULL)
    adw_banner_set_title (self->banner, title);
  adw_banner_set_revealed (self->banner, title != NULL);
}

static void
show_title (ImaginMissionList *self)
{
  guint n_accounts = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
  g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);
  g_autofree char *subtitle = NULL;

  if (n_accounts == 1)
    subtitle = g_strdup (imagin_account_get_name (account));
  else if (n_accounts > 1)
    subtitle = g_strdup_printf (ngettext ("%u academy", "%u academies", n_accounts), n_accounts);
  adw_window_title_set_subtitle (self->window_title, subtitle != NULL ? subtitle : "");
}

static gboolean
never_heard (ImaginMissionList *self)
{
  g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);
  ImaginAccountState state = imagin_account_get_state (account);

  return imagin_account_get_synced_at (account) == NULL && state != IMAGIN_ACCOUNT_OFFLINE &&
         state != IMAGIN_ACCOUNT_SIGNED_OUT;
}

static void
show_stack (ImaginMissionList *self)
{
  ImaginAccount *worst;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) == 0 || never_heard (self))
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
      return;
    }
  worst = worst_account (self);
  if (worst != NULL && imagin_account_get_error (worst) != NULL)
    {
      g_autofree char *text = imagin_error_text (imagin_account_get_error (worst));

      adw_status_page_set_description (self->error_page, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_state (ImaginMissionList *self)
{
  show_title (self);
  show_foot (self);
  show_banner (self);
  show_stack (self);
}

/* Reading */

static void
count_waiting (ImaginMissionList *self, GPtrArray *summaries)
{
  self->waiting = 0;
  for (guint i = 0; i < summaries->len; i++)
    self->waiting += ((ImaginSummary *) g_ptr_array_index (summaries, i))->waiting;
}

/* The first row takes the keyboard, and GTK brings it to the very top: its section's header would be out of sight. */
static gboolean
scroll_to_top (gpointer data)
{
  ImaginMissionList *self = data;

  if (self->list != NULL)
    gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
  return G_SOURCE_REMOVE;
}

static DexFuture *
read_fiber (gpointer data)
{
  ImaginMissionList *self = data;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) summaries = NULL;
      gboolean first = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

      self->read_again = FALSE;
      summaries = dex_await_boxed (imagin_accounts_list_summaries (self->accounts), &error);
      if (summaries == NULL)
        {
          g_autofree char *text = imagin_error_text (error);

          adw_status_page_set_description (self->error_page, text);
          gtk_stack_set_visible_child_name (self->stack, "error");
          break;
        }
      imagin_mission_model_take (self->model, summaries);
      count_waiting (self, summaries);
      select_shown (self);
      show_state (self);
      if (first)
        g_timeout_add_full (G_PRIORITY_LOW, 50, scroll_to_top, g_object_ref (self), g_object_unref);
    }
  while (self->read_again);
  self->reading = FALSE;
  return dex_future_new_for_boolean (TRUE);
}

/* One reading at a time; what changes meanwhile is read once more at its end. */
static void
read_summaries (ImaginMissionList *self)
{
  if (self->reading)
    {
      self->read_again = TRUE;
      return;
    }
  self->reading = TRUE;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, read_fiber, g_object_ref (self), g_object_unref));
}

static void
accounts_changed (ImaginMissionList *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      g_signal_connect_object (account, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
    }
  show_state (self);
}

void
imagin_mission_list_set_accounts (ImaginMissionList *self, ImaginAccounts *accounts)
{
  g_set_object (&self->accounts, accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "summaries-changed", G_CALLBACK (read_summaries), self, G_CONNECT_SWAPPED);
  accounts_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (accounts)));
  read_summaries (self);
}

/* The object */

static void
imagin_mission_list_dispose (GObject *object)
{
  ImaginMissionList *self = IMAGIN_MISSION_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_MISSION_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->accounts);
  g_clear_pointer (&self->account_id, g_free);
  g_clear_pointer (&self->mission_id, g_free);
  G_OBJECT_CLASS (imagin_mission_list_parent_class)->dispose (object);
}

static void
imagin_mission_list_class_init (ImaginMissionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_mission_list_dispose;
  mission_chosen_signal = g_signal_new ("mission-chosen", IMAGIN_TYPE_MISSION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/mission-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, window_title);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, banner);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, stack);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, list);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, error_page);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, foot);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, foot_icon);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, foot_label);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
imagin_mission_list_init (ImaginMissionList *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  imagin_menu_names_watch (self->menu_button);
  self->model = imagin_mission_model_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (rows, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_row), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (unbind_row), NULL);
  g_signal_connect (headers, "setup", G_CALLBACK (setup_header), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (bind_header), NULL);
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}
