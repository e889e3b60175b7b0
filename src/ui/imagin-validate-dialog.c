/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The final question. */

#include "ui/imagin-validate-dialog.h"

#include "account/imagin-follow-up.h"
#include "ui/imagin-validated-page.h"
#include "ui/imagin-wording.h"
#include "ui/imagin-work-lines.h"

#include <glib/gi18n.h>

/* The page of what follows takes the place of the entry, above the mission's. */
static void
show_what_follows (ImaginDraft *draft, AdwAlertDialog *dialog, GtkWidget *parent)
{
  AdwNavigationPage *entry = ADW_NAVIGATION_PAGE (gtk_widget_get_ancestor (parent, ADW_TYPE_NAVIGATION_PAGE));
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (gtk_widget_get_ancestor (parent, ADW_TYPE_NAVIGATION_VIEW));
  g_autoptr (ImaginFollowUp) follow_up = imagin_follow_up_new (draft);
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  AdwNavigationPage *below = entry;
  ImaginValidatedPage *page;

  if (view == NULL || adw_navigation_view_get_visible_page (view) != entry)
    return;
  while ((below = adw_navigation_view_get_previous_page (view, below)) != NULL)
    g_ptr_array_insert (pages, 0, below);
  page = imagin_validated_page_new (follow_up);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (imagin_validated_page_focus), page, G_CONNECT_SWAPPED);
  g_ptr_array_add (pages, page);
  adw_navigation_view_replace (view, (AdwNavigationPage **) pages->pdata, (int) pages->len);
}

static void
responded (AdwAlertDialog *dialog, const char *response, ImaginDraft *draft)
{
  GtkWidget *parent = g_object_get_data (G_OBJECT (dialog), "parent");

  if (!g_str_equal (response, "validate"))
    return;
  dex_future_disown (imagin_draft_validate (draft));
  show_what_follows (draft, dialog, parent);
}

static void
append_part (GtkBox *box, ImaginDraft *draft, const char *part)
{
  GtkWidget *title;

  if (!imagin_statement_part_is_writable (imagin_draft_get_acknowledged (draft), part))
    return;
  title = g_object_new (GTK_TYPE_LABEL, "label", imagin_wording_part (part), "xalign", 0.0, NULL);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (box, title);
  if (g_str_equal (part, IMAGIN_PART_WORK))
    imagin_work_lines_append (box, imagin_draft_get_mission (draft), imagin_draft_get_statement (draft));
  else
    gtk_box_append (box, g_object_new (GTK_TYPE_LABEL, "label", _ ("Nothing is claimed for travel."), "xalign", 0.0,
                                       "wrap", TRUE, NULL));
}

static GtkWidget *
what_is_sent (ImaginDraft *draft)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4, NULL);
  guint receipts = g_list_model_get_n_items (imagin_draft_get_attachments (draft));
  g_autofree char *text = receipts == 0 ? g_strdup (_ ("No receipt"))
                                        : g_strdup_printf (ngettext ("%u receipt", "%u receipts", receipts), receipts);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "track");
  append_part (GTK_BOX (box), draft, IMAGIN_PART_WORK);
  append_part (GTK_BOX (box), draft, IMAGIN_PART_TRAVEL);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, NULL));
  return box;
}

void
imagin_validate_dialog_present (ImaginDraft *draft, GtkWidget *parent)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Validate the statement?"),
                                            _ ("This is final: the exams office can process it, and you can change "
                                               "nothing any more unless it returns it to you."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_set_extra_child (alert, what_is_sent (draft));
  adw_alert_dialog_add_responses (alert, "review", _ ("Read again"), "validate", _ ("Validate"), NULL);
  adw_alert_dialog_set_default_response (alert, "review");
  adw_alert_dialog_set_close_response (alert, "review");
  g_object_set_data_full (G_OBJECT (dialog), "parent", g_object_ref (parent), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (responded), draft, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, parent);
}
