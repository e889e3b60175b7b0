/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: the missions in sections, and where the data stands. */

#include "ui/list/imagin-mission-list.h"

#include "domain/imagin-summary.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/list/imagin-fold-row.h"
#include "ui/widgets/imagin-frame.h"
#include "ui/list/imagin-list-filter.h"
#include "ui/list/imagin-list-notice.h"
#include "ui/list/imagin-mission-factory.h"
#include "ui/list/imagin-mission-model.h"
#include "ui/list/imagin-late-menu.h"
#include "ui/list/imagin-news-line.h"
#include "ui/list/imagin-row-slot.h"
#include "ui/waiting/imagin-standing.h"
#include "ui/texts/imagin-whose.h"

#include <glib/gi18n.h>

struct _ImaginMissionList
{
  AdwNavigationPage parent_instance;

  ImaginAccounts *accounts;
  ImaginMissionModel *model;
  GtkSingleSelection *selection;
  char *account_id; /* of the mission that is shown */
  char *mission_id;
  ImaginListFilter *filter;
  ImaginListing *listing; /* as it was read last */
  gboolean unfolded;      /* what has no follow-up shows */
  gboolean asked;         /* the person searched or narrowed since it was read */
  ImaginOutstanding outstanding;
  AdwBanner *far_banner; /* (nullable) (weak) */
  gboolean reading;
  DexPromise *shown; /* the first rows */
  guint slow_source;
  gboolean slow; /* what the store has takes long to read */
  gboolean read_again;

  AdwWindowTitle *window_title;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  GtkMenuButton *filter_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  AdwBanner *banner;
  AdwBanner *filter_banner;
  ImaginNewsLine *news_line;
  GtkStack *stack;
  GtkListView *list;
  ImaginListNotice *notice; /* nullable: made when there is no row */
  GtkButton *foot;
  GtkImage *foot_icon;
  GtkLabel *foot_label;
};

G_DEFINE_FINAL_TYPE (ImaginMissionList, imagin_mission_list, ADW_TYPE_NAVIGATION_PAGE)

static guint mission_chosen_signal;

/* Rows */

static void
choose (ImaginMissionList *self, ImaginSummary *summary)
{
  if (summary != NULL && summary->folds == 0)
    g_signal_emit (self, mission_chosen_signal, 0, summary->account_id, summary->mission_id);
}

static void
activate_cb (ImaginMissionList *self, guint position)
{
  g_autoptr (ImaginSummary) summary = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  choose (self, summary);
}

/* One press opens: GtkListView's own way to that also selects whatever the pointer passes over, and what is highlighted
 * would no longer be what is shown. */
static void
pressed_cb (ImaginMissionList *self, int n_press, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  if (n_press == 1 && at != NULL)
    choose (self, imagin_row_slot_find_summary (GTK_WIDGET (self->list), at));
}

static void
select_shown (ImaginMissionList *self)
{
  guint position;

  if (self->mission_id != NULL &&
      imagin_mission_model_find (self->model, self->account_id, self->mission_id, &position))
    gtk_single_selection_set_selected (self->selection, position);
  else
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
imagin_mission_list_select (ImaginMissionList *self, const char *account_id, const char *mission_id)
{
  g_set_str (&self->account_id, account_id);
  g_set_str (&self->mission_id, mission_id);
  select_shown (self);
}

/* What is shown */

static void
show_title (ImaginMissionList *self)
{
  guint n_accounts = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
  g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);
  g_autofree char *subtitle = NULL;

  if (n_accounts == 1)
    subtitle = g_strdup (imagin_account_get_name (account));
  else if (n_accounts > 1)
    subtitle = imagin_whose_count_text (G_LIST_MODEL (self->accounts));
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

static gboolean
is_searching (ImaginMissionList *self)
{
  g_autofree char *match = imagin_list_query_get_match (imagin_list_filter_get_query (self->filter));

  return match != NULL;
}

static ImaginListNotice *
show_notice (ImaginMissionList *self)
{
  if (self->notice == NULL)
    {
      self->notice = g_object_new (IMAGIN_TYPE_LIST_NOTICE, NULL);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->notice), "notice");
    }
  gtk_stack_set_visible_child_name (self->stack, "notice");
  return self->notice;
}

static void
show_nothing_found (ImaginMissionList *self)
{
  g_autofree char *filter = imagin_list_filter_describe (self->filter);
  g_autofree char *text = NULL;
  gboolean searching = is_searching (self);

  if (searching && *filter != '\0')
    text = g_strdup_printf (_ ("No mission of “%s” has “%s”."), filter,
                            imagin_list_filter_get_query (self->filter)->words);
  else if (searching)
    text = g_strdup_printf (_ ("No mission has “%s”."), imagin_list_filter_get_query (self->filter)->words);
  else
    text = g_strdup_printf (_ ("No mission of “%s”."), filter);
  imagin_list_notice_show_nothing_found (show_notice (self), text, searching, *filter != '\0');
}

static void
show_filter (ImaginMissionList *self)
{
  g_autofree char *text = imagin_list_filter_describe (self->filter);
  g_autofree char *title = g_strdup_printf (_ ("Filter: %s"), text);
  /* A choice without a name is not known to be there yet. */
  gboolean filtered = *text != '\0' && imagin_list_query_is_filtered (imagin_list_filter_get_query (self->filter));

  adw_banner_set_use_markup (self->filter_banner, FALSE);
  if (filtered)
    adw_banner_set_title (self->filter_banner, title);
  adw_banner_set_revealed (self->filter_banner, filtered);
  if (filtered)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
}

/* What the store has is mostly read within a frame: a spinner would only flash. */
#define SLOW_MS 200

static void show_stack (ImaginMissionList *self);

static gboolean
is_slow (gpointer data)
{
  ImaginMissionList *self = data;

  self->slow_source = 0;
  self->slow = TRUE;
  show_stack (self);
  return G_SOURCE_REMOVE;
}

static void
show_stack (ImaginMissionList *self)
{
  ImaginAccount *worst;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0 || (self->listing != NULL && self->listing->goes_on))
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }
  if (self->listing != NULL && self->listing->total > 0)
    {
      show_nothing_found (self);
      return;
    }
  if (self->listing == NULL && !self->slow)
    {
      if (self->slow_source == 0)
        self->slow_source = g_timeout_add (SLOW_MS, is_slow, self);
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) == 0 || never_heard (self))
    {
      imagin_list_notice_show_loading (show_notice (self));
      return;
    }
  worst = imagin_standing_worst (G_LIST_MODEL (self->accounts));
  if (worst != NULL && imagin_account_get_error (worst) != NULL)
    {
      g_autofree char *text = imagin_error_text (imagin_account_get_error (worst));

      imagin_list_notice_show_error (show_notice (self), text);
      return;
    }
  imagin_list_notice_show_empty (show_notice (self));
}

static void
show_state (ImaginMissionList *self)
{
  g_autofree char *text = NULL;
  const char *icon;

  show_title (self);
  imagin_mission_model_reword (self->model);
  text = imagin_standing_text (G_LIST_MODEL (self->accounts), &self->outstanding, &icon);
  gtk_image_set_from_icon_name (self->foot_icon, icon);
  gtk_label_set_label (self->foot_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->foot), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  imagin_standing_show_banner (self->banner, G_LIST_MODEL (self->accounts), self->outstanding.waiting);
  if (self->far_banner != NULL)
    imagin_standing_show_banner (self->far_banner, G_LIST_MODEL (self->accounts), self->outstanding.waiting);
  show_stack (self);
}

/* Reading */

static void
show_rows (ImaginMissionList *self)
{
  gboolean folds = !is_searching (self) && !imagin_list_filter_get_query (self->filter)->by_session;
  g_autoptr (GPtrArray) rows =
      folds ? imagin_fold_row_insert (self->listing->summaries, self->listing->goes_on, self->unfolded)
            : g_ptr_array_ref (self->listing->summaries);

  imagin_mission_model_take (self->model, rows);
  select_shown (self);
}

static void
announce_found (ImaginMissionList *self)
{
  guint n_found = self->listing->summaries->len;
  g_autofree char *text = g_strdup_printf (ngettext ("%u mission found", "%u missions found", n_found), n_found);

  gtk_accessible_announce (GTK_ACCESSIBLE (self->search_entry), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* The first row takes the keyboard, and GTK brings it to the very top: its section's header would be out of sight. What
 * comes in above it, as academies answer, would push it further down. */
static gboolean
scroll_to_top (gpointer data)
{
  ImaginMissionList *self = data;

  if (self->list != NULL)
    gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
  return G_SOURCE_REMOVE;
}

/* Not further down than a header is high, and before anything was chosen. */
#define TOP 60

static gboolean
is_at_top (ImaginMissionList *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  return self->mission_id == NULL && (adjustment == NULL || gtk_adjustment_get_value (adjustment) < TOP);
}

static void
tell_shown (ImaginMissionList *self)
{
  if (self->shown != NULL && dex_future_is_pending (DEX_FUTURE (self->shown)))
    dex_promise_resolve_boolean (self->shown, TRUE);
}

/* The first screenful shows before the rest is read. */
static DexFuture *
read_fiber (gpointer data)
{
  ImaginMissionList *self = data;
  ImaginListQuery *query = imagin_list_filter_get_query (self->filter);

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ImaginListing) listing = NULL;
      gboolean goes_on = self->listing != NULL && self->listing->goes_on;
      gboolean first = self->asked || (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0 && !goes_on);

      self->read_again = FALSE;
      self->asked = FALSE;
      query->at_most =
          first ? imagin_row_slot_count_in_sight (GTK_WIDGET (self)) : imagin_row_slot_count_next (query->at_most);
      listing = dex_await_object (imagin_accounts_list_missions (self->accounts, query), &error);
      if (listing == NULL)
        {
          g_autofree char *text = imagin_error_text (error);

          imagin_list_notice_show_error (show_notice (self), text);
          tell_shown (self);
          break;
        }
      /* The window may have closed meanwhile. */
      if (self->filter == NULL)
        break;
      g_set_object (&self->listing, listing);
      self->outstanding = (ImaginOutstanding) { listing->waiting, listing->refused, listing->drafted };
      self->read_again |= listing->goes_on;
      if (!listing->goes_on)
        query->at_most = 0;
      first |= is_at_top (self);
      show_rows (self);
      if (!listing->goes_on)
        {
          imagin_list_query_tell_counted (query);
          imagin_list_filter_offer (self->filter, self->accounts, listing);
          if (is_searching (self))
            announce_found (self);
        }
      tell_shown (self);
      show_filter (self);
      imagin_news_line_show (self->news_line, listing);
      show_state (self);
      if (first)
        g_timeout_add_full (G_PRIORITY_LOW, 50, scroll_to_top, g_object_ref (self), g_object_unref);
      if (listing->goes_on)
        dex_await (imagin_frame_painted (GTK_WIDGET (self)), NULL);
    }
  while (self->read_again && self->filter != NULL);
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

/* Searching and narrowing */

static void
ask (ImaginMissionList *self)
{
  self->asked = TRUE;
  if (self->accounts != NULL)
    read_summaries (self);
}

static void
search_changed_cb (ImaginMissionList *self)
{
  if (g_set_str (&imagin_list_filter_get_query (self->filter)->words,
                 gtk_editable_get_text (GTK_EDITABLE (self->search_entry))))
    ask (self);
}

/* The bar empties its entry as it closes; the list need not wait for the entry to say so. */
static void
search_mode_cb (ImaginMissionList *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else
    search_changed_cb (self);
}

void
imagin_mission_list_focus (ImaginMissionList *self)
{
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->list)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
search_done_cb (ImaginMissionList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

void
imagin_mission_list_search (ImaginMissionList *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
clear_search_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_search_bar_set_search_mode (IMAGIN_MISSION_LIST (data)->search_bar, FALSE);
}

static void
show_all_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  imagin_list_filter_show_all (IMAGIN_MISSION_LIST (data)->filter);
}

#define ROWS_IN_SIGHT 3

static void
fold_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ImaginMissionList *self = data;
  guint fold;

  self->unfolded = !self->unfolded;
  show_rows (self);
  /* Its rows open below the edge of the window otherwise. */
  if (self->unfolded && imagin_mission_model_find (self->model, "", "", &fold))
    gtk_list_view_scroll_to (self->list,
                             MIN (fold + ROWS_IN_SIGHT, g_list_model_get_n_items (G_LIST_MODEL (self->model)) - 1),
                             GTK_LIST_SCROLL_NONE, NULL);
}

static void
make_filter (ImaginMissionList *self)
{
  static const GActionEntry entries[] = { { .name = "clear-search", .activate = clear_search_action },
                                          { .name = "show-all", .activate = show_all_action },
                                          { .name = "fold", .activate = fold_action } };
  GActionMap *actions;

  self->filter = imagin_list_filter_new ();
  actions = imagin_list_filter_get_actions (self->filter);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "missions", G_ACTION_GROUP (actions));
  imagin_late_menu_set (self->filter_button, imagin_list_filter_get_menu (self->filter));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
}

/* The accounts may come after the missions: their names belong in the menu, and one that is remembered may be gone. */
static gboolean
offer_accounts (gpointer data)
{
  ImaginMissionList *self = data;

  if (self->filter != NULL && self->listing != NULL)
    {
      imagin_list_filter_offer (self->filter, self->accounts, self->listing);
      show_filter (self);
    }
  return G_SOURCE_REMOVE;
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
  if (position == 0)
    g_idle_add_full (G_PRIORITY_LOW, offer_accounts, g_object_ref (self), g_object_unref);
}

DexFuture *
imagin_mission_list_set_accounts (ImaginMissionList *self, ImaginAccounts *accounts)
{
  g_set_object (&self->accounts, accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "summaries-changed", G_CALLBACK (read_summaries), self, G_CONNECT_SWAPPED);
  accounts_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (accounts)));
  read_summaries (self);
  return dex_ref (DEX_FUTURE (self->shown));
}

void
imagin_mission_list_set_far_banner (ImaginMissionList *self, AdwBanner *banner)
{
  g_set_weak_pointer (&self->far_banner, banner);
}

/* The object */

static void
imagin_mission_list_dispose (GObject *object)
{
  ImaginMissionList *self = IMAGIN_MISSION_LIST (object);

  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_clear_weak_pointer (&self->far_banner);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_MISSION_LIST);
  gtk_widget_insert_action_group (GTK_WIDGET (object), "missions", NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->listing);
  tell_shown (self);
  dex_clear (&self->shown);
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
  g_type_ensure (IMAGIN_TYPE_NEWS_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/mission-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, window_title);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, main_menu);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, search_bar);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, banner);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, filter_banner);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, news_line);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, stack);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, list);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, foot);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, foot_icon);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionList, foot_label);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
}

static void
imagin_mission_list_init (ImaginMissionList *self)
{
  g_autoptr (GtkListItemFactory) rows = imagin_mission_factory_new_rows ();
  g_autoptr (GtkListItemFactory) headers = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  imagin_late_menu_set (self->menu_button, self->main_menu);
  make_filter (self);
  headers = imagin_mission_factory_new_headers (imagin_list_filter_get_query (self->filter));
  self->shown = dex_promise_new ();
  self->model = imagin_mission_model_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  imagin_row_slot_watch (self->list);
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}
