/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was refused, and what to do about it. */

#include "ui/waiting/imagin-refusal-dialog.h"

#include "ui/widgets/imagin-alert.h"
#include "ui/waiting/imagin-conflict-dialog.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/widgets/imagin-work-lines.h"

#include <glib/gi18n.h>

static void
responded (AdwAlertDialog *dialog, const char *response, ImaginDraft *draft)
{
  if (g_str_equal (response, "mine"))
    imagin_draft_retry (draft);
  else if (g_str_equal (response, "theirs"))
    imagin_draft_abandon (draft);
}

static GtkWidget *
version_card (const char *title, ImaginDraft *draft, ImaginStatement *statement)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4, NULL);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "track");
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  if (imagin_work_lines_append (GTK_BOX (box), imagin_draft_get_mission (draft), statement) == 0)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", _ ("Nothing"), "xalign", 0.0, NULL));
  return box;
}

static GtkWidget *
both_versions (ImaginDraft *draft)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);

  gtk_box_append (GTK_BOX (box), version_card (_ ("What you entered here"), draft, imagin_draft_get_statement (draft)));
  gtk_box_append (GTK_BOX (box),
                  version_card (_ ("What the academy has"), draft, imagin_draft_get_acknowledged (draft)));
  return box;
}

void
imagin_refusal_dialog_present (ImaginDraft *draft, GtkWidget *parent)
{
  g_autofree char *text = imagin_error_text (imagin_draft_get_refusal (draft));
  AdwAlertDialog *alert;

  if (imagin_draft_is_in_conflict (draft))
    {
      imagin_conflict_dialog_present (draft, parent);
      return;
    }
  alert = ADW_ALERT_DIALOG (imagin_alert_new (_ ("Refused by the academy"), text));
  adw_alert_dialog_set_extra_child (alert, both_versions (draft));
  adw_alert_dialog_add_responses (alert, "later", _ ("Decide later"), "theirs", _ ("Take the academy’s"), "mine",
                                  _ ("Send again"), NULL);
  adw_alert_dialog_set_default_response (alert, "later");
  adw_alert_dialog_set_close_response (alert, "later");
  g_signal_connect_object (alert, "response", G_CALLBACK (responded), draft, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (alert), parent);
}
