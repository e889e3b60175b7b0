/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Forgotten password": the academy's own page. */

#include "ui/sign-in/imagin-forgotten-row.h"

#include "base/imagin-web-address.h"
#include "ui/widgets/imagin-toast.h"

#include <glib/gi18n.h>

struct _ImaginForgottenRow
{
  AdwActionRow parent_instance;

  char *address; /* (nullable): what the academy says, which is not trusted to be one */
  GtkWidget *open_button;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (ImaginForgottenRow, imagin_forgotten_row, ADW_TYPE_ACTION_ROW)

/* The address is no sentence: it stands in a line of its own. */
static void
show_problem (ImaginForgottenRow *self)
{
  const char *problem = _ ("No browser opened. Copy the address, then paste it into a browser.");
  g_autofree char *text = g_strconcat (problem, "\n", self->address, NULL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_widget_set_visible (self->copy_button, TRUE);
  gtk_widget_grab_focus (self->copy_button);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), problem, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
show_page (ImaginForgottenRow *self)
{
  gtk_widget_set_visible (self->copy_button, FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _ ("The “My identifiers” page of the academy"));
}

static void
launched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ImaginForgottenRow) self = data;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, NULL) || self->address == NULL)
    return;
  show_problem (self);
}

static void
open_clicked (ImaginForgottenRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GUri) uri = imagin_web_address_parse (self->address);
  g_autoptr (GtkUriLauncher) launcher = NULL;

  /* Only a web page is opened. */
  if (uri == NULL)
    return;
  launcher = gtk_uri_launcher_new (self->address);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, launched,
                           g_object_ref (self));
}

static void
copy_clicked (ImaginForgottenRow *self)
{
  if (self->address == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->address);
  imagin_toast_show (GTK_WIDGET (self), _ ("Address copied"));
}

void
imagin_forgotten_row_set_account (ImaginForgottenRow *self, ImaginAccount *account)
{
  ImaginAcademyInfo *info = imagin_account_get_info (account);
  ImaginLinks *links = info != NULL ? imagin_entity_get_entity (info, "links") : NULL;

  g_set_str (&self->address, links != NULL ? imagin_entity_get_text (links, "credentials") : NULL);
  show_page (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->address != NULL);
}

/* The object */

static void
imagin_forgotten_row_finalize (GObject *object)
{
  g_free (IMAGIN_FORGOTTEN_ROW (object)->address);
  G_OBJECT_CLASS (imagin_forgotten_row_parent_class)->finalize (object);
}

static void
imagin_forgotten_row_class_init (ImaginForgottenRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_forgotten_row_finalize;
}

static GtkWidget *
add_button (ImaginForgottenRow *self, const char *icon, const char *tooltip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

static void
imagin_forgotten_row_init (ImaginForgottenRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Forgotten password"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  self->copy_button = add_button (self, "edit-copy-symbolic", _ ("Copy the address"), G_CALLBACK (copy_clicked));
  self->open_button =
      add_button (self, "adw-external-link-symbolic", _ ("Open the academy’s page"), G_CALLBACK (open_clicked));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->open_button);
  show_page (self);
}
