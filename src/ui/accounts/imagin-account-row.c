/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One account among others. */

#include "ui/accounts/imagin-account-row.h"

#include "ui/widgets/imagin-dialog-close.h"
#include "ui/accounts/imagin-sign-out.h"
#include "ui/waiting/imagin-standing.h"
#include "ui/texts/imagin-whose.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginAccountRow
{
  AdwExpanderRow parent_instance;

  ImaginAccounts *accounts;
  ImaginAccount *account;
  DexFuture *counting; /* what waits; another count drops it */
  ImaginOutstanding outstanding;

  GtkWidget *sign_in;
  GtkWidget *sign_out;
};

G_DEFINE_FINAL_TYPE (ImaginAccountRow, imagin_account_row, ADW_TYPE_EXPANDER_ROW)

static guint remove_asked_signal;

ImaginAccount *
imagin_account_row_get_account (ImaginAccountRow *self)
{
  return self->account;
}

/* What it says */

static char *
who_text (ImaginAccount *account)
{
  const char *number = imagin_account_get_number (account);

  if (imagin_account_is_by_portal (account))
    return g_strdup (_ ("Through the portal"));
  return number != NULL ? g_strdup_printf (_ ("Number %s"), number) : NULL;
}

static const char *
memory_text (ImaginAccount *account)
{
  switch (imagin_account_get_state (account))
    {
    case IMAGIN_ACCOUNT_UP_TO_DATE:
    case IMAGIN_ACCOUNT_BUSY:
    case IMAGIN_ACCOUNT_OFFLINE:
      return imagin_account_is_remembered (account) ? _ ("You stay signed in at the next start")
                                                    : _ ("Signed in for this session only");
    case IMAGIN_ACCOUNT_SIGNED_OUT:
    case IMAGIN_ACCOUNT_CONNECTING:
    case IMAGIN_ACCOUNT_LOCAL:
    default:
      return NULL;
    }
}

/* Where one is pressed and goes, the keyboard goes on with the other. */
static void
show_ways (ImaginAccountRow *self, gboolean in, gboolean out)
{
  gboolean pressed = gtk_widget_get_visible (self->sign_out) && !out && gtk_widget_is_focus (self->sign_out);

  gtk_widget_set_visible (self->sign_in, in);
  if (pressed)
    gtk_widget_grab_focus (self->sign_in);
  gtk_widget_set_visible (self->sign_out, out);
}

static void
show (ImaginAccountRow *self)
{
  gboolean signed_out = imagin_account_get_state (self->account) == IMAGIN_ACCOUNT_SIGNED_OUT;
  gboolean local = imagin_account_get_address (self->account) == NULL;
  g_autoptr (GListStore) alone = g_list_store_new (IMAGIN_TYPE_ACCOUNT);
  g_autofree char *who = who_text (self->account);
  g_autofree char *whose = imagin_whose_text (self->account);
  g_autofree char *standing = NULL;
  g_autofree char *first = NULL;
  g_autofree char *subtitle = NULL;
  const char *memory = memory_text (self->account);
  const char *icon_name;

  g_list_store_append (alone, self->account);
  standing = imagin_standing_text (G_LIST_MODEL (alone), &self->outstanding, &icon_name);
  first = imagin_wording_join (2, who, standing);
  subtitle = memory != NULL ? g_strconcat (first, "\n", memory, NULL) : g_strdup (first);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), whose);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  show_ways (self, signed_out, !signed_out && !local);
}

/* What waits */

/* Runs in a fiber. */
static DexFuture *
count_fiber (gpointer data)
{
  ImaginAccountRow *self = data;
  g_autoptr (GPtrArray) unsent = dex_await_boxed (imagin_accounts_list_unsent (self->accounts, self->account), NULL);

  if (unsent == NULL)
    return dex_future_new_for_boolean (FALSE);
  self->outstanding = (ImaginOutstanding) { 0 };
  imagin_standing_count (unsent, &self->outstanding);
  show (self);
  return dex_future_new_for_boolean (TRUE);
}

static void
count (ImaginAccountRow *self)
{
  dex_clear (&self->counting);
  self->counting = dex_scheduler_spawn (NULL, 0, count_fiber, g_object_ref (self), g_object_unref);
}

/* What can be done */

static void
sign_in_to (AdwDialog *dialog, ImaginAccount *account)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), "win.sign-in-to", "s", imagin_account_get_id (account));
}

static void
sign_in_activated (ImaginAccountRow *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (dialog == NULL)
    return;
  /* A dialog that closes gives the keyboard back to what had it: only then the page may take it. */
  g_signal_connect_object (dialog, "closed", G_CALLBACK (sign_in_to), self->account, G_CONNECT_AFTER);
  imagin_dialog_close_later (ADW_DIALOG (dialog));
}

static void
sign_out_activated (ImaginAccountRow *self)
{
  g_autoptr (GListStore) alone = g_list_store_new (IMAGIN_TYPE_ACCOUNT);

  g_list_store_append (alone, self->account);
  imagin_sign_out_ask (GTK_WIDGET (self), self->accounts, G_LIST_MODEL (alone));
}

static void
remove_activated (ImaginAccountRow *self)
{
  g_signal_emit (self, remove_asked_signal, 0);
}

static GtkWidget *
add_button (ImaginAccountRow *self, const char *title, const char *style, GCallback activated)
{
  GtkWidget *button = g_object_new (ADW_TYPE_BUTTON_ROW, "title", title, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  g_signal_connect_object (button, "activated", activated, self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), button);
  return button;
}

/* The object */

static void
imagin_account_row_dispose (GObject *object)
{
  ImaginAccountRow *self = IMAGIN_ACCOUNT_ROW (object);

  dex_clear (&self->counting);
  g_clear_object (&self->account);
  g_clear_object (&self->accounts);
  G_OBJECT_CLASS (imagin_account_row_parent_class)->dispose (object);
}

static void
imagin_account_row_class_init (ImaginAccountRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_account_row_dispose;
  remove_asked_signal =
      g_signal_new ("remove-asked", IMAGIN_TYPE_ACCOUNT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_account_row_init (ImaginAccountRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_expander_row_set_subtitle_lines (ADW_EXPANDER_ROW (self), 0);
  self->sign_in = add_button (self, _ ("Sign in again"), "suggested-action", G_CALLBACK (sign_in_activated));
  self->sign_out = add_button (self, _ ("Sign out…"), NULL, G_CALLBACK (sign_out_activated));
  add_button (self, _ ("Remove from this computer…"), "destructive-action", G_CALLBACK (remove_activated));
}

GtkWidget *
imagin_account_row_new (ImaginAccounts *accounts, ImaginAccount *account)
{
  ImaginAccountRow *self = g_object_new (IMAGIN_TYPE_ACCOUNT_ROW, NULL);

  self->accounts = g_object_ref (accounts);
  self->account = g_object_ref (account);
  show (self);
  count (self);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self),
                                 g_list_model_get_n_items (G_LIST_MODEL (accounts)) == 1 ||
                                     imagin_account_get_state (account) == IMAGIN_ACCOUNT_SIGNED_OUT);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "keyring-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "summaries-changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  /* Of two at one academy one may go. */
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
