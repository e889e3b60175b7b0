/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "I did not do this mission": the reason, and what follows. */

#include "ui/entry/imagin-absence-dialog.h"

#include "base/imagin-text.h"
#include "ui/widgets/imagin-alert.h"
#include "ui/widgets/imagin-field-mark.h"
#include "ui/widgets/imagin-text-label.h"

#include <glib/gi18n.h>

#define REASON_MAXIMUM 1000

/* Beside the field, and again when it is pressed without. */
#define NEEDED _ ("A reason is needed: the exams office reads it.")

static void
reason_changed (GtkEditable *row, AdwAlertDialog *dialog)
{
  g_autofree char *reason = g_strstrip (imagin_text_clean (gtk_editable_get_text (row)));

  adw_alert_dialog_set_response_enabled (dialog, "declare", *reason != '\0');
  if (*reason != '\0')
    imagin_field_mark (GTK_WIDGET (row), FALSE);
}

/* Enter in an empty field: what is lacking is marked, and said to those who do not see it. */
static void
entered (GtkWidget *row, AdwAlertDialog *dialog)
{
  if (adw_alert_dialog_get_response_enabled (dialog, "declare"))
    return;
  imagin_field_mark (row, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (row), NEEDED, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
responded (AdwAlertDialog *dialog, const char *response, ImaginDraft *draft)
{
  GtkEditable *row = g_object_get_data (G_OBJECT (dialog), "reason");
  g_autofree char *reason = g_strstrip (imagin_text_clean (gtk_editable_get_text (row)));

  if (g_str_equal (response, "declare"))
    dex_future_disown (imagin_draft_declare_absence (draft, reason));
}

void
imagin_absence_dialog_present (ImaginDraft *draft, GtkWidget *parent)
{
  AdwDialog *dialog = imagin_alert_new (_ ("Declare an absence?"),
                                        _ ("The exams office is told, and nothing will be paid for it. You can "
                                           "take this back as long as the office has not answered."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *needed = imagin_text_label_new (NEEDED, "caption");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Reason"));
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), REASON_MAXIMUM);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_margin_top (needed, 6);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, needed, NULL, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), needed);
  adw_alert_dialog_set_extra_child (alert, group);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("Cancel"), "declare", _ ("Declare"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "declare", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (alert, "declare", FALSE);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_object_set_data (G_OBJECT (dialog), "reason", row);
  g_signal_connect_object (row, "changed", G_CALLBACK (reason_changed), dialog, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (entered), dialog, G_CONNECT_DEFAULT);
  g_signal_connect_object (dialog, "response", G_CALLBACK (responded), draft, G_CONNECT_DEFAULT);
  adw_dialog_set_focus (dialog, row);
  adw_dialog_present (dialog, parent);
}
