/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window. */

#include "ui/window/imagin-window.h"

#include "ui/accounts/imagin-accounts-dialog.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/widgets/imagin-focus-keeper.h"
#include "ui/window/imagin-focus-place.h"
#include "ui/widgets/imagin-frame.h"
#include "ui/accounts/imagin-keyring-dialog.h"
#include "ui/list/imagin-mission-list.h"
#include "ui/window/imagin-arrival.h"
#include "ui/window/imagin-mission-opener.h"
#include "ui/list/imagin-most-gone-dialog.h"
#include "ui/list/imagin-nothing-chosen.h"
#include "ui/window/imagin-rescue-dialog.h"
#include "ui/window/imagin-restart-dialog.h"
#include "ui/widgets/imagin-room.h"
#include "ui/settings/imagin-settings.h"
#include "ui/window/imagin-shared-bar.h"
#include "ui/window/imagin-shared-close.h"
#include "ui/window/imagin-shared-traces.h"
#include "ui/window/imagin-shortcuts.h"
#include "ui/sign-in/imagin-sign-in.h"
#include "ui/accounts/imagin-sign-out.h"
#include "ui/window/imagin-store-page.h"
#include "ui/waiting/imagin-waiting-dialog.h"
#include "ui/texts/imagin-whose.h"

#include "imagin-config.h"

#include <glib/gi18n.h>

struct _ImaginWindow
{
  AdwApplicationWindow parent_instance;

  ImaginAccounts *accounts;
  GSettings *settings;
  DexFuture *first_frame;
  ImaginMissionOpener *opener;

  GPtrArray *offers; /* name, subtitle, address, of each academy that the pages of signing in will offer */

  gboolean shared; /* nothing stays on this computer */

  GtkBox *frame;
  GtkStack *stack;
  ImaginSignIn *sign_in;       /* nullable: made when it is first asked for */
  ImaginAccount *asked;        /* nullable: whose sign-in was asked for */
  GStrv there;                 /* nullable: the ids of the accounts that were there when another one was to be added */
  GtkWidget *place;            /* nullable: where the person worked then; a weak pointer */
  GtkWidget *had_focus;        /* nullable: where the keyboard was then; a weak pointer */
  ImaginStorePage *store_page; /* nullable: the same */
  AdwNavigationSplitView *split_view;
  ImaginMissionList *mission_list;
  AdwNavigationView *navigation;
  AdwBanner *far_banner;
  AdwNavigationPage *nothing;
};

G_DEFINE_FINAL_TYPE (ImaginWindow, imagin_window, ADW_TYPE_APPLICATION_WINDOW)

void
imagin_window_offer_academy (ImaginWindow *self, const char *name, const char *subtitle, const char *address)
{
  g_ptr_array_add (self->offers, g_strdup (name));
  g_ptr_array_add (self->offers, g_strdup (subtitle));
  g_ptr_array_add (self->offers, g_strdup (address));
  if (self->sign_in != NULL)
    imagin_sign_in_add_academy (self->sign_in, name, subtitle, address);
}

/* Missions */

static void
mission_chosen_cb (ImaginWindow *self, const char *account_id, const char *mission_id)
{
  imagin_mission_opener_choose (self->opener, account_id, mission_id);
}

static void
show_mission_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *account_id, *mission_id;

  g_variant_get (parameter, "(&s&s)", &account_id, &mission_id);
  imagin_mission_opener_choose (IMAGIN_WINDOW (widget)->opener, account_id, mission_id);
}

static void
visit_mission_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *account_id, *mission_id;

  g_variant_get (parameter, "(&s&s)", &account_id, &mission_id);
  imagin_mission_opener_visit (IMAGIN_WINDOW (widget)->opener, account_id, mission_id);
}

static void
show_most_gone_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_most_gone_dialog_present (G_LIST_MODEL (IMAGIN_WINDOW (widget)->accounts), widget);
}

static void
show_waiting_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_waiting_dialog_present (IMAGIN_WINDOW (widget)->accounts, widget);
}

/* Later than the first frame: when the missions come, and where a mission was whose account goes. */
static void
nothing_showing_cb (ImaginWindow *self)
{
  if (adw_navigation_page_get_child (self->nothing) == NULL)
    adw_navigation_page_set_child (self->nothing, g_object_new (IMAGIN_TYPE_NOTHING_CHOSEN, NULL));
}

/* Signing in */

static void
show_missions (ImaginWindow *self)
{
  /* The first page of a view is shown before anybody can hear of it. */
  if (adw_navigation_view_get_visible_page (self->navigation) == self->nothing)
    nothing_showing_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "missions");
}

/* A shared computer: said all the time from now on, and nothing is left behind. */
static void
begin_shared (ImaginWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (self->shared)
    return;
  self->shared = TRUE;
  imagin_shared_traces_forbid ();
  gtk_box_append (self->frame, imagin_shared_bar_new ());
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.erase-and-quit", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.quit", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", FALSE);
  gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_LOGOUT,
                           _ ("What was not sent would be lost."));
}

static void
keep_or_share (ImaginWindow *self)
{
  if (imagin_accounts_is_shared (self->accounts))
    begin_shared (self);
  else
    imagin_settings_keep ();
}

static void
signed_in_cb (ImaginWindow *self, ImaginAccount *account)
{
  keep_or_share (self);
  show_missions (self);
  /* The banner that asked for it goes. */
  if (self->asked == NULL || !imagin_focus_give (self->place))
    {
      if (gtk_widget_get_mapped (GTK_WIDGET (self->mission_list)))
        imagin_mission_list_focus (self->mission_list);
      else
        gtk_widget_child_focus (GTK_WIDGET (self->navigation), GTK_DIR_TAB_FORWARD);
    }
  imagin_arrival_tell_whose (GTK_WIDGET (self->stack), self->asked, account);
  imagin_arrival_tell_there (GTK_WIDGET (self->stack), self->there, account);
  g_clear_object (&self->asked);
}

static void
sign_in_cancelled_cb (ImaginWindow *self)
{
  show_missions (self);
  if (self->had_focus != NULL && gtk_widget_get_mapped (self->had_focus))
    gtk_widget_grab_focus (self->had_focus);
}

/* Most starts never show these pages, so the first frame does not wait for them. */
static void
begin_sign_in (ImaginWindow *self, ImaginAccount *account, gboolean can_cancel)
{
  if (self->sign_in == NULL)
    {
      self->sign_in = g_object_new (IMAGIN_TYPE_SIGN_IN, NULL);
      imagin_sign_in_set_accounts (self->sign_in, self->accounts);
      for (guint i = 0; i + 2 < self->offers->len; i += 3)
        imagin_sign_in_add_academy (self->sign_in, g_ptr_array_index (self->offers, i),
                                    g_ptr_array_index (self->offers, i + 1), g_ptr_array_index (self->offers, i + 2));
      g_signal_connect_object (self->sign_in, "signed-in", G_CALLBACK (signed_in_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sign_in, "cancelled", G_CALLBACK (sign_in_cancelled_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->sign_in), "sign-in");
    }
  g_set_object (&self->asked, account);
  g_clear_pointer (&self->there, g_strfreev);
  self->there = account == NULL ? imagin_arrival_list (self->accounts) : NULL;
  g_set_weak_pointer (&self->place, imagin_focus_place_get (GTK_WIDGET (self->split_view)));
  g_set_weak_pointer (&self->had_focus, gtk_window_get_focus (GTK_WINDOW (self)));
  imagin_sign_in_begin (self->sign_in, account, can_cancel);
  gtk_stack_set_visible_child_name (self->stack, "sign-in");
}

static ImaginAccount *
find_signed_out (ImaginWindow *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (imagin_account_get_state (account) == IMAGIN_ACCOUNT_SIGNED_OUT)
        return account; /* the model holds it */
    }
  return NULL;
}

static void
sign_in_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginWindow *self = IMAGIN_WINDOW (widget);
  ImaginAccount *account = find_signed_out (self);

  if (account == NULL)
    return;
  begin_sign_in (self, account, TRUE);
}

static void
sign_in_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginWindow *self = IMAGIN_WINDOW (widget);
  ImaginAccount *account = imagin_accounts_find (self->accounts, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    begin_sign_in (self, account, TRUE);
}

static void
accounts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginWindow *self = IMAGIN_WINDOW (widget);

  imagin_accounts_dialog_present (self->accounts, self->navigation, NULL, widget);
}

static void
show_account_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginWindow *self = IMAGIN_WINDOW (widget);

  imagin_accounts_dialog_present (self->accounts, self->navigation,
                                  imagin_accounts_find (self->accounts, g_variant_get_string (parameter, NULL)),
                                  widget);
}

static void
add_academy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginWindow *self = IMAGIN_WINDOW (widget);

  begin_sign_in (self, NULL, g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) > 0);
}

static void
sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_sign_out_ask (widget, IMAGIN_WINDOW (widget)->accounts, G_LIST_MODEL (IMAGIN_WINDOW (widget)->accounts));
}

static void
quit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
imagin_window_close_request (GtkWindow *window)
{
  ImaginWindow *self = IMAGIN_WINDOW (window);

  if (!self->shared || g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) == 0)
    return GTK_WINDOW_CLASS (imagin_window_parent_class)->close_request (window);
  imagin_shared_close_begin (window, self->accounts, self->navigation);
  return TRUE;
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginWindow *self = IMAGIN_WINDOW (widget);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      imagin_account_refresh (account);
    }
}

static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_shortcuts_present (widget);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginWindow *self = IMAGIN_WINDOW (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "missions") != 0)
    return;
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  imagin_mission_list_search (self->mission_list);
}

static void
restart_demonstration_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginWindow *self = IMAGIN_WINDOW (widget);

  imagin_restart_dialog_present (self->accounts, self->navigation, widget);
}

static void
accounts_changed (ImaginWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.restart-demonstration",
                                 imagin_accounts_has_demonstration (self->accounts));
}

/* Back, wherever the keyboard is: out of a page, then in a folded window to the list. */
static gboolean
go_back (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ImaginWindow *self = IMAGIN_WINDOW (widget);

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL ||
      g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "missions") != 0)
    return FALSE;
  if (adw_navigation_view_pop (self->navigation))
    return TRUE;
  if (adw_navigation_split_view_get_collapsed (self->split_view))
    adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  return TRUE;
}

/* The start */

static void load (ImaginWindow *self);

static void
show_store_page (ImaginWindow *self, const GError *error)
{
  if (self->store_page == NULL)
    {
      self->store_page = imagin_store_page_new ();
      g_signal_connect_object (self->store_page, "try-again", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->store_page), "store");
    }
  gtk_stack_set_visible_child_name (self->stack, "store");
  imagin_store_page_explain (self->store_page, error, imagin_accounts_get_directory (self->accounts));
}

static void
rescued_cb (ImaginWindow *self)
{
  imagin_rescue_dialog_look (self->accounts, GTK_WIDGET (self->stack));
}

/* Once there is something to see: what is wrong with the rest of the store has time. */
static void
look_after_store (ImaginWindow *self)
{
  dex_future_disown (imagin_accounts_check_store (self->accounts));
  rescued_cb (self);
}

static DexFuture *
load_fiber (gpointer data)
{
  ImaginWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) opening = NULL;
  g_autoptr (DexFuture) rows = NULL;

  if (self->first_frame != NULL)
    dex_await (g_steal_pointer (&self->first_frame), NULL);
  if (!dex_await (imagin_accounts_load (self->accounts), &error))
    {
      show_store_page (self, error);
      return dex_future_new_for_boolean (FALSE);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) == 0)
    {
      dex_future_disown (imagin_mission_list_set_accounts (self->mission_list, self->accounts));
      begin_sign_in (self, NULL, FALSE);
      look_after_store (self);
      return dex_future_new_for_boolean (TRUE);
    }
  keep_or_share (self);
  opening = imagin_mission_opener_resume (self->opener);
  rows = imagin_mission_list_set_accounts (self->mission_list, self->accounts);
  /* Both at once: the window is laid out and painted once less. */
  dex_await (dex_future_all (g_steal_pointer (&opening), g_steal_pointer (&rows), NULL), NULL);
  show_missions (self);
  look_after_store (self);
  return dex_future_new_for_boolean (TRUE);
}

static void
load (ImaginWindow *self)
{
  dex_future_disown (dex_scheduler_spawn (NULL, 0, load_fiber, g_object_ref (self), g_object_unref));
}

/* The first frame waits for nothing: what the store holds comes after it. */
static void
mapped (ImaginWindow *self)
{
  g_signal_handlers_disconnect_by_func (self, mapped, NULL);
  self->first_frame = imagin_frame_painted (GTK_WIDGET (self));
  load (self);
}

/* The object */

static void
imagin_window_dispose (GObject *object)
{
  ImaginWindow *self = IMAGIN_WINDOW (object);

  dex_clear (&self->first_frame);
  g_clear_object (&self->opener);
  g_clear_object (&self->asked);
  g_clear_weak_pointer (&self->had_focus);
  g_clear_weak_pointer (&self->place);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_WINDOW);
  g_clear_object (&self->settings);
  g_clear_object (&self->accounts);
  G_OBJECT_CLASS (imagin_window_parent_class)->dispose (object);
}

static void
imagin_window_finalize (GObject *object)
{
  g_ptr_array_unref (IMAGIN_WINDOW (object)->offers);
  g_strfreev (IMAGIN_WINDOW (object)->there);
  G_OBJECT_CLASS (imagin_window_parent_class)->finalize (object);
}

/* What can be done with a window in other ways, too, leaves its room to the title. */
static void
made_small_cb (ImaginWindow *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  g_autofree char *layout = NULL;
  g_auto (GStrv) sides = NULL;

  g_object_get (settings, "gtk-decoration-layout", &layout, NULL);
  sides = g_strsplit (layout != NULL ? layout : "", ":", 2);
  if (sides[0] == NULL)
    return;
  g_object_set (settings, "gtk-decoration-layout",
                strstr (sides[0], "close") != NULL                       ? "close:"
                : sides[1] != NULL && strstr (sides[1], "close") != NULL ? ":close"
                                                                         : "",
                NULL);
}

static void
made_large_cb (ImaginWindow *self)
{
  gtk_settings_reset_property (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-decoration-layout");
}

static void
imagin_window_class_init (ImaginWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = imagin_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = imagin_window_close_request;
  g_type_ensure (IMAGIN_TYPE_ROOM);
  g_type_ensure (IMAGIN_TYPE_MISSION_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/window.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginWindow, frame);
  gtk_widget_class_bind_template_child (widget_class, ImaginWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ImaginWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, ImaginWindow, mission_list);
  gtk_widget_class_bind_template_child (widget_class, ImaginWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, ImaginWindow, far_banner);
  gtk_widget_class_bind_template_child (widget_class, ImaginWindow, nothing);
  gtk_widget_class_bind_template_callback (widget_class, made_small_cb);
  gtk_widget_class_bind_template_callback (widget_class, made_large_cb);
  gtk_widget_class_bind_template_callback (widget_class, mission_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, nothing_showing_cb);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.add-academy", NULL, add_academy_action);
  gtk_widget_class_install_action (widget_class, "win.sign-in-again", NULL, sign_in_again_action);
  gtk_widget_class_install_action (widget_class, "win.sign-in-to", "s", sign_in_to_action);
  gtk_widget_class_install_action (widget_class, "win.accounts", NULL, accounts_action);
  gtk_widget_class_install_action (widget_class, "win.show-account", "s", show_account_action);
  gtk_widget_class_install_action (widget_class, "win.show-mission", "(ss)", show_mission_action);
  gtk_widget_class_install_action (widget_class, "win.visit-mission", "(ss)", visit_mission_action);
  gtk_widget_class_install_action (widget_class, "win.show-most-gone", NULL, show_most_gone_action);
  gtk_widget_class_install_action (widget_class, "win.show-waiting", NULL, show_waiting_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (widget_class, "win.quit", NULL, quit_action);
  gtk_widget_class_install_action (widget_class, "win.erase-and-quit", NULL, quit_action);
  gtk_widget_class_install_action (widget_class, "win.restart-demonstration", NULL, restart_demonstration_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, go_back, NULL);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.shortcuts", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK, "win.shortcuts", NULL);
}

static void
imagin_window_init (ImaginWindow *self)
{
  self->offers = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  if (g_str_equal (IMAGIN_PROFILE, "development"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  imagin_focus_place_watch (GTK_WINDOW (self), GTK_WIDGET (self->split_view));
  imagin_mission_list_set_far_banner (self->mission_list, self->far_banner);
  self->settings = imagin_settings_get ();
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect (self, "map", G_CALLBACK (mapped), NULL);
}

ImaginWindow *
imagin_window_new (AdwApplication *application, ImaginAccounts *accounts)
{
  ImaginWindow *self = g_object_new (IMAGIN_TYPE_WINDOW, "application", application, NULL);

  self->accounts = g_object_ref (accounts);
  imagin_whose_set_accounts (accounts);
  self->opener = imagin_mission_opener_new (accounts, self->mission_list, self->split_view, self->navigation);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.erase-and-quit", FALSE);
  if (imagin_accounts_is_always_shared (accounts))
    begin_shared (self);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "rescued", G_CALLBACK (rescued_cb), self, G_CONNECT_SWAPPED);
  accounts_changed (self);
  imagin_keyring_dialog_watch (accounts, GTK_WIDGET (self->stack));
  return self;
}
