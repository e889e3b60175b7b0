/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing another password, because the academy asks for one. */

#include "ui/sign-in/imagin-new-password-page.h"

#include "base/imagin-text.h"
#include "ui/sign-in/imagin-capitals-notice.h"
#include "ui/sign-in/imagin-credentials.h"
#include "ui/widgets/imagin-error-label.h"
#include "ui/widgets/imagin-field-mark.h"
#include "ui/sign-in/imagin-rules-group.h"

#include <glib/gi18n.h>

struct _ImaginNewPasswordPage
{
  AdwNavigationPage parent_instance;

  char *number; /* (nullable) */
  char *old;    /* (nullable): erased when it is not needed any more */
  gboolean busy;

  GtkLabel *reason;
  AdwPasswordEntryRow *password_row;
  AdwPasswordEntryRow *repeat_row;
  GtkLabel *password_error;
  GtkLabel *repeat_error;
  ImaginRulesGroup *rules_group;
  GtkLabel *error;
  GtkButton *change_button;
  GtkWidget *slow;
};

G_DEFINE_FINAL_TYPE (ImaginNewPasswordPage, imagin_new_password_page, ADW_TYPE_NAVIGATION_PAGE)

static guint chosen_signal;

static const char *
text_of (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* What is wrong is said of what stands there now. */
static void
take_back (ImaginNewPasswordPage *self)
{
  imagin_field_mark (GTK_WIDGET (self->password_row), FALSE);
  imagin_field_mark (GTK_WIDGET (self->repeat_row), FALSE);
  imagin_error_label_show (self->password_error, NULL);
  imagin_error_label_show (self->repeat_error, NULL);
}

static void
show_rules (ImaginNewPasswordPage *self)
{
  gboolean kept =
      self->number != NULL && imagin_rules_group_check (self->rules_group, self->number, self->old,
                                                        text_of (self->password_row), text_of (self->repeat_row));

  gtk_widget_set_sensitive (GTK_WIDGET (self->change_button), kept && !self->busy);
}

static void
changed_cb (ImaginNewPasswordPage *self)
{
  take_back (self);
  show_rules (self);
}

static void
change_cb (ImaginNewPasswordPage *self)
{
  g_autofree char *problem = NULL;
  gboolean of_repeated = FALSE;

  if (self->busy || self->number == NULL)
    return;
  take_back (self);
  imagin_error_label_show (self->error, NULL);
  problem = imagin_rules_group_find_problem (self->rules_group, self->number, self->old, text_of (self->password_row),
                                             text_of (self->repeat_row), &of_repeated);
  if (problem == NULL)
    g_signal_emit (self, chosen_signal, 0, text_of (self->password_row));
  else if (of_repeated)
    imagin_credentials_complain (GTK_WIDGET (self->repeat_row), self->repeat_error, problem);
  else
    imagin_credentials_complain (GTK_WIDGET (self->password_row), self->password_error, problem);
}

void
imagin_new_password_page_ask (ImaginNewPasswordPage *self,
                              const char *number,
                              const char *old,
                              ImaginPasswordRules *rules)
{
  gboolean first = g_str_equal (number, old);

  imagin_new_password_page_clear (self);
  self->number = g_strdup (number);
  self->old = g_strdup (old);
  imagin_rules_group_set_rules (self->rules_group, rules, first);
  gtk_label_set_label (self->reason,
                       first ? _ ("This is your first connection: your number is no password that you could keep.")
                             : _ ("Your password is valid no more: the academy asks for another one."));
  show_rules (self);
}

void
imagin_new_password_page_set_busy (ImaginNewPasswordPage *self, gboolean busy, gboolean sent)
{
  self->busy = busy;
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), !sent);
  show_rules (self);
}

void
imagin_new_password_page_set_slow (ImaginNewPasswordPage *self, gboolean slow)
{
  gtk_widget_set_visible (self->slow, slow);
}

void
imagin_new_password_page_complain (ImaginNewPasswordPage *self, const char *text, gboolean of_password)
{
  take_back (self);
  imagin_error_label_show (self->error, of_password ? NULL : text);
  if (of_password)
    imagin_credentials_complain (GTK_WIDGET (self->password_row), self->password_error, text);
}

void
imagin_new_password_page_clear (ImaginNewPasswordPage *self)
{
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->old, imagin_text_erase);
  imagin_credentials_hide (self->password_row);
  imagin_credentials_hide (self->repeat_row);
  imagin_error_label_show (self->error, NULL);
  take_back (self);
}

static gboolean
imagin_new_password_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (IMAGIN_NEW_PASSWORD_PAGE (widget)->password_row));
}

/* The object */

static void
imagin_new_password_page_dispose (GObject *object)
{
  ImaginNewPasswordPage *self = IMAGIN_NEW_PASSWORD_PAGE (object);

  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->old, imagin_text_erase);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_NEW_PASSWORD_PAGE);
  G_OBJECT_CLASS (imagin_new_password_page_parent_class)->dispose (object);
}

static void
imagin_new_password_page_class_init (ImaginNewPasswordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_new_password_page_dispose;
  widget_class->grab_focus = imagin_new_password_page_grab_focus;
  g_type_ensure (IMAGIN_TYPE_CAPITALS_NOTICE);
  g_type_ensure (IMAGIN_TYPE_RULES_GROUP);
  chosen_signal = g_signal_new ("chosen", IMAGIN_TYPE_NEW_PASSWORD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/new-password-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginNewPasswordPage, reason);
  gtk_widget_class_bind_template_child (widget_class, ImaginNewPasswordPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginNewPasswordPage, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginNewPasswordPage, password_error);
  gtk_widget_class_bind_template_child (widget_class, ImaginNewPasswordPage, repeat_error);
  gtk_widget_class_bind_template_child (widget_class, ImaginNewPasswordPage, rules_group);
  gtk_widget_class_bind_template_child (widget_class, ImaginNewPasswordPage, error);
  gtk_widget_class_bind_template_child (widget_class, ImaginNewPasswordPage, change_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginNewPasswordPage, slow);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
}

static void
imagin_new_password_page_init (ImaginNewPasswordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
