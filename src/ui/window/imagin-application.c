/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application. */

#include "ui/window/imagin-application.h"

#include "ui/widgets/imagin-dialog-close.h"
#include "ui/window/imagin-letters.h"
#include "ui/settings/imagin-settings.h"
#include "ui/window/imagin-window.h"

#include "imagin-config.h"

#include <glib/gi18n.h>
#include <unistd.h>

typedef struct
{
  char *name;
  char *subtitle;
  char *address;
} Offer;

struct _ImaginApplication
{
  AdwApplication parent_instance;

  ImaginAccounts *accounts;
  GPtrArray *offers;
};

G_DEFINE_FINAL_TYPE (ImaginApplication, imagin_application, ADW_TYPE_APPLICATION)

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_free (offer->name);
  g_free (offer->subtitle);
  g_free (offer->address);
  g_free (offer);
}

void
imagin_application_offer_academy (ImaginApplication *self, const char *name, const char *subtitle, const char *address)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->name = g_strdup (name);
  offer->subtitle = g_strdup (subtitle);
  offer->address = g_strdup (address);
  g_ptr_array_add (self->offers, offer);
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);

  adw_about_dialog_set_application_name (about, _ ("Imagin"));
  adw_about_dialog_set_application_icon (about, IMAGIN_APPLICATION_ID);
  adw_about_dialog_set_version (about, IMAGIN_VERSION);
  adw_about_dialog_set_developer_name (about, _ ("The Imagin developers"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (about, _ ("The expense statements of exam-jury interveners. This is not an "
                                           "application of the ministry of education, nor of an academy."));
  adw_dialog_present (dialog, GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (data))));
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (window != NULL)
    gtk_window_close (window);
}

/* Somebody else at a computer where missions are kept: a program of its own, in which nothing stays, so that neither
 * sees nor changes what the other has. */
static void
shared_window_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ImaginApplication *self = IMAGIN_APPLICATION (data);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GStrvBuilder) command = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_add_many (command, program != NULL ? program : "imagin", "--shared", NULL);
  for (guint i = 0; i < self->offers->len; i++)
    {
      const Offer *offer = g_ptr_array_index (self->offers, i);

      if (g_str_has_prefix (offer->address, "http"))
        g_strv_builder_add_many (command, "--academy", offer->address, NULL);
    }
  words = g_strv_builder_end (command);
  process = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_NONE, &error);
  if (process == NULL)
    g_message ("No other window: %s", error->message);
}

static const GActionEntry actions[] = {
  { "shared-window", shared_window_activated, NULL, NULL, NULL, { 0 } },
  { "about", about_activated, NULL, NULL, NULL, { 0 } },
  { "quit", quit_activated, NULL, NULL, NULL, { 0 } },
};

static void
imagin_application_activate (GApplication *application)
{
  ImaginApplication *self = IMAGIN_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    {
      imagin_settings_begin (imagin_accounts_is_shared (self->accounts));
      window = GTK_WINDOW (imagin_window_new (ADW_APPLICATION (self), self->accounts));
      for (guint i = 0; i < self->offers->len; i++)
        {
          Offer *offer = g_ptr_array_index (self->offers, i);

          imagin_window_offer_academy (IMAGIN_WINDOW (window), offer->name, offer->subtitle, offer->address);
        }
    }
  gtk_window_present (window);
}

static void
imagin_application_startup (GApplication *application)
{
  static const char *const quit_keys[] = { "<Control>q", NULL };

  G_APPLICATION_CLASS (imagin_application_parent_class)->startup (application);
  imagin_letters_draw_ahead ();
  imagin_dialog_close_whole ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);
}

/* The toolkit writes its list of recently used files once more as it ends, whatever was in it. Where nothing may stay,
 * the program ends as one that is killed: everything that is to be sent or told was by now, and the rest is memory. */
static void
imagin_application_shutdown (GApplication *application)
{
  if (imagin_accounts_is_shared (IMAGIN_APPLICATION (application)->accounts))
    _exit (0);
  G_APPLICATION_CLASS (imagin_application_parent_class)->shutdown (application);
}

static void
imagin_application_finalize (GObject *object)
{
  ImaginApplication *self = IMAGIN_APPLICATION (object);

  g_clear_object (&self->accounts);
  g_ptr_array_unref (self->offers);
  G_OBJECT_CLASS (imagin_application_parent_class)->finalize (object);
}

static void
imagin_application_class_init (ImaginApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_application_finalize;
  G_APPLICATION_CLASS (klass)->activate = imagin_application_activate;
  G_APPLICATION_CLASS (klass)->shutdown = imagin_application_shutdown;
  G_APPLICATION_CLASS (klass)->startup = imagin_application_startup;
}

static void
imagin_application_init (ImaginApplication *self)
{
  self->offers = g_ptr_array_new_with_free_func (offer_free);
}

ImaginApplication *
imagin_application_new (const char *id, ImaginAccounts *accounts)
{
  ImaginApplication *self = g_object_new (IMAGIN_TYPE_APPLICATION, "application-id", id, "resource-base-path",
                                          "/fr/imagin/Intervenant", "flags", G_APPLICATION_NON_UNIQUE, NULL);

  self->accounts = g_object_ref (accounts);
  return self;
}
