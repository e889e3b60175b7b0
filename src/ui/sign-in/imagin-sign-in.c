/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in at the academy that was chosen. */

#include "ui/sign-in/imagin-sign-in.h"

#include "base/imagin-error.h"
#include "base/imagin-text.h"
#include "ui/sign-in/imagin-academy-page.h"
#include "ui/sign-in/imagin-address-text.h"
#include "ui/sign-in/imagin-capitals-notice.h"
#include "ui/sign-in/imagin-credentials.h"
#include "ui/widgets/imagin-error-label.h"
#include "ui/widgets/imagin-field-mark.h"
#include "ui/widgets/imagin-focus-keeper.h"
#include "ui/sign-in/imagin-forgotten-row.h"
#include "ui/texts/imagin-format.h"
#include "ui/sign-in/imagin-move-dialog.h"
#include "ui/sign-in/imagin-new-password-page.h"
#include "ui/sign-in/imagin-portal-page.h"
#include "ui/sign-in/imagin-shared-choice.h"
#include "ui/sign-in/imagin-where-row.h"
#include "ui/texts/imagin-whose.h"

#include <glib/gi18n.h>

/* Somebody who waits longer wants to know that nothing is wrong with what they typed. */
#define SLOW_SECONDS 4

struct _ImaginSignIn
{
  AdwBin parent_instance;

  ImaginAccounts *accounts;
  ImaginAccount *account;
  gboolean busy;
  gboolean direct;  /* begun at an account: before it is what the person came from, not the choice of an academy */
  gpointer attempt; /* (nullable): the one that is waited for */
  gboolean unsure;  /* whether the academy took the new password: it did not answer */
  guint slow_source;

  AdwNavigationView *navigation;
  AdwNavigationPage *credentials_page;
  GtkWidget *leave_button;
  ImaginNewPasswordPage *new_password_page;
  ImaginAcademyPage *academy_page;
  GtkLabel *academy_name;
  GtkLabel *reason;
  AdwToggleGroup *ways;
  GtkWidget *staff;
  GtkWidget *portal_button;
  GtkWidget *outside;
  ImaginPortalPage *portal_page;
  AdwEntryRow *number_row;
  AdwPasswordEntryRow *password_row;
  GtkLabel *number_error;
  GtkLabel *password_error;
  GtkLabel *credentials_error;
  GtkButton *sign_in_button;
  GtkWidget *slow;
  ImaginForgottenRow *forgotten_row;
  AdwSwitchRow *shared_row;
  AdwSwitchRow *staff_shared_row;
};

G_DEFINE_FINAL_TYPE (ImaginSignIn, imagin_sign_in, ADW_TYPE_BIN)

static guint signed_in_signal, cancelled_signal;

static const char *
text_of (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static char *
number_of (ImaginSignIn *self)
{
  return imagin_credentials_get_number (self->number_row);
}

/* Which of both is wrong nobody says; the one that is mostly mistyped is typed again. */
static void
mark_credentials (ImaginSignIn *self, gboolean wrong)
{
  imagin_field_mark (GTK_WIDGET (self->number_row), wrong);
  imagin_field_mark (GTK_WIDGET (self->password_row), wrong);
  if (wrong)
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

/* Signing in */

typedef struct
{
  ImaginSignIn *page;
  char *number;
  char *password;
  char *new_password;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_object_unref (attempt->page);
  g_free (attempt->number);
  imagin_text_erase (attempt->password);
  imagin_text_erase (attempt->new_password);
  g_free (attempt);
}

static void
credentials_changed_cb (ImaginSignIn *self)
{
  g_autofree char *number = number_of (self);

  mark_credentials (self, FALSE);
  imagin_error_label_show (self->number_error, NULL);
  imagin_error_label_show (self->password_error, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in_button),
                            *number != '\0' && *text_of (self->password_row) != '\0' && !self->busy);
}

static void
update_shared (ImaginSignIn *self)
{
  imagin_shared_choice_show (self->shared_row, self->accounts, self->account, self->busy);
  imagin_shared_choice_show (self->staff_shared_row, self->accounts, self->account, self->busy);
  imagin_academy_page_offer_other_person (self->academy_page,
                                          g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) > 0 &&
                                              !imagin_accounts_is_shared (self->accounts));
}

static void
shared_changed_cb (ImaginSignIn *self)
{
  /* Before the accounts are known, the template is being made. */
  if (self->accounts != NULL)
    self->account =
        imagin_shared_choice_make (self->accounts, self->account, adw_switch_row_get_active (self->shared_row));
  imagin_shared_choice_describe (self->shared_row);
  imagin_shared_choice_describe (self->staff_shared_row);
}

static gboolean
is_slow (gpointer data)
{
  ImaginSignIn *self = data;

  self->slow_source = 0;
  gtk_widget_set_visible (self->slow, TRUE);
  imagin_new_password_page_set_slow (self->new_password_page, TRUE);
  return G_SOURCE_REMOVE;
}

static void
set_busy (ImaginSignIn *self, gboolean busy, gboolean changing)
{
  self->busy = busy;
  g_clear_handle_id (&self->slow_source, g_source_remove);
  if (busy)
    self->slow_source = g_timeout_add_seconds (SLOW_SECONDS, is_slow, self);
  gtk_widget_set_visible (self->slow, FALSE);
  imagin_new_password_page_set_slow (self->new_password_page, FALSE);
  gtk_button_set_label (self->sign_in_button, busy ? _ ("Signing in…") : _ ("Sign in"));
  credentials_changed_cb (self);
  imagin_new_password_page_set_busy (self->new_password_page, busy, busy && changing);
  update_shared (self);
}

static void
finish_cb (ImaginSignIn *self)
{
  g_autoptr (ImaginAccount) account = g_steal_pointer (&self->account);

  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  imagin_new_password_page_clear (self->new_password_page);
  g_signal_emit (self, signed_in_signal, 0, account);
}

/* Runs in a fiber. Whose account it is, the number says. */
static void
sign_in (Attempt *attempt, GError **error)
{
  ImaginSignIn *self = attempt->page;
  g_autoptr (ImaginAccount) account =
      dex_await_object (imagin_accounts_choose (self->accounts, self->account, attempt->number), error);

  if (account == NULL || self->attempt != attempt)
    return;
  g_set_object (&self->account, account);
  dex_await (
      imagin_accounts_sign_in (self->accounts, account, attempt->number, attempt->password, attempt->new_password),
      error);
}

/* Runs in a fiber. */
static gboolean
wants_to_move (ImaginSignIn *self, gboolean changing, const GError *error)
{
  g_autoptr (ImaginAccount) account = g_object_ref (self->account);

  set_busy (self, FALSE, FALSE);
  if (!dex_await_boolean (imagin_move_dialog_ask (self->accounts, account, error, GTK_WIDGET (self)), NULL))
    return FALSE;
  imagin_account_let_move (account);
  set_busy (self, TRUE, changing);
  return TRUE;
}

/* Runs in a fiber. */
static void
sign_in_or_ask (Attempt *attempt, GError **error)
{
  ImaginSignIn *self = attempt->page;

  sign_in (attempt, error);
  if (self->attempt == attempt && imagin_error_matches (*error, IMAGIN_ERROR_OTHER_ADDRESS) &&
      wants_to_move (self, attempt->new_password != NULL, *error))
    {
      g_clear_error (error);
      sign_in (attempt, error);
    }
  if (self->attempt == attempt && attempt->new_password != NULL && self->unsure &&
      imagin_error_matches (*error, IMAGIN_ERROR_WRONG_CREDENTIALS))
    {
      g_clear_error (error);
      dex_await (imagin_accounts_sign_in (self->accounts, self->account, attempt->number, attempt->new_password, NULL),
                 error);
    }
}

static void
show_failure (ImaginSignIn *self, gboolean changing, const GError *error)
{
  g_autofree char *text = imagin_credentials_error_text (self->account, error);

  if (changing)
    {
      imagin_new_password_page_complain (self->new_password_page, text,
                                         imagin_error_matches (error, IMAGIN_ERROR_INVALID));
      return;
    }
  imagin_error_label_show (self->credentials_error, text);
  mark_credentials (self, imagin_error_matches (error, IMAGIN_ERROR_WRONG_CREDENTIALS));
}

static void
ask_new_password (ImaginSignIn *self, const Attempt *attempt)
{
  ImaginAcademyInfo *info = imagin_account_get_info (self->account);

  imagin_new_password_page_ask (self->new_password_page, attempt->number, attempt->password,
                                info != NULL ? imagin_entity_get_entity (info, "password_rules") : NULL);
  adw_navigation_view_push_by_tag (self->navigation, "new-password");
  gtk_widget_grab_focus (GTK_WIDGET (self->new_password_page));
}

static DexFuture *
attempt_fiber (gpointer data)
{
  Attempt *attempt = data;
  ImaginSignIn *self = attempt->page;
  g_autoptr (GError) error = NULL;
  gboolean changing = attempt->new_password != NULL;

  set_busy (self, TRUE, changing);
  imagin_error_label_show (self->credentials_error, NULL);
  imagin_new_password_page_complain (self->new_password_page, NULL, FALSE);
  sign_in_or_ask (attempt, &error);
  if (self->attempt != attempt)
    return dex_future_new_for_boolean (FALSE);
  self->attempt = NULL;
  self->unsure = changing && imagin_address_text_is_passing (error);
  set_busy (self, FALSE, FALSE);
  if (error == NULL)
    finish_cb (self);
  else if (imagin_error_matches (error, IMAGIN_ERROR_PASSWORD_CHANGE_REQUIRED))
    ask_new_password (self, attempt);
  else
    show_failure (self, changing, error);
  return dex_future_new_for_boolean (TRUE);
}

static void
start_attempt (ImaginSignIn *self, const char *new_password)
{
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->page = g_object_ref (self);
  attempt->number = number_of (self);
  attempt->password = imagin_credentials_get_password (self->number_row, self->password_row);
  attempt->new_password = g_strdup (new_password);
  self->attempt = attempt;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, attempt_fiber, attempt, attempt_free));
}

/* Whoever goes back does not wait for it any more. A page above this one comes when the attempt has ended. */
static void
credentials_hiding_cb (ImaginSignIn *self)
{
  if (self->attempt == NULL)
    return;
  self->attempt = NULL;
  imagin_account_give_up_sign_in (self->account);
  set_busy (self, FALSE, FALSE);
}

/* Not of a new password: whether the academy took it would remain unknown. */
static void
cancel_attempt_cb (ImaginSignIn *self)
{
  credentials_hiding_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
sign_in_cb (ImaginSignIn *self)
{
  const char *problem = imagin_credentials_number_problem (self->number_row);

  if (self->busy)
    return;
  imagin_error_label_show (self->number_error, NULL);
  imagin_error_label_show (self->password_error, NULL);
  if (problem == NULL && *text_of (self->password_row) != '\0')
    {
      start_attempt (self, NULL);
      return;
    }
  imagin_error_label_show (self->credentials_error, NULL);
  if (problem != NULL)
    imagin_credentials_complain (GTK_WIDGET (self->number_row), self->number_error, problem);
  else
    imagin_credentials_complain (GTK_WIDGET (self->password_row), self->password_error,
                                 _ ("Type your password. At the first connection it is your number."));
}

static void
new_password_chosen_cb (ImaginSignIn *self, const char *password)
{
  start_attempt (self, password);
}

/* The two ways in */

static void
way_changed_cb (ImaginSignIn *self)
{
  gboolean staff = g_strcmp0 (adw_toggle_group_get_active_name (self->ways), "staff") == 0;

  gtk_widget_set_visible (self->staff, staff);
  gtk_widget_set_visible (self->outside, !staff);
}

static void
show_ways (ImaginSignIn *self)
{
  gboolean both, staff = imagin_credentials_prefers_portal (self->account, &both);

  gtk_widget_set_visible (GTK_WIDGET (self->ways), both);
  adw_toggle_group_set_active_name (self->ways, staff ? "staff" : "outside");
  way_changed_cb (self);
}

static void
portal_cb (ImaginSignIn *self)
{
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->portal_page));
  imagin_portal_page_begin (self->portal_page, self->accounts, self->account,
                            imagin_credentials_find_method (self->account, "oidc"));
}

/* The academy */

/* Whose account it is, and why it asks again. */
static void
show_reason (ImaginSignIn *self)
{
  gboolean again = imagin_account_get_number (self->account) != NULL;
  g_autofree char *person = again ? imagin_whose_person (self->account) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *said = NULL;

  if (again && imagin_account_is_expired (self->account))
    /* Translators: %s is a person's name, or "number 0482917". */
    text =
        g_strdup_printf (_ ("The session of %s has expired. Sign in again: nothing that you typed is lost."), person);
  else if (again)
    text = g_strdup_printf (_ ("%s is signed out. Sign in again: nothing that you typed is lost."), person);
  said = text != NULL ? imagin_format_capital (text) : NULL;
  gtk_label_set_label (self->reason, said != NULL ? said : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), again);
}

static void
show_credentials (ImaginSignIn *self)
{
  const char *number = imagin_account_get_number (self->account);

  gtk_label_set_label (self->academy_name, imagin_account_get_name (self->account));
  gtk_editable_set_text (GTK_EDITABLE (self->number_row), number != NULL ? number : "");
  imagin_credentials_hide (self->password_row);
  imagin_forgotten_row_set_account (self->forgotten_row, self->account);
  self->unsure = FALSE;
  imagin_error_label_show (self->number_error, NULL);
  imagin_error_label_show (self->password_error, NULL);
  imagin_error_label_show (self->credentials_error, NULL);
  imagin_new_password_page_complain (self->new_password_page, NULL, FALSE);
  show_reason (self);
  update_shared (self);
  show_ways (self);
}

static void
set_direct (ImaginSignIn *self, gboolean direct)
{
  self->direct = direct;
  adw_navigation_page_set_can_pop (self->credentials_page, !direct);
  gtk_widget_set_visible (self->leave_button, direct);
}

static void
focus_credentials (ImaginSignIn *self, gpointer field)
{
  gtk_widget_grab_focus (gtk_widget_get_visible (self->outside) ? GTK_WIDGET (field) : self->portal_button);
}

static void
push_credentials (ImaginSignIn *self, gpointer field, gboolean direct)
{
  set_direct (self, direct);
  adw_navigation_view_push_by_tag (self->navigation, "credentials");
  focus_credentials (self, field);
}

static void
academy_found_cb (ImaginSignIn *self, ImaginAccount *account)
{
  g_set_object (&self->account, account);
  show_credentials (self);
  push_credentials (self, self->number_row, FALSE);
}

void
imagin_sign_in_add_academy (ImaginSignIn *self, const char *name, const char *subtitle, const char *address)
{
  imagin_academy_page_add (self->academy_page, name, subtitle, address);
}

static void
cancel_cb (ImaginSignIn *self)
{
  credentials_hiding_cb (self);
  g_signal_emit (self, cancelled_signal, 0);
}

/* Back to what the person came from; a page above it goes back by itself. */
static gboolean
escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ImaginSignIn *self = IMAGIN_SIGN_IN (widget);

  if (!self->direct || adw_navigation_view_get_visible_page (self->navigation) != self->credentials_page)
    return GDK_EVENT_PROPAGATE;
  cancel_cb (self);
  return GDK_EVENT_STOP;
}

/* What had the keyboard is gone. */
static void
take_keyboard (GtkWidget *widget)
{
  ImaginSignIn *self = IMAGIN_SIGN_IN (widget);

  if (adw_navigation_view_get_visible_page (self->navigation) == self->credentials_page)
    focus_credentials (self, self->password_row);
  else
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

void
imagin_sign_in_set_accounts (ImaginSignIn *self, ImaginAccounts *accounts)
{
  g_set_object (&self->accounts, accounts);
  update_shared (self);
}

void
imagin_sign_in_begin (ImaginSignIn *self, ImaginAccount *account, gboolean may_cancel)
{
  imagin_academy_page_begin (self->academy_page, self->accounts, may_cancel);
  update_shared (self);
  adw_navigation_view_pop_to_tag (self->navigation, "academy");
  g_set_object (&self->account, account);
  if (account == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->academy_page));
      return;
    }
  show_credentials (self);
  push_credentials (self, self->password_row, may_cancel);
}

/* The object */

static void
imagin_sign_in_dispose (GObject *object)
{
  ImaginSignIn *self = IMAGIN_SIGN_IN (object);

  g_clear_handle_id (&self->slow_source, g_source_remove);
  self->attempt = NULL;
  /* The template would destroy the bin's own child behind its back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_SIGN_IN);
  g_clear_object (&self->account);
  g_clear_object (&self->accounts);
  G_OBJECT_CLASS (imagin_sign_in_parent_class)->dispose (object);
}

static void
imagin_sign_in_class_init (ImaginSignInClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_sign_in_dispose;
  g_type_ensure (IMAGIN_TYPE_ACADEMY_PAGE);
  g_type_ensure (IMAGIN_TYPE_CAPITALS_NOTICE);
  g_type_ensure (IMAGIN_TYPE_WHERE_ROW);
  g_type_ensure (IMAGIN_TYPE_FORGOTTEN_ROW);
  g_type_ensure (IMAGIN_TYPE_NEW_PASSWORD_PAGE);
  g_type_ensure (IMAGIN_TYPE_PORTAL_PAGE);
  signed_in_signal = g_signal_new ("signed-in", IMAGIN_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, IMAGIN_TYPE_ACCOUNT);
  cancelled_signal =
      g_signal_new ("cancelled", IMAGIN_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/sign-in.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, navigation);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, credentials_page);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, leave_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, new_password_page);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, academy_page);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, academy_name);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, reason);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, ways);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, staff);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, portal_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, outside);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, portal_page);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, number_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, password_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, number_error);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, password_error);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, credentials_error);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, slow);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, forgotten_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, shared_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginSignIn, staff_shared_row);
  gtk_widget_class_bind_template_callback (widget_class, academy_found_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, credentials_hiding_cb);
  gtk_widget_class_bind_template_callback (widget_class, way_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, portal_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish_cb);
  gtk_widget_class_bind_template_callback (widget_class, credentials_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_attempt_cb);
  gtk_widget_class_bind_template_callback (widget_class, shared_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_password_chosen_cb);
}

static void
imagin_sign_in_init (ImaginSignIn *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  imagin_focus_keeper_watch (GTK_WIDGET (self), take_keyboard);
  /* Before the navigation view, which takes the keys also where it may not go back. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape|<Alt>Left|Back"),
                                                          gtk_callback_action_new (escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
