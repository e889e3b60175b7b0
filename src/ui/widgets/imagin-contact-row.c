/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office of the academy, and how to reach it. */

#include "ui/widgets/imagin-contact-row.h"

#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginContactRow
{
  AdwActionRow parent_instance;

  char *address; /* "mailto:…" */
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (ImaginContactRow, imagin_contact_row, ADW_TYPE_ACTION_ROW)

static void
write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginContactRow *self = IMAGIN_CONTACT_ROW (widget);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (self->address);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL, NULL);
}

/* What an academy sends is not trusted to be an address: only the plain form is offered. */
static gboolean
is_address (const char *email)
{
  const char *at = email != NULL ? strchr (email, '@') : NULL;

  return at != NULL && at != email && at[1] != '\0' && strpbrk (email, " \t\r\n<>?&,;:\"") == NULL &&
         g_utf8_validate (email, -1, NULL);
}

void
imagin_contact_row_show (ImaginContactRow *self, ImaginContact *office, const char *subject)
{
  const char *email = office != NULL ? imagin_entity_get_text (office, "email") : NULL;
  g_autofree char *contact =
      office != NULL ? imagin_wording_join (2, imagin_entity_get_text (office, "phone"), email) : g_strdup ("");
  g_autofree char *escaped_subject = g_uri_escape_string (subject, NULL, FALSE);
  const char *name = office != NULL ? imagin_entity_get_text (office, "name") : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), office != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name != NULL ? name : _ ("The exams office"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), contact);
  g_free (self->address);
  self->address = is_address (email) ? g_strdup_printf ("mailto:%s?subject=%s", email, escaped_subject) : NULL;
  gtk_widget_set_visible (self->button, self->address != NULL);
}

static void
imagin_contact_row_finalize (GObject *object)
{
  g_free (IMAGIN_CONTACT_ROW (object)->address);
  G_OBJECT_CLASS (imagin_contact_row_parent_class)->finalize (object);
}

static void
imagin_contact_row_class_init (ImaginContactRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_contact_row_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "contact.write", NULL, write_action);
}

static void
imagin_contact_row_init (ImaginContactRow *self)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "call-start-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (self), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), icon);
  self->button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "mail-send-symbolic", "valign", GTK_ALIGN_CENTER,
                               "tooltip-text", _ ("Write an e-mail"), "action-name", "contact.write", NULL);
  gtk_widget_add_css_class (self->button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
}
