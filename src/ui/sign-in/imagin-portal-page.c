/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for the person to sign in at the academy's portal. */

#include "ui/sign-in/imagin-portal-page.h"

#include "base/imagin-error.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/sign-in/imagin-move-dialog.h"
#include "ui/widgets/imagin-toast.h"

#include <glib/gi18n.h>

struct _ImaginPortalPage
{
  AdwNavigationPage parent_instance;

  ImaginAccounts *accounts;
  ImaginAccount *account;
  ImaginSignInMethod *method;
  char *address; /* to open; NULL: not known yet */

  AdwStatusPage *status;
  GtkStack *stack;
  GtkWidget *open_button;
  GtkWidget *copy_button;
  GtkWidget *cancel_button;
  GtkWidget *again_button;
};

G_DEFINE_FINAL_TYPE (ImaginPortalPage, imagin_portal_page, ADW_TYPE_NAVIGATION_PAGE)

static guint signed_in_signal;

static void
show (ImaginPortalPage *self, const char *child, const char *title, const char *text)
{
  /* A status page reads markup, and an academy's own sentence may be the text. */
  g_autofree char *markup = g_markup_escape_text (text, -1);

  gtk_stack_set_visible_child_name (self->stack, child);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, markup);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
set_address (ImaginPortalPage *self, const char *address)
{
  g_set_str (&self->address, address);
  gtk_widget_set_sensitive (self->open_button, address != NULL);
  gtk_widget_set_sensitive (self->copy_button, address != NULL);
}

/* The browser */

static void
launched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ImaginPortalPage) self = data;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, NULL) || self->address == NULL)
    return;
  show (self, "waiting", _ ("No browser opened"),
        _ ("Press “Copy the address”, then paste it into a browser on this computer: Imagin is still waiting."));
  gtk_widget_grab_focus (self->copy_button);
}

static void
open_cb (ImaginPortalPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (self->address == NULL)
    return;
  launcher = gtk_uri_launcher_new (self->address);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, launched,
                           g_object_ref (self));
}

static void
copy_cb (ImaginPortalPage *self)
{
  if (self->address == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->address);
  imagin_toast_show (GTK_WIDGET (self), _ ("Address copied"));
}

static void
opened (const char *address, gpointer data)
{
  ImaginPortalPage *self = data;

  set_address (self, address);
  show (self, "waiting", _ ("Your browser has opened"),
        _ ("Sign in there: Imagin comes back by itself. You have five minutes."));
  gtk_widget_grab_focus (self->open_button);
  open_cb (self);
}

/* Signing in */

static void
finish (ImaginPortalPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  imagin_accounts_adopt (self->accounts, self->account);
  g_signal_emit (self, signed_in_signal, 0);
  /* The person is in the browser now, and has nothing more to do there. */
  if (GTK_IS_WINDOW (root))
    gtk_window_present (GTK_WINDOW (root));
}

static void again_cb (ImaginPortalPage *self);

/* Runs in a fiber. */
static gboolean
wants_to_move (ImaginPortalPage *self, ImaginAccount *account, const GError *error)
{
  if (!dex_await_boolean (imagin_move_dialog_ask (self->accounts, account, error, GTK_WIDGET (self)), NULL) ||
      account != self->account || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  imagin_account_let_move (account);
  return TRUE;
}

static DexFuture *
visit_fiber (gpointer data)
{
  ImaginPortalPage *self = data;
  g_autoptr (ImaginAccount) account = g_object_ref (self->account);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const ImaginPortalWords words = {
    /* Translators: the code of the language of the page in the browser, as in "fr". */
    .language = C_ ("language code", "en"),
    .title = _ ("Signing in to Imagin"),
    .done = _ ("It is done: you may close this page and go back to Imagin."),
    .refused = _ ("The portal did not let you in. You may close this page: Imagin says how to go on."),
    .stray = _ ("This page was not expected now, and nothing was changed. You may close it."),
  };

  dex_await (
      imagin_account_sign_in_by_portal (account, self->method, &words, opened, g_object_ref (self), g_object_unref),
      &error);
  if (imagin_error_matches (error, IMAGIN_ERROR_CANCELLED) || account != self->account)
    return dex_future_new_for_boolean (FALSE);
  set_address (self, NULL);
  if (error == NULL)
    {
      finish (self);
      return dex_future_new_for_boolean (TRUE);
    }
  if (imagin_error_matches (error, IMAGIN_ERROR_OTHER_ADDRESS) && wants_to_move (self, account, error))
    {
      again_cb (self);
      return dex_future_new_for_boolean (FALSE);
    }
  if (account != self->account)
    return dex_future_new_for_boolean (FALSE);
  text = imagin_error_text_at_portal (error);
  show (self, "failed", _ ("You are not signed in"), text);
  gtk_widget_grab_focus (self->again_button);
  return dex_future_new_for_boolean (FALSE);
}

static void
again_cb (ImaginPortalPage *self)
{
  set_address (self, NULL);
  show (self, "waiting", _ ("Asking the portal…"), "");
  gtk_widget_grab_focus (self->cancel_button);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, visit_fiber, g_object_ref (self), g_object_unref));
}

static void
cancel_cb (ImaginPortalPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

void
imagin_portal_page_begin (ImaginPortalPage *self,
                          ImaginAccounts *accounts,
                          ImaginAccount *account,
                          ImaginSignInMethod *method)
{
  g_return_if_fail (method != NULL);
  g_set_object (&self->accounts, accounts);
  g_set_object (&self->account, account);
  g_set_object (&self->method, method);
  again_cb (self);
}

/* The object */

static void
imagin_portal_page_hidden (AdwNavigationPage *page)
{
  ImaginPortalPage *self = IMAGIN_PORTAL_PAGE (page);

  if (self->account != NULL)
    imagin_account_cancel_portal (self->account);
  set_address (self, NULL);
}

static void
imagin_portal_page_dispose (GObject *object)
{
  ImaginPortalPage *self = IMAGIN_PORTAL_PAGE (object);

  if (self->account != NULL)
    imagin_account_cancel_portal (self->account);
  g_clear_object (&self->account);
  g_clear_object (&self->accounts);
  g_clear_object (&self->method);
  g_clear_pointer (&self->address, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_PORTAL_PAGE);
  G_OBJECT_CLASS (imagin_portal_page_parent_class)->dispose (object);
}

static void
imagin_portal_page_class_init (ImaginPortalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_portal_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hidden = imagin_portal_page_hidden;
  signed_in_signal =
      g_signal_new ("signed-in", IMAGIN_TYPE_PORTAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/portal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginPortalPage, status);
  gtk_widget_class_bind_template_child (widget_class, ImaginPortalPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ImaginPortalPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginPortalPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginPortalPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginPortalPage, again_button);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
imagin_portal_page_init (ImaginPortalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
