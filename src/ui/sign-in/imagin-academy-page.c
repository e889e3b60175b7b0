/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing an academy. */

#include "ui/sign-in/imagin-academy-page.h"

#include "ui/sign-in/imagin-address-text.h"
#include "ui/widgets/imagin-error-label.h"
#include "ui/widgets/imagin-field-mark.h"

#include <glib/gi18n.h>

#define TRY_AGAIN_SECONDS 5
/* Shorter, nobody asks what is being done. */
#define SLOW_MS 400
/* Longer, somebody wants to know that nothing is wrong with what they chose. */
#define SILENT_SECONDS 4

struct _ImaginAcademyPage
{
  AdwNavigationPage parent_instance;

  ImaginAccounts *accounts;
  gpointer opening; /* (nullable): of the academy that is being asked */
  GtkWidget *asked; /* (nullable): where the person asked for it */
  guint slow_source;
  guint silent_source;
  guint again_source; /* tries an academy again that did not answer */

  GtkWidget *cancel_button;
  AdwPreferencesGroup *academies;
  GtkWidget *first; /* (nullable): what chooses the first of them */
  AdwEntryRow *address_row;
  GtkLabel *error;
  GtkWidget *wait;
  GtkLabel *wait_label;
  GtkWidget *silent;
  GtkWidget *other_person;
};

G_DEFINE_FINAL_TYPE (ImaginAcademyPage, imagin_academy_page, ADW_TYPE_NAVIGATION_PAGE)

static guint found_signal, cancelled_signal;

static void
show_error (ImaginAcademyPage *self, const char *text)
{
  imagin_error_label_show (self->error, text);
}

/* Asking */

typedef struct
{
  ImaginAcademyPage *page;
  char *address;
  char *offered; /* (nullable): the name of one that was offered; NULL: the address was typed */
} Opening;

static Opening *
opening_new (ImaginAcademyPage *page, const char *address, const char *offered)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->page = g_object_ref (page);
  opening->address = g_strdup (address);
  opening->offered = g_strdup (offered);
  return opening;
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->page);
  g_free (opening->address);
  g_free (opening->offered);
  g_free (opening);
}

static void open_academy (ImaginAcademyPage *self, const char *address, const char *offered);

static gboolean
try_again (gpointer data)
{
  Opening *opening = data;

  opening->page->again_source = 0;
  open_academy (opening->page, opening->address, opening->offered);
  return G_SOURCE_REMOVE;
}

static void
not_found (Opening *opening, const GError *error)
{
  ImaginAcademyPage *self = opening->page;
  g_autofree char *text = imagin_address_text_error (opening->address, opening->offered, error);

  show_error (self, text);
  imagin_field_mark (GTK_WIDGET (self->address_row), opening->offered == NULL);
  if (imagin_address_text_is_passing (error) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->again_source =
        g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, TRY_AGAIN_SECONDS, try_again,
                                    opening_new (self, opening->address, opening->offered), opening_free);
}

static void
end_waiting (ImaginAcademyPage *self)
{
  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_clear_handle_id (&self->silent_source, g_source_remove);
  gtk_widget_set_visible (self->wait, FALSE);
  gtk_widget_set_visible (self->silent, FALSE);
}

static gboolean
is_slow (gpointer data)
{
  ImaginAcademyPage *self = data;

  self->slow_source = 0;
  gtk_widget_set_visible (self->wait, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
is_silent (gpointer data)
{
  ImaginAcademyPage *self = data;

  self->silent_source = 0;
  gtk_widget_set_visible (self->silent, TRUE);
  return G_SOURCE_REMOVE;
}

static DexFuture *
open_fiber (gpointer data)
{
  Opening *opening = data;
  ImaginAcademyPage *self = opening->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginAccount) account =
      dex_await_object (imagin_accounts_open_academy (self->accounts, opening->address), &error);

  /* Another one is asked, or nobody waits any more. */
  if (self->opening != opening)
    return dex_future_new_for_boolean (FALSE);
  self->opening = NULL;
  end_waiting (self);
  if (account == NULL)
    {
      not_found (opening, error);
      return dex_future_new_for_boolean (FALSE);
    }
  show_error (self, NULL);
  g_signal_emit (self, found_signal, 0, account);
  return dex_future_new_for_boolean (TRUE);
}

static void
stop (ImaginAcademyPage *self)
{
  g_clear_handle_id (&self->again_source, g_source_remove);
  end_waiting (self);
  self->opening = NULL;
}

static void
open_academy (ImaginAcademyPage *self, const char *address, const char *offered)
{
  /* Translators: %s is the address of a web site. */
  g_autofree char *wait = g_strdup_printf (_ ("Asking %s…"), address);

  stop (self);
  gtk_label_set_label (self->wait_label, wait);
  self->slow_source = g_timeout_add (SLOW_MS, is_slow, self);
  self->silent_source = g_timeout_add_seconds (SILENT_SECONDS, is_silent, self);
  self->opening = opening_new (self, address, offered);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, open_fiber, self->opening, opening_free));
}

static void
stop_cb (ImaginAcademyPage *self)
{
  stop (self);
  gtk_widget_grab_focus (self->asked);
}

static void
academy_clicked (ImaginAcademyPage *self, GtkWidget *row)
{
  self->asked = row;
  show_error (self, NULL);
  imagin_field_mark (GTK_WIDGET (self->address_row), FALSE);
  open_academy (self, g_object_get_data (G_OBJECT (row), "address"), g_object_get_data (G_OBJECT (row), "name"));
}

static void
address_changed_cb (ImaginAcademyPage *self)
{
  stop (self);
  show_error (self, NULL);
  imagin_field_mark (GTK_WIDGET (self->address_row), FALSE);
}

static void
address_applied_cb (ImaginAcademyPage *self)
{
  const char *problem;
  g_autofree char *address =
      imagin_address_text_read (gtk_editable_get_text (GTK_EDITABLE (self->address_row)), &problem);

  self->asked = GTK_WIDGET (self->address_row);
  show_error (self, NULL);
  if (address != NULL)
    open_academy (self, address, NULL);
  else
    {
      stop (self);
      show_error (self, problem);
      imagin_field_mark (GTK_WIDGET (self->address_row), TRUE);
    }
}

static void
cancel_cb (ImaginAcademyPage *self)
{
  stop (self);
  g_signal_emit (self, cancelled_signal, 0);
}

/* What "Cancel" does: to what is being asked, else to the page. */
static gboolean
escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ImaginAcademyPage *self = IMAGIN_ACADEMY_PAGE (widget);

  if (self->opening != NULL)
    stop_cb (self);
  else if (gtk_widget_get_visible (self->cancel_button))
    cancel_cb (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

void
imagin_academy_page_add (ImaginAcademyPage *self, const char *name, const char *subtitle, const char *address)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Choose %s"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  g_object_set_data_full (G_OBJECT (button), "address", g_strdup (address), g_free);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (academy_clicked), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->academies, row);
  if (self->first == NULL)
    self->first = button;
}

void
imagin_academy_page_begin (ImaginAcademyPage *self, ImaginAccounts *accounts, gboolean may_cancel)
{
  stop (self);
  g_set_object (&self->accounts, accounts);
  gtk_widget_set_visible (self->cancel_button, may_cancel);
  show_error (self, NULL);
  imagin_field_mark (GTK_WIDGET (self->address_row), FALSE);
}

void
imagin_academy_page_offer_other_person (ImaginAcademyPage *self, gboolean offers)
{
  gtk_widget_set_visible (self->other_person, offers);
}

static gboolean
imagin_academy_page_grab_focus (GtkWidget *widget)
{
  ImaginAcademyPage *self = IMAGIN_ACADEMY_PAGE (widget);

  return gtk_widget_grab_focus (self->first != NULL ? self->first : GTK_WIDGET (self->address_row));
}

/* The object */

static void
imagin_academy_page_dispose (GObject *object)
{
  ImaginAcademyPage *self = IMAGIN_ACADEMY_PAGE (object);

  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_clear_handle_id (&self->silent_source, g_source_remove);
  g_clear_handle_id (&self->again_source, g_source_remove);
  self->opening = NULL;
  self->first = self->asked = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_ACADEMY_PAGE);
  g_clear_object (&self->accounts);
  G_OBJECT_CLASS (imagin_academy_page_parent_class)->dispose (object);
}

static void
imagin_academy_page_class_init (ImaginAcademyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_academy_page_dispose;
  widget_class->grab_focus = imagin_academy_page_grab_focus;
  found_signal = g_signal_new ("found", IMAGIN_TYPE_ACADEMY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               1, IMAGIN_TYPE_ACCOUNT);
  cancelled_signal =
      g_signal_new ("cancelled", IMAGIN_TYPE_ACADEMY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/academy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginAcademyPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginAcademyPage, academies);
  gtk_widget_class_bind_template_child (widget_class, ImaginAcademyPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginAcademyPage, error);
  gtk_widget_class_bind_template_child (widget_class, ImaginAcademyPage, wait);
  gtk_widget_class_bind_template_child (widget_class, ImaginAcademyPage, wait_label);
  gtk_widget_class_bind_template_child (widget_class, ImaginAcademyPage, silent);
  gtk_widget_class_bind_template_child (widget_class, ImaginAcademyPage, other_person);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_applied_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape, NULL);
}

static void
imagin_academy_page_init (ImaginAcademyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
