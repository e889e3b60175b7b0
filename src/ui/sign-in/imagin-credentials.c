/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fields of number and password have in common, wherever they stand. */

#include "ui/sign-in/imagin-credentials.h"

#include "base/imagin-error.h"
#include "base/imagin-text.h"
#include "ui/sign-in/imagin-address-text.h"
#include "ui/widgets/imagin-error-label.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/widgets/imagin-field-mark.h"

#include <glib/gi18n.h>

/* Of an intervener number: Credentials in data/api/imagin.yaml, which knows no other form. */
#define NUMBER_MAXIMUM 64

void
imagin_credentials_hide (AdwPasswordEntryRow *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  gtk_editable_set_text (GTK_EDITABLE (row), "");
  if (GTK_IS_TEXT (text))
    gtk_text_set_visibility (GTK_TEXT (text), FALSE);
}

char *
imagin_credentials_get_number (AdwEntryRow *row)
{
  return imagin_text_without_spaces (gtk_editable_get_text (GTK_EDITABLE (row)));
}

char *
imagin_credentials_get_password (AdwEntryRow *number_row, AdwPasswordEntryRow *row)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *number = imagin_credentials_get_number (number_row);
  char *bare = imagin_text_without_spaces (typed);

  if (g_str_equal (bare, number))
    return bare;
  imagin_text_erase (bare);
  return g_strdup (typed);
}

const char *
imagin_credentials_number_problem (AdwEntryRow *row)
{
  g_autofree char *number = imagin_credentials_get_number (row);

  if (*number == '\0')
    return _ ("Type your number: it stands at the top left of your convocation.");
  if (g_utf8_strlen (number, -1) <= NUMBER_MAXIMUM)
    return NULL;
  return _ ("This is too long for a number. Type only the one that stands at the top left of your convocation.");
}

/* Until then not even the right password is taken: the other way in is a new one. */
static char *
locked_out_text (ImaginAccount *account, const GError *error)
{
  ImaginAcademyInfo *info = imagin_account_get_info (account);
  ImaginLinks *links = info != NULL ? imagin_entity_get_entity (info, "links") : NULL;
  gboolean helps = links != NULL && imagin_entity_get_text (links, "credentials") != NULL;
  guint minutes = (imagin_account_get_wait_seconds (account) + 59) / 60;
  g_autofree char *when = NULL;

  /* Not known, or longer than is believed (IMAGIN_RETRY_MAXIMUM_SECONDS): the academy's own sentence may say more. */
  if (minutes == 0 || minutes >= 60)
    return imagin_error_text (error);
  when = g_strdup_printf (ngettext ("Too many tries: the access is closed. Try again in %u minute.",
                                    "Too many tries: the access is closed. Try again in %u minutes.", minutes),
                          minutes);
  return g_strconcat (when, " ",
                      helps ? _ ("If you no longer know the password, choose “Forgotten password” below.")
                            : _ ("If you no longer know the password, ask the exams office."),
                      NULL);
}

char *
imagin_credentials_error_text (ImaginAccount *account, const GError *error)
{
  if (imagin_error_matches (error, IMAGIN_ERROR_LOCKED_OUT))
    return locked_out_text (account, error);
  /* Only a new password is checked against rules. */
  if (imagin_error_matches (error, IMAGIN_ERROR_INVALID) && *imagin_error_text_of_academy (error) != '\0')
    return g_strdup_printf (_ ("The academy does not take this password: “%s”"), imagin_error_text_of_academy (error));
  if (imagin_address_text_is_passing (error))
    return g_strdup (_ ("The academy cannot be reached now. Try again in a moment."));
  return imagin_error_text (error);
}

ImaginSignInMethod *
imagin_credentials_find_method (ImaginAccount *account, const char *kind)
{
  ImaginAcademyInfo *info = imagin_account_get_info (account);
  GListModel *methods = info != NULL ? imagin_entity_get_list (info, "sign_in") : NULL;

  for (guint i = 0; methods != NULL && i < g_list_model_get_n_items (methods); i++)
    {
      g_autoptr (ImaginSignInMethod) method = g_list_model_get_item (methods, i);

      if (g_strcmp0 (imagin_entity_get_text (method, "method"), kind) == 0)
        return method; /* the list holds it */
    }
  return NULL;
}

gboolean
imagin_credentials_prefers_portal (ImaginAccount *account, gboolean *both)
{
  ImaginAcademyInfo *info = imagin_account_get_info (account);
  GListModel *methods = info != NULL ? imagin_entity_get_list (info, "sign_in") : NULL;
  g_autoptr (ImaginSignInMethod) first = methods != NULL ? g_list_model_get_item (methods, 0) : NULL;
  ImaginSignInMethod *portal = imagin_credentials_find_method (account, "oidc");

  *both = portal != NULL && imagin_credentials_find_method (account, "number") != NULL;
  return portal != NULL && (!*both || imagin_account_is_by_portal (account) ||
                            (imagin_account_get_number (account) == NULL && first == portal));
}

void
imagin_credentials_complain (GtkWidget *field, GtkLabel *label, const char *problem)
{
  imagin_error_label_show (label, problem);
  imagin_field_mark (field, TRUE);
  gtk_widget_grab_focus (field);
}
